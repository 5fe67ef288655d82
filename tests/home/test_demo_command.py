"""The command that loads the demo: everything or nothing, and never for the public."""

import io
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from home.demo import loader
from home.demo.translating import TranslationMismatch
from home.models import HomePage
from media_library.models import Picture
from tours.models import TourPage


def test_a_load_that_fails_leaves_nothing(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise TranslationMismatch("broken")

    monkeypatch.setattr(loader, "translate", fail)
    with pytest.raises(TranslationMismatch):
        call_command("demo", stdout=io.StringIO())
    for model in (HomePage, Picture, TourPage, User):
        assert not model.objects.exists()


def test_the_demo_is_never_loaded_in_production(db: None, settings: Any) -> None:
    settings.IS_PRODUCTION = True
    with pytest.raises(CommandError, match="known passwords"):
        call_command("demo", stdout=io.StringIO())
    assert not TourPage.objects.exists()
