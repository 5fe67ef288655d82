"""Distances, directions and boxes on the globe."""

from itertools import pairwise
from math import cos, nan, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.geo import (
    Bounds,
    Point,
    bearing_deg,
    bounds,
    box_around,
    distance_along_m,
    distance_m,
    length_m,
)

LYON = Point(45.7640, 4.8357)
SAINT_ETIENNE = Point(45.4397, 4.3872)
HELSINKI = Point(60.1699, 24.9384)
DEGREE_M = 111_195  # one degree of a great circle on the mean sphere

points = st.builds(
    Point,
    st.floats(min_value=-90, max_value=90),
    st.floats(min_value=-180, max_value=180),
)
# Where a walk is: no pole, no date line, a few kilometres across.
town = st.builds(
    Point,
    st.floats(min_value=45.40, max_value=45.46),
    st.floats(min_value=4.35, max_value=4.43),
)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(999, 0), (-90.0001, 0), (0, 180.0001), (0, -181), (nan, 0), (0, nan)],
    ids=["999", "below-south-pole", "past-180", "past-minus-180", "nan-n", "nan-e"],
)
def test_a_point_off_the_globe_is_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(ValueError, match="is not between"):
        Point(latitude, longitude)


@pytest.mark.parametrize("corner", [(90, 180), (-90, -180), (0, 0)])
def test_the_very_edges_of_the_globe_are_points(corner: tuple[float, float]) -> None:
    assert (Point(*corner).latitude, Point(*corner).longitude) == corner


def test_a_point_read_with_swapped_axes_lies_elsewhere() -> None:
    assert SAINT_ETIENNE.swapped == Point(4.3872, 45.4397)


def test_no_point_has_a_longitude_beyond_90_as_its_latitude() -> None:
    assert Point(10, 120).swapped is None


@pytest.mark.parametrize(
    ("start", "end", "metres", "tolerance"),
    [
        (LYON, SAINT_ETIENNE, 50_130, 100),
        (SAINT_ETIENNE, HELSINKI, 2_124_360, 10),
        (Point(0, 0), Point(0, 1), DEGREE_M, 1),
        (Point(0, 0), Point(1, 0), DEGREE_M, 1),
        (Point(0, 179.5), Point(0, -179.5), DEGREE_M, 1),
        (Point(90, 0), Point(90, 120), 0, 0.001),
        (Point(0, 0), Point(0, 180), 180 * DEGREE_M, 200),
    ],
    ids=["city", "country", "east", "north", "date-line", "pole", "antipodes"],
)
def test_distances_are_those_of_the_sphere(
    start: Point, end: Point, metres: float, tolerance: float
) -> None:
    assert distance_m(start, end) == pytest.approx(metres, abs=tolerance)


@given(points, points)
def test_a_way_is_as_long_as_the_way_back(a: Point, b: Point) -> None:
    assert distance_m(a, b) == pytest.approx(distance_m(b, a), abs=1e-6)
    assert 0 <= distance_m(a, b) <= 180.1 * DEGREE_M


@pytest.mark.parametrize(
    ("end", "degrees"),
    [
        (Point(1, 0), 0),
        (Point(0, 1), 90),
        (Point(-1, 0), 180),
        (Point(0, -1), 270),
    ],
    ids=["north", "east", "south", "west"],
)
def test_directions_turn_from_north_by_east(end: Point, degrees: float) -> None:
    assert bearing_deg(Point(0, 0), end) == pytest.approx(degrees)


@given(points, points)
def test_a_direction_is_less_than_a_whole_turn(a: Point, b: Point) -> None:
    # A direction a hair west of north is rounded to a whole turn by the modulo.
    assert 0 <= bearing_deg(a, b) <= 360


def test_a_line_is_as_long_as_its_steps() -> None:
    line = [Point(0, 0), Point(0, 1), Point(1, 1)]
    assert length_m(line) == pytest.approx(2 * DEGREE_M, rel=1e-4)


@pytest.mark.parametrize("line", [[], [LYON]], ids=["none", "one"])
def test_fewer_than_two_points_have_no_length(line: list[Point]) -> None:
    assert length_m(line) == 0


def test_a_box_holds_its_points_and_no_more() -> None:
    box = bounds([LYON, SAINT_ETIENNE])
    assert box == Bounds(south=45.4397, west=4.3872, north=45.7640, east=4.8357)


def test_no_point_has_no_box() -> None:
    with pytest.raises(ValueError, match="no point"):
        bounds(iter(()))


@given(town, st.floats(min_value=1, max_value=5_000), st.floats(0, 360))
def test_a_box_around_a_point_holds_all_that_is_near(
    centre: Point, radius: float, bearing: float
) -> None:
    # 0.99: the point is laid on a plane, which is a little off on the sphere.
    reach = 0.99 * radius / DEGREE_M
    near = Point(
        centre.latitude + reach * cos(radians(bearing)),
        centre.longitude
        + reach * cos(radians(90 - bearing)) / cos(radians(centre.latitude)),
    )
    box = box_around(centre, radius)
    assert box.south <= near.latitude <= box.north
    assert box.west <= near.longitude <= box.east


@pytest.mark.parametrize("centre", [Point(90, 0), Point(-90, 10), Point(0, 180)])
def test_a_box_stays_on_the_globe(centre: Point) -> None:
    box = box_around(centre, 100_000)
    assert -90 <= box.south <= box.north <= 90
    assert -180 <= box.west <= box.east <= 180


LINE = [Point(45.0, 4.0), Point(45.0, 4.01), Point(45.01, 4.01)]
LINE_M = [distance_m(a, b) for a, b in pairwise(LINE)]


@pytest.mark.parametrize(
    ("point", "metres"),
    [
        (LINE[0], 0),
        (Point(45.0, 3.99), 0),
        (Point(45.001, 4.005), LINE_M[0] / 2),
        (LINE[1], LINE_M[0]),
        (Point(45.005, 4.011), LINE_M[0] + LINE_M[1] / 2),
        (Point(45.02, 4.01), sum(LINE_M)),
    ],
    ids=["start", "before", "beside", "corner", "second-leg", "beyond"],
)
def test_a_point_is_found_along_a_line(point: Point, metres: float) -> None:
    assert distance_along_m(LINE, point) == pytest.approx(metres, abs=1)


def test_a_point_where_the_line_stands_still_is_found() -> None:
    standing = [LINE[0], LINE[0], LINE[1]]
    assert distance_along_m(standing, LINE[1]) == pytest.approx(LINE_M[0], abs=1)


def test_a_line_of_one_point_has_no_way_along_it() -> None:
    assert distance_along_m([LYON], SAINT_ETIENNE) == 0


def test_nothing_lies_along_no_line() -> None:
    with pytest.raises(ValueError, match="no point"):
        distance_along_m([], LYON)


@given(st.lists(town, min_size=1, max_size=6), town)
def test_the_way_along_a_line_is_no_longer_than_the_line(
    line: list[Point], point: Point
) -> None:
    assert 0 <= distance_along_m(line, point) <= length_m(line) * 1.01 + 0.01
