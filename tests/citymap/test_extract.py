"""An extract, read into the things that a map draws."""

import json
from collections import Counter
from pathlib import Path

import pytest
from osmium.osm.mutable import Relation

from citymap.boxes import Box
from citymap.extract import ExtractRefused, Feature, Reading, is_walked, survey
from tests.citymap.extracts import MISSING_NODE, Sketch, real, seaside


def read(path: Path, box: Box | None = None) -> list[Feature]:
    """All features of an extract."""
    found = survey(path)
    return list(Reading(path, box or found.box, found.objects).features())


def kinds(features: list[Feature]) -> Counter[str]:
    """How many there are of each layer and kind."""
    return Counter(
        f"{one.drawn.layer}/{one.drawn.properties['kind']}" for one in features
    )


@pytest.fixture
def seaside_pbf(tmp_path: Path) -> Path:
    """The little city by the sea."""
    return seaside().write(tmp_path / "seaside.osm.pbf")


def test_a_city_is_read_whole(seaside_pbf: Path) -> None:
    assert kinds(read(seaside_pbf)) == {
        "roads/minor": 1,
        "roads/steps": 1,
        "landuse/square": 1,
        "places/square": 1,
        "landuse/park": 1,
        "buildings/building": 1,
        "pois/tree": 1,
        "pois/museum": 1,
        "earth/earth": 1,
        "water/ocean": 1,
    }


def test_a_feature_is_a_line_of_geojson(seaside_pbf: Path) -> None:
    (museum,) = (
        one for one in read(seaside_pbf) if one.drawn.properties["kind"] == "museum"
    )
    line = museum.line(7)
    assert line.endswith("\n")
    assert json.loads(line) == {
        "type": "Feature",
        "id": 7,
        "tippecanoe": {"layer": "pois", "minzoom": 14},
        "properties": {"kind": "museum", "name": "Musée", "name:en": "Museum"},
        "geometry": {"type": "Point", "coordinates": [4.003, 45.008]},
    }


def test_only_what_lies_in_the_box_is_read(seaside_pbf: Path) -> None:
    corner = Box(4.0015, 45.0052, 4.0045, 45.0072)
    assert kinds(read(seaside_pbf, corner)) == {
        "landuse/square": 1,
        "places/square": 1,
        "earth/earth": 1,
    }


def test_a_small_house_waits_until_it_can_be_seen(tmp_path: Path) -> None:
    city = seaside()
    city.area(4.0001, 45.0081, 4.00015, 45.00815, building="shed")  # four metres
    zooms = [
        one.drawn.zoom
        for one in read(city.write(tmp_path / "city.osm.pbf"))
        if one.drawn.layer == "buildings"
    ]
    assert sorted(zooms) == [13, 15]


def test_a_way_whose_nodes_are_missing_is_drawn_in_pieces(tmp_path: Path) -> None:
    city = seaside()
    refs = [city.point((4.001 + step / 1000, 45.009)) for step in range(5)]
    city.way([*refs[:2], MISSING_NODE, *refs[2:]], highway="footway")
    paths = [
        one
        for one in read(city.write(tmp_path / "city.osm.pbf"))
        if one.drawn.properties["kind"] == "path"
    ]
    assert [len(one.geometry.coords) for one in paths] == [2, 3]


def test_a_square_with_a_hole_keeps_it(tmp_path: Path) -> None:
    city = seaside()
    outer = city.area(4.001, 45.007, 4.005, 45.0095)
    inner = city.area(4.002, 45.008, 4.004, 45.009)
    members = [("w", outer, "outer"), ("w", inner, "inner")]
    tags = {"type": "multipolygon", "highway": "pedestrian"}
    city.relations.append(Relation(id=1, members=members, tags=tags))
    squares = [
        one.geometry
        for one in read(city.write(tmp_path / "city.osm.pbf"))
        if one.drawn.properties["kind"] == "square" and one.drawn.layer == "landuse"
    ]
    holes = [len(part.interiors) for square in squares for part in square.geoms]
    assert sorted(holes) == [0, 1]


def test_an_area_that_crosses_itself_is_skipped_and_counted(tmp_path: Path) -> None:
    city = seaside()
    bow = [(4.001, 45.008), (4.002, 45.009), (4.002, 45.008), (4.001, 45.009)]
    city.line([*bow, bow[0]], leisure="park")
    path = city.write(tmp_path / "city.osm.pbf")
    assert kinds(read(path))["landuse/park"] == 1


def test_progress_goes_up_to_all_there_is(seaside_pbf: Path) -> None:
    found = survey(seaside_pbf)
    steps: list[tuple[int, int]] = []
    reading = Reading(
        seaside_pbf,
        found.box,
        found.objects,
        lambda done, total: steps.append((done, total)),
    )
    list(reading.features())
    assert steps[0] == (0, found.objects)
    assert steps[-1] == (found.objects, found.objects)


def test_a_survey_counts_and_dates(tmp_path: Path) -> None:
    city = seaside()
    found = survey(city.write(tmp_path / "city.osm.pbf"))
    assert found.nodes == len(city.nodes)
    assert found.objects == len(city.ways) + 2  # and the tree and the museum
    assert list(found.box) == pytest.approx([4.0, 45.0, 4.01, 45.01])
    assert found.date == "2026-11-01"


def test_the_date_that_the_file_gives_is_the_better_one(tmp_path: Path) -> None:
    path = seaside().write(
        tmp_path / "city.osm.pbf", osmosis_replication_timestamp="2026-11-20T20:21:46Z"
    )
    assert survey(path).date == "2026-11-20"


def refusal(path: Path) -> str:
    """The code with which a file is refused."""
    with pytest.raises(ExtractRefused) as refused:
        survey(path)
    return refused.value.code


def test_what_is_no_extract_is_refused(tmp_path: Path, seaside_pbf: Path) -> None:
    assert refusal(tmp_path / "nowhere.osm.pbf") == "missing"
    assert refusal(tmp_path) == "missing"
    (tmp_path / "text.osm.pbf").write_text("<osm></osm>")
    assert refusal(tmp_path / "text.osm.pbf") == "not_pbf"
    (tmp_path / "none.osm.pbf").write_bytes(b"")
    assert refusal(tmp_path / "none.osm.pbf") == "empty"
    assert refusal(Sketch().write(tmp_path / "bare.osm.pbf")) == "empty"
    whole = seaside_pbf.read_bytes()
    (tmp_path / "half.osm.pbf").write_bytes(whole[: len(whole) // 2])
    assert refusal(tmp_path / "half.osm.pbf") == "not_pbf"


@pytest.mark.parametrize(
    ("city", "roads", "buildings"), [("helsinki", 2000, 400), ("monaco", 2000, 1000)]
)
def test_real_cities_are_read(city: str, roads: int, buildings: int) -> None:
    features = read(real(city))
    assert sum(is_walked(one.drawn) for one in features) > roads
    layers = Counter(one.drawn.layer for one in features)
    assert layers["buildings"] > buildings
    assert set(layers) == {
        "earth", "water", "landuse", "buildings", "roads", "pois", "places"
    }  # fmt: skip
