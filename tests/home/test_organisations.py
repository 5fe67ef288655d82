"""Several organisations on one site, each with its trails, its works and its colour."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from exchange.paper import qr_code
from exchange.paper.kept_booklets import booklet_of
from exchange.paper.signs import signed_trail
from home.demo.translating import translate
from home.organisations import give_trail, share
from media_library.models import Picture, Recording
from tests.conftest import BilingualSite, account, query_count
from tests.exchange.paper.prints import words
from tests.factories import PictureFactory, RecordingFactory, TourPageFactory
from tours import packages
from tours.models import Organisation, TourPage
from tours.organisations import DEFAULT_COLOUR, LEAST_CONTRAST, validate_colour

ADD = reverse("wagtailsnippets_tours_organisation:add")
BLUE = "#123a6b"


@pytest.fixture
def administrator(db: None) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.create_superuser("administrator"))
    return client


@pytest.fixture
def colleagues(db: None) -> tuple[User, User]:
    """Two people of the museum, who are in no other group."""
    people = [User.objects.create_user(name) for name in ("ida", "jo")]
    return people[0], people[1]


@pytest.fixture
def museum(administrator: Client, colleagues: tuple[User, User]) -> Organisation:
    """Made in the form, with its people."""
    people = [person.pk for person in colleagues]
    answer = administrator.post(
        ADD, {"name": "Musée", "colour": BLUE, "people": people}
    )
    assert answer.status_code == 302, answer.context["form"].errors
    return Organisation.objects.get()


def may_change(person: User, work: Any) -> bool:
    """Whether somebody may change a page or a work, read anew."""
    person = User.objects.get(pk=person.pk)
    if isinstance(work, TourPage):
        page = TourPage.objects.get(pk=work.pk)
        return bool(page.permissions_for_user(person).can_edit())
    policy = policy_registry.get_by_type(type(work))
    return bool(policy.user_has_permission_for_instance(person, "change", work))


def test_one_form_makes_its_group_and_its_collection(
    museum: Organisation, colleagues: tuple[User, User]
) -> None:
    assert museum.collection.get_parent() == Collection.get_first_root_node()
    assert (museum.group.name, museum.collection.name) == ("Musée", "Musée")
    assert set(museum.group.user_set.all()) == set(colleagues)
    assert colleagues[0].has_perm("wagtailadmin.access_admin")


def test_its_works_are_its_own(
    museum: Organisation, colleagues: tuple[User, User]
) -> None:
    person = colleagues[0]
    for model, factory in ((Picture, PictureFactory), (Recording, RecordingFactory)):
        policy = policy_registry.get_by_type(model)
        addable = policy.collections_user_has_permission_for(person, "add")
        assert list(addable) == [museum.collection]
        assert may_change(person, factory(collection=museum.collection))
        assert not may_change(person, factory())


def test_its_people_change_its_trails_in_every_language_and_no_other(
    museum: Organisation, colleagues: tuple[User, User], site: BilingualSite
) -> None:
    author, colleague = colleagues
    trail = TourPageFactory(parent=site.home, owner=author)
    anothers = TourPageFactory(parent=site.home, owner=account("x", "Editors"))
    for each in (trail, anothers):
        give_trail(each)
    english = translate(trail, site.english_home.locale, {})
    give_trail(english)
    assert may_change(colleague, trail)
    assert may_change(colleague, english)
    assert not may_change(colleague, anothers)
    assert not trail.permissions_for_user(colleague).can_publish()
    assert list(Organisation.objects.with_trail(english)) == [museum]


def test_a_trail_is_given_as_soon_as_it_is_in_the_database(
    museum: Organisation,
    colleagues: tuple[User, User],
    site: BilingualSite,
    committed: Any,
) -> None:
    with committed():
        trail = TourPageFactory(parent=site.home, owner=colleagues[0])
    assert may_change(colleagues[1], trail)


def test_its_signs_carry_its_name_and_colour(
    museum: Organisation, site: BilingualSite
) -> None:
    trail = TourPageFactory(parent=site.home)
    plain = signed_trail(trail)
    assert (plain.publisher, plain.colour) == ("Ville de Test", "#7f1b13")
    share(trail, museum)
    signed = signed_trail(trail)
    assert (signed.publisher, signed.colour) == ("Musée", BLUE)


def test_its_trails_say_whose_they_are_at_once_and_the_others_do_not(
    museum: Organisation, site: BilingualSite, phone: Client, committed: Any
) -> None:
    trail = TourPageFactory(parent=site.home)
    before = query_count(phone, f"{trail.url}?uncached")
    assert "Musée" not in phone.get(trail.url).content.decode()
    with committed():
        share(trail, museum)
    page = phone.get(trail.url).content.decode()
    assert f'fill="{BLUE}"' in page
    assert "</span>Musée</li>" in page
    assert query_count(phone, f"{trail.url}?uncached") == before


def test_its_booklets_carry_its_name_and_colour(
    museum: Organisation, site: BilingualSite, phone: Client
) -> None:
    trail = TourPageFactory(parent=site.home)
    package = packages.renew(trail.pk)
    plain = booklet_of(package)
    share(trail, museum)
    own = booklet_of(package)
    assert own != plain
    assert "Musée · Ville de Test" in words(own)
    assert "Musée" not in words(plain)


def test_a_code_is_drawn_in_its_colour(
    museum: Organisation, site: BilingualSite, staff_client: Client
) -> None:
    trail = TourPageFactory(parent=site.home)
    share(trail, museum)
    address = reverse("trail_sign_svg", args=[trail.pk, trail.code])
    assert BLUE in staff_client.get(address).content.decode()


def test_another_name_is_the_name_of_all(
    museum: Organisation, administrator: Client
) -> None:
    edit = reverse("wagtailsnippets_tours_organisation:edit", args=[museum.pk])
    administrator.post(edit, {"name": "Musée d’art", "colour": BLUE})
    museum.refresh_from_db()
    assert museum.group.name == museum.collection.name == "Musée d’art"
    assert not museum.group.user_set.exists()


@pytest.mark.parametrize(
    ("colour", "said"),
    [("#e8b100", "too pale"), ("red", "is no colour"), ("#12345g", "is no colour")],
)
def test_a_colour_that_no_phone_would_read_is_refused_in_a_sentence(
    administrator: Client, colour: str, said: str
) -> None:
    page = administrator.post(ADD, {"name": "Musée", "colour": colour})
    assert said in page.content.decode()
    assert not Organisation.objects.exists()
    with pytest.raises(ValidationError):
        validate_colour(colour)


def test_the_name_of_a_group_that_is_there_is_refused(administrator: Client) -> None:
    page = administrator.post(ADD, {"name": "Editors", "colour": BLUE})
    assert "There is a group “Editors” already" in page.content.decode()
    assert Group.objects.filter(name="Editors").count() == 1


def test_the_contrast_asked_for_is_that_of_codes() -> None:
    codes = (qr_code.LEAST_CONTRAST, qr_code.STREET_COLOUR)
    assert codes == (LEAST_CONTRAST, DEFAULT_COLOUR)
