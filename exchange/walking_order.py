"""One line of the parts of a file, and its stops in the order one walks. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from math import cos, radians
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from exchange.found import FoundStop, Remark
from exchange.limits import MAX_ORDERED_STOPS
from exchange.tally import Tally
from places.geo import EARTH_RADIUS_M, Point, distance_m

JOIN_M = 100
"""Ends of two parts that are nearer are one way; farther, there is a gap."""
NEAR_M = 200
"""A stop farther from the line is not on the walk."""
PASSAGE_M = 25
"""Where the line passes a stop twice, each passage nearly as near as the nearest."""
SIMPLE_POINTS = 2_000
"""A line of more points is simplified."""
SIMPLE_ERROR_M = 1
_PIECE = 1_000  # points simplified in one go: it may take their number's square

Numbers = NDArray[np.float64]


class _Steps:
    """The straight steps of a line, as arrays."""

    def __init__(self, line: Sequence[Point]) -> None:
        self._lon, self._lat = np.ascontiguousarray(_degrees(line).T)

    def passages(self, point: Point) -> tuple[float, list[float]]:
        """Metres from a point to the line, and how far along it each passage is.

        A passage is where the line comes nearest, among those nearly as near as any.
        """
        east, north = _metres_per_degree(point.latitude)
        x, y = (
            (self._lon - point.longitude) * east,
            (self._lat - point.latitude) * north,
        )
        step_x, step_y = np.diff(x), np.diff(y)
        square = step_x * step_x + step_y * step_y
        share = -(x[:-1] * step_x + y[:-1] * step_y) / np.maximum(square, 1e-9)
        share = np.clip(share, 0, 1)
        away = np.hypot(x[:-1] + share * step_x, y[:-1] + share * step_y)
        long = np.sqrt(square)
        along = np.cumsum(long) - long + share * long
        nearest = float(away.min())
        close = np.flatnonzero(away <= nearest + PASSAGE_M)
        runs = np.split(close, np.flatnonzero(np.diff(close) > 1) + 1)
        return nearest, [float(along[run[np.argmin(away[run])]]) for run in runs]


class Walk(NamedTuple):
    """A line of at least two points or none, and its stops in walking order.

    Remarks: ``gap`` (``metres`` of the longest), ``no_line``, ``point_line``,
    ``repeated_points``, ``simplified`` (``before``, ``after``), ``stop_far`` (its
    ``title``, ``metres``) and ``turned``; each has a ``count``.
    """

    line: tuple[Point, ...]
    stops: tuple[FoundStop, ...]
    remarks: tuple[Remark, ...]


def trail_from(parts: Sequence[Sequence[Point]], stops: Sequence[FoundStop]) -> Walk:
    """A trail of the parts of a line and of points with a name, in the file's order.

    Parts are joined one after the other, the way round that joins them. Stops keep
    the order of the file where one can walk so, else go by their first passage;
    those far from the line come last. Without a line the order is the file's.
    """
    tally = Tally()
    line = _joined(parts, tally)
    if len(line) > SIMPLE_POINTS:
        simple = simplified(line)
        if 2 <= len(simple) < len(line):
            tally.add("simplified", before=len(line), after=len(simple))
            line = simple
    if not line:
        return Walk((), tuple(stops), tally.remarks())
    ordered = in_walking_order(line, stops, tally)
    return Walk(tuple(line), tuple(ordered), tally.remarks())


def joins(end: Sequence[Point], start: Sequence[Point]) -> bool:
    """Whether one part of a line goes on where another ends, either way round."""
    ends, starts = (end[0], end[-1]), (start[0], start[-1])
    return any(distance_m(a, b) <= JOIN_M for a in ends for b in starts)


def shared_out(
    lines: Sequence[Sequence[Sequence[Point]]], stops: Sequence[FoundStop]
) -> list[list[FoundStop]]:
    """The stops of each of several lines, given by their parts.

    A stop is of every line that passes it, else of the nearest. Where they are more
    than are put in order they all stay with the first: nobody could walk them.
    """
    shares: list[list[FoundStop]] = [[] for _line in lines]
    if len(stops) > MAX_ORDERED_STOPS:
        shares[0].extend(stops)
        return shares
    steps = [_Steps([point for part in parts for point in part]) for parts in lines]
    for stop in stops:
        away_m = [line.passages(stop.point)[0] for line in steps]
        reach_m = max(NEAR_M, min(away_m))
        for share, metres in zip(shares, away_m, strict=True):
            if metres <= reach_m:
                share.append(stop)
    return shares


def simplified(line: Sequence[Point]) -> list[Point]:
    """The line with fewer points, nowhere a metre away from where it was.

    Its first and last points stay (Douglas and Peucker's method, by pieces).
    """
    kept: list[Point] = []
    for begin in range(0, len(line) - 1, _PIECE):
        piece = line[begin : begin + _PIECE + 1]
        kept.extend(piece[index] for index in _simple_indices(piece))
    return list(_without_repeats(kept))


def in_walking_order(
    line: Sequence[Point], stops: Sequence[FoundStop], tally: Tally
) -> list[FoundStop]:
    """Stops near the line as one comes to them, then the others as they were."""
    if len(stops) > MAX_ORDERED_STOPS:
        return list(stops)
    steps = _Steps(line)
    near: list[tuple[list[float], FoundStop]] = []
    far: list[FoundStop] = []
    for stop in stops:
        away_m, passages = steps.passages(stop.point)
        if away_m <= NEAR_M:
            near.append((passages, stop))
        else:
            tally.add("stop_far", title=stop.title, metres=round(away_m))
            far.append(stop)
    if not _can_be_walked_so(passages for passages, _stop in near):
        # Listed last, where the line ends too: one is back at the start.
        back = near[-1][0][-1]
        keys = [passages[0] for passages, _stop in near[:-1]] + [back]
        order = sorted(range(len(near)), key=keys.__getitem__)
        near = [near[index] for index in order]
    return [stop for _passages_m, stop in near] + far


def _joined(parts: Sequence[Sequence[Point]], tally: Tally) -> list[Point]:
    """All parts as one line without repeated points; empty where there is none."""
    given = [part for part in parts if part]
    line: list[Point] = []
    gaps_m: list[float] = []
    for index, part in enumerate(given):
        following = given[index + 1] if index + 1 < len(given) else None
        turned = _turn(line, part, following)
        if turned:
            tally.add("turned")
        if line:
            gap_m = distance_m(line[-1], part[-1] if turned else part[0])
            if gap_m > JOIN_M:
                gaps_m.append(gap_m)
        line.extend(reversed(part) if turned else part)
    once = list(_without_repeats(line))
    for _repeat in range(_repeats(given)):
        tally.add("repeated_points")
    for gap_m in sorted(gaps_m, reverse=True):
        tally.add("gap", metres=round(gap_m))
    if len(once) < 2:
        tally.add("point_line" if once else "no_line")
        return []
    return once


def _turn(
    line: Sequence[Point], part: Sequence[Point], following: Sequence[Point] | None
) -> bool:
    """Whether a part joins what is beside it only when walked the other way round."""
    if line:
        to_start, to_end = distance_m(line[-1], part[0]), distance_m(line[-1], part[-1])
        return to_end <= JOIN_M < to_start
    if following is None:
        return False
    ends = following[0], following[-1]
    by_end = min(distance_m(part[-1], end) for end in ends)
    # Where its start meets the end of the next both run as they should: round a loop.
    return distance_m(part[0], following[0]) <= JOIN_M < by_end


def _without_repeats(line: Iterable[Point]) -> Iterator[Point]:
    before = None
    for point in line:
        if point != before:
            yield point
        before = point


def _repeats(parts: Sequence[Sequence[Point]]) -> int:
    """Points that are where the one before them is, in the same part."""
    return sum(a == b for part in parts for a, b in zip(part, part[1:], strict=False))


def _degrees(line: Sequence[Point]) -> Numbers:
    """Longitudes and latitudes, as an array of (n, 2)."""
    return np.array([(point.longitude, point.latitude) for point in line])


def _metres_per_degree(latitude: float) -> tuple[float, float]:
    """Metres of a degree of longitude, and of one of latitude, at a latitude."""
    north = radians(1) * EARTH_RADIUS_M
    return north * cos(radians(latitude)), north


def _simple_indices(line: Sequence[Point]) -> list[int]:
    """Which points of a piece are kept, the first and the last among them."""
    degrees = _degrees(line)
    # At the piece's latitude nearest to the equator a degree is widest: distances
    # come out too large rather than too small.
    flat = degrees * _metres_per_degree(float(np.abs(degrees[:, 1]).min()))
    numbered = np.column_stack([flat, np.arange(len(line))])
    simple = shapely.simplify(
        shapely.linestrings(numbered), SIMPLE_ERROR_M * 0.99, preserve_topology=False
    )
    return [
        int(index) for index in shapely.get_coordinates(simple, include_z=True)[:, 2]
    ]


def _can_be_walked_so(passages: Iterable[list[float]]) -> bool:
    """Whether stops can be passed in this order, each at one of its passages."""
    walked = 0.0
    for along in passages:
        onwards = [metres for metres in along if metres >= walked]
        if not onwards:
            return False
        walked = onwards[0]
    return True
