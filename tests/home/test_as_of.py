"""The city as of another day: for those who work in the admin, and nobody else."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from media_library import clock
from tests.conftest import BilingualSite
from tests.factories import StopFactory, TourPageFactory
from tours.models import Notice, TourPage

pytestmark = pytest.mark.screens

CHRISTMAS = [
    {
        "type": "yearly",
        "value": {
            "first_day": 1,
            "first_month": "12",
            "last_day": 6,
            "last_month": "1",
            "weekdays": [],
            "opens": None,
            "closes": None,
        },
    }
]
THEN = "as-of=2026-12-08T18:00"


@pytest.fixture(autouse=True)
def _in_november() -> object:
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def trail(site: BilingualSite) -> TourPage:
    """A trail with a stop that is there at Christmas."""
    stops = [
        StopFactory(title="La place"),
        StopFactory(title="La fontaine"),
        StopFactory(title="La crèche", seasons=CHRISTMAS),
    ]
    made: TourPage = TourPageFactory(parent=site.home, stops=stops)
    Notice.objects.create(
        about=f"trail:{made.translation_key}",
        texts={"fr": "Le marché de Noël est là."},
        first_day=date(2026, 12, 1),
        last_day=date(2026, 12, 24),
        last_hour=time(22),
    )
    return made


def read(client: Client, address: str) -> str:
    """A page's HTML."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_staff_see_the_seasons_and_notices_of_then(
    trail: TourPage, staff_client: Client
) -> None:
    now, then = read(staff_client, trail.url), read(staff_client, f"{trail.url}?{THEN}")
    for words in ("La crèche", "Le marché de Noël est là."):
        assert (words in now, words in then) == (False, True)
    assert "8 décembre 2026, 18:00" in then
    # What would bring the page back to now, as soon as its script runs.
    assert "data-notices" in now
    assert "data-notices" not in then


def test_links_lead_on_as_of_the_same_moment(
    trail: TourPage, staff_client: Client
) -> None:
    then = read(staff_client, f"/fr/?{THEN}")
    assert f'href="{trail.url}?as-of=2026-12-08T18%3A00"' in then
    assert 'href="/fr/"' in then  # the way back to now


def test_nobody_else_sees_what_is_to_come(trail: TourPage, phone: Client) -> None:
    then = read(phone, f"{trail.url}?{THEN}")
    assert "La crèche" not in then
    assert "2026-12-08" not in then


def test_what_was_seen_ahead_is_kept_nowhere(
    trail: TourPage, staff_client: Client, phone: Client
) -> None:
    answer = staff_client.get(f"{trail.url}?{THEN}")
    assert answer["Cache-Control"] == "private, no-store"
    assert "La crèche" not in read(phone, trail.url)
    assert clock.now() == datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_only_pages_that_are_looked_at_are_of_then(
    trail: TourPage, staff_client: Client
) -> None:
    package = staff_client.get(f"{trail.url}package.json?{THEN}")
    admin = staff_client.get(f"/admin/?{THEN}")
    posted = staff_client.post(f"/fr/report/{trail.code}/?{THEN}")
    for answer in (package, admin, posted):
        assert answer.headers.get("Cache-Control") != "private, no-store"


def test_a_password_alone_shows_nothing_where_a_second_factor_is_asked_for(
    trail: TourPage, staff_client: Client, settings: object
) -> None:
    settings.TRABOULE_TWO_FACTOR = True
    assert "La crèche" not in read(staff_client, f"{trail.url}?{THEN}")


@pytest.mark.parametrize("written", ["soon", "2026-02-30T10:00", "9999-12-31T23:59"])
def test_a_moment_that_is_none_is_now(
    trail: TourPage, staff_client: Client, written: str
) -> None:
    assert "Le marché" not in read(staff_client, f"{trail.url}?as-of={written}")


def test_the_calendars_form_leads_to_the_home_page_as_of_then(
    site: BilingualSite, staff_client: Client
) -> None:
    answer = staff_client.get(reverse("as_of"), {"day": "2026-12-08", "hour": "18:00"})
    assert answer.url.endswith("/?as-of=2026-12-08T18%3A00")
    wrong = staff_client.get(reverse("as_of"), {"day": "soon"})
    assert wrong.url == reverse("trail_calendar")
