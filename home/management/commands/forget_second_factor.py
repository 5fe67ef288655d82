"""Lets somebody who has lost their phone and their recovery codes sign in again."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from home.sign_in.second_factor import forget


class Command(BaseCommand):
    """Run on the server, for somebody whom one knows."""

    help = "Take the second factor away from an account, which then sets it up anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose it is."""
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget the phone and the recovery codes."""
        name = options["username"]
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            msg = f"There is no account “{name}”."
            raise CommandError(msg)
        forget(user)
        self.stdout.write(f"{name} signs in with the password alone, once.")
