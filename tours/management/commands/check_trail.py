"""Says whether a trail may be published, and whether its stories start on time."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tours.bench import SEED, WALKS, BenchUnavailable
from tours.models import TourPage
from tours.trail_report import report_on
from tours.trigger_check import MOST_SEED, MOST_WALKS

MISUSED = 2


class Command(BaseCommand):
    """Ends with 0 where all is well, 1 with faults or stops under the threshold, 2 if
    it was asked wrongly or cannot look.
    """

    help = (
        "Check a trail, its latest draft where there is one: the rules of publication,"
        " and whether its stories start on time for simulated walkers."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which trail, how many walkers, and how to tell it."""
        parser.add_argument("slug", help="the end of the trail's address")
        parser.add_argument("--language", help="where trails share that slug")
        parser.add_argument("--format", choices=("text", "json"), default="text")
        parser.add_argument("--walks", type=int, default=WALKS)
        parser.add_argument("--seed", type=int, default=SEED)

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, tell, and end with what was found."""
        walks, seed = options["walks"], options["seed"]
        if not 1 <= walks <= MOST_WALKS or not 0 <= seed <= MOST_SEED:
            msg = _(
                "--walks lies between 1 and %(walks)s, --seed between 0 and %(seed)s."
            )
            facts = {"walks": MOST_WALKS, "seed": MOST_SEED}
            raise CommandError(msg % facts, returncode=MISUSED)
        tour = _trail(options["slug"], options["language"])
        try:
            report = report_on(tour, walks, seed)
        except BenchUnavailable as error:
            raise CommandError(str(error), returncode=MISUSED) from error
        if options["format"] == "json":
            told = json.dumps(report.as_json(), ensure_ascii=False, indent=2)
            self.stdout.write(told)
        else:
            self.stdout.write("\n".join(report.lines()))
        if not report.is_good:
            raise SystemExit(1)


def _trail(slug: str, language: str | None) -> TourPage:
    """The only trail of that name, published or not. Raises CommandError."""
    found = TourPage.objects.filter(slug=slug)
    if language:
        found = found.filter(locale__language_code=language)
    pages = list(found.select_related("locale")[:2])
    if len(pages) == 1:
        return pages[0]
    if pages:
        msg = _("Several trails have the address “%(slug)s”: add --language.")
    else:
        msg = _("No trail has the address “%(slug)s”.")
    raise CommandError(msg % {"slug": slug}, returncode=MISUSED)
