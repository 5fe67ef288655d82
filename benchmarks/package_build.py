"""Building the package of a long trail, beside what cannot be done without.

    .venv/bin/python benchmarks/package_build.py [--stops 30] [--rounds 5]

In a folder of its own: a trail of that many stops, each with a picture of 1,600 pixels
and a sound of some 60 seconds. *First* builds it when none of its files is put away
yet, *again* when nothing has changed. Beside them, reading and hashing the same files:
what any building of a package must do. Prints medians in milliseconds, and ratios of
the same run: a machine is quick or slow by the hour.
"""

import argparse
import hashlib
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def prepare(folder: str) -> None:
    """A site with a database and media in a folder of its own."""
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    os.environ["TRABOULE_VAR"] = folder
    import django
    from django.conf import settings

    django.setup()
    settings.MEDIA_ROOT = str(Path(folder) / "media")
    settings.DATABASES["default"]["NAME"] = str(Path(folder) / "benchmark.sqlite3")
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def long_trail(stops: int) -> Any:
    """A live trail with a picture and a sound at each stop."""
    from tests.conftest import bilingual_site
    from tests.factories import (
        PictureFactory,
        RecordingFactory,
        StopFactory,
        TourPageFactory,
        story,
    )

    def picture(number: int) -> Any:
        colour = f"#{number % 256:02x}6040"
        return PictureFactory(file__width=1600, file__height=1067, file__color=colour)

    site = bilingual_site()
    return TourPageFactory(
        parent=site.home,
        stops=[
            StopFactory(
                story=story(
                    ("recording", RecordingFactory(seconds=60.0 + number)),
                    ("picture", picture(number)),
                    ("text", f"<p>{'Ici passait la rivière. ' * 40}{number}</p>"),
                )
            )
            for number in range(stops)
        ],
    )


def milliseconds(work: Any) -> float:
    """How long a piece of work takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def measure(trail: Any, rounds: int) -> dict[str, list[float]]:
    """The times of each kind of work, taking turns."""
    from django.core.files.storage import default_storage

    from tours import packages
    from tours.models import TourPackage

    def forget() -> None:
        TourPackage.objects.all().delete()
        for name in default_storage.listdir("packages/files")[1]:
            default_storage.delete(f"packages/files/{name}")

    def hash_all() -> None:
        for name in packages.current(trail).record.files:
            with default_storage.open(f"packages/files/{name}") as file:
                hashlib.sha256(file.read()).hexdigest()

    packages.renew(trail.pk)  # the pictures' sizes are made once, by whoever is first
    found: dict[str, list[float]] = {"first": [], "again": [], "hashing": []}
    for _round in range(rounds):
        forget()
        found["first"].append(milliseconds(lambda: packages.renew(trail.pk)))
        found["again"].append(milliseconds(lambda: packages.renew(trail.pk)))
        found["hashing"].append(milliseconds(hash_all))
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stops", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        from tours import packages

        trail = long_trail(arguments.stops)
        found = measure(trail, arguments.rounds)
        package = packages.current(trail)
        megabytes = sum(file["bytes"] for file in package.document["files"]) / 1e6
        print(
            f"{arguments.stops} stops, {len(package.record.files)} files,"
            f" {megabytes:.1f} MB, document {len(package.content) / 1000:.1f} KB"
        )
        base = median(found["hashing"])
        for name, times in found.items():
            print(f"{name:8} {median(times):8.1f} ms   {median(times) / base:5.2f}")


if __name__ == "__main__":
    main()
