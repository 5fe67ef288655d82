"""What a file draws, until it is known which way round its axes are. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isfinite, nan
from typing import Any, NamedTuple

from exchange.clean import plain
from exchange.found import FileRefused, FoundStop, FoundTrail, Where
from exchange.limits import MAX_FILE_STOPS, MAX_POINTS, MAX_TRACKS
from exchange.tally import Tally
from exchange.walking_order import joins, shared_out, trail_from
from places.geo import Point

_SHOWN = 40  # characters of a faulty value that are shown
# What a file without any line or stop is refused for, by what was remarked in it.
_WHY_NOTHING = {
    "bad_point": "bad_points",
    "area": "only_areas",
    "network_link": "only_links",
    "no_geometry": "only_texts",
    "overlay": "only_areas",
    "single_point": "only_point",
}
_NOTHING = {"nothing_found", "point_line", *_WHY_NOTHING.values()}


class Position(NamedTuple):
    """Two finite numbers that a file gives for a point, and at which line of it."""

    latitude: float
    longitude: float
    at: int


@dataclass
class DrawnLine:
    """A line with its name; its parts may be far from each other, or empty.

    ``told`` is what else it says of its trail, by the names of ``FoundTrail``.
    """

    at: int
    title: str = ""
    summary: str = ""
    parts: list[list[Position]] = field(default_factory=list)
    told: Mapping[str, Any] = field(default_factory=dict)


class DrawnStop(NamedTuple):
    """A named point: what a ``FoundStop`` has beside its point."""

    position: Position
    told: Mapping[str, Any]


# The parts of one line as points, and its title and summary.
_Parts = list[list[Point]]
_Titled = tuple[DrawnLine, _Parts]


class Sketch:
    """Gathers lines and stops of a file, then makes trails of them.

    ``unit`` is what its places in the file are, a kind of ``Where``. With
    ``keeps_order`` the stops are in walking order already: the file says so.
    Remarks: ``bad_point`` (its ``value``), ``empty_part``, ``single_point``,
    ``swapped`` and those of ``walking_order``.
    """

    def __init__(
        self, tally: Tally, unit: str = "line", *, keeps_order: bool = False
    ) -> None:
        self.unit, self.keeps_order = unit, keeps_order
        self.lines: list[DrawnLine] = []
        self.stops: list[DrawnStop] = []
        self._tally = tally
        self._count = self._straight = self._swapped = 0

    def position(self, latitude: Any, longitude: Any, at: int) -> Position | None:
        """The position that two values give; None, and a remark, where they do not.

        Refuses the file that has too many of them: ``too_many_points``.
        """
        self._count += 1
        if self._count > MAX_POINTS:
            raise FileRefused("too_many_points", self._where(at), limit=MAX_POINTS)
        lat, lon = number(latitude), number(longitude)
        if -90 <= lat <= 90 and -180 <= lon <= 180:
            self._straight += 1
        elif -90 <= lon <= 90 and -180 <= lat <= 180:
            self._swapped += 1
        else:
            self._bad(at, f"{latitude}, {longitude}")
            return None
        return Position(lat, lon, at)

    def trails(self, whole: FoundTrail) -> tuple[FoundTrail, ...]:
        """The trails drawn; ``whole`` tells what the file says of itself.

        Lines that join are one trail, others are trails of their own. A stop goes to
        each trail that passes it, else to the nearest. Refused: ``too_many_trails``,
        and where there is nothing ``nothing_found``, ``point_line`` or one of
        ``_WHY_NOTHING``.
        """
        stops = [
            FoundStop(point=point, **drawn.told)
            for drawn in self.stops
            for point in self._points([drawn.position])
        ]
        named = [(line, self._parts(line)) for line in self.lines]
        groups = _groups([(line, parts) for line, parts in named if parts])
        if not groups and not stops:
            self._refuse_nothing()
        if len(groups) > MAX_TRACKS:
            raise FileRefused("too_many_trails", trails=len(groups), limit=MAX_TRACKS)
        if self._is_swapped:
            first = min(each.at for each in self._positions())
            self._tally.add("swapped", self._where(first))
        if len(groups) < 2:
            found = [self._trail(whole, groups[0] if groups else [], stops)]
        else:
            shares = shared_out([_all_parts(group) for group in groups], stops)
            found = [
                self._trail(_one_of(whole, group, number), group, share)
                for number, (group, share) in enumerate(
                    zip(groups, shares, strict=True), start=1
                )
            ]
        trails = tuple(trail for trail in found if trail.line or trail.stops)
        if not trails:
            raise FileRefused("point_line")
        return trails

    @property
    def _is_swapped(self) -> bool:
        """Whether every point lies on Earth only with its axes exchanged.

        One wrong point among right ones is not enough: that one is wrong.
        """
        return self._straight == 0 and self._swapped > 0

    def _positions(self) -> Iterator[Position]:
        for line in self.lines:
            for part in line.parts:
                yield from part
        for stop in self.stops:
            yield stop.position

    def _points(self, part: Sequence[Position]) -> list[Point]:
        """The points of some positions, without those that are none."""
        if self._is_swapped:
            return [Point(lon, lat) for lat, lon, _at in part]
        points = []
        for lat, lon, at in part:
            try:
                points.append(Point(lat, lon))
            except ValueError:
                self._bad(at, f"{lat}, {lon}")
        return points

    def _parts(self, drawn: DrawnLine) -> _Parts:
        """The parts of a line that have at least two points."""
        parts = []
        for part in drawn.parts or [[]]:
            points = self._points(part)
            if len(points) > 1:
                parts.append(points)
            elif points:
                self._tally.add("single_point", self._where(part[0].at))
            else:
                self._tally.add("empty_part", self._where(drawn.at))
        return parts

    def _trail(
        self, trail: FoundTrail, group: list[_Titled], stops: list[FoundStop]
    ) -> FoundTrail:
        walk = trail_from(_all_parts(group), () if self.keeps_order else stops)
        for remark in walk.remarks:
            self._tally.include(remark)
        titled = next((line for line, _parts in group if line.title), None)
        told = {
            name: value
            for line, _parts in reversed(group)
            for name, value in line.told.items()
            if value and not getattr(trail, name)
        }
        return replace(
            trail,
            **told,
            title=trail.title or (titled.title if titled else ""),
            summary=trail.summary or next((d.summary for d, _p in group), ""),
            line=walk.line,
            stops=tuple(stops) if self.keeps_order else walk.stops,
        )

    def _bad(self, at: int, value: str) -> None:
        self._tally.add("bad_point", self._where(at), value=plain(value)[:_SHOWN])

    def _where(self, at: int) -> Where:
        return Where(self.unit, at)

    def _refuse_nothing(self) -> None:
        for remark in self._tally.remarks():
            if remark.code in _WHY_NOTHING:
                code = _WHY_NOTHING[remark.code]
                raise FileRefused(code, remark.where, **remark.facts)
        raise FileRefused("nothing_found")


def refuse_too_many(stops: int) -> None:
    """Refuses a file of so many stops, before what they tell is read."""
    if stops > MAX_FILE_STOPS:
        raise FileRefused("too_many_stops", stops=stops, limit=MAX_FILE_STOPS)


def each_apart(
    drawn: Sequence[tuple[Sketch, FoundTrail]], tally: Tally
) -> tuple[FoundTrail, ...]:
    """The trails of a file that says which line and which stops belong together.

    One that draws nothing is left out: ``trail_left`` (its ``title``). Refused: a file
    of which nothing remains, for the reason of the first, and ``too_many_trails``.
    """
    if len(drawn) > MAX_TRACKS:
        raise FileRefused("too_many_trails", trails=len(drawn), limit=MAX_TRACKS)
    trails: list[FoundTrail] = []
    refusals = []
    for sketch, whole in drawn:
        try:
            trails.extend(sketch.trails(whole))
        except FileRefused as refused:
            if refused.remark.code not in _NOTHING:
                raise
            refusals.append(refused)
            tally.add("trail_left", title=whole.title)
    if not trails:
        raise refusals[0] if refusals else FileRefused("nothing_found")
    return tuple(trails)


def _all_parts(group: list[_Titled]) -> _Parts:
    return [part for _line, parts in group for part in parts]


def _groups(lines: list[_Titled]) -> list[list[_Titled]]:
    """Lines that go on one from the other, in the order of the file."""
    groups: list[list[_Titled]] = []
    for drawn, parts in lines:
        if groups and _goes_on(groups[-1][-1][1], parts):
            groups[-1].append((drawn, parts))
        else:
            groups.append([(drawn, parts)])
    return groups


def _goes_on(before: _Parts, after: _Parts) -> bool:
    return joins([before[0][0], before[-1][-1]], [after[0][0], after[-1][-1]])


def _one_of(whole: FoundTrail, group: list[_Titled], number: int) -> FoundTrail:
    """What the file says of itself, as one of its several trails has it.

    The file's own identifier would be the same for all of them.
    """
    title = next((line.title for line, _parts in group if line.title), "")
    numbered = f"{whole.title} {number}" if whole.title else ""
    return replace(whole, title=title or numbered, identifier="", uuid="", summary="")


def number(value: Any) -> float:
    """A decimal number; not a number where it is none."""
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        return nan
    # Python's own notation 1_000 is nobody else's.
    return found if isfinite(found) and "_" not in str(value) else nan
