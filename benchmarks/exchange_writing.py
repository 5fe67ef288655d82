"""Writing trails: one long trail in every format, and two thousand in one feed.

    .venv/bin/python benchmarks/exchange_writing.py [--stops 30] [--trails 2000]

In a folder of its own. First the package of a trail of that many stops, written in
each format, beside the same package as plain JSON. Then the feeds as the site answers
them, from the database and the media, for a tenth of the trails and for all of them:
seconds beside plain JSON of the same packages, and the most memory held. A feed that
streams holds the same for both. Every trail says the same but its title.
"""

import argparse
import io
import json
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

import package_build  # beside this file; finds the project, too

ROUNDS = 9


def milliseconds(work: Callable[[], object]) -> float:
    """The median of some rounds."""
    return median(package_build.milliseconds(work) for _round in range(ROUNDS))


def print_writers(package: Any) -> None:
    """One trail in each format."""
    from exchange.writers import archive, schema_org
    from exchange.writers.formats import FORMATS

    document = package.document
    plain = milliseconds(lambda: json.dumps(document).encode())
    print(f"{'plain JSON':18} {plain:7.2f} ms  {1:6.1f}  {len(package.content):>9} B")

    def told(name: str, work: Callable[[], bytes]) -> None:
        took = milliseconds(work)
        print(f"{name:18} {took:7.2f} ms  {took / plain:6.1f}  {len(work()):>9} B")

    def packed() -> bytes:
        target = io.BytesIO()
        archive.write(document, package.open_file, target)
        return target.getvalue()

    def page() -> bytes:
        return schema_org.script_text(schema_org.trail_graph(document)).encode()

    for form in FORMATS:
        write = form.write
        told(form.key, lambda write=write: write(document, None) if write else packed())
    told("schema.org", page)


def add_trails(package: Any, count: int) -> None:
    """Live trails, each with a package of the same words and its own record."""
    from tours.models import TourPackage, TourPage

    home = package.record.page.get_parent().specific
    have = TourPage.objects.count()
    for number in range(have, count):
        page = TourPage(title=f"Trail {number}", locale=home.locale, live=True)
        home.add_child(instance=page)
        record = package.record
        TourPackage.objects.create(
            page=page,
            version=record.version,
            sha256=record.sha256,
            path=record.path,
            files=record.files,
            built_at=record.built_at,
        )


def answered(path: str) -> Iterator[bytes]:
    """A feed as the site sends it."""
    from django.test import Client

    return iter(Client().get(path).streaming_content)


def plain_packages() -> Iterator[bytes]:
    """The same packages, as quickly as it can be done."""
    from tours import packages

    for package in packages.current_packages("fr"):
        yield json.dumps(package.document).encode()


def exhaust(chunks: Iterator[bytes]) -> int:
    """How many bytes come."""
    return sum(len(chunk) for chunk in chunks)


def print_feed(name: str, make: Callable[[], Iterator[bytes]]) -> None:
    """Seconds, bytes, and the most memory that it holds."""
    start = time.perf_counter()
    size = exhaust(make())
    took = time.perf_counter() - start
    tracemalloc.start()
    exhaust(make())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"  {name:18} {took:7.1f} s  {size / 1e6:8.1f} MB  peak {peak / 1e6:5.1f} MB")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stops", type=int, default=30)
    parser.add_argument("--trails", type=int, default=2000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        package_build.prepare(folder)
        from tours import packages

        trail = package_build.long_trail(arguments.stops)
        package = packages.renew(trail.pk)
        print_writers(package)
        for count in (arguments.trails // 10, arguments.trails):
            add_trails(package, count)
            print(f"{count} trails")
            print_feed("plain JSON", plain_packages)
            for name in ("trails.geojson", "trails.schema_randonnee.json"):
                path = f"/opendata/fr/{name}"
                print_feed(name, lambda path=path: answered(path))


if __name__ == "__main__":
    main()
