"""What an editor asks of a router, and what is answered, leg by leg. Pure.

Any ``citymap.legs.Router`` serves: the city's own streets, a Valhalla server, or
straight lines where no map is installed.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from citymap.access import Profile
from citymap.boxes import Position
from citymap.legs import Leg, Reason, Routed, Router, joined_line
from tours.track import MAX_VIAS, LegReason

MAX_STOPS = 60
MAX_BODY_BYTES = 100_000
DECIMALS = 6  # 0.1 m, as in a track


class LegsRefused(Exception):
    """A request that cannot be answered; ``code`` and ``facts`` say why.

    Codes: ``json``, ``stops`` (no list of two at least), ``stop_list`` (no list),
    ``too_many_stops``, ``stop`` (number n is no position), ``vias`` (not one list for
    each leg), ``too_many_vias``, ``via``, ``profile``.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class LegsWanted:
    """Stops in order, for each leg the points it passes on purpose, and for whom."""

    stops: tuple[Position, ...]
    vias: tuple[tuple[Position, ...], ...]
    profile: Profile

    @property
    def halts(self) -> tuple[Position, ...]:
        """Stops and vias in the order walked."""
        positions = [self.stops[0]]
        for vias, stop in zip(self.vias, self.stops[1:], strict=True):
            positions.extend((*vias, stop))
        return tuple(positions)


@dataclass(frozen=True)
class LegFound:
    """One leg from stop to stop, its vias passed.

    ``by`` is ``straight`` where any part of it could not follow streets; ``reason``
    then says which end is to blame.
    """

    line: tuple[Position, ...]
    metres: float
    seconds: float
    steps: int
    step_free: bool
    by: str
    reason: LegReason | None

    def as_json(self) -> dict[str, Any]:
        """For the answer: positions to 0.1 m, metres and seconds to tenths."""
        line = joined_line(
            (round(lon, DECIMALS), round(lat, DECIMALS)) for lon, lat in self.line
        )
        return {
            "line": [list(position) for position in line],
            "metres": round(self.metres, 1),
            "seconds": round(self.seconds, 1),
            "steps": self.steps,
            "step_free": self.step_free,
            "by": self.by,
            "reason": self.reason.value if self.reason else None,
        }


def read_wanted(body: bytes | str) -> LegsWanted:
    """The request that a body holds. Raises ``LegsRefused``."""
    asked = _object(body)
    stops = asked.get("stops")
    if not isinstance(stops, list) or len(stops) < 2:
        raise LegsRefused("stops")
    return LegsWanted(
        stops=_stops(stops),
        vias=_vias(asked.get("vias"), len(stops) - 1),
        profile=_profile(asked.get("profile", Profile.ON_FOOT)),
    )


def read_stops(body: bytes | str) -> tuple[Position, ...]:
    """The stops alone that a body holds, however few. Raises ``LegsRefused``."""
    stops = _object(body).get("stops")
    if not isinstance(stops, list):
        raise LegsRefused("stop_list")
    return _stops(stops)


def found_legs(router: Router, wanted: LegsWanted) -> tuple[list[LegFound], Routed]:
    """The legs between stops, and the router's own answer, of which they are made."""
    routed = router.routed(wanted.halts, wanted.profile)
    legs = []
    first = 0
    for vias in wanted.vias:
        parts = routed.legs[first : first + len(vias) + 1]
        legs.append(_merged(parts, first))
        first += len(parts)
    return legs, routed


def _merged(parts: Sequence[Leg], first: int) -> LegFound:
    """The parts between vias as one leg; ``first`` is the number of its first halt."""
    straight = [part for part in parts if part.by == "straight"]
    return LegFound(
        line=joined_line(position for part in parts for position in part.line),
        metres=sum(part.metres for part in parts),
        seconds=sum(part.seconds for part in parts),
        steps=sum(part.steps for part in parts),
        step_free=all(part.step_free for part in parts),
        by="straight" if straight else "street",
        reason=_reason(straight, first, first + len(parts)) if straight else None,
    )


def _reason(straight: Sequence[Leg], start: int, end: int) -> LegReason:
    """Why a leg is straight, in the words of its two stops."""
    reasons = {part.reason for part in straight}
    if Reason.FAR_FROM_STREET in reasons:
        far = {
            halt
            for part in straight
            if part.reason is Reason.FAR_FROM_STREET
            for halt in part.cut_off
        }
        if {start, end} <= far:
            return LegReason.ENDS_FAR
        if start in far:
            return LegReason.START_FAR
        return LegReason.END_FAR if end in far else LegReason.VIA_FAR
    if Reason.NOT_CONNECTED in reasons:
        return LegReason.NOT_CONNECTED
    return LegReason.NO_MAP


def _object(body: bytes | str) -> dict[str, Any]:
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise LegsRefused("json") from error
    if not isinstance(asked, dict):
        raise LegsRefused("json")
    return asked


def _stops(stops: list[Any]) -> tuple[Position, ...]:
    if len(stops) > MAX_STOPS:
        raise LegsRefused("too_many_stops", stops=len(stops), limit=MAX_STOPS)
    return tuple(
        _position(stop, "stop", number=number)
        for number, stop in enumerate(stops, start=1)
    )


def _vias(value: Any, legs: int) -> tuple[tuple[Position, ...], ...]:
    if value is None:
        return ((),) * legs
    if not isinstance(value, list) or len(value) != legs:
        raise LegsRefused("vias", legs=legs)
    return tuple(_leg_vias(number, leg) for number, leg in enumerate(value, start=1))


def _leg_vias(number: int, value: Any) -> tuple[Position, ...]:
    if not isinstance(value, list):
        raise LegsRefused("via", leg=number)
    if len(value) > MAX_VIAS:
        raise LegsRefused("too_many_vias", leg=number, limit=MAX_VIAS)
    return tuple(_position(via, "via", leg=number) for via in value)


def _position(value: Any, code: str, **facts: object) -> Position:
    """A longitude and a latitude in range, or a refusal."""
    if isinstance(value, list) and len(value) == 2:
        longitude, latitude = value
        numbers = all(
            isinstance(part, int | float) and not isinstance(part, bool)
            for part in value
        )
        # Written so that NaN, which compares false with everything, is refused.
        if numbers and -180 <= longitude <= 180 and -90 <= latitude <= 90:
            return float(longitude), float(latitude)
    raise LegsRefused(code, **facts)


def _profile(value: Any) -> Profile:
    try:
        return Profile(value)
    except ValueError as error:
        raise LegsRefused("profile") from error
