"""Makes packages anew where a stop has come or gone with its season."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from tours import packages


class Command(BaseCommand):
    """Every quarter of an hour, by cron or a timer: one query where nothing has turned.

    Pages and packages look at the hour by themselves; this spares the first walker of a
    day the building.
    """

    help = (
        "Build the packages of trails of which a stop has come or gone by its season."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; once is as good as twice."""
        packages.renew_turned()
        packages.delete_left_packages(timezone.now())
