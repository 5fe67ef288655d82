"""Translators write in their languages only, wherever the admin lets one write."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringSegment, Translation

from home.demo.translating import translate
from home.roles import grant_roles, make_translators, translators
from home.translators import languages_of
from tests.conftest import BilingualSite, account, bilingual_site
from tests.factories import PlaceFactory, ThemeFactory, TourPageFactory
from tours.models import TourPage


@pytest.fixture
def translator(site: BilingualSite) -> User:
    """Translates into English, and into nothing else."""
    make_translators(site.english_home)
    return account("translator", translators("en"))


@pytest.fixture
def desk(translator: User) -> Client:
    """Their browser, signed in, in English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(translator)
    return client


@pytest.fixture
def trail(site: BilingualSite) -> TourPage:
    return TourPageFactory(parent=site.home, title="La mine")


def edit(work: Any) -> str:
    """Where a page, or a place or theme, is edited."""
    if isinstance(work, TourPage):
        return reverse("wagtailadmin_pages:edit", args=[work.pk])
    return reverse(work.snippet_viewset.get_url_name("edit"), args=[work.pk])


def test_a_language_has_its_translators_once_its_home_page_is_there(
    db: None, committed: Any
) -> None:
    assert not Group.objects.filter(name=translators("en")).exists()
    with committed():
        made = bilingual_site()
    group = Group.objects.get(name=translators("en"))
    (held,) = group.page_permissions.all()
    assert (held.page.pk, held.permission.codename) == (
        made.english_home.pk,
        "change_page",
    )


def test_they_write_in_their_language_and_publish_nothing(
    translator: User, site: BilingualSite, trail: TourPage
) -> None:
    english = translate(trail, site.english_home.locale, {})
    may = TourPage.objects.get(pk=english.pk).permissions_for_user(translator)
    assert may.can_edit()
    assert may.can_submit_for_moderation()
    assert not may.can_publish()
    assert not trail.permissions_for_user(translator).can_edit()
    assert not site.english_home.permissions_for_user(translator).can_add_subpage()
    assert languages_of(translator) == {site.english_home.locale_id}


@pytest.mark.screens
def test_the_translation_opens_and_its_source_does_not(
    desk: Client, site: BilingualSite, trail: TourPage
) -> None:
    english = translate(trail, site.english_home.locale, {})
    assert desk.get(edit(english)).status_code == 200
    assert desk.get(edit(trail)).status_code == 302


@pytest.mark.screens
def test_places_and_themes_of_another_language_are_not_theirs(desk: Client) -> None:
    for factory in (PlaceFactory, ThemeFactory):
        assert desk.get(edit(factory(language="en"))).status_code == 200
        answer = desk.get(edit(factory(language="fr")), follow=True)
        assert answer.redirect_chain
        assert "a language in which you do not write" in answer.content.decode()


def test_no_string_of_another_language_is_changed_by_its_address(
    desk: Client, site: BilingualSite
) -> None:
    place = PlaceFactory(language="en", name="Town hall")
    translate(place, site.home.locale, {"name": "Mairie"})
    translation = Translation.objects.get(source__object_id=place.translation_key)
    segment = StringSegment.objects.filter(source=translation.source).first()
    address = reverse(
        "wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]
    )
    answer = desk.put(address, "value=Autre", "application/x-www-form-urlencoded")
    assert answer.status_code == 403


def test_a_translation_is_begun_by_who_may_edit_its_source(
    translator: User, desk: Client, editor_client: Client, trail: TourPage
) -> None:
    address = reverse("wagtail_localize:submit_page_translation", args=[trail.pk])
    assert editor_client.get(address).status_code == 200
    assert desk.get(address).status_code != 200


def test_a_group_of_translators_that_was_set_up_is_left_alone(
    site: BilingualSite,
) -> None:
    make_translators(site.english_home)
    group = Group.objects.get(name=translators("en"))
    group.page_permissions.all().delete()
    make_translators(site.english_home)
    grant_roles()
    assert not group.page_permissions.exists()


def test_who_may_write_everywhere_writes_in_every_language(editor: User) -> None:
    assert languages_of(editor) is None
