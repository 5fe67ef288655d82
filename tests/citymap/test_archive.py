"""Tile archives, and what a trail takes out of the city's."""

import gzip
import io
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest
from pmtiles.reader import MemorySource, Reader, all_tiles
from shapely.geometry import box as rectangle
from shapely.geometry import shape

from citymap.archive import ArchiveBroken, content_name, cut, rewrite, write
from citymap.basemap import ATTRIBUTION, TilesFailed, build_basemap
from citymap.boxes import Box
from citymap.cropping import EXTENT, cropped, frame_of
from citymap.extract import Reading, survey
from tests.citymap.extracts import seaside

CITY = Box(4.0, 45.0, 4.01, 45.01)
TRAIL = Box(4.0015, 45.0045, 4.0055, 45.0075)
DOWN = {"y_coord_down": True}


@pytest.fixture(scope="module")
def features(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The little city by the sea, as lines of GeoJSON."""
    folder = tmp_path_factory.mktemp("seaside")
    extract = seaside().write(folder / "seaside.osm.pbf")
    found = survey(extract)
    lines = [
        feature.line(number)
        for number, feature in enumerate(
            Reading(extract, found.box, found.objects).features()
        )
    ]
    (folder / "features").write_text("".join(lines))
    return folder / "features"


@pytest.fixture(scope="module")
def basemap(features: Path) -> Path:
    """Its basemap."""
    path = features.with_name("basemap.pmtiles")
    build_basemap(features, path, CITY)
    return path


def tiles(content: bytes) -> dict[tuple[int, int, int], dict[str, Any]]:
    """Every tile of an archive, decoded."""
    return {
        tile: mapbox_vector_tile.decode(gzip.decompress(data), default_options=DOWN)
        for tile, data in all_tiles(MemorySource(content))
    }


def kinds(content: bytes, zoom: int) -> set[tuple[str, str]]:
    """Layer and kind of everything that an archive shows at a zoom."""
    return {
        (name, feature["properties"]["kind"])
        for tile, layers in tiles(content).items()
        for name, layer in layers.items()
        for feature in layer["features"]
        if tile[0] == zoom
    }


def test_a_basemap_shows_more_the_nearer_one_comes(basemap: Path) -> None:
    content = basemap.read_bytes()
    far, middle, near = (kinds(content, zoom) for zoom in (10, 13, 15))
    assert far >= {("earth", "earth"), ("water", "ocean")}
    assert not {layer for layer, _kind in far} & {"buildings", "pois"}
    assert middle - far >= {("roads", "minor"), ("places", "square")}
    assert near - middle == {("roads", "steps"), ("pois", "museum"), ("pois", "tree")}


def test_a_basemap_has_every_zoom_from_10_to_15(basemap: Path) -> None:
    content = basemap.read_bytes()
    assert {tile[0] for tile in tiles(content)} == set(range(10, 16))
    assert {
        layer["extent"] for found in tiles(content).values() for layer in found.values()
    } == {EXTENT}


def test_an_archive_says_whose_data_it_shows_and_nothing_of_the_machine(
    basemap: Path, features: Path
) -> None:
    for content in (basemap.read_bytes(), cut(basemap, TRAIL)):
        metadata = Reader(MemorySource(content)).metadata()
        assert metadata["attribution"] == ATTRIBUTION
        assert set(metadata) == {"name", "attribution", "vector_layers", "bounds"}
        assert str(features.parent) not in str(metadata)


def test_the_same_features_make_the_same_bytes(features: Path, basemap: Path) -> None:
    again = features.with_name("again")
    again.mkdir()
    build_basemap(features, again / "basemap.pmtiles", CITY)
    assert (again / "basemap.pmtiles").read_bytes() == basemap.read_bytes()
    assert [path.name for path in again.iterdir()] == ["basemap.pmtiles"]


def test_features_that_tippecanoe_cannot_read_are_told(tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.write_text("no GeoJSON\n")
    with pytest.raises(TilesFailed, match=r"\w"):
        build_basemap(bad, tmp_path / "basemap.pmtiles", CITY)


def test_a_cut_holds_the_box_at_the_zooms_of_a_walk(basemap: Path) -> None:
    content = cut(basemap, TRAIL)
    header = Reader(MemorySource(content)).header()
    assert {tile[0] for tile in tiles(content)} == {13, 14, 15}
    assert (header["min_zoom"], header["max_zoom"]) == (13, 15)
    corners = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
    assert [header[corner] / 1e7 for corner in corners] == list(TRAIL)
    assert len(content) < basemap.stat().st_size


def test_a_cut_leaves_out_what_lies_outside(basemap: Path) -> None:
    shown = kinds(cut(basemap, TRAIL), 15)
    assert ("landuse", "square") in shown
    assert ("roads", "steps") in shown
    assert not shown & {
        ("landuse", "park"), ("pois", "museum"), ("water", "ocean")
    }  # fmt: skip


def test_a_street_is_cut_at_the_side_of_the_box(basemap: Path) -> None:
    for tile, layers in tiles(cut(basemap, TRAIL)).items():
        frame = rectangle(*frame_of(tile, TRAIL)).buffer(1)  # positions are rounded
        for layer in layers.values():
            for feature in layer["features"]:
                assert frame.covers(shape(feature["geometry"]))


def test_the_same_cut_has_the_same_bytes_and_name(basemap: Path) -> None:
    first, second = cut(basemap, TRAIL), cut(basemap, TRAIL)
    assert first == second
    assert content_name(first) == content_name(second)
    assert content_name(first).endswith(".pmtiles")
    assert content_name(cut(basemap, CITY)) != content_name(first)


def test_a_low_cut_is_for_the_home_page(basemap: Path) -> None:
    assert {tile[0] for tile in tiles(cut(basemap, CITY, range(10, 13)))} == {
        10, 11, 12
    }  # fmt: skip


def test_a_tile_within_the_box_stays_as_it_is() -> None:
    content = b"not even looked at"
    assert cropped((15, 16748, 11796), content, Box(3, 44, 5, 46)) == content


def test_a_tile_beside_the_box_has_nothing_left(basemap: Path) -> None:
    tile, data = next(
        found
        for found in all_tiles(MemorySource(basemap.read_bytes()))
        if found[0][0] == 15
    )
    assert cropped(tile, data, Box(5, 46, 6, 47)) is None


def test_elsewhere_there_is_nothing_to_cut(basemap: Path) -> None:
    with pytest.raises(ArchiveBroken, match="no tile"):
        cut(basemap, Box(24, 60, 25, 61))


def test_a_frame_is_the_tile_itself_for_its_own_box() -> None:
    degree = 360 / 2
    frame = frame_of((1, 1, 0), Box(0, 0, degree, 85.0511287798))
    assert frame == pytest.approx((0, 0, EXTENT, EXTENT), abs=1e-4)


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"PMTiles\x03", b"PMTiles\x03" + bytes(200)]
)
def test_what_is_no_archive_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken.pmtiles"
    path.write_bytes(content)
    with pytest.raises(ArchiveBroken):
        cut(path, TRAIL)


def test_a_missing_archive_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveBroken):
        cut(tmp_path / "none.pmtiles", TRAIL)


def test_rewriting_keeps_every_tile(basemap: Path, tmp_path: Path) -> None:
    target = tmp_path / "again.pmtiles"
    rewrite(basemap, target, CITY, {"name": "again"})
    assert tiles(target.read_bytes()) == tiles(basemap.read_bytes())
    assert Reader(MemorySource(target.read_bytes())).metadata()["name"] == "again"


def test_an_archive_without_tiles_is_none() -> None:
    with pytest.raises(ArchiveBroken):
        write(io.BytesIO(), [], {}, CITY)
