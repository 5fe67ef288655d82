"""The points that the admin's maps ask for."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from home.roles import EDITORS
from places import admin_views
from tests.factories import PlaceFactory

pytestmark = pytest.mark.screens

ADDRESS = "/admin/places/points/"
BOX = {"south": 45.0, "west": 4.0, "north": 46.0, "east": 5.0}


def names(client: Client, query: dict[str, Any]) -> list[str]:
    """The names of the places answered."""
    return [place["name"] for place in client.get(ADDRESS, query).json()["places"]]


def test_places_are_asked_for_by_their_numbers(editor_client: Client) -> None:
    mine, _other, museum = PlaceFactory.create_batch(3)
    answer = editor_client.get(ADDRESS, {"ids": f"{mine.pk},{museum.pk}"}).json()
    assert sorted(answer["places"], key=lambda place: place["id"]) == [
        {
            "id": place.pk,
            "name": place.name,
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
        for place in (mine, museum)
    ]


def test_places_are_asked_for_by_what_a_map_shows(editor_client: Client) -> None:
    PlaceFactory(name="Mairie")
    PlaceFactory(name="Helsinki", latitude=60.17, longitude=24.94)
    assert names(editor_client, BOX) == ["Mairie"]


def test_a_place_comes_once_in_the_language_of_who_asks(editor_client: Client) -> None:
    french = PlaceFactory(name="Mairie")
    PlaceFactory(
        name="Town hall", language="en", translation_key=french.translation_key
    )
    PlaceFactory(name="Mine")
    assert sorted(names(editor_client, BOX)) == ["Mine", "Town hall"]


def test_a_map_is_never_flooded(
    editor_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admin_views, "MOST_PLACES", 2)
    PlaceFactory.create_batch(4)
    assert len(names(editor_client, BOX)) == 2


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"ids": "1;DROP"},
        {"ids": "-1"},
        {"ids": "9" * 30},
        {**BOX, "south": 999},
        {**BOX, "south": "nan"},
        {"south": 45},
    ],
    ids=["nothing", "words", "negative", "too-long", "999", "nan", "half-a-box"],
)
def test_a_question_without_sense_is_refused(
    editor_client: Client, query: dict[str, Any]
) -> None:
    response = editor_client.get(ADDRESS, query)
    assert response.status_code == 400
    assert response.json()["errors"]


def test_a_number_that_no_place_has_finds_nothing(editor_client: Client) -> None:
    assert names(editor_client, {"ids": "9" * 18}) == []


def test_a_passer_by_asks_nothing(phone: Client, db: None) -> None:
    response = phone.get(ADDRESS, BOX)
    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]


def test_who_may_not_see_places_asks_nothing(editor: User) -> None:
    Group.objects.get(name=EDITORS).permissions.remove(
        *Permission.objects.filter(content_type__model="place")
    )
    client = Client()
    client.force_login(editor)
    response = client.get(ADDRESS, BOX)
    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_points_are_only_asked_for(editor_client: Client) -> None:
    assert editor_client.post(ADDRESS, BOX).status_code == 405
