"""A still of the map, drawn from tiles made for each test."""

import io
import re
from collections.abc import Mapping
from xml.etree import ElementTree

import pytest
from PIL import Image
from shapely.geometry import Point

from citymap.still import RULES, Frame, draw_scene, to_svg, to_webp
from tests.citymap.archives import WHOLE_TILE, Layers, archive, reading

COLUMN, ROW = 18_654, 9_480
PALETTE = {rule.role: f"#0000{index:02x}" for index, rule in enumerate(RULES)} | {
    "earth": "#f3ecdd",
    "water": "#0000ff",
    "building": "#ff0000",
    "mainStreet": "#00ff00",
}
WEST_HALF = "POLYGON((0 0, 2048 0, 2048 4096, 0 4096, 0 0))"
COURTYARD = (
    "POLYGON((1024 1024, 3072 1024, 3072 3072, 1024 3072, 1024 1024),"
    "(1536 1536, 1536 2560, 2560 2560, 2560 1536, 1536 1536))"
)
ACROSS = "LINESTRING(0 2048, 4096 2048)"


def frame(columns: float = 1, left: float = 0) -> Frame:
    """A square of one or more tiles of zoom 15, from the left of the first."""
    return Frame((COLUMN + left) * 256, ROW * 256, columns * 256, columns * 256)


def scene(layers: Layers, **options: float):
    """What is drawn of one tile."""
    content = archive({(15, COLUMN, ROW): layers})
    return draw_scene(reading(content), frame(**options))


def picture(layers: Layers, **options: float) -> Image.Image:
    """One tile as a picture of 256 pixels."""
    shown = frame(**options)
    content = to_webp(scene(layers, **options), PALETTE, shown, 256, 100_000)
    return Image.open(io.BytesIO(content)).convert("RGB")


def colour_at(image: Image.Image, x: int, y: int) -> str:
    """The palette's colour nearest to a pixel."""
    pixel = image.getpixel((x, y))
    wanted = {
        name: PALETTE[name] for name in ("earth", "water", "building", "mainStreet")
    }

    def away(name: str) -> int:
        value = wanted[name].lstrip("#")
        rgb = [int(value[i : i + 2], 16) for i in (0, 2, 4)]
        return sum((a - b) ** 2 for a, b in zip(pixel, rgb, strict=True))

    return min(wanted, key=away)


def test_water_lies_where_the_tile_says() -> None:
    image = picture({"water": [(WEST_HALF, {"kind": "ocean"})]})
    assert colour_at(image, 40, 128) == "water"
    assert colour_at(image, 216, 128) == "earth"


def test_a_frame_shows_its_own_piece_of_a_tile() -> None:
    layers = {"water": [(WEST_HALF, {"kind": "ocean"})]}
    image = picture(layers, columns=0.5, left=0.25)
    assert colour_at(image, 64, 128) == "water"
    assert colour_at(image, 192, 128) == "earth"


def test_north_is_up() -> None:
    north = "POLYGON((0 0, 4096 0, 4096 1024, 0 1024, 0 0))"
    image = picture({"water": [(north, {"kind": "ocean"})]})
    assert [colour_at(image, 128, y) for y in (20, 236)] == ["water", "earth"]


def test_a_courtyard_is_not_built() -> None:
    image = picture({"buildings": [(COURTYARD, {"kind": "building"})]})
    assert [colour_at(image, x, 128) for x in (80, 128)] == ["building", "earth"]


def test_what_stands_in_a_courtyard_is_drawn() -> None:
    inner = "POLYGON((1920 1920, 2176 1920, 2176 2176, 1920 2176, 1920 1920))"
    building = {"kind": "building"}
    image = picture({"buildings": [(COURTYARD, building), (inner, building)]})
    assert colour_at(image, 128, 128) == "building"


def test_streets_lie_above_buildings() -> None:
    layers = {
        "roads": [(ACROSS, {"kind": "major"})],
        "buildings": [(WHOLE_TILE, {"kind": "building"})],
    }
    image = picture(layers)
    assert [colour_at(image, 128, y) for y in (128, 60)] == ["mainStreet", "building"]


def test_a_tunnel_is_not_seen() -> None:
    tunnel = (ACROSS, {"kind": "major", "tunnel": True})
    assert scene({"roads": [tunnel]}) == ()


def test_what_no_rule_knows_is_left_out() -> None:
    layers = {
        "roads": [(ACROSS, {"kind": "teleport"})],
        "pois": [("POINT(2048 2048)", {"kind": "museum"})],
        "unheard": [(WHOLE_TILE, {"kind": "ocean"})],
    }
    assert scene(layers) == ()


def test_a_place_without_tiles_is_empty_land() -> None:
    content = archive({(15, 1, 1): {"water": [(WHOLE_TILE, {"kind": "ocean"})]}})
    assert draw_scene(reading(content), frame()) == ()


def test_neighbouring_tiles_join_without_a_seam() -> None:
    water = {"water": [(WHOLE_TILE, {"kind": "ocean"})]}
    tiles = {(15, COLUMN + i, ROW + j): water for i in range(2) for j in range(2)}
    ((rule, geometry),) = draw_scene(reading(archive(tiles)), frame(columns=2))
    assert rule.role == "water"
    assert geometry.geom_type == "Polygon"
    assert geometry.covers(Point(256, 256))
    assert geometry.area == pytest.approx(512**2, rel=0.01)


def test_a_wide_frame_takes_a_lower_zoom() -> None:
    fine = {"water": [(WHOLE_TILE, {"kind": "ocean"})]}
    coarse = {"landuse": [(WHOLE_TILE, {"kind": "park"})]}
    content = archive({(15, COLUMN, ROW): fine, (11, COLUMN // 16, ROW // 16): coarse})
    wide = draw_scene(reading(content), frame(columns=100))
    assert [rule.role for rule, _geometry in wide] == ["park"]
    near = draw_scene(reading(content), frame())
    assert [rule.role for rule, _geometry in near] == ["water"]


def test_a_small_picture_may_ask_for_a_lower_zoom() -> None:
    fine = {"water": [(WHOLE_TILE, {"kind": "ocean"})]}
    coarse = {"landuse": [(WHOLE_TILE, {"kind": "park"})]}
    content = archive({(15, COLUMN, ROW): fine, (13, COLUMN // 4, ROW // 4): coarse})
    drawn = draw_scene(reading(content), frame(), finest=13)
    assert [rule.role for rule, _geometry in drawn] == ["park"]


def test_a_frame_may_be_wider_than_high() -> None:
    wide = Frame(COLUMN * 256, ROW * 256, 256, 128)
    south = "POLYGON((0 1024, 4096 1024, 4096 4096, 0 4096, 0 1024))"
    content = archive({(15, COLUMN, ROW): {"water": [(south, {"kind": "ocean"})]}})
    drawn = draw_scene(reading(content), wide)
    image = Image.open(io.BytesIO(to_webp(drawn, PALETTE, wide, 256, 100_000)))
    assert image.size == (256, 128)
    assert [colour_at(image.convert("RGB"), 200, y) for y in (30, 100)] == [
        "earth",
        "water",
    ]
    svg = ElementTree.fromstring(to_svg(drawn, PALETTE, wide))  # noqa: S314
    assert svg.get("viewBox") == "0 0 256 128"


class TestSvg:
    """The same scene as lines and areas."""

    LAYERS: Mapping = {
        "water": [(WEST_HALF, {"kind": "ocean"})],
        "buildings": [(COURTYARD, {"kind": "building", "look": "worship"})],
        "roads": [(ACROSS, {"kind": "steps"})],
    }

    def test_it_is_a_document_of_the_frames_size(self) -> None:
        drawn = ElementTree.fromstring(to_svg(scene(self.LAYERS), PALETTE, frame()))  # noqa: S314
        assert drawn.get("viewBox") == "0 0 256 256"
        assert len(drawn) == 4  # the land, and three shapes

    def test_a_hole_is_a_ring_of_its_own(self) -> None:
        svg = to_svg(scene({"buildings": self.LAYERS["buildings"]}), PALETTE, frame())
        assert svg.count("z") == 2
        assert 'fill-rule="evenodd"' in svg

    def test_rounding_never_adds_up(self) -> None:
        points = ", ".join(f"{i * 37} {i * 31}" for i in range(110))
        svg = to_svg(
            scene({"roads": [(f"LINESTRING({points})", {"kind": "steps"})]}),
            PALETTE,
            frame(),
        )
        (path,) = re.findall(r' d="M([^"]+)"', svg)
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", path)]
        assert sum(numbers[::2]) == pytest.approx(109 * 37 / 16, abs=0.5)
        assert sum(numbers[1::2]) == pytest.approx(109 * 31 / 16, abs=0.5)

    def test_the_same_scene_is_written_alike(self) -> None:
        svgs = {to_svg(scene(self.LAYERS), PALETTE, frame()) for _again in range(2)}
        assert len(svgs) == 1


class TestWeight:
    """Pictures that a phone can afford."""

    def test_a_picture_weighs_no_more_than_asked(self) -> None:
        drawn = scene(TestSvg.LAYERS)
        light = to_webp(drawn, PALETTE, frame(), 780, 6_000)
        assert len(light) <= 6_000
        assert Image.open(io.BytesIO(light)).size == (780, 780)

    def test_one_that_cannot_be_so_light_is_refused(self) -> None:
        with pytest.raises(ValueError, match="cannot weigh 50 bytes"):
            to_webp(scene(TestSvg.LAYERS), PALETTE, frame(), 780, 50)
