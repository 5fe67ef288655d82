"""The city's own map under the maps of the admin: what is told of it, its tiles."""

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import translation

from citymap.boxes import Box, tile_of
from places.city_tiles import cities_on_maps
from places.widgets import map_settings
from tests.citymap.archives import STREETS, install_city, tile

pytestmark = pytest.mark.screens

BOX = Box(4.36, 45.42, 4.4, 45.46)
COLUMN, ROW = tile_of(BOX.middle, 14)


@pytest.fixture
def maps(settings: Any, tmp_path: Path) -> Path:
    """Where the maps of cities are kept, with one in it."""
    settings.TRABOULE_CITY_MAPS = str(tmp_path)
    install_city(tmp_path / "saint-etienne", BOX)
    return tmp_path


@pytest.fixture
def address(maps: Path) -> str:
    """The address of a tile in the middle of the city."""
    (city,) = cities_on_maps()
    return at(city, 14, COLUMN, ROW)


def at(city: dict[str, Any], zoom: int, column: int, row: int) -> str:
    """A tile's address, as the script fills it in."""
    filled = city["tiles"].replace("{z}", str(zoom)).replace("{x}", str(column))
    return filled.replace("{y}", str(row))


class TestCities:
    """What a map's script is told."""

    def test_a_city_tells_where_it_lies_and_whom_to_thank(self, maps: Path) -> None:
        with translation.override("fr"):
            (city,) = cities_on_maps()
        assert city["bounds"] == list(BOX)
        assert (city["minZoom"], city["maxZoom"]) == (10, 15)
        assert city["attribution"] == "© les contributeurs d’OpenStreetMap"
        assert city["tiles"].startswith(
            "/admin/map/tiles/saint-etienne/{z}/{x}/{y}.mvt?v="
        )

    def test_other_thanks_are_told_as_written(self, maps: Path) -> None:
        install_city(maps / "saint-etienne", BOX, attribution="© Ville")
        assert cities_on_maps()[0]["attribution"] == "© Ville"

    def test_the_smallest_city_comes_last_and_lies_above(self, maps: Path) -> None:
        region = Box(4.3, 45.4, 4.5, 45.5)
        install_city(maps / "zone", region)
        assert [city["bounds"] for city in cities_on_maps()] == [
            list(region),
            list(BOX),
        ]

    def test_a_city_built_anew_has_other_addresses(self, maps: Path) -> None:
        (before,) = cities_on_maps()
        os.utime(maps / "saint-etienne" / "basemap.pmtiles", (1, 1))
        assert cities_on_maps()[0]["tiles"] != before["tiles"]

    def test_a_broken_archive_is_left_out_and_logged(
        self, maps: Path, caplog: Any
    ) -> None:
        (maps / "saint-etienne" / "basemap.pmtiles").write_bytes(b"PMTiles\x03")
        assert cities_on_maps() == []
        assert "saint-etienne cannot be shown" in caplog.text

    def test_every_map_field_knows_them(self, maps: Path) -> None:
        assert json.loads(map_settings({}))["cities"] == cities_on_maps()


class TestTiles:
    """What is asked for, tile by tile."""

    def test_a_tile_comes_as_it_is_kept(
        self, editor_client: Client, address: str
    ) -> None:
        answer = editor_client.get(address)
        assert answer["Content-Encoding"] == "gzip"
        assert gzip.decompress(answer.content) == gzip.decompress(tile(STREETS))

    def test_under_its_versions_address_it_is_kept_for_ever(
        self, editor_client: Client, address: str
    ) -> None:
        assert "immutable" in editor_client.get(address)["Cache-Control"]
        bare = address.partition("?")[0]
        assert "no-cache" in editor_client.get(bare)["Cache-Control"]

    def test_it_is_not_sent_twice(self, editor_client: Client, address: str) -> None:
        tag = editor_client.get(address)["ETag"]
        again = editor_client.get(address, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")

    def test_where_nothing_is_there_is_nothing(
        self, editor_client: Client, address: str
    ) -> None:
        (city,) = cities_on_maps()
        answer = editor_client.get(at(city, 14, 0, 0))
        assert (answer.status_code, answer.content) == (204, b"")

    @pytest.mark.parametrize(
        "path",
        [
            "saint-etienne/14/99999/1",
            "saint-etienne/14/1/99999",
            "saint-etienne/99/0/0",
            "lyon/14/1/1",
        ],
    )
    def test_what_no_map_can_have_is_not_found(
        self, editor_client: Client, maps: Path, path: str
    ) -> None:
        assert editor_client.get(f"/admin/map/tiles/{path}.mvt").status_code == 404

    def test_a_broken_archive_has_no_tile(
        self, editor_client: Client, maps: Path, address: str
    ) -> None:
        (maps / "saint-etienne" / "basemap.pmtiles").write_bytes(b"PMTiles\x03")
        assert editor_client.get(address).status_code == 404

    def test_a_passer_by_gets_none(self, phone: Client, db: None, address: str) -> None:
        assert phone.get(address).status_code == 403

    def test_an_account_that_may_not_enter_the_admin_gets_none(
        self, phone: Client, db: None, address: str
    ) -> None:
        phone.force_login(User.objects.create_user("passer-by"))
        assert phone.get(address).status_code == 403

    def test_tiles_are_only_asked_for(
        self, editor_client: Client, address: str
    ) -> None:
        assert editor_client.post(address).status_code == 405
