"""The first screen: what waits, what ends soon, what is wrong with trails."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from home.roles import EDITORS
from tests.conftest import BilingualSite
from tests.factories import NoticeFactory, TourPageFactory
from tours.models import Checkup, TourPage
from tours.trail_panels import FaultsPanel, TurnsPanel, WaitingPanel
from tours.week_panel import WeekPanel

pytestmark = [pytest.mark.django_db, pytest.mark.screens]

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
PANELS = ("trails-this-week", "trails-waiting", "trail-faults", "trail-turns")


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that tests move."""
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def trail(clock: Any, site: BilingualSite) -> TourPage:
    """A published trail."""
    return TourPageFactory(parent=site.home, title="La mine", stops=1)


def first_screen(client: Client) -> str:
    """What one reads after signing in."""
    return unescape(client.get("/admin/").content.decode())


def test_where_all_is_well_nothing_is_told(
    trail: TourPage, editor_client: Client
) -> None:
    page = first_screen(editor_client)
    assert not [name for name in PANELS if f'id="{name}' in page]


def test_it_tells_what_waits_what_turns_and_what_is_wrong(
    trail: TourPage, editor_client: Client, editor: User, clock: Any
) -> None:
    clock.shift(timedelta(days=365))
    editor_client.force_login(editor)
    part = {"field": "title", "stop": None, "number": None, "here": None}
    Checkup.objects.create(
        page=trail,
        faults={"en": ["Stop 1: give it a title."]},
        fault_count=1,
        drift=[{**part, "change": "changed"}],
        drift_count=1,
    )
    TourPage.objects.update(expire_at=NOW + timedelta(days=400))
    NoticeFactory(
        texts={"fr": "Travaux."},
        first_day=date(2028, 3, 10),
        last_day=date(2028, 3, 20),
    )
    NoticeFactory(texts={"fr": "Plus tard."}, first_day=date(2029, 1, 1))
    page = first_screen(editor_client)
    for words in (
        "never walked since it was published",
        "Translations behind their original",
        "1 part",
        "Stop 1: give it a title.",
        "the trail is withdrawn",
    ):
        assert words in page
    assert page.index("the notice begins") < page.index("the notice ends")
    assert "Plus tard." not in page


def test_each_panel_takes_few_queries_however_many_trails(
    site: BilingualSite, editor: User, django_assert_max_num_queries: Any, clock: Any
) -> None:
    for _number in range(5):
        page = TourPageFactory(parent=site.home, stops=1)
        Checkup.objects.create(
            page=page, faults={"en": ["x"]}, fault_count=1, drift_count=1
        )
        NoticeFactory(last_day=date(2028, 3, 20))
    clock.shift(timedelta(days=365))
    user = User.objects.get(pk=editor.pk)
    WaitingPanel(user).is_empty  # noqa: B018 (what one may do is read once)
    TurnsPanel(user).is_empty  # noqa: B018
    for kind, most in ((WaitingPanel, 4), (FaultsPanel, 1), (TurnsPanel, 2)):
        with django_assert_max_num_queries(most):
            assert not kind(user).is_empty


def test_who_changes_no_notice_is_told_of_none(
    trail: TourPage, editor: User, editor_client: Client
) -> None:
    NoticeFactory(last_day=date(2027, 3, 20))
    assert "the notice ends" in first_screen(editor_client)
    group = Group.objects.get(name=EDITORS)
    group.permissions.remove(*Permission.objects.filter(codename="change_notice"))
    assert "the notice ends" not in first_screen(editor_client)


OPEN = {"opens": "14:00:00", "closes": "18:00:00"}
WEEKENDS = [{"type": "weekly", "value": {"weekdays": ["5", "6"], **OPEN}}]


class TestThisWeek:
    """What is on in seven days, from Monday 1 March 2027 on."""

    def test_a_season_is_told_by_its_days_and_hours_and_the_others_are_counted(
        self, trail: TourPage, site: BilingualSite, editor_client: Client
    ) -> None:
        TourPageFactory(parent=site.home, title="Les cours", stops=1, seasons=WEEKENDS)
        page = first_screen(editor_client)
        days = "From Saturday 6 March 2027 to Sunday 7 March 2027, 14:00–18:00"
        assert days in " ".join(page.split())
        assert "1 other trail is on all the year round." in page

    def test_a_trail_that_a_notice_closes_is_told_with_the_days(
        self, trail: TourPage, editor_client: Client
    ) -> None:
        NoticeFactory(
            about=f"trail:{trail.translation_key}",
            severity="closed",
            first_day=date(2027, 3, 6),
            last_day=date(2027, 3, 20),
        )
        words = (
            "Every day; closed by a notice"
            " from Saturday 6 March 2027 to Sunday 7 March 2027"
        )
        assert words in " ".join(first_screen(editor_client).split())

    def test_a_season_that_is_away_is_not_told(
        self, clock: Any, site: BilingualSite, editor_client: Client
    ) -> None:
        days = {"first": "2027-09-01", "last": "2027-09-30"}
        autumn = [{"type": "fixed", "value": days}]
        TourPageFactory(parent=site.home, stops=1, seasons=autumn)
        assert "On this week" not in first_screen(editor_client)

    def test_it_takes_few_queries_however_many_trails(
        self,
        clock: Any,
        site: BilingualSite,
        editor: User,
        django_assert_max_num_queries: Any,
    ) -> None:
        for _number in range(5):
            TourPageFactory(parent=site.home, seasons=WEEKENDS)
        with django_assert_max_num_queries(6):
            assert len(WeekPanel(editor).lines) == 5
