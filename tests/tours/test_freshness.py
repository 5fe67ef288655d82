"""Site walks, and the report of how fresh trails are."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.management import call_command
from django.test import Client
from wagtail.models import GroupPagePermission

from home.roles import EDITORS
from tests.conftest import BilingualSite
from tests.factories import NoticeFactory, StopFactory, TourPageFactory
from tours.freshness import freshness_for
from tours.looking_over import look_over
from tours.models import Checkup, ProblemReport, SiteWalk, TourPage
from tours.signals import describing_site
from tours.walking_again import remind_by_mail

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 3, 28, 22, 30, tzinfo=UTC)  # half past midnight in the city
REPORT = "/admin/trails/freshness/"
ANYBODY = User(is_superuser=True, is_active=True)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that tests move."""
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def trail(clock: Any, site: BilingualSite) -> TourPage:
    """A published trail with a stop."""
    stops = [StopFactory(title="Le puits")]
    return TourPageFactory(parent=site.home, title="La mine", stops=stops)


def walks_of(trail: TourPage) -> str:
    """Where its walks are noted."""
    return f"/admin/trails/{trail.pk}/walks/"


def text(answer: Any) -> str:
    """A page as it reads."""
    return unescape(answer.content.decode())


class TestWalks:
    def test_one_press_in_the_report_says_walked_today(
        self, trail: TourPage, editor_client: Client, editor: User
    ) -> None:
        page = text(editor_client.get(REPORT))
        assert f'action="{walks_of(trail)}"' in page
        assert "never" in page
        sent = {"walked_on": "2027-03-29", "next": REPORT}
        for name, value in sent.items():
            assert f'name="{name}" value="{value}"' in page
        answer = editor_client.post(walks_of(trail), sent)
        assert answer["Location"] == REPORT
        walk = SiteWalk.objects.get()
        assert (walk.trail_key, walk.walked_by) == (trail.translation_key, editor)
        assert "walked today" in text(editor_client.get(REPORT))

    def test_a_day_and_a_remark_may_be_told_and_are_kept(
        self, trail: TourPage, editor_client: Client
    ) -> None:
        for day, remark in (("2026-01-05", "Porte murée"), ("2027-02-01", "")):
            facts = {"walked_on": day, "remarks": remark, "next": "https://evil.org/"}
            answer = editor_client.post(walks_of(trail), facts)
            assert answer["Location"] == walks_of(trail)
        page = text(editor_client.get(walks_of(trail)))
        assert page.index("Feb. 1, 2027") < page.index("Jan. 5, 2026")
        assert "Porte murée" in page

    def test_nobody_has_walked_tomorrow(
        self, trail: TourPage, editor_client: Client
    ) -> None:
        answer = editor_client.post(walks_of(trail), {"walked_on": "2027-03-30"})
        assert "This day has not come yet." in text(answer)
        assert not SiteWalk.objects.exists()

    def test_who_may_not_edit_the_trail_notes_no_walk(
        self, trail: TourPage, editor_client: Client, phone: Client
    ) -> None:
        assert "/admin/login/" in phone.get(walks_of(trail))["Location"]
        GroupPagePermission.objects.all().delete()
        answer = editor_client.post(walks_of(trail), {"walked_on": "2027-03-01"})
        assert answer["Location"] == "/admin/"
        assert not SiteWalk.objects.exists()

    def test_the_trails_own_menu_leads_there(
        self, trail: TourPage, editor_client: Client, site: BilingualSite
    ) -> None:
        for page in (f"{trail.pk}/edit", f"{site.home.pk}"):
            html = text(editor_client.get(f"/admin/pages/{page}/"))
            assert f'href="{walks_of(trail)}"' in html


class TestReminders:
    def test_a_year_without_a_walk_is_told_once_by_mail(
        self, trail: TourPage, editor: User, clock: Any
    ) -> None:
        clock.shift(timedelta(days=364))
        assert remind_by_mail() == 0
        clock.shift(timedelta(days=1))
        assert remind_by_mail() == 1
        assert remind_by_mail() == 0
        (message,) = mail.outbox
        assert message.to == [editor.email]
        assert "La mine" in message.body
        assert walks_of(trail) in message.body
        clock.shift(timedelta(days=365))
        assert remind_by_mail() == 1

    def test_a_walk_begins_another_year_for_all_languages(
        self, trail: TourPage, site: BilingualSite, editor: User, clock: Any
    ) -> None:
        TourPageFactory(
            parent=site.english_home,
            language="en",
            title="The mine",
            translation_key=trail.translation_key,
        )
        clock.shift(timedelta(days=365))
        assert [row.is_due for row in freshness_for(ANYBODY)] == [True, True]
        SiteWalk.objects.create(trail_key=trail.translation_key)
        assert [row.is_due for row in freshness_for(ANYBODY)] == [False, False]
        assert remind_by_mail() == 0

    def test_only_who_may_edit_it_is_written_to(
        self, trail: TourPage, editor: User, clock: Any
    ) -> None:
        Group.objects.get(name=EDITORS).page_permissions.all().delete()
        clock.shift(timedelta(days=365))
        assert remind_by_mail() == 0

    def test_a_mail_that_did_not_go_is_tried_again(
        self, trail: TourPage, editor: User, clock: Any, monkeypatch: Any
    ) -> None:
        def fail(message: Any) -> None:
            raise ConnectionError

        clock.shift(timedelta(days=365))
        with monkeypatch.context() as broken:
            broken.setattr("django.core.mail.EmailMessage.send", fail)
            assert remind_by_mail() == 0
        assert remind_by_mail() == 1


class TestReport:
    def test_it_counts_what_wants_a_hand(
        self, trail: TourPage, site: BilingualSite
    ) -> None:
        stop = trail.stops.get()
        good = TourPageFactory(parent=site.home, title="Bon")
        NoticeFactory(about=f"stop:{stop.translation_key}")
        for state in ("new", "in_hand", "done"):
            ProblemReport.objects.create(
                about=f"trail:{trail.translation_key}",
                kind="way",
                text="x",
                state=state,
            )
        rows = freshness_for(ANYBODY)
        assert [row.page for row in rows] == [trail, good]
        assert (rows[0].problems, rows[0].notices, rows[0].faults) == (2, 1, 0)
        assert rows[0].published_on == date(2027, 3, 29)

    def test_it_can_be_sorted_and_taken_away(
        self, trail: TourPage, site: BilingualSite, editor_client: Client
    ) -> None:
        TourPageFactory(parent=site.home, title="Abbaye", live=False)
        TourPageFactory(parent=site.home, title="Zoo")
        page = text(editor_client.get(f"{REPORT}?ordering=-title"))
        assert page.index("Zoo") < page.index("La mine")
        assert "Abbaye" not in page
        assert REPORT in text(editor_client.get("/admin/"))
        csv = b"".join(editor_client.get(f"{REPORT}?export=csv")).decode()
        assert csv.splitlines()[0].startswith("Trail,Language,Published,Last walked")
        assert "La mine,French,2027-03-29,,0,0,0" in csv

    def test_each_person_sees_the_trails_they_may_edit(
        self, trail: TourPage, site: BilingualSite, editor: User
    ) -> None:
        group = Group.objects.get(name=EDITORS)
        group.page_permissions.exclude(page=site.home).update(page=site.english_home)
        assert freshness_for(editor) == []

    def test_it_takes_as_many_queries_for_twelve_trails(
        self, site: BilingualSite, django_assert_max_num_queries: Any
    ) -> None:
        for _number in range(6):
            TourPageFactory(parent=site.home, stops=2)
        with django_assert_max_num_queries(9):
            assert len(freshness_for(ANYBODY)) == 6


class TestCheckups:
    def test_what_would_refuse_the_publication_today_is_a_fault(
        self, trail: TourPage
    ) -> None:
        assert look_over(trail).fault_words == []
        stop = trail.stops.get()
        sound = stop.story[0].value
        sound.transcript = ""
        sound.save()
        (sentence,) = look_over(trail).fault_words
        assert sentence.startswith("Stop 1, “Le puits”: Write the transcript")

    def test_a_sound_that_is_gone_from_the_disk_is_a_fault(
        self, trail: TourPage
    ) -> None:
        sound = trail.stops.get().story[0].value
        sound.file.storage.delete(sound.file.name)
        (sentence,) = look_over(trail).fault_words
        assert sentence.endswith(f"the sound of “{sound.title}” is gone.")

    def test_stories_that_nobody_has_checked_are_a_fault(
        self, site: BilingualSite
    ) -> None:
        def asks(**kwargs: Any) -> dict[str, int]:
            return {"trigger_threshold": 90}

        line = {"type": "LineString", "coordinates": [[4.3872, 45.44], [4.3872, 45.45]]}
        trail = TourPageFactory(parent=site.home, track=line)
        describing_site.connect(asks)
        try:
            (sentence,) = look_over(trail).fault_words
        finally:
            describing_site.disconnect(asks)
        assert sentence.startswith("Nobody has checked")

    def test_publication_and_the_daily_round_look_trails_over(
        self, site: BilingualSite, committed: Any, editor: User
    ) -> None:
        with committed():
            trail = TourPageFactory(parent=site.home)
        assert Checkup.objects.get().page == trail
        Checkup.objects.all().delete()
        call_command("watch_trails", verbosity=0)
        assert Checkup.objects.get().page == trail
