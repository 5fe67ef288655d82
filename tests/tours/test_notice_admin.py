"""City staff and editors write notices in one short form."""

import json
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.conftest import BilingualSite
from tests.factories import NoticeFactory, TourPageFactory
from tours.models import Notice, TourPage

ADD = reverse("wagtailsnippets_tours_notice:add")
LIST = reverse("wagtailsnippets_tours_notice:list")
NOW = datetime(2026, 12, 20, 12, tzinfo=UTC)


@pytest.fixture
def trail(site: BilingualSite) -> TourPage:
    return TourPageFactory(parent=site.home, title="La mine", stops=2)


def typed(**changes: str) -> dict[str, str]:
    """A faultless form, with changes."""
    return {
        "about": "site",
        "severity": "closed",
        "first_day": "2026-12-20",
        "first_hour": "",
        "last_day": "2027-01-06",
        "last_hour": "18:00",
        "texts-fr": "La rue est\nfermée.",
        "texts-en": "",
        "detour": "",
        **changes,
    }


def errors(client: Client, **changes: str) -> dict[str, Any]:
    """What the form refuses, by field."""
    answer = client.post(ADD, typed(**changes))
    assert answer.status_code == 200
    assert not Notice.objects.exists()
    return dict(answer.context["form"].errors)


def test_an_editor_says_that_a_street_is_closed(
    editor_client: Client, trail: TourPage
) -> None:
    stop = trail.stops.first()
    about = f"stop:{stop.translation_key}"
    assert editor_client.post(ADD, typed(about=about)).status_code == 302
    notice = Notice.objects.get()
    assert (notice.about, notice.severity) == (about, "closed")
    assert notice.texts == {"fr": "La rue est fermée."}
    assert notice.begins_at == datetime(2026, 12, 19, 23, tzinfo=UTC)
    assert notice.ends_at == datetime(2027, 1, 6, 17, tzinfo=UTC)


def test_the_citys_clock_counts_wherever_the_editor_is(
    editor_client: Client, editor: User, site: BilingualSite
) -> None:
    profile = UserProfile.get_for_user(editor)
    profile.current_time_zone = "Pacific/Auckland"
    profile.save()
    editor_client.post(ADD, typed(first_hour="08:00"))
    assert Notice.objects.get().begins_at == datetime(2026, 12, 20, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"about": ""}, "about", "This field is required."),
        ({"about": "stop:gone"}, "about", "Select a valid choice. stop:gone"),
        ({"texts-fr": "  "}, "texts", "Write it in one language at least."),
        ({"texts-fr": "<b>Non</b>"}, "texts", "Write plain text"),
        ({"texts-en": "a" * 301}, "texts", "300 characters at most"),
        ({"last_day": "2026-12-19"}, "last_day", "It would end before it begins."),
        ({"last_day": ""}, "last_day", "Say on which day it ends"),
        ({"first_day": "tomorrow"}, "first_day", "Enter a valid date."),
        ({"detour": "{"}, "detour", "GeoJSON"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    editor_client: Client,
    site: BilingualSite,
    changes: dict[str, str],
    field: str,
    sentence: str,
) -> None:
    found = errors(editor_client, **changes)
    assert list(found) == [field]
    assert sentence in str(found[field])


def test_the_form_offers_each_live_trail_once_with_its_parts(
    editor_client: Client, trail: TourPage
) -> None:
    form = editor_client.get(ADD).content.decode()
    for words in (
        "All trails",
        "Saint-Étienne",
        "The whole trail",
        "The way to stop 2",
    ):
        assert words in form
    assert form.count(f'value="trail:{trail.translation_key}"') == 1


def test_a_detour_is_drawn(editor_client: Client, site: BilingualSite) -> None:
    line = {"type": "LineString", "coordinates": [[4.38, 45.43], [4.39, 45.44]]}
    editor_client.post(ADD, typed(detour=json.dumps(line)))
    assert Notice.objects.get().detour == line


def test_a_notice_outlives_the_stop_that_it_was_about(
    editor_client: Client, trail: TourPage
) -> None:
    stop = trail.stops.first()
    notice = NoticeFactory(about=f"stop:{stop.translation_key}")
    stop.delete()
    edit = reverse("wagtailsnippets_tours_notice:edit", args=[notice.pk])
    assert "(it is no longer there)" in editor_client.get(edit).content.decode()
    assert "(it is no longer there)" in editor_client.get(LIST).content.decode()
    again = typed(about=notice.about)
    assert editor_client.post(edit, again).status_code == 302


@time_machine.travel(NOW, tick=False)
def test_the_list_tells_what_is_on_what_comes_and_what_is_over(
    editor_client: Client, editor: User, site: BilingualSite
) -> None:
    editor_client.force_login(editor)  # on that day
    NoticeFactory(texts={"fr": "Finie"}, last_day=date(2026, 12, 19))
    NoticeFactory(texts={"fr": "Présente"}, last_day=date(2026, 12, 20))
    NoticeFactory(
        texts={"fr": "Prochaine"}, first_day=date(2026, 12, 20), first_hour=time(13, 1)
    )
    page = editor_client.get(LIST).content.decode()
    assert page.index("Présente") < page.index("Finie")
    for state, text in (("on_at", "Présente"), ("coming", "Proch"), ("over", "Finie")):
        cut = editor_client.get(f"{LIST}?state={state}").content.decode()
        shown = {word for word in ("Présente", "Prochaine", "Finie") if word in cut}
        assert {word for word in shown if word.startswith(text)} == shown != set()


def test_only_city_staff_deletes_a_notice(
    editor_client: Client, staff_client: Client, site: BilingualSite
) -> None:
    notice = NoticeFactory()
    delete = reverse("wagtailsnippets_tours_notice:delete", args=[notice.pk])
    editor_client.post(delete)
    assert Notice.objects.exists()
    staff_client.post(delete)
    assert not Notice.objects.exists()


def test_nobody_reads_the_list_without_an_account(phone: Client, db: None) -> None:
    assert phone.get(LIST).status_code == 302
