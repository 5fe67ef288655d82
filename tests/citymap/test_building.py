"""A city's map: built whole, or not at all."""

import fcntl
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from citymap import building, cities
from citymap.archive import cut
from citymap.boxes import Box, margin
from citymap.building import BuildRunning, NameRefused, build_city_map, file_digest
from citymap.extract import ExtractRefused
from citymap.management.commands.build_city_map import Command
from citymap.signals import city_built
from tests.citymap.extracts import Sketch, real, seaside

# From Kamppi to the cathedral, the demo's trail.
HELSINKI_TRAIL = Box(24.9355, 60.1649, 24.9521, 60.1733)
MARGIN_M = 300


@pytest.fixture(autouse=True)
def root(settings: Any, tmp_path: Path) -> Path:
    """The folder of the cities, which is not there yet."""
    settings.TRABOULE_CITY_MAPS = tmp_path / "citymaps"
    return tmp_path / "citymaps"


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    """The little city by the sea."""
    return seaside().write(tmp_path / "seaside.osm.pbf")


def everything(root: Path) -> dict[str, bytes]:
    """All files of a folder, hidden ones too."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def test_a_map_says_what_it_is_made_of(extract: Path, root: Path) -> None:
    city = build_city_map(extract, "seaside")
    record = json.loads((root / "seaside" / "city.json").read_text())
    assert record["format"] == 1
    assert record["name"] == "seaside"
    assert record["box"] == pytest.approx([4.0, 45.0, 4.01, 45.01])
    assert record["attribution"] == "© OpenStreetMap contributors"
    assert record["extract_date"] == "2026-11-01"
    assert record["extract_sha256"] == file_digest(extract)
    assert record["counts"]["roads"] == 2
    assert city == cities.read(root / "seaside")
    assert city.basemap.is_file()


def test_nothing_is_left_of_the_building(extract: Path, root: Path) -> None:
    build_city_map(extract, "seaside")
    assert [path.name for path in root.iterdir()] == ["seaside"]
    assert {"city.json", "basemap.pmtiles"} <= set(os.listdir(root / "seaside"))
    assert not list(root.rglob("*.geojsonl"))
    assert not list(root.rglob("*.raw.pmtiles"))


def test_the_same_extract_makes_the_same_tiles(extract: Path) -> None:
    first = build_city_map(extract, "seaside").basemap.read_bytes()
    assert build_city_map(extract, "seaside").basemap.read_bytes() == first


def test_a_part_of_an_extract_may_be_asked_for(extract: Path) -> None:
    part = Box(4.001, 45.004, 4.006, 45.008)
    assert build_city_map(extract, "part", part).box == part


def test_a_build_that_fails_leaves_the_old_map(
    extract: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_city_map(extract, "seaside")
    before = everything(root)

    def interrupted(*args: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "build_basemap", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build_city_map(extract, "seaside")
    assert everything(root) == before


def test_what_a_killed_build_left_is_put_right(extract: Path, root: Path) -> None:
    city = build_city_map(extract, "seaside")
    city.folder.rename(root / ".seaside.old")  # killed between two renamings
    (root / ".other.building").mkdir()
    with pytest.raises(ExtractRefused):
        build_city_map(extract, "elsewhere", Box(50, 50, 51, 51))
    build_city_map(extract, "other")
    assert sorted(path.name for path in root.iterdir()) == ["other", "seaside"]
    assert [city.name for city in cities.installed()] == ["other", "seaside"]


def test_two_builds_do_not_run_at_once(extract: Path, root: Path) -> None:
    root.mkdir()
    other = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(BuildRunning):
            build_city_map(extract, "seaside")
    finally:
        os.close(other)
    build_city_map(extract, "seaside")


@pytest.mark.parametrize(
    "name", ["", "Lyon", "a_b", "-a", "a-", "a--b", "../a", ".a", "a/b", "é", "a" * 51]
)
def test_a_city_s_name_is_a_safe_folder_s_name(
    name: str, extract: Path, root: Path
) -> None:
    with pytest.raises(NameRefused):
        build_city_map(extract, name)
    assert not root.exists()


def run(*arguments: Any) -> str:
    """What the command says."""
    said = io.StringIO()
    call_command(Command(), *map(str, arguments), stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_the_command_tells_what_it_made(extract: Path, root: Path) -> None:
    said = run(extract, "--name", "seaside", "--bbox", "4.0,45.0,4.01,45.01")
    assert "Map of seaside" in said
    assert "2026-11-01" in said
    assert "minutes" in said
    assert "MB of memory" in said
    assert str(root / "seaside") in said
    assert "█" not in said  # no terminal


@pytest.mark.django_db
def test_on_a_terminal_a_bar_fills(extract: Path) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    said = Terminal()
    call_command(Command(), str(extract), "--name", "seaside", stdout=said)
    assert said.getvalue().count("100%") == 3
    assert "\r" in said.getvalue()


def test_a_database_without_tables_costs_no_map(
    extract: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_named: Any) -> None:
        raise OperationalError("no such table: tasks")

    monkeypatch.setattr(city_built, "send", refuse)
    said, told = io.StringIO(), io.StringIO()
    call_command(Command(), str(extract), "--name", "seaside", stdout=said, stderr=told)
    assert cities.named("seaside")
    assert "Map of seaside" in said.getvalue()
    assert "“migrate”" in told.getvalue()
    assert "no such table: tasks" in told.getvalue()


def written(folder: Path, content: bytes) -> Path:
    """A file that claims to be an extract."""
    path = folder / "city.osm.pbf"
    path.write_bytes(content)
    return path


def without_streets(folder: Path) -> Path:
    """A park that nobody can walk to."""
    city = Sketch()
    city.area(4.0, 45.0, 4.01, 45.01, leisure="park")
    return city.write(folder / "park.osm.pbf")


BAD = {
    "missing": (lambda folder, good: folder / "none.osm.pbf", [], "There is no file"),
    "folder": (lambda folder, good: folder, [], "There is no file"),
    "text": (lambda folder, good: written(folder, b"<osm/>"), [], "not an OpenStr"),
    "broken": (
        lambda folder, good: written(folder, good.read_bytes()[:-40]),
        [],
        "not an OpenStreetMap extract",
    ),
    "empty": (lambda folder, good: written(folder, b""), [], "holds no map data"),
    "no-roads": (lambda folder, good: without_streets(folder), [], "no street or path"),
    "outside": (
        lambda folder, good: good,
        ["--bbox", "5,50,6,51"],
        r"the extract covers 4\.0000,45\.0000,4\.0100,45\.0100",
    ),
    "no-roads-there": (
        lambda folder, good: good,
        ["--bbox", "4.0,45.0,4.0005,45.0005"],
        "no street or path",
    ),
    "three-numbers": (
        lambda folder, good: good, ["--bbox", "1,2,3"], "four numbers in degrees"
    ),
    "turned-round": (
        lambda folder, good: good, ["--bbox", "6,50,5,51"], "four numbers in degrees"
    ),
    "name": (lambda folder, good: good, ["--name", "St Étienne"], "cannot name a city"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_sentence_and_leaves_nothing(
    case: str, extract: Path, root: Path, tmp_path: Path
) -> None:
    make, arguments, sentence = BAD[case]
    (tmp_path / "bad").mkdir()
    path = make(tmp_path / "bad", extract)
    with pytest.raises(CommandError, match=sentence) as refused:
        run(path, "--name", "seaside", *arguments)
    assert "\n" not in str(refused.value)
    assert not root.exists() or list(root.iterdir()) == []


def test_a_trail_of_two_kilometres_is_under_200_kilobytes(root: Path) -> None:
    city = build_city_map(real("helsinki"), "helsinki")
    content = cut(city.basemap, margin(HELSINKI_TRAIL, MARGIN_M))
    assert 50_000 < len(content) <= 200_000
    assert city.extract_date == "2019-04-21"
