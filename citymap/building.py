"""Builds a city's map out of an extract, and puts it where the old one was.

Everything is made in a hidden folder beside the city's. The old map is moved aside
only when the new one is whole, so that an interrupted build changes nothing.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from citymap import cities
from citymap.basemap import ATTRIBUTION, build_basemap
from citymap.boxes import Box
from citymap.extract import ExtractRefused, Reading, Survey, is_walked, survey
from citymap.walking import build_walking_graph

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_NAME = 50
BASEMAP, GRAPH = "basemap.pmtiles", "walking.npz"
FEATURES = "features.geojsonl"

Progress = Callable[
    [str, int, int], None
]  # step ("read", "tiles", "streets"), done, total


class NameRefused(ValueError):
    """A city's name that cannot be the name of its folder."""


class BuildRunning(Exception):
    """Another build is at work in the same folder."""


def build_city_map(
    extract: Path,
    name: str,
    box: Box | None = None,
    progress: Progress = lambda step, done, total: None,
) -> cities.City:
    """Make or renew a city's map; the old one stays until the new one is whole.

    Raises NameRefused, ExtractRefused, BuildRunning, TilesFailed.
    """
    if len(name) > MAX_NAME or not NAME.fullmatch(name):
        raise NameRefused(name)
    found = survey(extract)
    if box and not box.meets(found.box):
        raise ExtractRefused("outside", file=extract.name, box=found.box)
    wanted = box or found.box
    with _workshop(name) as shop:
        counts = _write_basemap(shop, extract, wanted, found, progress)
        progress("streets", 0, 1)
        build_walking_graph(extract, wanted).save(shop / GRAPH)
        progress("streets", 1, 1)
        _write_record(shop, extract, name, wanted, found, counts)
        return _installed(shop, name)


def file_digest(path: Path) -> str:
    """The SHA-256 of a file: whether a map was made of this very extract."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextlib.contextmanager
def _workshop(name: str) -> Iterator[Path]:
    """A hidden folder to build in, gone in the end whatever happens.

    The lock falls with the process, even killed: what is left of a build that was is
    then cleared by the next.
    """
    root = cities.folder()
    root.mkdir(parents=True, exist_ok=True)
    lock = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildRunning from error
        _recover(root)
        shop = root / f".{name}.building"
        shop.mkdir()
        try:
            yield shop
        finally:
            shutil.rmtree(shop, ignore_errors=True)
    finally:
        os.close(lock)


def _recover(root: Path) -> None:
    """Undo what killed builds left: half-made maps, and old ones moved aside."""
    for old in root.glob(".*.old"):
        city = root / old.name.removeprefix(".").removesuffix(".old")
        if city.exists():
            shutil.rmtree(old)
        else:
            old.rename(city)
    for half in root.glob(".*.building"):
        shutil.rmtree(half)


def _write_basemap(
    shop: Path, extract: Path, box: Box, found: Survey, progress: Progress
) -> Counter[str]:
    """The archive of tiles. Raises ExtractRefused when nothing can be walked."""
    reading = Reading(
        extract, box, found.objects, lambda done, total: progress("read", done, total)
    )
    walked = 0
    features = shop / FEATURES
    with features.open("w", encoding="utf-8") as file:
        for number, feature in enumerate(reading.features(), start=1):
            walked += is_walked(feature.drawn)
            file.write(feature.line(number))
    if not walked:
        raise ExtractRefused("no_roads", file=extract.name)
    build_basemap(
        features,
        shop / BASEMAP,
        box,
        lambda done, total: progress("tiles", done, total),
    )
    features.unlink()
    return reading.counts


def _write_record(
    shop: Path,
    extract: Path,
    name: str,
    box: Box,
    found: Survey,
    counts: Counter[str],
) -> None:
    """What is to be known of the map without opening it."""
    record = {
        "format": cities.FORMAT,
        "name": name,
        "box": list(box),
        "attribution": ATTRIBUTION,
        "extract_date": found.date,
        "extract_sha256": file_digest(extract),
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "basemap": BASEMAP,
        "graph": GRAPH,
        "counts": {"nodes": found.nodes, **dict(sorted(counts.items()))},
    }
    text = json.dumps(record, ensure_ascii=False, indent=2)
    (shop / cities.RECORD).write_text(f"{text}\n", encoding="utf-8")


def _installed(shop: Path, name: str) -> cities.City:
    """Put the finished map where the city's is, and clear the old one."""
    root = shop.parent
    city, old = root / name, root / f".{name}.old"
    if city.exists():
        city.rename(old)
    try:
        shop.rename(city)
    except OSError:
        if old.exists():
            old.rename(city)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return cities.read(city)
