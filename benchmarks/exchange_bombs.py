"""What the files made to exhaust a reader take of the machine, each on its own.

Run from the project's root, on a quiet machine:

    .venv/bin/python benchmarks/exchange_bombs.py [--slowest 10]

Prints the slowest with their CPU seconds and megabytes, and exits with 1 when one takes
more than 2 seconds or 200 MB. The corpus is that of the tests.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.exchange import test_bombs, test_json_bombs, test_table_bombs
from tests.exchange.bombs import MEGABYTES, SECONDS, Host, Taken

CORPORA = {
    "walk.gpx": test_bombs.bombs,
    "walk.json": test_json_bombs.bombs,
    "places.csv": test_table_bombs.bombs,
}
Bomb = tuple[str, str, Callable[[], bytes]]


def corpus() -> Iterator[Bomb]:
    """Each bomb: the name of its file, its own name, and how it is made."""
    for file_name, bombs in CORPORA.items():
        for name, make in bombs():
            yield file_name, name, make


def measured() -> Iterator[tuple[str, Taken]]:
    """Each bomb with what it takes."""
    with tempfile.TemporaryDirectory() as folder, Host() as host:
        for file_name, name, make in corpus():
            kind = Path(file_name).suffix[1:]
            yield f"{kind}: {name}", host.taken(make(), Path(folder) / file_name)


def main() -> int:
    """Print the slowest; 1 when one takes too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--slowest", type=int, default=10)
    found = sorted(measured(), key=lambda each: -each[1].seconds)
    for name, each in found[: parser.parse_args().slowest]:
        sys.stdout.write(
            f"{each.seconds:5.2f} s {each.megabytes:4} MB  {name} ({each.told})\n"
        )
    most = max(each.megabytes for _name, each in found)
    sys.stdout.write(f"{len(found)} files; at most {most} MB\n")
    return int(found[0][1].seconds > SECONDS or most > MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
