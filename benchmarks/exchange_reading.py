"""Reading a GPX file of 50,000 points, beside a bare lxml parse of the same bytes.

Run from the project's root:

    .venv/bin/python benchmarks/exchange_reading.py [--points 50000] [--rounds 5]

The file is written here: a walk with waypoints, an altitude for each of its points.
The machine's speed drifts: the ratio of one run is what to quote.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable
from math import cos, sin
from pathlib import Path

from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from exchange.limits import MAX_BYTES
from exchange.reading import read_file

STOPS = 30


def a_walk(points: int) -> bytes:
    """A GPX file of a wavy line and some stops along it."""
    places = [(45 + n / 1e5, 4 + sin(n / 40) / 1e3) for n in range(points)]
    stops = "".join(
        f'<wpt lat="{lat:.6f}" lon="{lon:.6f}"><name>Stop</name></wpt>\n'
        for lat, lon in places[:: max(1, points // STOPS)]
    )
    told = "".join(
        f'<trkpt lat="{lat:.6f}" lon="{lon:.6f}">\n<ele>{500 + cos(lat):.1f}</ele>\n'
        "</trkpt>\n"
        for lat, lon in places
    )
    space = "http://www.topografix.com/GPX/1/1"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" xmlns="{space}">'
        f"{stops}<trk><trkseg>\n{told}</trkseg></trk></gpx>"
    ).encode()


def best_seconds(work: Callable[[], object], rounds: int) -> float:
    """The shortest of several times."""
    seconds = []
    for _round in range(rounds):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


def main() -> None:
    """Measures, and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=50_000 - STOPS - 1)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    content = a_walk(options.points)
    if len(content) > MAX_BYTES:
        sys.exit(f"{len(content)} bytes are more than a file may have")
    trail = read_file(content, "walk.gpx").trails[0]
    ours = best_seconds(lambda: read_file(content, "walk.gpx"), options.rounds)
    bare = best_seconds(lambda: etree.fromstring(content), options.rounds)
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{options.points} points, {len(content) / 1e6:.1f} MB")
    print(f"{len(trail.stops)} stops, {len(trail.line)} points after simplifying")
    print(f"reading {ours:.3f} s; bare lxml {bare:.3f} s; ratio {ours / bare:.1f}")
    print(f"memory at most {memory_mb:.0f} MB, the bare tree included")


if __name__ == "__main__":
    main()
