"""Lets works whose rights have ended go, and warns of those that end soon."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from media_library.rights_warnings import warn_by_mail
from tours import packages


class Command(BaseCommand):
    """Every hour, by cron or a timer. Pages look at the hour by themselves; this lets
    files go that nobody asks for, and writes to editors.
    """

    help = (
        "Let go of works whose rights have ended, also where nobody asks for them, and"
        " write to editors about rights that end within 60 days."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do both; say how many mails went."""
        packages.renew_turned()
        packages.delete_left_packages(timezone.now())
        sent = warn_by_mail(timezone.now())
        self.stdout.write(_("%(count)s mails sent.") % {"count": sent})
