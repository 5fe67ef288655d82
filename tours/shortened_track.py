"""The line of a trail of which some stops are left out. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

from places.geo import Point
from tours.track import MAX_VIAS, LegBy, TrackLeg


def without_stops(
    legs: Sequence[TrackLeg], stops: int, kept: Sequence[int]
) -> list[TrackLeg]:
    """The legs between the stops that are kept, by their numbers from 0.

    The legs before and after one that is left out are joined, as one walks past it.
    Those that led to a missing first or last stop go, unless the trail closes a round:
    there is a way between any two then. A line that is not cut at its stops stays.
    """
    is_round = stops > 1 and len(legs) == stops
    if len(legs) != stops - 1 and not is_round:
        return list(legs)
    parts = [legs[a:b] for a, b in zip(kept, kept[1:], strict=False)]
    if is_round:
        parts.append([*legs[kept[-1] :], *legs[: kept[0]]])
    joined = [reduce(_joined, part) for part in parts]
    if is_round:
        joined[-1] = replace(joined[-1], closes=True)
    return joined


def joined_line(legs: Iterable[TrackLeg]) -> list[Point]:
    """All points; where a leg begins as the one before it ended, that comes once."""
    line: list[Point] = []
    for leg in legs:
        is_joined = bool(line) and line[-1] == leg.points[0]
        line.extend(leg.points[1:] if is_joined else leg.points)
    return line


def _joined(one: TrackLeg, other: TrackLeg) -> TrackLeg:
    """What is true of both: the steps of both, step-free if both are."""
    counted = None if None in (one.steps, other.steps) else _sum(one, other)
    known = (one.is_step_free, other.is_step_free)
    vias = (*one.vias, *other.vias)
    return TrackLeg(
        points=tuple(joined_line([one, other])),
        by=one.by if one.by == other.by else LegBy.FREEHAND,
        vias=vias if len(vias) <= MAX_VIAS else (),
        reason=one.reason or other.reason,
        steps=counted,
        is_step_free=None if None in known else all(known),
    )


def _sum(one: TrackLeg, other: TrackLeg) -> int:
    return (one.steps or 0) + (other.steps or 0)
