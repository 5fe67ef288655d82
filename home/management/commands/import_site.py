"""Makes a site of the folder that export_site wrote."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext_lazy as _

from exchange.found import FileRefused
from exchange.sentences import sentence
from home.site_copy import CopyRefused
from home.site_restoring import restore_site
from tours.tasks import renew_package

REFUSALS = {
    "format": _("This folder was written by another version: it is not understood."),
    "unreadable": _("%(name)s is missing or cannot be read."),
}


class Command(BaseCommand):
    """All or nothing."""

    help = "Publish everything that a folder of export_site holds, on an empty install."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, and name every trail."""
        try:
            trails = restore_site(options["folder"])
        except CopyRefused as error:
            code, *names = error.args
            msg = str(REFUSALS[code]) % {"name": "".join(names)}
            raise CommandError(msg) from error
        except FileRefused as refusal:
            raise CommandError(sentence(refusal.remark)) from refusal
        for trail in trails:
            renew_package.call(trail.pk)  # at once: the worker may not run yet
            self.stdout.write(f"{trail.url} {trail.title}")
