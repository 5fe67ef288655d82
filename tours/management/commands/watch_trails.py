"""Looks published trails over, and reminds editors of those to be walked again."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from tours.links import ask_links
from tours.looking_over import look_over
from tours.models import TourPage
from tours.walking_again import remind_by_mail


class Command(BaseCommand):
    """Every day, by cron or a timer, as watch_rights is run every hour."""

    help = (
        "Ask the links of published trails, look every trail over for the first screen"
        " and the report, and write once a year to editors about trails that nobody has"
        " walked."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask links, look, remind; say how many mails went."""
        pages = TourPage.objects.live().select_related("locale")
        ask_links(pages.iterator(), timezone.now())
        for page in pages.iterator():
            look_over(page)
        sent = remind_by_mail()
        self.stdout.write(_("%(count)s mails sent.") % {"count": sent})
