"""A faulty trail is refused in words, whichever way publishing came."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override
from wagtail.models import PageLogEntry, Revision, TaskState

from media_library.models import Recording
from tests.conftest import BilingualSite
from tests.factories import StopFactory, TourPageFactory
from tours.models import TourPage
from tours.refusals import PublicationRefused

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
TRANSCRIPT = "Write the transcript of this recording"


def faulty(tour: TourPage) -> TourPage:
    """The trail after someone has emptied the transcripts of its recordings."""
    Recording.objects.update(transcript="")
    return tour


@pytest.fixture
def draft(site: BilingualSite) -> TourPage:
    """A draft whose only stop has no place."""
    stop = StopFactory(place=None, title="Le puits")
    return TourPageFactory(parent=site.home, live=False, stops=[stop])


def told(client: Client, answer: Any) -> str:
    """What the page says after the redirection."""
    assert answer.status_code == 302
    return client.get(answer["Location"]).content.decode()


def edit_address(tour: TourPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[tour.pk])


class TestAnyPublication:
    def test_is_refused_with_a_sentence_for_each_fault(self, draft: TourPage) -> None:
        with override("en"), pytest.raises(PublicationRefused) as refused:
            draft.get_latest_revision().publish()
        assert refused.value.sentences == [
            "Stop 1, “Le puits”: Choose the place of this stop."
        ]
        draft.refresh_from_db()
        assert not draft.live

    def test_is_done_without_any_fault(self, site: BilingualSite) -> None:
        tour = TourPageFactory(parent=site.home, live=False)
        tour.get_latest_revision().publish()
        tour.refresh_from_db()
        assert tour.live


class TestSeveralPagesAtOnce:
    def test_none_goes_live_and_the_faulty_one_is_shown(
        self, site: BilingualSite, draft: TourPage, editor_client: Client
    ) -> None:
        good = TourPageFactory(parent=site.home, live=False)
        address = reverse(
            "wagtail_bulk_action", args=["wagtailcore", "page", "publish"]
        )
        answer = editor_client.post(f"{address}?id={good.pk}&id={draft.pk}", {})
        assert answer["Location"] == edit_address(draft)
        page = told(editor_client, answer)
        assert "was not published." in page
        assert "Stop 1, “Le puits”: Choose the place of this stop." in page
        assert not TourPage.objects.filter(live=True).exists()


class TestWorkflow:
    @pytest.fixture
    def awaited(self, site: BilingualSite, editor: User) -> TaskState:
        """A trail that waits for an approval, faulty since."""
        tour = TourPageFactory(parent=site.home, live=False, stops=1)
        workflow = tour.get_workflow()
        workflow.start(tour, editor)
        faulty(tour)
        return tour.current_workflow_task_state

    def approve(self, state: TaskState) -> str:
        tour = state.workflow_state.content_object
        return reverse(
            "wagtailadmin_pages:workflow_action", args=[tour.pk, "approve", state.pk]
        )

    def test_the_approval_is_taken_back_and_the_fault_told(
        self, awaited: TaskState, staff_client: Client
    ) -> None:
        answer = staff_client.post(self.approve(awaited), {"comment": ""})
        assert TRANSCRIPT in told(staff_client, answer)
        awaited.refresh_from_db()
        assert awaited.status == TaskState.STATUS_IN_PROGRESS

    def test_the_dialog_is_led_to_the_form(
        self, awaited: TaskState, staff_client: Client
    ) -> None:
        answer = staff_client.post(
            self.approve(awaited),
            {"comment": "Bravo"},
            headers={"x-requested-with": "XMLHttpRequest"},
        )
        tour = awaited.workflow_state.content_object
        assert answer.json() == {"step": "success", "redirect": edit_address(tour)}
        page = staff_client.get(edit_address(tour)).content.decode()
        assert TRANSCRIPT in page

    def test_a_refusal_by_the_reader_still_works(
        self, awaited: TaskState, staff_client: Client
    ) -> None:
        tour = awaited.workflow_state.content_object
        address = reverse(
            "wagtailadmin_pages:workflow_action", args=[tour.pk, "reject", awaited.pk]
        )
        assert staff_client.post(address, {"comment": "Non"}).status_code == 302
        awaited.refresh_from_db()
        assert awaited.status == TaskState.STATUS_REJECTED


class TestSchedule:
    @pytest.fixture
    def planned(self, site: BilingualSite, editor: User) -> Callable[[], TourPage]:
        """Makes a trail that goes live in an hour."""

        def plan() -> TourPage:
            tour = TourPageFactory(parent=site.home, live=False, stops=1)
            tour.go_live_at = NOON + timedelta(hours=1)
            tour.save_revision(user=editor).publish(user=editor)
            return tour

        return plan

    def test_a_faulty_trail_is_taken_off_and_the_others_go_live(
        self, planned: Callable[[], TourPage], editor: User
    ) -> None:
        with time_machine.travel(NOON, tick=False):
            first = planned()
        faulty(first)
        with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
            second = planned()
        with time_machine.travel(NOON + timedelta(hours=2), tick=False):
            call_command("publish_scheduled")
        first.refresh_from_db()
        second.refresh_from_db()
        assert (first.live, second.live) == (False, True)
        assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
        [letter] = mail.outbox
        assert letter.to == [editor.email]
        assert str(first) in letter.subject

    def test_the_history_says_why(
        self, planned: Callable[[], TourPage], editor_client: Client
    ) -> None:
        with time_machine.travel(NOON, tick=False):
            tour = planned()
        faulty(tour)
        with time_machine.travel(NOON + timedelta(hours=2), tick=False):
            call_command("publish_scheduled")
        entry = PageLogEntry.objects.get(action="tours.publication_refused")
        address = reverse("wagtailadmin_pages:history", args=[tour.pk])
        page = editor_client.get(address).content.decode()
        assert escape(entry.data["sentences"][0]) in page


class TestOtherFaults:
    def test_an_exception_of_another_kind_is_left_alone(
        self, editor_client: Client, monkeypatch: pytest.MonkeyPatch, draft: TourPage
    ) -> None:
        def broken(*args: Any, **kwargs: Any) -> None:
            raise RuntimeError("broken")

        monkeypatch.setattr(TourPage, "publish", broken)
        address = reverse(
            "wagtail_bulk_action", args=["wagtailcore", "page", "publish"]
        )
        with pytest.raises(RuntimeError):
            editor_client.post(f"{address}?id={draft.pk}", {})
