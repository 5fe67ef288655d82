"""A translation goes through both reviews, from a screen that knows no workflow."""

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState

from home.demo.translating import translate
from home.roles import EDITORS, make_translators, translators
from tests.conftest import BilingualSite, account
from tests.factories import TourPageFactory
from tours.models import TourPage

pytestmark = pytest.mark.screens

AWAITED, PASSED = TaskState.STATUS_IN_PROGRESS, TaskState.STATUS_APPROVED


def desk(user: User) -> Client:
    """Somebody's browser, in English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def translator(site: BilingualSite) -> User:
    """Translates into English."""
    make_translators(site.english_home)
    return account("translator", translators("en"))


@pytest.fixture
def reviewer(db: None) -> User:
    """An editor on a new site, where editors publish nothing."""
    return account("reviewer", EDITORS)


@pytest.fixture
def french(site: BilingualSite) -> TourPage:
    return TourPageFactory(parent=site.home, title="La mine")


@pytest.fixture
def english(site: BilingualSite, french: TourPage) -> TourPage:
    """Its translation, published in the French words as long as there are no others."""
    made: TourPage = translate(french, site.english_home.locale, {})
    return made


def review(page: TourPage) -> str:
    """Where the reviews of a translation are."""
    return reverse("translation_review", args=[page.pk])


def edit(page: TourPage) -> str:
    """The screen of the translation."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def steps(page: TourPage) -> list[str | None]:
    """How far each review is."""
    state = TourPage.objects.get(pk=page.pk).current_workflow_state
    return [task.status for task in state.all_tasks_with_status()] if state else []


def test_a_translator_submits_an_editor_and_city_staff_approve_and_it_is_public(
    english: TourPage, french: TourPage, translator: User, reviewer: User, staff: User
) -> None:
    theirs = desk(translator)
    assert "submit it for review" in theirs.get(edit(english)).content.decode()
    translate(french, english.locale, {}).unpublish()
    answer = theirs.post(review(english), {"step": "submit"})
    assert (answer.status_code, answer["location"]) == (302, edit(english))
    assert steps(english) == [AWAITED, None]
    assert reviewer.email in {to for each in mail.outbox for to in each.to}

    editors = desk(reviewer)
    assert "It waits for your review" in editors.get(edit(english)).content.decode()
    editors.post(review(english), {"step": "approve", "comment": "Bien dit."})
    assert steps(english) == [PASSED, AWAITED]
    assert not TourPage.objects.get(pk=english.pk).live

    page = desk(staff).get(review(english)).content.decode()
    assert "Bien dit." in page
    desk(staff).post(review(english), {"step": "approve"})
    assert TourPage.objects.get(pk=english.pk).live


def test_changes_that_are_asked_for_come_back_to_where_they_were_asked(
    english: TourPage, translator: User, reviewer: User
) -> None:
    desk(translator).post(review(english), {"step": "submit"})
    desk(reviewer).post(review(english), {"step": "reject", "comment": "Le titre ?"})
    page = desk(translator).get(review(english)).content.decode()
    assert "Le titre ?" in page
    assert 'value="submit"' in page
    desk(translator).post(review(english), {"step": "submit"})
    assert steps(english) == [AWAITED, None]


def test_nobody_takes_a_step_that_is_not_theirs(
    english: TourPage, translator: User, reviewer: User
) -> None:
    theirs = desk(translator)
    assert theirs.post(review(english), {"step": "approve"}).status_code == 302
    assert steps(english) == []
    theirs.post(review(english), {"step": "submit"})
    page = theirs.get(review(english)).content.decode()
    assert "There is nothing for you to do here now." in page
    theirs.post(review(english), {"step": "approve"})
    assert steps(english) == [AWAITED, None]


def test_a_page_that_is_not_translated_has_no_such_reviews(
    french: TourPage, english: TourPage, staff_client: Client, translator: User
) -> None:
    assert staff_client.get(review(french), follow=True).status_code == 404
    stranger = desk(account("stranger", translators("en")))
    assert stranger.get(review(english)).status_code == 200
    nobody = desk(User.objects.create_user("nobody"))
    assert nobody.get(review(english)).status_code == 302


def test_who_publishes_is_not_asked_to_submit(
    english: TourPage, staff_client: Client
) -> None:
    page = staff_client.get(edit(english)).content.decode()
    assert "submit it for review" not in page
