"""Imports a file made elsewhere: its trails become drafts."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from exchange import report
from exchange.found import FileRefused, Reading
from exchange.importing import Made
from exchange.incoming import incoming
from exchange.planning import ImportRefused, Planned, home_for


class Command(BaseCommand):
    """Tells in sentences or in JSON what was understood and made; 1 if refused."""

    help = (
        "Import the trails of a file as drafts: GPX, KML, GeoJSON, tables and others,"
        " and packages of a site like this one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, whether to make anything, how to tell it, and for whom."""
        parser.add_argument("file")
        parser.add_argument(
            "--dry-run", action="store_true", help="Tell what would be made."
        )
        parser.add_argument("--format", choices=("text", "json"), default="text")
        parser.add_argument(
            "--user", help="The account that imports; its permissions count."
        )
        parser.add_argument(
            "--language", help="Of the trails, whatever the file says: fr, en…"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, plan, import unless it is a rehearsal, and tell."""
        is_json = options["format"] == "json"
        try:
            reading, planned, made = _imported(options)
        except FileRefused as refused:
            if is_json:
                self._write(report.refusal(refused.remark))
            else:
                self.stderr.write(report.line(refused.remark))
            raise SystemExit(1) from None
        if is_json:
            base = settings.WAGTAILADMIN_BASE_URL
            self._write(report.success(reading, planned, made, base))
        else:
            self._tell(reading, planned, made)

    def _write(self, told: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))

    def _tell(self, reading: Reading, planned: list[Planned], made: list[Made]) -> None:
        for each in planned:
            self.stdout.write(f"{each.found.title}: {report.summary(each)}")
            for sentence in report.intentions(each):
                self.stdout.write(f"  {sentence}")
            for remark in each.remarks:
                self.stdout.write(f"  ! {report.line(remark)}")
        for remark in reading.remarks:
            self.stdout.write(f"! {report.line(remark)}")
        for each in made:
            facts = {
                "title": each.title,
                "url": f"{settings.WAGTAILADMIN_BASE_URL}{each.edit_url}",
            }
            self.stdout.write(_("Draft “%(title)s”: %(url)s") % facts)
        if not made:
            self.stdout.write(_("Nothing was made: this was a rehearsal."))


def _imported(
    options: dict[str, Any],
) -> tuple[Reading, list[Planned], list[Made]]:
    user = _user(options["user"]) if options["user"] else None
    path = Path(options["file"])
    with _opened(path) as file:
        source = incoming(file, path.name)
        reading = source.read()
        home = home_for(options["language"]) if options["language"] else None
        planned = source.plan(reading, home, as_new=False)
        made = [] if options["dry_run"] else source.carry_out(planned, user)
    return reading, planned, made


def _user(name: str) -> AbstractBaseUser:
    model = get_user_model()
    try:
        return model.objects.get_by_natural_key(name)
    except model.DoesNotExist:
        raise ImportRefused("no_user", name=name) from None


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """A file that can be read. Raises FileRefused for anything else."""
    try:
        if path.is_dir():
            raise FileRefused("file_is_folder", name=path.name)
        if path.exists() and not path.is_file():
            raise FileRefused("file_unreadable", name=path.name)  # a device, a pipe
        file = path.open("rb")
    except FileNotFoundError:
        raise FileRefused("no_file", name=path.name) from None
    except (OSError, ValueError):  # no permission, a broken disk, a name with a NUL
        raise FileRefused("file_unreadable", name=path.name) from None
    with file:
        yield file
