"""A line of which some stops are left out."""

from places.geo import Point
from tours.shortened_track import joined_line, without_stops
from tours.track import LegBy, TrackLeg

POINTS = [Point(45.44 + number / 1000, 4.387) for number in range(5)]


def leg(start: int, end: int, **facts: object) -> TrackLeg:
    """A leg from one of the points to another."""
    return TrackLeg((POINTS[start], POINTS[end]), LegBy.STREET, **facts)  # type: ignore[arg-type]


def ends(legs: list[TrackLeg]) -> list[tuple[int, int]]:
    """From where to where the legs lead."""
    return [
        (POINTS.index(each.points[0]), POINTS.index(each.points[-1])) for each in legs
    ]


OPEN = [leg(0, 1), leg(1, 2), leg(2, 3)]
ROUND = [*OPEN, leg(3, 0, closes=True)]


def test_the_legs_around_a_missing_stop_are_joined() -> None:
    left = without_stops(OPEN, 4, [0, 2, 3])
    assert ends(left) == [(0, 2), (2, 3)]
    assert left[0].points == tuple(POINTS[:3])
    assert joined_line(left) == POINTS[:4]


def test_the_legs_of_a_missing_first_and_last_stop_go() -> None:
    assert ends(without_stops(OPEN, 4, [1, 2])) == [(1, 2)]
    assert without_stops(OPEN, 4, [1]) == []


def test_a_round_stays_a_round() -> None:
    for kept, expected in (
        ([0, 1, 3], [(0, 1), (1, 3), (3, 0)]),
        ([1, 2, 3], [(1, 2), (2, 3), (3, 1)]),
        ([0, 1, 2], [(0, 1), (1, 2), (2, 0)]),
        ([2], [(2, 2)]),
    ):
        left = without_stops(ROUND, 4, kept)
        assert ends(left) == expected
        assert [each.closes for each in left] == [False] * (len(left) - 1) + [True]


def test_a_line_that_is_not_cut_at_its_stops_stays() -> None:
    assert without_stops([leg(0, 4)], 4, [0, 2]) == [leg(0, 4)]
    assert without_stops([], 4, [0, 2]) == []


def test_what_is_said_of_a_joined_leg_is_true_of_both() -> None:
    via = POINTS[4]
    one = leg(0, 1, steps=3, is_step_free=False, vias=(via,) * 6)
    for other, steps, is_step_free, vias in (
        (leg(1, 2, steps=4, is_step_free=True, vias=(via,) * 4), 7, False, 10),
        (leg(1, 2, vias=(via,) * 5), None, None, 0),
    ):
        (joined,) = without_stops([one, other], 3, [0, 2])
        assert (joined.steps, joined.is_step_free) == (steps, is_step_free)
        assert len(joined.vias) == vias
        assert joined.by == LegBy.STREET
    drawn = TrackLeg((POINTS[1], POINTS[2]), LegBy.IMPORTED)
    assert without_stops([one, drawn], 3, [0, 2])[0].by == LegBy.FREEHAND
