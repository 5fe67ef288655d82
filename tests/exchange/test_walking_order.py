"""One line of the parts of a file, and its stops in walking order."""

from collections.abc import Sequence

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from exchange.found import FoundStop, Remark
from exchange.walking_order import Walk, joins, simplified, trail_from
from places.geo import EARTH_RADIUS_M, Point, distance_m

M = 1 / 111_195  # degrees of latitude in a metre


def at(north_m: float, east_m: float = 0) -> Point:
    """A point some metres from the corner where 45° N meets 4° E."""
    shrink = np.cos(np.radians(45))
    return Point(45 + north_m * M, 4 + east_m * M / shrink)


def stop(title: str, north_m: float, east_m: float = 0) -> FoundStop:
    return FoundStop(title, at(north_m, east_m))


def titles(walk: Walk) -> str:
    return "".join(found.title for found in walk.stops)


def remark(walk: Walk, code: str) -> Remark:
    return next(found for found in walk.remarks if found.code == code)


def codes(walk: Walk) -> set[str]:
    return {found.code for found in walk.remarks}


SQUARE = [at(0), at(500), at(500, 500), at(0, 500), at(0)]


def test_parts_whose_ends_are_near_are_one_line() -> None:
    walk = trail_from([[at(0), at(500)], [at(550), at(900)]], [])
    assert walk == Walk((at(0), at(500), at(550), at(900)), (), ())


def test_a_gap_is_bridged_and_remarked_with_its_metres() -> None:
    parts = [[at(0), at(100)], [at(400), at(500)], [at(650), at(700)]]
    walk = trail_from(parts, [])
    assert len(walk.line) == 6
    facts = remark(walk, "gap").facts
    assert facts["metres"] == pytest.approx(300, abs=1)
    assert facts["count"] == 2


def test_a_part_that_runs_backwards_is_turned() -> None:
    walk = trail_from([[at(0), at(500)], [at(900), at(510)]], [])
    assert walk.line == (at(0), at(500), at(510), at(900))
    assert codes(walk) == {"turned"}
    walk = trail_from([[at(500), at(0)], [at(510), at(900)]], [])
    assert walk.line == (at(0), at(500), at(510), at(900))


def test_repeated_points_are_left_out_and_counted() -> None:
    walk = trail_from([[at(0), at(0), at(9), at(9), at(9)], [at(9), at(20)]], [])
    assert walk.line == (at(0), at(9), at(20))
    assert remark(walk, "repeated_points").facts["count"] == 3


def test_a_line_at_one_point_is_none() -> None:
    walk = trail_from([[at(0), at(0)], [at(0)]], [stop("a", 0)])
    assert walk.line == ()
    assert titles(walk) == "a"
    assert "point_line" in codes(walk)


def test_without_a_line_the_order_is_that_of_the_file() -> None:
    walk = trail_from([[]], [stop("b", 9), stop("a", 0)])
    assert titles(walk) == "ba"
    assert codes(walk) == {"no_line"}


def test_stops_come_in_walking_order() -> None:
    stops = [stop("c", 400, 9), stop("a", 10, -30), stop("b", 200)]
    assert titles(trail_from([[at(0), at(500)]], stops)) == "abc"


def test_stops_far_from_the_line_come_last_and_are_remarked() -> None:
    stops = [stop("far", 0, 700), stop("b", 300), stop("a", 100)]
    walk = trail_from([[at(0), at(500)]], stops)
    assert titles(walk) == "abfar"
    facts = remark(walk, "stop_far").facts
    assert facts == {"title": "far", "metres": 700, "count": 1}


def test_a_stop_where_a_loop_begins_and_ends_comes_first() -> None:
    stops = [stop("c", 0, 250), stop("a", 5), stop("b", 500, 250)]
    assert titles(trail_from([SQUARE], stops)) == "abc"


def test_a_stop_where_a_loop_ends_comes_last_when_listed_last() -> None:
    stops = [stop("a", 500), stop("b", 500, 250), stop("z", 5)]
    assert titles(trail_from([SQUARE], stops)) == "abz"
    stops = [stop("b", 500, 250), stop("a", 500), stop("z", 5)]
    assert titles(trail_from([SQUARE], stops)) == "abz"


def test_there_and_back_keeps_the_order_of_the_file() -> None:
    out_and_back = [at(0), at(500), at(500, 9), at(0, 9)]
    stops = [stop("a", 100), stop("b", 400), stop("c", 200, 9)]
    assert titles(trail_from([out_and_back], stops)) == "abc"


def test_a_long_line_is_simplified_and_remarked() -> None:
    line = [at(n, (n % 2) * 0.5) for n in range(3_000)]
    walk = trail_from([line], [])
    assert len(walk.line) < 20
    assert (walk.line[0], walk.line[-1]) == (line[0], line[-1])
    assert remark(walk, "simplified").facts["before"] == 3_000


def test_a_line_of_two_thousand_points_stays_as_it_is() -> None:
    line = [at(n) for n in range(2_000)]
    assert trail_from([line], []).line == tuple(line)


def flat(line: Sequence[Point]) -> list[tuple[float, float]]:
    scale = np.radians(1) * EARTH_RADIUS_M
    shrink = np.cos(np.radians(45))
    return [(p.longitude * scale * shrink, p.latitude * scale) for p in line]


@given(
    st.lists(
        st.tuples(st.integers(-30, 30), st.integers(-30, 30)), min_size=2, max_size=60
    ),
    st.integers(1, 60),
)
def test_a_simplified_line_is_nowhere_a_metre_away(
    steps: list[tuple[int, int]], times: int
) -> None:
    walked = np.cumsum(np.array(steps * times) / 10, axis=0)
    line = [at(float(north), float(east)) for north, east in walked]
    simple = simplified(line)
    assert simple[-1] == line[-1]
    assert simple[0] == line[0]
    assert set(simple) <= set(line)
    if len(simple) > 1:
        drawn = shapely.LineString(flat(simple))
        away = shapely.distance(shapely.points(flat(line)), drawn)
        assert away.max() <= 1.001


@given(
    st.lists(
        st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), max_size=5),
        max_size=5,
    ),
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), max_size=5),
)
def test_any_points_on_earth_make_a_walk(
    parts: list[list[tuple[float, float]]], stops: list[tuple[float, float]]
) -> None:
    lines = [[Point(*position) for position in part] for part in parts]
    found = [FoundStop(str(n), Point(*each)) for n, each in enumerate(stops)]
    walk = trail_from(lines, found)
    assert len(walk.line) != 1
    assert sorted(walk.stops, key=id) == sorted(found, key=id)


def test_two_lines_join_where_any_of_their_ends_are_near() -> None:
    assert joins([at(0), at(500)], [at(900), at(550)])
    assert not joins([at(0), at(500)], [at(900), at(650)])
    assert distance_m(at(0), at(500)) == pytest.approx(500, abs=0.5)
