"""Writes one published trail in a format, to a file or to the output."""

import shutil
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from exchange.writers.formats import BY_KEY, Format
from exchange.writing import written
from tours import packages
from tours.models import TourPage
from tours.package_building import PackageIncomplete
from tours.packages import Package

OUTPUT = "-"


class Command(BaseCommand):
    """What goes wrong is told in one sentence; the file appears when it is whole."""

    help = "Write a published trail in a format: GPX, KML, GeoJSON and others."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which trail, in which format, where to."""
        parser.add_argument("slug", help="the end of the trail's address")
        parser.add_argument("--to", required=True, metavar="FORMAT", dest="key")
        parser.add_argument("--language", help="where trails share that slug")
        parser.add_argument("--output", help=f"a file, or {OUTPUT} for the output")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it, and say where."""
        form = BY_KEY.get(options["key"])
        if form is None:
            known = ", ".join(BY_KEY)
            msg = _("“%(name)s” is none of the formats: %(known)s.")
            raise CommandError(msg % {"name": options["key"], "known": known})
        slug = options["slug"]
        package = _package(slug, options["language"])
        with _content(package, form, slug) as content:
            if options["output"] == OUTPUT:
                shutil.copyfileobj(content, sys.stdout.buffer)
                return
            path = Path(options["output"] or f"{slug}.{form.suffix}")
            _save(content, path)
        self.stdout.write(str(path))


def _package(slug: str, language: str | None) -> Package:
    """The package of the only published trail of that name. Raises CommandError."""
    found = TourPage.objects.in_force().filter(slug=slug)
    if language:
        found = found.filter(locale__language_code=language)
    pages = list(found.select_related("locale")[:2])
    if not pages:
        msg = _("No published trail has the address “%(slug)s”.")
        raise CommandError(msg % {"slug": slug})
    if len(pages) > 1:
        msg = _("Several trails have the address “%(slug)s”: add --language.")
        raise CommandError(msg % {"slug": slug})
    try:
        package = packages.current_or_built(pages[0])
    except PackageIncomplete as error:
        raise _incomplete(slug, error) from error
    if package is None:  # unpublished in between
        raise _incomplete(slug, "unpublished")
    return package


@contextmanager
def _content(package: Package, form: Format, slug: str) -> Iterator[BinaryIO]:
    """The trail in a format, as a file that goes afterwards. Raises CommandError."""
    try:
        content = written(package, form)
    except (FileNotFoundError, ValueError) as error:
        raise _incomplete(slug, error) from error
    with content:
        yield content


def _save(content: BinaryIO, path: Path) -> None:
    """Puts a file in its place at once, or not at all. Raises CommandError."""
    beside = path.with_name(f"{path.name}.part")
    try:
        try:
            with beside.open("wb") as target:
                shutil.copyfileobj(content, target)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        msg = _("%(path)s cannot be written: %(reason)s.")
        facts = {"path": path, "reason": error.strerror or error}
        raise CommandError(msg % facts) from error


def _incomplete(slug: str, reason: object) -> CommandError:
    msg = _("The trail “%(slug)s” cannot be written: %(reason)s.")
    return CommandError(msg % {"slug": slug, "reason": reason})
