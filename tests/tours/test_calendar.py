"""The calendar of all trails in the admin."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.conftest import BilingualSite
from tests.factories import TourPageFactory
from tours.calendar_views import Shown, read_shown
from tours.models import Notice, TourPage

pytestmark = pytest.mark.screens

ADDRESS = reverse("trail_calendar")
WEEKENDS = [
    {
        "type": "yearly",
        "value": {
            "first_day": 1,
            "first_month": "6",
            "last_day": 31,
            "last_month": "8",
            "weekdays": ["5", "6"],
            "opens": "14:00:00",
            "closes": "18:00:00",
        },
    }
]


@pytest.fixture(autouse=True)
def _in_may() -> object:
    with time_machine.travel(datetime(2026, 5, 20, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def summer(site: BilingualSite) -> TourPage:
    """A trail of the weekends of summer."""
    made: TourPage = TourPageFactory(
        parent=site.home, title="Les guinguettes", seasons=WEEKENDS
    )
    return made


def test_a_year_shows_each_weekend_as_a_bar_and_says_the_rule(
    summer: TourPage, staff_client: Client
) -> None:
    answer = staff_client.get(ADDRESS)
    (row,) = answer.context["rows"]
    assert len(row.bars) == 13  # from 6 June to 30 August
    html = answer.content.decode()
    assert "every year from 1 June to 31 August, on Saturdays and Sundays" in html
    assert reverse("wagtailadmin_pages:edit", args=[summer.pk]) in html
    assert "No trail is on from 20 May 2026 to 5 June 2026" in html


def test_a_month_shows_the_hours_of_each_day(
    summer: TourPage, staff_client: Client
) -> None:
    answer = staff_client.get(ADDRESS, {"of": "2026-06"})
    (row,) = answer.context["rows"]
    assert [cell.day.day for cell in row.cells if cell.is_on] == [
        *(6, 7, 13, 14, 20, 21, 27, 28)
    ]
    assert {cell.hours for cell in row.cells if cell.is_on} == {"14:00–18:00"}
    assert [answer.context[side].query for side in ("earlier", "later")] == [
        "2026-05",
        "2026-07",
    ]


def test_languages_of_a_trail_are_one_line(
    summer: TourPage, site: BilingualSite, staff_client: Client
) -> None:
    TourPageFactory(
        parent=site.english_home,
        language="en",
        title="Open-air cafés",
        translation_key=summer.translation_key,
        seasons=WEEKENDS,
    )
    (row,) = staff_client.get(ADDRESS).context["rows"]
    assert row.page.title == "Les guinguettes"


def test_planned_publication_and_closures_are_held_against_the_season(
    summer: TourPage, site: BilingualSite, staff_client: Client
) -> None:
    TourPage.objects.filter(pk=summer.pk).update(
        expire_at=datetime(2026, 8, 20, tzinfo=UTC)
    )
    Notice.objects.create(
        about=f"trail:{summer.translation_key}",
        severity="closed",
        texts={"fr": "Travaux."},
        first_day=date(2026, 6, 7),
        last_day=date(2026, 6, 13),
    )
    planned = TourPageFactory(parent=site.home, title="À venir", live=False)
    planned.go_live_at = timezone.now() + timedelta(days=30)
    planned.save_revision().publish()
    html = staff_client.get(ADDRESS).content.decode()
    assert (
        "“Les guinguettes” is in season from 22 August 2026 to 23 August 2026" in html
    )
    assert "but a notice closes it then" in html
    assert "to be published" in html
    assert "À venir" in html


def test_nobody_sees_it_without_signing_in(summer: TourPage, client: Client) -> None:
    assert client.get(ADDRESS).status_code == 302


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2027", Shown(2027)),
        ("2028-02", Shown(2028, 2)),
        ("", Shown(2026)),
        ("2027-13", Shown(2026)),
        ("soon", Shown(2026)),
        ("99999", Shown(2026)),
    ],
)
def test_an_address_that_asks_for_nothing_that_there_is_shows_this_year(
    written: str, shown: Shown
) -> None:
    assert read_shown(written) == shown


def test_months_follow_one_another_through_new_year_and_end_with_their_days() -> None:
    assert Shown(2026, 12).moved(1) == Shown(2027, 1)
    assert Shown(2027, 1).moved(-1) == Shown(2026, 12)
    assert Shown(2028, 2).last == date(2028, 2, 29)
    assert Shown(2100).moved(1) is None
