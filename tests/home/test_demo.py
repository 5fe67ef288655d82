"""The demo: two trails in two languages, loaded by one command."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from unittest import mock

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import transaction
from django.test import Client, TestCase, override_settings
from django.utils import translation
from wagtail.models import Page, Site

from home.demo import content, loader
from home.management.commands import demo
from home.models import HomePage, TextPage
from media_library.models import Picture, Recording
from places.geo import Point, distance_m
from places.models import Place
from tests.factories import locale
from tours import tasks
from tours.faults import fault_sentences
from tours.models import TourPage
from tours.presentation import present_tour

CITIES = {"saint_etienne": Point(45.4397, 4.3872), "helsinki": Point(60.1710, 24.9440)}
LANGUAGES = ("fr", "en")
ADDRESS = "http://127.0.0.1:8123"


def load() -> str:
    """Run the command as on a fresh machine, and return what it prints."""
    said = io.StringIO()
    with (
        mock.patch.object(demo, "load", load_and_commit),
        translation.override("en"),
    ):
        call_command("demo", base_url=f"{ADDRESS}/", stdout=said)
    return said.getvalue()


def load_and_commit(say: Callable[[str], None]) -> list[TourPage]:
    """What waits for the end of the demo's transaction is done at its end."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return loader.load(say)


def counts() -> dict[str, int]:
    """How many rows there are of each of our models."""
    rooms = ("home", "tours", "places", "media_library", "auth")
    return {
        model.__name__: model.objects.count()
        for room in rooms
        for model in apps.get_app_config(room).get_models()
    }


@dataclass(frozen=True)
class Loaded:
    """What loading printed, where files lie, and what each page answered."""

    printed: str
    media: str
    answers: dict[str, int]


@pytest.fixture(scope="module")
def _once(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[Loaded]:
    """The demo loaded once for all these tests; nothing of it is left behind."""
    media = str(tmp_path_factory.mktemp("media"))
    with (
        override_settings(MEDIA_ROOT=media),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        with mock.patch.object(tasks, "make_sizes", lambda frames: False):
            printed = load()
        # Read once, since reading makes the pictures in all their sizes.
        answers = {each: Client().get(each).status_code for each in addresses()}
        yield Loaded(printed, media, answers)
        transaction.set_rollback(True)


def addresses() -> list[str]:
    """Every public page, in both languages."""
    found = [page.url for page in Page.objects.live().filter(depth__gt=1)]
    for trail in TourPage.objects.live():
        found += [stop.url for stop in trail.presented.stops]
    return found + [place.get_absolute_url() for place in Place.objects.all()]


@pytest.fixture
def loaded(_once: Loaded, settings: Any, db: None) -> Loaded:
    """The loaded demo."""
    settings.MEDIA_ROOT = _once.media
    return _once


@pytest.fixture
def printed(loaded: Loaded) -> str:
    """What the command printed when it loaded the demo."""
    return loaded.printed


def test_both_trails_are_live_in_both_languages(printed: str) -> None:
    for language in LANGUAGES:
        trails = TourPage.objects.on_show(language)
        assert {trail.city for trail in trails} == {"Saint-Étienne", "Helsinki"}
    assert TourPage.objects.count() == 4


def test_no_page_of_wagtails_own_is_left(printed: str) -> None:
    root_page = Site.objects.get().root_page.specific
    assert isinstance(root_page, HomePage)
    assert root_page.locale.language_code == "fr"
    assert {home.slug for home in HomePage.objects.live()} == {"fr", "en"}
    assert HomePage.objects.first().get_parent().get_children().count() == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_law_is_told_in_both_languages(printed: str, language: str) -> None:
    pages = TextPage.objects.live().filter(locale__language_code=language)
    assert pages.count() == 4
    assert pages.filter(show_in_menus=True).count() == 4


def test_every_trail_obeys_the_rules_of_publication(printed: str) -> None:
    for trail in TourPage.objects.all():
        assert fault_sentences(trail) == []


def test_every_stop_speaks_the_language_of_its_page(printed: str) -> None:
    for trail in TourPage.objects.all():
        for stop in trail.presented.stops:
            assert stop.recording, (trail, stop.title)
            assert stop.recording.language == trail.locale.language_code
            assert stop.picture
            assert stop.picture.alternative_text
            assert stop.place.locale_id == trail.locale_id


def test_the_languages_share_stops_and_places_but_no_words(printed: str) -> None:
    for french in TourPage.objects.on_show("fr"):
        english = french.get_translation(locale("en"))
        codes = [[stop.code for stop in each.stops.all()] for each in (french, english)]
        assert codes[0] == codes[1]
        assert french.title != english.title
        assert french.track == english.track


@pytest.mark.parametrize("language", ["fr", "en"])
def test_one_finds_the_next_stop_and_is_asked_questions_of_every_kind(
    printed: str, language: str
) -> None:
    for trail in TourPage.objects.on_show(language):
        stops = present_tour(trail).stops
        start = {"fr": "Cherchez ", "en": "Look for "}[language]
        for stop in stops[1:]:
            assert stop.look_for
            assert stop.look_for.sentence.startswith(start)
        kinds = [stop.question.kind for stop in stops if stop.question]
        wanted = {"Helsinki": ["choice", "detail", "number"]}
        assert sorted(kinds) == wanted.get(trail.city, ["choice", "detail"])


def test_questions_are_translated_to_the_last_answer(printed: str) -> None:
    def answers(language: str) -> set[tuple[str, bool]]:
        trails = TourPage.objects.on_show(language)
        return {
            (answer.text, answer.is_right)
            for trail in trails
            for stop in present_tour(trail).stops
            for answer in (stop.question.answers if stop.question else ())
        }

    assert ("En zinc", True) in answers("fr")
    assert ("Zinc", True) in answers("en")
    assert not answers("fr") & answers("en")


@pytest.mark.parametrize("key", CITIES)
def test_every_stop_lies_in_its_city_and_near_the_line(printed: str, key: str) -> None:
    trail = TourPage.objects.get(
        translation_key=content.permanent_id(content.read(key)["key"], "trail"),
        locale__language_code="fr",
    )
    assert trail.stops.count() >= 7
    for stop in trail.stops.all():
        assert distance_m(stop.point, CITIES[key]) < 5_000
        assert min(distance_m(stop.point, point) for point in trail.line) < 150


def test_helsinki_fits_the_map_that_will_be_built(printed: str) -> None:
    trail = TourPage.objects.filter(city="Helsinki").first()
    for stop in trail.stops.all():
        assert 60.164 <= stop.point.latitude <= 60.179
        assert 24.935 <= stop.point.longitude <= 24.953


def test_every_work_is_credited(printed: str) -> None:
    for picture in Picture.objects.all():
        assert picture.names("illustration")
        assert picture.description
        assert picture.licence_terms
    for recording in Recording.objects.all():
        assert recording.names("author")
        assert recording.transcript
        assert recording.names("voice") == [content.VOICES[recording.language]]
        assert recording.duration_seconds > 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_answers(loaded: Loaded, language: str) -> None:
    answers = {
        address: status
        for address, status in loaded.answers.items()
        if address.startswith(f"/{language}/")
    }
    assert len(answers) > 40
    assert set(answers.values()) == {200}, answers


def test_the_addresses_and_accounts_are_printed(printed: str) -> None:
    lines = [line.split(maxsplit=1) for line in printed.splitlines() if line]
    told = [(line[0], line[1]) for line in lines if len(line) == 2]
    assert ("Site", f"{ADDRESS}/") in told
    assert ("Admin", f"{ADDRESS}/admin/") in told
    trails = [address for word, address in told if word == "Trail"]
    assert len(trails) == 2
    assert all(address.startswith(f"{ADDRESS}/fr/") for address in trails)
    accounts = [account for word, account in told if word == "Account"]
    names = [account.split()[0] for account in accounts]
    assert names == ["staff", "editor", "contributor", "translator"]


def test_the_printed_accounts_sign_in_and_have_a_role(printed: str) -> None:
    for name, group, *_words in demo.ACCOUNTS:
        user = authenticate(username=name, password=demo.PASSWORD)
        assert user is not None
        assert not user.is_superuser
        assert [each.name for each in user.groups.all()] == [group]
    assert demo.PASSWORD in printed


def test_a_second_load_doubles_nothing(printed: str) -> None:
    before = counts()
    codes = set(Place.objects.values_list("translation_key", flat=True))
    load()
    assert counts() == before
    assert set(Place.objects.values_list("translation_key", flat=True)) == codes


def test_a_second_load_leaves_the_editors_work_alone(printed: str) -> None:
    trail = TourPage.objects.on_show("fr").first()
    trail.title = "Mon titre"
    trail.save_revision().publish()
    load()
    assert TourPage.objects.get(pk=trail.pk).title == "Mon titre"


def test_a_changed_password_stays_changed(printed: str) -> None:
    user = authenticate(username="editor", password=demo.PASSWORD)
    user.set_password("un-autre-mot")
    user.save()
    load()
    assert authenticate(username="editor", password="un-autre-mot") is not None
