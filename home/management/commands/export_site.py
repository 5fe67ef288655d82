"""Writes everything published into a folder that needs no software of ours."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.site_copy import CopyRefused, write_site_copy


class Command(BaseCommand):
    """The folder appears when it is whole."""

    help = "Write every published trail as a package, and pages of HTML, to a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, and say how many trails there are."""
        folder: Path = options["folder"]
        try:
            trails = write_site_copy(folder)
        except CopyRefused as error:
            msg = _("%(folder)s is not an empty folder: name another.")
            raise CommandError(msg % {"folder": folder}) from error
        except OSError as error:
            msg = _("%(folder)s cannot be written: %(reason)s.")
            facts = {"folder": folder, "reason": error.strerror or error}
            raise CommandError(msg % facts) from error
        told = ngettext(
            "%(count)s trail in %(folder)s",
            "%(count)s trails in %(folder)s",
            len(trails),
        )
        self.stdout.write(told % {"count": len(trails), "folder": folder})
