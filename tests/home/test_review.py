"""Two reviews before a trail is public: an editor's, then city staff's."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment, Page, TaskState, Workflow, WorkflowPage
from wagtail.users.models import UserProfile

from home.review import Review
from home.roles import CONTRIBUTORS, EDITORS, STAFF, grant_roles
from tests.conftest import BilingualSite, account
from tests.factories import TourPageFactory, season
from tours.models import TourPage

PASSED, AWAITED = TaskState.STATUS_APPROVED, TaskState.STATUS_IN_PROGRESS


@pytest.fixture
def contributor(db: None) -> User:
    return account("contributor", CONTRIBUTORS)


@pytest.fixture
def reviewer(db: None) -> User:
    """An editor on a site that is new: none of them publishes."""
    return account("reviewer", EDITORS)


def written_by(author: User, site: BilingualSite, **facts: Any) -> TourPage:
    """A faultless draft that its author has submitted."""
    trail = TourPageFactory(
        parent=site.home, title="La mine", live=False, owner=author, **facts
    )
    trail.get_workflow().start(trail, author)
    return trail


def steps(trail: TourPage) -> list[str]:
    """How far each review of a trail is."""
    return [
        task.status for task in trail.current_workflow_state.all_tasks_with_status()
    ]


def answer(trail: TourPage, reviewer: User, action: str, comment: str = "") -> str:
    """What the page says after a reviewer has answered in the dialog."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(reviewer)
    state = trail.current_workflow_task_state
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[trail.pk, action, state.pk]
    )
    client.post(address, {"comment": comment})
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_it_is_set_up_once_on_all_pages_in_place_of_wagtails_own(db: None) -> None:
    grant_roles()
    root = Page.get_first_root_node()
    workflow = WorkflowPage.objects.get(page=root).workflow
    first, second = (task.specific for task in workflow.tasks)
    assert isinstance(first, Review)
    assert {each.name for each in first.groups.all()} == {EDITORS, STAFF}
    assert [each.name for each in second.groups.all()] == [STAFF]
    assert list(Workflow.objects.active()) == [workflow]


def test_a_draft_is_read_by_an_editor_then_by_city_staff_who_publish_it(
    site: BilingualSite, contributor: User, reviewer: User, staff: User
) -> None:
    trail = written_by(contributor, site)
    assert steps(trail) == [AWAITED, None]
    answer(trail, reviewer, "approve", "Belle histoire.")
    trail = TourPage.objects.get(pk=trail.pk)
    assert not trail.live
    assert steps(trail) == [PASSED, AWAITED]
    answer(trail, staff, "approve")
    assert TourPage.objects.get(pk=trail.pk).live


def test_an_editors_own_trail_goes_to_city_staff_at_once(
    site: BilingualSite, reviewer: User, staff: User
) -> None:
    account("another", EDITORS)
    mail.outbox.clear()
    trail = written_by(reviewer, site)
    assert steps(trail) == [PASSED, AWAITED]
    assert not trail.live
    # No other editor is asked to read what has passed.
    assert [each.to for each in mail.outbox] == [[staff.email]]


def test_mails_say_what_waits_and_for_whom_in_the_reviewers_language(
    site: BilingualSite, contributor: User, reviewer: User
) -> None:
    mail.outbox.clear()
    UserProfile.objects.create(user=reviewer, preferred_language="fr")
    written_by(contributor, site)
    (sent,) = (each for each in mail.outbox if each.to == [reviewer.email])
    assert "La mine" in sent.subject
    assert "a été soumise" in sent.body
    assert "/admin/pages/" in sent.body


def test_a_request_for_changes_goes_back_to_the_author_with_its_words(
    site: BilingualSite, contributor: User, reviewer: User
) -> None:
    trail = written_by(contributor, site)
    mail.outbox.clear()
    answer(trail, reviewer, "reject", "Il manque la fin.")
    trail = TourPage.objects.get(pk=trail.pk)
    assert trail.current_workflow_state.status == "needs_changes"
    (sent,) = (each for each in mail.outbox if each.to == [contributor.email])
    assert "Il manque la fin." in sent.body


def test_faults_that_would_fail_walkers_are_told_at_the_last_review(
    site: BilingualSite, contributor: User, reviewer: User, staff: User
) -> None:
    trail = written_by(contributor, site, stops=1)
    trail.stops.update(place=None)
    trail = TourPage.objects.get(pk=trail.pk)
    trail.save_revision()
    answer(trail, reviewer, "approve")
    trail = TourPage.objects.get(pk=trail.pk)
    assert "Choose the place of this stop." in answer(trail, staff, "approve")
    trail = TourPage.objects.get(pk=trail.pk)
    assert not trail.live
    assert steps(trail) == [PASSED, AWAITED]


@pytest.mark.screens
def test_a_reviewer_compares_what_has_changed_and_comments_beside_it(
    site: BilingualSite, contributor: User, reviewer: User
) -> None:
    trail = written_by(contributor, site)
    stop = trail.stops.first()
    stop.title, stop.seasons = "Le puits", season(("weekly", {"weekdays": ["6"]}))
    trail.stops = [stop, *trail.stops.all()[1:]]
    trail.save_revision(user=contributor)
    client = Client(headers={"accept-language": "en"})
    client.force_login(reviewer)
    compare = reverse(
        "wagtailadmin_pages:revisions_compare", args=[trail.pk, "earliest", "latest"]
    )
    changes = client.get(compare).content.decode()
    assert "Le puits" in changes
    assert "On these days only" in changes
    Comment.objects.create(
        page=trail, user=contributor, contentpath="title", text="Quel puits ?"
    )
    form = client.get(reverse("wagtailadmin_pages:edit", args=[trail.pk]))
    assert "comment-add" in form.content.decode()
    assert "Quel puits ?" in form.content.decode()
