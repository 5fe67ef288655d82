"""The cities whose map is installed."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from citymap import cities
from citymap.boxes import Box
from citymap.checks import check_city_maps, check_routing_server

REGION, TOWN = Box(4, 45, 5, 46), Box(4.3, 45.3, 4.5, 45.5)


@pytest.fixture(autouse=True)
def root(settings: Any, tmp_path: Path) -> Path:
    """The folder of the cities."""
    settings.TRABOULE_CITY_MAPS = str(tmp_path)
    return tmp_path


def install(
    root: Path, name: str, box: Box, changes: dict[str, Any] | None = None
) -> Path:
    """A city's folder, as the building leaves it."""
    folder = root / name
    folder.mkdir()
    record = {
        "format": cities.FORMAT,
        "name": name,
        "box": list(box),
        "attribution": "© OpenStreetMap contributors",
        "extract_date": "2026-11-01",
        "basemap": "basemap.pmtiles",
        "graph": "walking.npz",
    }
    (folder / "city.json").write_text(json.dumps(record | (changes or {})))
    (folder / "basemap.pmtiles").write_bytes(b"PMTiles")
    return folder


def test_without_a_folder_there_is_no_city(settings: Any, root: Path) -> None:
    settings.TRABOULE_CITY_MAPS = root / "nowhere"
    assert cities.installed() == ()
    assert cities.unreadable() == ()
    assert cities.covering([(4.4, 45.4)]) is None


def test_cities_come_by_name(root: Path) -> None:
    install(root, "saint-etienne", TOWN)
    install(root, "loire", REGION)
    assert [city.name for city in cities.installed()] == ["loire", "saint-etienne"]


def test_a_city_is_found_by_its_name(root: Path) -> None:
    install(root, "saint-etienne", TOWN)
    found = cities.named("saint-etienne")
    assert found is not None
    assert found.box == TOWN
    assert cities.named("lyon") is None


def test_the_version_of_a_map_is_that_of_its_archive(root: Path) -> None:
    folder = install(root, "saint-etienne", TOWN)
    (city,) = cities.installed()
    before = city.version
    os.utime(folder / "basemap.pmtiles", (1, 1))
    assert before
    assert city.version not in ("", before)
    (folder / "basemap.pmtiles").unlink()
    assert city.version == ""


def test_a_city_knows_its_files(root: Path) -> None:
    folder = install(root, "saint-etienne", TOWN)
    (city,) = cities.installed()
    assert city.box == TOWN
    assert city.basemap == folder / "basemap.pmtiles"
    assert city.graph == folder / "walking.npz"
    assert city.extract_date == "2026-11-01"
    assert city.attribution == "© OpenStreetMap contributors"


def test_the_smallest_city_that_holds_a_trail_is_taken(root: Path) -> None:
    install(root, "loire", REGION)
    install(root, "saint-etienne", TOWN)
    found = cities.covering([(4.4, 45.4), (4.3, 45.5)])
    assert found is not None
    assert found.name == "saint-etienne"
    found = cities.covering(iter([(4.4, 45.4), (4.6, 45.5)]))
    assert found is not None
    assert found.name == "loire"


@pytest.mark.parametrize(
    "positions", [[], [(4.4, 45.4), (5.1, 45.4)]], ids=["none", "one-outside"]
)
def test_what_no_city_holds_has_none(
    root: Path, positions: list[tuple[float, float]]
) -> None:
    install(root, "loire", REGION)
    assert cities.covering(positions) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"format": 2},
        {"box": [1, 2, 3]},
        {"box": [3, 2, 1, 4]},
        {"box": None},
        {"basemap": "gone.pmtiles"},
    ],
    ids=["newer", "three-numbers", "turned-round", "no-box", "file-missing"],
)
def test_a_map_that_cannot_be_used_is_not_installed_and_said(
    root: Path, changes: dict[str, Any]
) -> None:
    install(root, "saint-etienne", TOWN, changes)
    assert cities.installed() == ()
    (fault,) = cities.unreadable()
    assert str(fault).startswith("saint-etienne: ")


def test_the_system_check_says_which_map_to_build_again(root: Path) -> None:
    folder = install(root, "saint-etienne", TOWN)
    assert check_city_maps() == []
    (folder / "basemap.pmtiles").unlink()
    (warning,) = check_city_maps()
    assert warning.id == "citymap.W001"
    assert "saint-etienne: basemap.pmtiles" in warning.msg


def test_a_folder_without_record_is_said(root: Path) -> None:
    (root / "lyon").mkdir()
    (root / "note.txt").write_text("not a city")
    assert len(cities.unreadable()) == 1
    assert (root / "lyon" / "city.json").write_text("{broken")
    assert len(cities.unreadable()) == 1


def test_a_map_being_built_is_no_city(root: Path) -> None:
    install(root, ".saint-etienne.building", TOWN)
    assert cities.installed() == ()
    assert cities.unreadable() == ()


@pytest.mark.parametrize("url", ["", "http://localhost:8002", "https://ways.example"])
def test_a_routing_server_that_can_be_asked_is_no_fault(
    settings: Any, url: str
) -> None:
    settings.VALHALLA_URL = url
    assert check_routing_server() == []


@pytest.mark.parametrize("url", ["localhost:8002", "file:///etc/passwd", "ftp://x"])
def test_another_address_stops_the_site_with_the_fix_in_words(
    settings: Any, url: str
) -> None:
    settings.VALHALLA_URL = url
    (error,) = check_routing_server()
    assert error.id == "citymap.E001"
    assert url in error.msg
    assert error.is_serious()
