"""The trail's first map, drawn on the server."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.geo import Point, distance_m
from tours.drawing import (
    DRAWING_ZOOM,
    FOLD_PX,
    MIN_SIDE_PX,
    SCALE_STEPS,
    Drawing,
    draw,
    half_way,
    metres_per_pixel,
    scale_length_m,
    svg_path,
    to_pixels,
    to_point,
)

MAIRIE, MUSEUM, MINE = (
    Point(45.4397, 4.3872),
    Point(45.4327, 4.3880),
    Point(45.4382, 4.3741),
)
mercator = st.builds(
    Point,
    st.floats(min_value=-85, max_value=85),
    st.floats(min_value=-180, max_value=180),
)
town = st.builds(
    Point,
    st.floats(min_value=45.40, max_value=45.46),
    st.floats(min_value=4.35, max_value=4.43),
)


def drawing(line: list[Point], pins: list[Point]) -> Drawing:
    """The drawing, which must exist."""
    found = draw(line, pins)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("point", "x", "y"),
    [
        (Point(0, 0), 128, 128),
        (Point(0, -180), 0, 128),
        (Point(0, 180), 256, 128),
        (Point(85.05112878, 0), 128, 0),
        (Point(-85.05112878, 0), 128, 256),
        (Point(90, 0), 128, 0),
        (Point(-90, 0), 128, 256),
    ],
    ids=["middle", "west", "east", "north", "south", "north-pole", "south-pole"],
)
def test_the_world_is_one_tile_at_zoom_0(point: Point, x: float, y: float) -> None:
    assert to_pixels(point, zoom=0) == pytest.approx((x, y), abs=1e-6)


def test_pixels_are_those_of_leaflet() -> None:
    # L.CRS.EPSG3857.latLngToPoint(L.latLng(45.4397, 4.3872), 15) of Leaflet 1.9.3.
    leaflet = (4296533.169493333, 3003046.612025243)
    assert to_pixels(MAIRIE, 15) == pytest.approx(leaflet, abs=1e-6)


@given(mercator, st.integers(0, 19))
def test_pixels_lead_back_to_their_point(point: Point, zoom: int) -> None:
    again = to_point(*to_pixels(point, zoom), zoom)
    assert again.latitude == pytest.approx(point.latitude, abs=1e-7)
    assert again.longitude == pytest.approx(point.longitude, abs=1e-7)


@given(town, town)
def test_a_pixel_is_as_many_metres_as_it_says(a: Point, b: Point) -> None:
    (ax, ay), (bx, by) = to_pixels(a), to_pixels(b)
    pixels = ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5
    middle = (a.latitude + b.latitude) / 2
    assert pixels * metres_per_pixel(middle) == pytest.approx(
        distance_m(a, b), rel=1e-3, abs=0.01
    )


@pytest.mark.parametrize(
    ("line", "middle"),
    [
        ([(0, 0), (10, 0)], (5, 0)),
        ([(0, 0), (2, 0), (2, 8)], (2, 3)),
        ([(0, 0), (0, 0), (4, 0)], (2, 0)),
        ([(3, 4)], (3, 4)),
        ([(3, 4), (3, 4)], (3, 4)),
    ],
    ids=["straight", "bent", "with a halt", "a point", "standing still"],
)
def test_the_sign_of_a_way_stands_half_way_along_it(
    line: list[tuple[float, float]], middle: tuple[float, float]
) -> None:
    assert half_way(line) == pytest.approx(middle)


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw([], []) is None


def test_a_drawing_is_square_and_says_so() -> None:
    found = drawing([MAIRIE, MUSEUM], [MAIRIE])
    assert found.height == found.width
    assert found.view_box == f"0 0 {found.width:g} {found.width:g}"


def test_a_single_pin_stands_in_the_middle_of_its_surroundings() -> None:
    found = drawing([], [MAIRIE])
    assert found.pins == ((50, 50),)
    assert found.width >= MIN_SIDE_PX
    assert found.line == ""
    assert distance_m(found.centre, MAIRIE) < 0.1


def test_pins_keep_their_order_and_their_sides() -> None:
    found = drawing([], [MAIRIE, MUSEUM, MINE])
    mairie, museum, mine = found.pins
    assert mairie[1] < museum[1]  # the town hall lies north of the museum
    assert mine[0] < mairie[0]  # the mine lies west of both


@given(st.lists(town, max_size=5), st.lists(town, max_size=5))
def test_everything_lies_inside_the_drawing(
    line: list[Point], pins: list[Point]
) -> None:
    found = draw(line, pins)
    if found is None:
        assert not line
        assert not pins
        return
    assert len(found.pins) == len(pins)
    for x, y in found.pins:
        assert 0 < x < 100
        assert 0 < y < 100
    for x, y in absolute(found.line):
        assert 0 < x < found.width
        assert 0 < y < found.height


@given(st.lists(town, min_size=1, max_size=4))
def test_the_corner_and_the_centre_belong_together(pins: list[Point]) -> None:
    found = drawing([], pins)
    middle = found.x + found.width / 2, found.y + found.height / 2
    assert to_pixels(found.centre, DRAWING_ZOOM) == pytest.approx(middle, abs=0.02)


@given(st.lists(town, min_size=1, max_size=4))
def test_the_paper_is_folded_along_the_grid_of_the_world(pins: list[Point]) -> None:
    found = drawing([], pins)
    for corner, fold in zip((found.x, found.y), found.fold, strict=True):
        assert -FOLD_PX <= fold <= 0
        steps = (corner + fold) / FOLD_PX
        assert steps == pytest.approx(round(steps), abs=0.001)


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    found = drawing([MAIRIE, MUSEUM, MINE], [])
    side_m = found.width * metres_per_pixel(found.centre.latitude)
    assert found.scale_percent / 100 * side_m == pytest.approx(found.scale_m, rel=1e-3)
    assert found.scale_percent <= 25


@pytest.mark.parametrize(
    ("target", "length"),
    [(0, 10), (9, 10), (10, 10), (49, 20), (50, 50), (999, 500), (10**9, 50_000)],
)
def test_a_scale_is_a_round_length(target: float, length: int) -> None:
    assert scale_length_m(target) == length
    assert length in SCALE_STEPS


def absolute(path: str) -> list[tuple[float, float]]:
    """The positions of a path of relative steps."""
    found: list[tuple[float, float]] = []
    for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path):
        before = found[-1] if found else (0.0, 0.0)
        found.append((before[0] + float(x), before[1] + float(y)))
    return found


def test_a_path_is_a_start_and_its_steps() -> None:
    assert svg_path([(0, 0), (10, 5.04), (12.5, 5)]) == "M0 0l10 5 2.5 0"


@pytest.mark.parametrize(
    "points",
    [[], [(1, 2)], [(1, 2), (1, 2)], [(1, 2), (1.01, 2.01)]],
    ids=["none", "one", "twice", "nearer-than-a-tenth"],
)
def test_a_line_that_goes_nowhere_is_not_drawn(
    points: list[tuple[float, float]],
) -> None:
    assert svg_path(points) == ""


def test_a_point_where_the_line_stands_still_is_left_out() -> None:
    assert svg_path([(0, 0), (0, 0.01), (5, 0)]) == "M0 0l5 0"


# As wide as a trail of a hundred kilometres.
coordinates = st.floats(min_value=0, max_value=30_000)


@given(st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=40))
def test_rounding_never_adds_up_along_a_path(
    points: list[tuple[float, float]],
) -> None:
    found = absolute(svg_path(points))
    if found:
        assert found[-1] == pytest.approx(points[-1], abs=0.051)
        assert found[0] == pytest.approx(points[0], abs=0.051)
