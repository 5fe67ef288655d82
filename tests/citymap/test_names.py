"""The name proposed for a point, from tiles made for each test."""

from pathlib import Path
from typing import Any

import pytest

from citymap.archive import ArchiveBroken
from citymap.building import build_city_map
from citymap.names import (
    DETAIL,
    GROUND,
    SIGHT,
    SQUARE,
    STREET,
    Named,
    Sort,
    best_name,
    named_around,
    proposed_name,
)
from tests.citymap.archives import EXTENT, Layers, archive, reading
from tests.citymap.extracts import real

# A tile in Saint-Étienne; its middle, and the metres of one of its 4096 units.
TILE = (15, 16_783, 11_730)
MIDDLE = (4.3890381, 45.4408627)
UNIT_M = 0.2095


def units(metres: float) -> int:
    """So many metres, in units of the tile."""
    return round(metres / UNIT_M)


def point(east_m: float, south_m: float = 0) -> str:
    """A point so many metres from the middle."""
    return f"POINT({2048 + units(east_m)} {2048 + units(south_m)})"


def block(west_m: float, east_m: float, half_m: float = 30) -> str:
    """A rectangle from one meridian to another, across the middle's parallel."""
    west, east = 2048 + units(west_m), 2048 + units(east_m)
    north, south = 2048 - units(half_m), 2048 + units(half_m)
    return (
        f"POLYGON(({west} {north}, {east} {north}, {east} {south}, {west} {south},"
        f" {west} {north}))"
    )


def street(east_m: float) -> str:
    """A street from north to south."""
    x = 2048 + units(east_m)
    return f"LINESTRING({x} 0, {x} 4096)"


def proposed(layers: Layers, language: str = "fr") -> str | None:
    """What a map of one tile proposes for its middle."""
    content = archive({TILE: layers})
    return best_name(named_around(reading(content), MIDDLE), language)


def sight(name: str, kind: str = "museum", **names: str) -> dict[str, str]:
    """Properties of something with a name."""
    return {"kind": kind, "name": name, **names}


class TestOfSeveralThings:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ((SIGHT, 24), (STREET, 0)),
            ((SIGHT, 19), (SQUARE, 0)),
            ((SQUARE, 0), (SIGHT, 24)),
            ((SQUARE, 0), (STREET, 0)),
            ((SQUARE, 20), (STREET, 0)),
            ((STREET, 0), (SQUARE, 30)),
            ((GROUND, 0), (STREET, 0)),
            ((SQUARE, 0), (GROUND, 0)),
            ((DETAIL, 8), (SQUARE, 0)),
            ((SIGHT, 3), (DETAIL, 8)),
            ((STREET, 12), (STREET, 30)),
        ],
    )
    def test_the_better_one_is_proposed(
        self, first: tuple[Sort, float], second: tuple[Sort, float]
    ) -> None:
        named = [
            Named(sort, {"name": name}, metres)
            for name, (sort, metres) in (("second", second), ("first", first))
        ]
        assert best_name(named, "fr") == "first"

    @pytest.mark.parametrize("sort", [SIGHT, DETAIL, SQUARE, GROUND, STREET])
    def test_none_is_proposed_beyond_its_reach(self, sort: Sort) -> None:
        assert best_name([Named(sort, {"name": "A"}, sort.reach_m)], "fr") == "A"
        assert best_name([Named(sort, {"name": "A"}, sort.reach_m + 1)], "fr") is None

    def test_what_has_no_name_hides_nothing(self) -> None:
        named = [Named(SIGHT, {}, 0), Named(STREET, {"name": "Rue"}, 5)]
        assert best_name(named, "fr") == "Rue"

    def test_the_same_is_always_proposed(self) -> None:
        named = [Named(STREET, {"name": name}, 5) for name in ("Rue B", "Rue A")]
        assert best_name(named, "fr") == best_name(named[::-1], "fr") == "Rue A"

    def test_nothing_is_proposed_for_nothing(self) -> None:
        assert best_name([], "fr") is None


class TestInTiles:
    def test_a_name_is_in_the_language_of_the_trail(self) -> None:
        names = {"name:fr": "Hôtel de ville", "name:en": "Town hall"}
        layers = {"pois": [(point(5), sight("Kaupungintalo", **names))]}
        assert proposed(layers, "fr") == "Hôtel de ville"
        assert proposed(layers, "en") == "Town hall"
        assert proposed(layers, "it") == "Kaupungintalo"

    def test_distances_are_metres_on_the_ground(self) -> None:
        assert proposed({"pois": [(point(24.5), sight("A"))]}) == "A"
        assert proposed({"pois": [(point(25.5), sight("A"))]}) is None

    def test_a_sight_is_known_by_the_building_around_it(self) -> None:
        layers = {
            "pois": [(point(40), sight("Musée"))],
            "buildings": [(block(-10, 90), {"kind": "building"})],
        }
        assert proposed(layers) == "Musée"
        assert proposed({"pois": layers["pois"]}) is None

    def test_a_sight_is_no_nearer_than_its_building(self) -> None:
        pois = [(point(32), sight("Musée"))]
        near = {"pois": pois, "buildings": [(block(24, 60), {"kind": "building"})]}
        far = {"pois": pois, "buildings": [(block(26, 60), {"kind": "building"})]}
        assert proposed(near) == "Musée"
        assert proposed(far) is None

    def test_under_one_roof_the_nearer_sight_is_proposed(self) -> None:
        layers = {
            "pois": [(point(30), sight("Cinéma")), (point(-20), sight("Théâtre"))],
            "buildings": [(block(-60, 60), {"kind": "building"})],
        }
        assert proposed(layers) == "Théâtre"

    def test_a_building_may_have_a_name_itself(self) -> None:
        assert proposed({"buildings": [(block(-5, 30), sight("Halle"))]}) == "Halle"

    def test_a_square_is_known_by_its_ground_or_by_its_sign(self) -> None:
        ground = {"landuse": [(block(-20, 80), sight("Place Jacquard", "square"))]}
        assert proposed(ground) == "Place Jacquard"
        sign = {"places": [(point(45), sight("Place Jacquard", "square"))]}
        assert proposed(sign) is None
        nameless = {"landuse": [(block(-20, 80), {"kind": "square"})]}
        assert proposed(sign | nameless) == "Place Jacquard"

    def test_a_street_is_proposed_where_there_is_nothing_else(self) -> None:
        layers = {
            "roads": [
                (street(30), sight("Rue du Bout", "minor")),
                (street(-12), sight("Rue Michelet", "minor")),
            ]
        }
        assert proposed(layers) == "Rue Michelet"

    @pytest.mark.parametrize(
        ("layer", "geometry", "properties"),
        [
            ("roads", street(0), sight("Tunnel", "major") | {"tunnel": True}),
            ("pois", point(0), sight("Arrêt", "tram_stop")),
            ("pois", point(0), sight("WC", "toilets")),
            ("places", point(0), sight("Centre-ville", "quarter")),
            ("landuse", block(-5, 5), sight("École", "school")),
            ("water", street(0), sight("Le Furan", "river")),
        ],
    )
    def test_what_names_no_place_is_not_proposed(
        self, layer: str, geometry: str, properties: dict[str, str]
    ) -> None:
        assert proposed({layer: [(geometry, properties)]}) is None

    def test_the_next_tile_is_read_where_it_is_near(self) -> None:
        zoom, column, row = TILE
        east = 360 / 2**zoom / 2  # half a tile
        edge = (MIDDLE[0] + east - 0.0001, MIDDLE[1])
        poi = [(f"POINT({units(2)} 2048)", sight("Gare", "station"))]
        content = archive({(zoom, column + 1, row): {"pois": poi}})
        assert best_name(named_around(reading(content), edge), "fr") == "Gare"
        assert list(named_around(reading(content), MIDDLE)) == []

    def test_a_map_without_its_finest_zoom_is_read_at_the_next(self) -> None:
        zoom, column, row = TILE
        coarse = (zoom - 1, column // 2, row // 2)
        x = EXTENT // 4 + EXTENT // 2 * (column % 2)
        y = EXTENT // 4 + EXTENT // 2 * (row % 2)
        poi = [(f"POINT({x} {y})", sight("Gare", "station"))]
        content = archive({coarse: {"pois": poi}})
        (gare,) = named_around(reading(content), MIDDLE)
        assert gare.metres < 1


class TestOfArchives:
    def test_a_file_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "basemap.pmtiles"
        path.write_bytes(archive({TILE: {"pois": [(point(3), sight("Gare"))]}}))
        assert proposed_name(path, MIDDLE, "fr") == "Gare"

    @pytest.mark.parametrize("content", [b"", b"PMTiles\x03", b"no tiles"])
    def test_a_broken_one_is_said_to_be_so(
        self, tmp_path: Path, content: bytes
    ) -> None:
        path = tmp_path / "basemap.pmtiles"
        path.write_bytes(content)
        with pytest.raises(ArchiveBroken):
            proposed_name(path, MIDDLE, "fr")

    def test_a_broken_tile_is_said_to_be_so(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tests.citymap.archives.tile", lambda layers: b"no tile")
        path = tmp_path / "basemap.pmtiles"
        path.write_bytes(archive({TILE: {}}))
        with pytest.raises(ArchiveBroken):
            proposed_name(path, MIDDLE, "fr")

    def test_real_sights_squares_and_streets(
        self, tmp_path: Path, settings: Any
    ) -> None:
        settings.TRABOULE_CITY_MAPS = tmp_path / "citymaps"
        city = build_city_map(real("monaco"), "monaco")
        wanted = {
            (7.4230, 43.7301): "Cathédrale Notre-Dame-Immaculée",
            (7.4240, 43.7397): "Place Léo Ferré",
            (7.4200, 43.7358): "Rue Grimaldi",
            (7.4500, 43.7300): None,
        }
        names = {
            position: proposed_name(city.basemap, position, "fr") for position in wanted
        }
        assert names == wanted
