"""Boxes of the map, in degrees."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citymap.boxes import Box, BoxRefused, box_of, margin, parse_box, size_px, tile_of
from places.geo import Point, distance_m

TOWN = Box(4.33, 45.39, 4.46, 45.48)


def test_a_box_is_read_from_four_numbers() -> None:
    assert parse_box("4.33,45.39, 4.46 ,45.48") == TOWN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,2,3",
        "1,2,3,4,5",
        "a,b,c,d",
        "3,2,1,4",
        "1,4,3,2",
        "1,2,1,4",
        "nan,2,3,4",
        "1,2,3,95",
        "-190,2,3,4",
        "1,2,inf,4",
    ],
)
def test_what_is_no_box_is_refused(text: str) -> None:
    with pytest.raises(BoxRefused):
        parse_box(text)


def test_a_box_holds_its_edges_and_nothing_beyond() -> None:
    assert TOWN.holds((4.33, 45.39))
    assert TOWN.holds(TOWN.middle)
    assert not TOWN.holds((4.329999, 45.40))
    assert not TOWN.holds((4.40, 45.480001))


def test_boxes_side_by_side_meet_and_those_apart_do_not() -> None:
    assert TOWN.meets(Box(4.46, 45.0, 5.0, 46.0))
    assert not TOWN.meets(Box(4.47, 45.0, 5.0, 46.0))
    assert not TOWN.meets(Box(4.33, 45.49, 4.46, 45.6))


def test_the_box_of_positions_is_just_wide_enough() -> None:
    assert box_of([(4.46, 45.39), (4.33, 45.48), (4.4, 45.4)]) == TOWN


@pytest.mark.parametrize("positions", [[], [(4.4, 45.4)]], ids=["none", "one"])
def test_positions_that_span_nothing_have_no_box(
    positions: list[tuple[float, float]],
) -> None:
    with pytest.raises(BoxRefused):
        box_of(positions)


@given(st.floats(-80, 80), st.floats(-170, 170), st.floats(1, 5000))
def test_a_margin_is_as_wide_as_it_says(lat: float, lon: float, metres: float) -> None:
    box = Box(lon, lat, lon + 0.01, lat + 0.01)
    wide = margin(box, metres)
    north = distance_m(Point(box.north, lon), Point(wide.north, lon))
    assert north == pytest.approx(metres, rel=0.001)
    widest = max(abs(box.south), abs(box.north))
    west = distance_m(Point(widest, box.west), Point(widest, wide.west))
    assert west == pytest.approx(metres, rel=0.01)


def test_a_margin_ends_where_the_world_does() -> None:
    assert list(margin(Box(-180, -90, 180, 90), 1000)) == [-180, -90, 180, 90]


def test_a_box_as_wide_as_a_tile_is_256_pixels() -> None:
    tile = 360 / 2**15
    assert size_px(Box(0, 0, tile, tile / 100), 15) == pytest.approx(256)
    north = Box(24, 60, 24 + tile / 100, 60 + tile * math.cos(math.radians(60)))
    assert size_px(north, 15) == pytest.approx(256, rel=0.001)


@pytest.mark.parametrize(
    ("position", "zoom", "tile"),
    [
        ((0, 0), 0, (0, 0)),
        ((180, -90), 1, (1, 1)),
        ((-180, 90), 15, (0, 0)),
        # Leaflet 1.9.3 projects it to pixels 4296533, 3003046: so many times 256.
        ((4.3872, 45.4397), 15, (16783, 11730)),
    ],
)
def test_a_position_lies_in_one_tile(
    position: tuple[float, float], zoom: int, tile: tuple[int, int]
) -> None:
    assert tile_of(position, zoom) == tile
