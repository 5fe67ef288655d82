"""Loads the demo: a city map, two trails in two languages, an account for each role."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.models import Page

from home.demo.city_map import build_demo_map
from home.demo.loader import load
from home.roles import CONTRIBUTORS, EDITORS, STAFF, grant_roles, translators
from tours.models import TourPage
from tours.tasks import renew_basemap, renew_package

PASSWORD = "traboule"  # noqa: S105 (a demo, on one's own machine)
ACCOUNTS = (
    ("staff", STAFF, "Camille", "city staff"),
    ("editor", EDITORS, "Sacha", "editor"),
    ("contributor", CONTRIBUTORS, "Noor", "contributor"),
    ("translator", translators("en"), "Robin", "translator into English"),
)


class Command(BaseCommand):
    """Safe to run again: what exists is left as it is."""

    help = "Load the demo trails and accounts, and print where to look."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the site will answer."""
        parser.add_argument("--base-url", default="http://localhost:8000")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything or nothing, then print addresses and accounts."""
        if settings.IS_PRODUCTION:
            msg = (
                "The demo has known passwords: it is never loaded with the"
                " production settings."
            )
            raise CommandError(msg)
        # Before the trails: publishing one takes its tiles from the city's map.
        build_demo_map(self.stdout.write)
        grant_roles()
        with transaction.atomic():
            trails = load(self.stdout.write)
        # wagtail-localize publishes at commit, with the number of children that each
        # translated page had before its own were added.
        Page.fix_tree()
        for trail in TourPage.objects.live():
            # At once: the worker has not begun.
            renew_basemap.call(trail.pk)
            renew_package.call(trail.pk)
        for account in ACCOUNTS:
            self._account(*account[:3])
        base = options["base_url"].rstrip("/")
        self.stdout.write(f"\nSite     {base}/")
        for trail in trails:
            self.stdout.write(f"Trail    {base}{trail.url}")
        self.stdout.write(f"Admin    {base}/admin/")
        for name, _group, _first, role in ACCOUNTS:
            self.stdout.write(f"Account  {name} / {PASSWORD}  ({role})")

    def _account(self, name: str, group: str, first_name: str) -> None:
        user, created = get_user_model().objects.get_or_create(
            username=name,
            defaults={"first_name": first_name, "email": f"{name}@example.org"},
        )
        if created:
            user.set_password(PASSWORD)
            user.save()
            user.groups.add(Group.objects.get(name=group))
