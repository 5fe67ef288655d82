"""Places: where they are, what they are called, how they are found."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from places.geo import Bounds, Point
from places.models import Place
from places.short_code import short_code
from tests.factories import PictureFactory, PlaceFactory, locale

pytestmark = pytest.mark.django_db

LONG_CODE = "0123456789"


def refusals(**changes: Any) -> dict[str, list[str]]:
    """What the form would say of a place, field by field."""
    place = PlaceFactory.build(locale=locale(), **changes)
    with pytest.raises(ValidationError) as refused:
        place.full_clean()
    return refused.value.message_dict


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("latitude", 999),
        ("latitude", -90.5),
        ("longitude", 999),
        ("longitude", -180.5),
    ],
)
def test_a_point_off_the_globe_is_refused_by_its_field(
    field: str, value: float
) -> None:
    found = refusals(**{field: value})
    assert list(found) == [field]
    assert found[field][0].startswith(f"A {field} lies between")


@pytest.mark.parametrize("field", ["latitude", "longitude"])
def test_a_place_without_a_point_is_refused(field: str) -> None:
    assert field in refusals(**{field: None})


@pytest.mark.parametrize("others", [0, 1], ids=["first-place", "second-place"])
def test_swapped_axes_are_refused_on_both_fields(others: int) -> None:
    PlaceFactory.create_batch(others)
    found = refusals(latitude=4.3872, longitude=45.4397)
    assert set(found) == {"latitude", "longitude"}
    assert "swapped" in found["latitude"][0]


def test_a_far_place_is_accepted_when_it_is_no_swap() -> None:
    PlaceFactory()
    PlaceFactory.build(
        locale=locale(), latitude=60.1699, longitude=24.9384
    ).full_clean()


def test_a_place_is_never_far_from_itself() -> None:
    place = PlaceFactory(latitude=4.39, longitude=45.44)
    PlaceFactory(latitude=4.40, longitude=45.45)
    place.full_clean()


@pytest.mark.parametrize(
    "field", ["name", "address", "access_notes", "picture_alternative_text"]
)
def test_html_is_refused_in_every_text(field: str) -> None:
    assert list(refusals(**{field: "<script>alert(1)</script>"})) == [field]


def test_a_place_needs_a_name() -> None:
    assert list(refusals(name="")) == ["name"]


def test_a_place_of_an_unknown_kind_is_refused() -> None:
    assert list(refusals(category="castle")) == ["category"]


def test_a_place_is_called_by_its_name() -> None:
    assert str(PlaceFactory(name="Puits Couriot")) == "Puits Couriot"


def test_a_place_is_a_point() -> None:
    place = PlaceFactory(latitude=45.43, longitude=4.37)
    assert place.point == Point(45.43, 4.37)


def test_a_place_stays_when_its_picture_goes() -> None:
    place = PlaceFactory(picture=PictureFactory())
    place.picture.delete()
    place.refresh_from_db()
    assert place.picture is None


class TestCode:
    """A permanent code finds a place in each of its languages."""

    def test_it_is_the_same_in_every_language(self) -> None:
        french = PlaceFactory()
        english = PlaceFactory(
            language="en", translation_key=french.translation_key, name="Mine"
        )
        PlaceFactory()
        assert french.code == english.code == short_code(french.translation_key)
        assert set(Place.objects.with_code(french.code)) == {french, english}

    def test_it_may_be_typed_in_lower_case(self) -> None:
        place = PlaceFactory()
        assert Place.objects.with_code(place.code.lower()).get() == place

    @pytest.mark.parametrize("code", ["", "UUUUUUUU", LONG_CODE, "é", "a b"])
    def test_what_is_no_code_finds_nothing(self, code: str) -> None:
        PlaceFactory()
        assert not Place.objects.with_code(code).exists()

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_each_language_has_its_own_address(self, language: str) -> None:
        place = PlaceFactory(language=language)
        assert place.get_absolute_url() == f"/{language}/place/{place.code}/"


class TestNear:
    """Places around a point."""

    def test_the_nearest_comes_first_and_the_far_ones_not_at_all(self) -> None:
        far = PlaceFactory(latitude=45.4500, longitude=4.39)
        near = PlaceFactory(latitude=45.4401, longitude=4.39)
        here = PlaceFactory(latitude=45.4400, longitude=4.39)
        found = Place.objects.near(Point(45.44, 4.39), 500)
        assert found == [here, near]
        assert far not in found

    def test_the_corner_of_the_box_is_not_near(self) -> None:
        PlaceFactory(latitude=45.4444, longitude=4.3963)
        assert Place.objects.near(Point(45.44, 4.39), 500) == []

    def test_two_places_on_one_spot_keep_an_order(self) -> None:
        spot = {"latitude": 45.44, "longitude": 4.39}
        first, second = PlaceFactory(**spot), PlaceFactory(**spot)
        assert Place.objects.near(Point(45.44, 4.39), 10) == [first, second]

    def test_a_box_holds_its_edges(self) -> None:
        place = PlaceFactory(latitude=45.44, longitude=4.39)
        PlaceFactory(latitude=45.46, longitude=4.39)
        box = Bounds(south=45.44, west=4.39, north=45.45, east=4.40)
        assert Place.objects.inside(box).get() == place
