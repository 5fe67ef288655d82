"""Feeds of many trails: how long a trail takes, and how much memory all of them.

    .venv/bin/python benchmarks/feeds.py [--trails 2000] [--points 1000]

Each trail has eight stops and a line of that many points. *Twice as many* shows whether
memory grows with the number of trails. Beside them, the same documents as plain JSON.
"""

import argparse
import json
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

Trails = Iterator[tuple[dict[str, Any], None]]


def trails(count: int, points: int) -> Trails:
    """So many trails, made one after the other."""
    from tests.packages import a_package

    package = a_package()
    line = [[round(4.38 + step * 1e-5, 6), 45.44] for step in range(points)]
    package["track"]["legs"][0]["line"] = line
    package["stops"] = package["stops"] * 2
    for number in range(count):
        yield {**package, "title": f"Trail {number}"}, None


def plain(found: Trails) -> Iterator[bytes]:
    """The packages themselves, as quickly as it can be done."""
    for package, _moment in found:
        yield json.dumps(package).encode()


def seconds(write: Callable[[Trails], Iterator[bytes]], found: Trails) -> float:
    """How long a feed takes."""
    start = time.perf_counter()
    for _chunk in write(found):
        pass
    return time.perf_counter() - start


def peak_kb(write: Callable[[Trails], Iterator[bytes]], found: Trails) -> float:
    """The most memory that a feed holds."""
    tracemalloc.start()
    for _chunk in write(found):
        pass
    peak = tracemalloc.get_traced_memory()[1] / 1000
    tracemalloc.stop()
    return peak


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trails", type=int, default=2000)
    parser.add_argument("--points", type=int, default=1000)
    arguments = parser.parse_args()
    from exchange.writers.feed import FEEDS

    def some(count: int) -> Trails:
        return trails(count, arguments.points)

    base = seconds(plain, some(arguments.trails))
    for name, write in {"plain": plain, **FEEDS}.items():
        took = seconds(write, some(arguments.trails))
        few, many = (peak_kb(write, some(count)) for count in (50, 100))
        print(
            f"{name:18} {took:6.1f} s {took / base:5.1f}   "
            f"{few:6.0f} KB, twice as many {many:6.0f} KB"
        )


if __name__ == "__main__":
    main()
