"""How long a walk is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.geo import Point, distance_m, length_m
from tours.walk import Walk, legs_m, measure

A, B, C = Point(45.0, 4.0), Point(45.0, 4.01), Point(45.01, 4.01)
DETOUR = [A, Point(45.005, 4.0), Point(45.005, 4.01), B, C]

town = st.builds(
    Point,
    st.floats(min_value=45.40, max_value=45.46),
    st.floats(min_value=4.35, max_value=4.43),
)


def test_a_kilometre_takes_a_quarter_of_an_hour() -> None:
    assert Walk(length_m=1000, listening_s=0).walking_s == pytest.approx(900)


@pytest.mark.parametrize(
    ("metres", "listening_s", "minutes"),
    [
        (0, 0, 1),
        (0, 70, 1),
        (0, 100, 2),
        (900, 60, 14),
        (1000, 0, 15),
        (1000, 60, 15),
        (1000, 150, 20),
        (4000, 600, 70),
        (4100, 0, 60),
        (4200, 0, 65),
    ],
    ids=str,
)
def test_minutes_are_whole_then_by_five_beyond_a_quarter(
    metres: float, listening_s: float, minutes: int
) -> None:
    assert Walk(metres, listening_s).total_minutes == minutes


def test_a_walk_is_as_long_as_its_track() -> None:
    walk = measure(DETOUR, [A, B, C], 120)
    assert walk == Walk(length_m=length_m(DETOUR), listening_s=120)


def test_a_walk_without_track_goes_straight_from_stop_to_stop() -> None:
    assert measure([], [A, B, C], 0).length_m == length_m([A, B, C])


def test_nothing_to_walk_has_no_length() -> None:
    assert measure([], [], 0) == Walk(0, 0)


def test_no_stop_has_no_leg() -> None:
    assert legs_m(DETOUR, []) == []


def test_the_first_stop_is_where_one_stands() -> None:
    assert legs_m(DETOUR, [A]) == [0]


def test_legs_follow_the_track() -> None:
    legs = legs_m(DETOUR, iter([A, B, C]))
    assert legs[1] == pytest.approx(length_m(DETOUR[:4]), rel=0.001)
    assert legs[2] == pytest.approx(distance_m(B, C), rel=0.001)


def test_legs_without_track_go_straight() -> None:
    assert legs_m([], [A, B, C]) == [0, distance_m(A, B), distance_m(B, C)]


def test_a_stop_that_lies_back_along_the_track_is_reached_straight() -> None:
    legs = legs_m(DETOUR, [B, A])
    assert legs == [0, distance_m(B, A)]


def test_two_stops_on_one_spot_have_no_way_between_them() -> None:
    assert legs_m(DETOUR, [A, A]) == pytest.approx([0, 0])


@given(st.lists(town, max_size=6), st.lists(town, min_size=1, max_size=6))
def test_no_leg_is_much_shorter_than_the_straight_line(
    track: list[Point], stops: list[Point]
) -> None:
    legs = legs_m(track, stops)
    assert len(legs) == len(stops)
    assert legs[0] == 0
    for leg, (start, end) in zip(legs[1:], pairwise(stops), strict=True):
        assert leg >= distance_m(start, end) * 0.69
