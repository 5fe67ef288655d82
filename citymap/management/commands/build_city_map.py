"""Builds the map of a city from one OpenStreetMap extract."""

import resource
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citymap.boxes import Box, parse_box
from citymap.building import build_city_map
from citymap.sentences import REFUSALS, refusal_sentence
from citymap.signals import city_built

BAR = 30  # characters
STEPS = {
    "read": gettext_lazy("Reading the extract"),
    "tiles": gettext_lazy("Making the tiles"),
    "streets": gettext_lazy("Joining the streets"),
}


class Command(BaseCommand):
    """Safe to run again: the old map stays until the new one is whole."""

    help = "Build a city's own map from an OpenStreetMap extract (.osm.pbf)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The extract, the city's name, and the part of it that is wanted."""
        parser.add_argument("extract", type=Path, metavar="EXTRACT.osm.pbf")
        parser.add_argument(
            "--name", required=True, help="folder of the map, such as saint-etienne"
        )
        parser.add_argument(
            "--bbox",
            metavar="W,S,E,N",
            help="west,south,east,north in degrees; without it, the whole extract."
            " Write --bbox=-4.5,48.3,-4.4,48.4 when it starts with a minus.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, then say what was made, in how long and with how much memory."""
        started = time.monotonic()
        self._bar = _Bar(self.stdout)
        try:
            box: Box | None = parse_box(options["bbox"]) if options["bbox"] else None
            city = build_city_map(
                options["extract"], options["name"], box, self._bar.show
            )
        except REFUSALS as error:
            raise CommandError(refusal_sentence(error)) from error
        finally:
            self._bar.end()
        self._tell_trails(city.name)
        facts = {
            "name": city.name,
            "folder": city.folder,
            "megabytes": f"{city.basemap.stat().st_size / 1e6:.1f}",
            "date": city.extract_date or "–",
            "minutes": f"{(time.monotonic() - started) / 60:.1f}",
            "memory": f"{peak_memory_mb():.0f}",
        }
        self.stdout.write(
            _("Map of %(name)s: %(megabytes)s MB of tiles, data of %(date)s.") % facts
        )
        self.stdout.write(
            _("Made in %(minutes)s minutes with at most %(memory)s MB of memory.")
            % facts
        )
        self.stdout.write(str(city.folder))

    def _tell_trails(self, name: str) -> None:
        """Let trails take the new map. It is whole whether they hear of it or not."""
        try:
            city_built.send(sender=type(self), name=name)
        except DatabaseError as error:
            self.stderr.write(
                _(
                    "The map is installed, but the database could not be told: trails"
                    " take it when they are next published. Have you run “migrate”?"
                    " (%(error)s)"
                )
                % {"error": str(error).splitlines()[0]}
            )


class _Bar:
    """A bar that moves on a terminal; elsewhere, a line for each step."""

    def __init__(self, out: Any) -> None:
        self.out = out
        self.is_moving = bool(getattr(out, "isatty", lambda: False)())
        self.step = ""
        self.is_open = False

    def show(self, step: str, done: int, total: int) -> None:
        """Show how far a step has come."""
        if self.is_moving:
            share = done / total if total else 1.0
            full = round(share * BAR)
            line = (
                f"\r{STEPS[step]:<24} [{'█' * full}{'·' * (BAR - full)}] {share:4.0%}"
            )
            self.out.write(line, ending="\n" if done >= total else "")
            self.out.flush()
            self.is_open = done < total
        elif step != self.step:
            self.out.write(f"{STEPS[step]}…")
        self.step = step

    def end(self) -> None:
        """Leave the line of a bar that did not reach its end."""
        if self.is_open:
            self.out.write("")


def peak_memory_mb() -> float:
    """The most that this process and the largest of its children ever held, in sum."""
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kibibytes elsewhere
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(who).ru_maxrss for who in whose) * unit / 1e6
