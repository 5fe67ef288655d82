"""Which part of the track leads to a stop, so that it can be closed. Pure."""

from collections.abc import Sequence

from places.geo import Point, distance_along_m, distance_m, stretch
from tours.notice_rules import leg_to
from tours.track import TrackLeg

# A way is hardly shorter than the straight one: else the track passes in another order.
STRAIGHT_SHARE = 0.7


def way_to(
    number: int,
    stops: Sequence[Point | None],
    legs: Sequence[TrackLeg],
    line: list[Point],
) -> list[Point]:
    """The leg that leads to a stop, from 1; empty where that cannot be told.

    A line that is not cut at its stops is cut where it comes nearest to them.
    """
    leg = leg_to(number, len(stops), len(legs))
    if leg is not None:
        return list(legs[leg].points)
    if number < 2 or not line:
        return []
    start, end = stops[number - 2], stops[number - 1]
    if start is None or end is None:
        return []
    from_m, to_m = (distance_along_m(line, stop) for stop in (start, end))
    if to_m - from_m < STRAIGHT_SHARE * distance_m(start, end):
        return []
    return stretch(line, from_m, to_m)
