"""Several trails on one small drawn map."""

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.geo import Point
from tours.drawing import metres_per_pixel, to_pixels
from tours.overview import (
    FINEST_UNITS,
    HEIGHT,
    MARGIN,
    PIN_GAP,
    SPREAD_PINS,
    WIDTH,
    Overview,
    overview,
    spread,
    thin,
)

NORTH, SOUTH, WEST = (
    Point(45.45, 4.39),
    Point(45.43, 4.39),
    Point(45.44, 4.36),
)
town = st.builds(
    Point,
    st.floats(min_value=45.40, max_value=45.46),
    st.floats(min_value=4.35, max_value=4.43),
)
inside = st.tuples(
    st.floats(min_value=0, max_value=WIDTH), st.floats(min_value=0, max_value=HEIGHT)
)


def drawn(*arguments: object) -> Overview:
    """The overview, which must exist."""
    found = overview(*arguments)
    assert found is not None
    return found


def test_nothing_is_drawn_without_a_point() -> None:
    assert overview([[], []], [], []) is None


def test_one_pin_stands_in_the_middle() -> None:
    found = drawn([], [NORTH])
    assert found.pins == ((50, 50),)
    assert found.view_box == f"0 0 {WIDTH} {HEIGHT}"


def test_the_frame_is_the_ground_that_the_box_shows() -> None:
    found = drawn([], [NORTH, SOUTH, WEST])
    x, y, width, height = found.frame
    assert width / height == pytest.approx(WIDTH / HEIGHT, abs=0.001)
    for point, (left, top) in zip((NORTH, SOUTH, WEST), found.pins, strict=True):
        there_x, there_y = to_pixels(point)
        assert (there_x - x) / width * 100 == pytest.approx(left, abs=0.05)
        assert (there_y - y) / height * 100 == pytest.approx(top, abs=0.05)


def test_north_is_up_and_west_is_left() -> None:
    north, south, west = drawn([], [NORTH, SOUTH, WEST]).pins
    assert north[1] < west[1] < south[1]
    assert west[0] < north[0]


def test_lines_keep_their_order_even_when_one_is_empty() -> None:
    first, empty, last = drawn([[NORTH, SOUTH], [], [SOUTH, WEST]], []).lines
    assert first.startswith("M")
    assert empty == ""
    assert last.startswith("M")


@given(st.lists(town, max_size=4), st.lists(town, max_size=4))
def test_everything_lies_inside_the_box(pins: list[Point], dots: list[Point]) -> None:
    found = overview([pins], pins, dots)
    if found is None:
        return
    for x, y in (*found.pins, *found.dots):
        assert 0 < x < 100
        assert 0 < y < 100
    assert len(found.pins) == len(pins)
    assert len(dots) <= len(found.dots) <= len(dots) + len(pins)


@given(st.lists(town, min_size=2, max_size=4))
def test_dots_stay_off_the_margin(dots: list[Point]) -> None:
    for x, y in drawn([], [], dots).dots:
        assert x / 100 * WIDTH >= MARGIN - 0.1
        assert y / 100 * HEIGHT >= MARGIN - 0.1


def test_the_scale_is_as_long_as_it_says() -> None:
    found = drawn([], [], [NORTH, SOUTH])
    north, south = found.dots
    units = (south[1] - north[1]) / 100 * HEIGHT
    metres = 2224  # two hundredths of a degree of latitude
    shown = found.scale_percent / 100 * WIDTH
    assert found.scale_m / shown == pytest.approx(metres / units, rel=0.01)
    assert found.scale_percent <= 30


def test_a_single_point_is_shown_with_its_surroundings() -> None:
    found = drawn([], [NORTH])
    metres_wide = 100 / found.scale_percent * found.scale_m
    assert metres_wide == pytest.approx(160 * metres_per_pixel(45.45), rel=0.01)


def test_a_line_loses_the_points_that_nobody_could_tell() -> None:
    line = [(0, 0), (0.1, 0), (0.5, 0), (2, 0), (2.2, 0), (9, 0)]
    assert thin(line) == [(0, 0), (2, 0), (9, 0)]


@pytest.mark.parametrize("line", [[], [(0, 0)], [(0, 0), (0.1, 0)]], ids=len)
def test_a_short_line_is_kept_whole(line: list[tuple[float, float]]) -> None:
    assert thin(line) == line


@given(st.lists(inside, min_size=2, max_size=30))
def test_a_thinned_line_begins_and_ends_where_it_did(
    line: list[tuple[float, float]],
) -> None:
    kept = thin(line)
    assert (kept[0], kept[-1]) == (line[0], line[-1])
    for a, b in zip(kept, kept[1:-1], strict=False):
        assert hypot(b[0] - a[0], b[1] - a[1]) >= FINEST_UNITS


def gaps(pins: list[tuple[float, float]]) -> list[float]:
    """The distance of every two pins."""
    return [hypot(b[0] - a[0], b[1] - a[1]) for a, b in combinations(pins, 2)]


@pytest.mark.parametrize("count", [2, 3, 5, 8])
def test_pins_on_one_spot_are_moved_apart(count: int) -> None:
    moved = spread([(WIDTH / 2, HEIGHT / 2)] * count)
    assert min(gaps(moved)) >= PIN_GAP - 1


def test_a_pin_that_moves_leaves_a_dot_where_it_was() -> None:
    found = drawn([], [NORTH, NORTH], [SOUTH])
    away, *left = found.dots
    assert left[0] == left[1]
    assert left[0] not in found.pins
    assert away[1] > left[0][1]


def test_pins_that_stay_leave_no_dot() -> None:
    assert drawn([], [NORTH, SOUTH]).dots == ()


def test_pins_too_many_for_the_box_are_spread_as_far_as_they_go() -> None:
    moved = spread([(WIDTH / 2, HEIGHT / 2)] * SPREAD_PINS)
    assert min(gaps(moved)) > 0
    assert max(gaps(moved)) > WIDTH / 2


def test_pins_far_apart_stay_where_they_are() -> None:
    pins = [(50.0, 50.0), (200.0, 150.0), (350.0, 250.0)]
    assert spread(pins) == pins


def test_a_crowd_of_pins_is_left_true() -> None:
    crowd = [(200.0, 150.0)] * (SPREAD_PINS + 1)
    assert spread(crowd) == crowd


@given(st.lists(inside, max_size=6))
def test_pins_that_move_stay_in_the_box(pins: list[tuple[float, float]]) -> None:
    for before, after in zip(pins, spread(pins), strict=True):
        assert after == before or (
            PIN_GAP / 2 <= after[0] <= WIDTH - PIN_GAP / 2
            and PIN_GAP / 2 <= after[1] <= HEIGHT - PIN_GAP / 2
        )
