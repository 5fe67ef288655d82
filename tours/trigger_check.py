"""How often stories start on time: what the bench found for one geometry. Pure.

The bench (docs/walking.md) walks a trail with simulated walkers, in the editor's
browser or by ``manage.py check_trail``. Its figures are kept under the fingerprint of
all that they depend on, so that figures of another state of the trail are never used.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from places.geo import Point

DECIMALS = 6  # 0.1 m, as in a track
MOST_STOPS = 200
MOST_POINTS = 60_000
MOST_WALKS = 10_000
MOST_SEED = 2**31 - 1
MODES = ("guided", "free")
# What the bench advises: the codes of frontend/tools/advice.ts.
ADVICE = ("not_passed", "neighbour", "small", "late", "early", "narrow")


class CheckRefused(Exception):
    """Sent figures that cannot be those of a check; ``field`` is the one at fault."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class CheckOutdated(Exception):
    """Sent figures that another version of the bench has found."""


@dataclass(frozen=True)
class Zone:
    """Where a story starts, and for who walks which way: degrees, None for any."""

    point: Point
    radius_m: float
    bearing: int | None = None

    @property
    def trigger(self) -> dict[str, float]:
        """As a package has it."""
        told = {"radius_m": self.radius_m}
        return told if self.bearing is None else {**told, "bearing": self.bearing}

    @property
    def position(self) -> list[float]:
        """Longitude, latitude, radius, and the bearing where one is asked for."""
        told = [*_position(self.point), float(self.radius_m)]
        return told if self.bearing is None else [*told, self.bearing]


@dataclass(frozen=True)
class Geometry:
    """All that decides when stories start: the mode, the track's legs, the zones."""

    mode: str
    legs: tuple[tuple[Point, ...], ...]
    zones: tuple[Zone, ...]

    @property
    def can_be_walked(self) -> bool:
        """Whether there is a track, and a story to start on it."""
        return bool(self.legs and self.zones)

    @property
    def fingerprint(self) -> str:
        """The same for the same geometry, whatever it is read from."""
        told = json.dumps(
            [
                self.mode,
                [[_position(point) for point in leg] for leg in self.legs],
                [zone.position for zone in self.zones],
            ]
        )
        return hashlib.sha256(told.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Counts:
    """What became of stories that were due."""

    due: int
    on_time: int
    early: int
    late: int
    missed: int
    wrong: int

    @property
    def in_100(self) -> int | None:
        """On time of 100 that were due, rounded down; None where none was due."""
        return self.on_time * 100 // self.due if self.due else None

    def is_below(self, threshold: int) -> bool:
        """Whether fewer of 100 were on time, or the track never passes the zone."""
        return self.in_100 is None or self.in_100 < threshold

    def as_json(self) -> dict[str, int]:
        """Each count by its name."""
        return {name: getattr(self, name) for name in NAMES}


NAMES = tuple(field.name for field in fields(Counts))


@dataclass(frozen=True)
class StopCheck:
    """One stop's figures, and what an editor may do about it (codes of ADVICE)."""

    counts: Counts
    advice: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The counts, and the codes of the advice."""
        return {**self.counts.as_json(), "advice": list(self.advice)}


@dataclass(frozen=True)
class Check:
    """What the bench found, stop by stop in walking order."""

    walks: int
    seed: int
    stops: tuple[StopCheck, ...]

    def as_json(self) -> dict[str, Any]:
        """As it is kept and sent."""
        figures = [stop.as_json() for stop in self.stops]
        return {"walks": self.walks, "seed": self.seed, "figures": figures}

    @property
    def whole(self) -> Counts:
        """Of all stops together."""
        return Counts(
            *(sum(getattr(s.counts, name) for s in self.stops) for name in NAMES)
        )


def bench_document(geometry: Geometry) -> dict[str, Any]:
    """The parts of a package that the bench reads (frontend/tools/tour.ts)."""
    legs = [[(p.longitude, p.latitude) for p in leg] for leg in geometry.legs]
    stops = [
        {
            "id": str(number),
            "number": number,
            "title": "",
            "location": asdict(zone.point),
            "trigger": zone.trigger,
        }
        for number, zone in enumerate(geometry.zones, start=1)
    ]
    track = {"legs": [{"line": line} for line in legs]}
    return {"title": "", "mode": geometry.mode, "track": track, "stops": stops}


def read_sent(body: bytes | str, bench: str) -> tuple[Geometry, Check]:
    """The check that a browser made, and of which geometry.

    ``bench``: the fingerprint of the bench as it is here. Raises CheckRefused, and
    CheckOutdated for figures of another one.
    """
    sent = _object(body)
    if sent.get("bench") != bench:
        raise CheckOutdated
    geometry = _geometry(sent)
    check = read_check(sent)
    if len(check.stops) != len(geometry.zones):
        raise CheckRefused("figures")
    return geometry, check


def read_geometry(body: bytes | str) -> Geometry:
    """The geometry alone that a browser sends. Raises CheckRefused."""
    return _geometry(_object(body))


def read_check(value: Any) -> Check:
    """A check from what JSON holds of it. Raises CheckRefused."""
    walks = _whole(value.get("walks"), 1, MOST_WALKS, "walks")
    stops = _list(value.get("figures"), MOST_STOPS, "figures")
    return Check(
        walks=walks,
        seed=_whole(value.get("seed"), 0, MOST_SEED, "seed"),
        stops=tuple(
            read_stop(stop, walks, f"figures[{number}]")
            for number, stop in enumerate(stops)
        ),
    )


def read_stop(value: Any, walks: int, name: str) -> StopCheck:
    """One stop's figures in so many walks. Raises CheckRefused."""
    if not isinstance(value, dict):
        raise CheckRefused(name)
    counts = Counts(
        *(_whole(value.get(each), 0, walks, f"{name}.{each}") for each in NAMES)
    )
    told = counts.on_time + counts.early + counts.late + counts.missed + counts.wrong
    if told != counts.due:
        raise CheckRefused(name)
    advice = _list(value.get("advice"), len(ADVICE), name)
    if not all(code in ADVICE for code in advice):
        raise CheckRefused(name)
    return StopCheck(counts, tuple(advice))


def _object(body: bytes | str) -> dict[str, Any]:
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise CheckRefused("JSON") from error
    if not isinstance(sent, dict):
        raise CheckRefused("JSON")
    return sent


def _geometry(sent: dict[str, Any]) -> Geometry:
    mode = sent.get("mode")
    if mode not in MODES:
        raise CheckRefused("mode")
    left = MOST_POINTS
    legs = []
    for number, leg in enumerate(_list(sent.get("legs"), MOST_POINTS, "legs")):
        name = f"legs[{number}]"
        positions = _list(leg, left, name)
        left -= len(positions)
        legs.append(tuple(_point(each, name) for each in positions))
    stops = _list(sent.get("stops"), MOST_STOPS, "stops")
    zones = tuple(_zone(stop, f"stops[{n}]") for n, stop in enumerate(stops))
    geometry = Geometry(mode, tuple(legs), zones)
    if not geometry.can_be_walked:
        raise CheckRefused("legs" if zones else "stops")
    return geometry


def _zone(value: Any, name: str) -> Zone:
    if not isinstance(value, list) or len(value) not in {3, 4}:
        raise CheckRefused(name)
    radius_m = value[2]
    if not _is_number(radius_m) or not 0 < radius_m <= 10_000:
        raise CheckRefused(name)
    bearing = _whole(value[3], 0, 359, name) if value[3:] else None
    return Zone(_point(value[:2], name), radius_m, bearing)


def _point(value: Any, name: str) -> Point:
    """A longitude and a latitude."""
    if isinstance(value, list) and len(value) == 2 and all(map(_is_number, value)):
        try:
            return Point(value[1], value[0])
        except (ValueError, OverflowError):
            pass
    raise CheckRefused(name)


def _position(point: Point) -> list[float]:
    parts = (point.longitude, point.latitude)
    return [round(float(part), DECIMALS) + 0.0 for part in parts]  # −0 is 0


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _whole(value: Any, least: int, most: int, name: str) -> int:
    if (
        isinstance(value, int)
        and not isinstance(value, bool)
        and least <= value <= most
    ):
        return value
    raise CheckRefused(name)


def _list(value: Any, most: int, name: str) -> list[Any]:
    if isinstance(value, list) and len(value) <= most:
        return value
    raise CheckRefused(name)
