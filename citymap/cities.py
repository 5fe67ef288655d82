"""The cities whose map is installed, one folder each."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from citymap.boxes import Box, Position

FORMAT = 1
RECORD = "city.json"


class CityUnreadable(Exception):
    """A city's folder that holds no map which can be used; the message says why."""


@dataclass(frozen=True)
class City:
    """A city whose map is there."""

    name: str
    box: Box
    attribution: str
    extract_date: str  # YYYY-MM-DD, or empty where the extract does not say
    folder: Path
    record: dict[str, Any]  # all that was written down at its building

    @property
    def basemap(self) -> Path:
        """The archive of its tiles."""
        return self.folder / str(self.record["basemap"])

    @property
    def version(self) -> str:
        """Changes whenever the archive is built anew; empty when it is gone."""
        try:
            return f"{self.basemap.stat().st_mtime_ns:x}"
        except OSError:
            return ""

    @property
    def graph(self) -> Path:
        """The streets that can be walked; the file may be missing from older maps."""
        return self.folder / str(self.record["graph"])


def folder() -> Path:
    """Where the maps of cities are kept."""
    return Path(settings.TRABOULE_CITY_MAPS)


def installed() -> tuple[City, ...]:
    """Every city whose map can be used, by name."""
    return _sorted_out()[0]


def unreadable() -> tuple[CityUnreadable, ...]:
    """Why each of the other folders is no city."""
    return _sorted_out()[1]


def named(name: str) -> City | None:
    """The city of that name, if its map can be used."""
    return next((city for city in installed() if city.name == name), None)


def covering(positions: Iterable[Position]) -> City | None:
    """The smallest city whose box holds all positions; none for no position."""
    wanted = list(positions)
    found = [
        city
        for city in installed()
        if wanted and all(city.box.holds(position) for position in wanted)
    ]
    return min(found, key=lambda city: city.box.area, default=None)


def read(path: Path) -> City:
    """The city of a folder. Raises CityUnreadable."""
    try:
        record = json.loads((path / RECORD).read_text(encoding="utf-8"))
        if record["format"] != FORMAT:
            msg = f"{path.name}: format {record['format']}, {FORMAT} is known"
            raise CityUnreadable(msg)
        city = City(
            name=path.name,
            box=Box(*record["box"]),
            attribution=record["attribution"],
            extract_date=record["extract_date"],
            folder=path,
            record=record,
        )
        is_there = city.basemap.is_file()
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"{path.name}: {error}"
        raise CityUnreadable(msg) from error
    if not is_there:
        msg = f"{path.name}: {city.basemap.name} is missing"
        raise CityUnreadable(msg)
    return city


def _sorted_out() -> tuple[tuple[City, ...], tuple[CityUnreadable, ...]]:
    """The cities, and the folders that are none. Hidden ones are being built."""
    cities, faults = [], []
    root = folder()
    for path in sorted(root.iterdir()) if root.is_dir() else ():
        if not path.is_dir() or path.name.startswith("."):
            continue
        try:
            cities.append(read(path))
        except CityUnreadable as error:
            faults.append(error)
    return tuple(cities), tuple(faults)
