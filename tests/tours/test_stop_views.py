"""What a click on the trail's map proposes: places near, a name, a new place."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from home.roles import EDITORS
from places.models import Place
from tests.citymap.archives import archive
from tests.conftest import query_count
from tests.factories import PlaceFactory, locale

NEAR, PLACES = "/admin/trails/near/", "/admin/trails/places/"
# The middle of a tile of Saint-Étienne: where the museum of the town below stands.
HERE = {"latitude": 45.4408627, "longitude": 4.3890381}
DEG_PER_M = 1 / 111_195  # of latitude

pytestmark = [pytest.mark.django_db, pytest.mark.screens]


@pytest.fixture(autouse=True)
def maps(settings: Any, tmp_path: Path) -> Path:
    """The folder of the cities, empty at first; and the two languages."""
    settings.TRABOULE_CITY_MAPS = tmp_path / "citymaps"
    settings.TRABOULE_CITY_MAPS.mkdir()
    for language in ("fr", "en"):
        locale(language)
    return settings.TRABOULE_CITY_MAPS


@pytest.fixture
def town(maps: Path) -> Path:
    """The map of a town with one museum."""
    folder = maps / "town"
    folder.mkdir()
    record = {
        "format": 1,
        "box": [4.3, 45.4, 4.5, 45.5],
        "attribution": "©",
        "extract_date": "",
        "basemap": "basemap.pmtiles",
        "graph": "walking.npz",
    }
    (folder / "city.json").write_text(json.dumps(record))
    museum = {"kind": "museum", "name": "Musée de la Mine", "name:en": "Mine Museum"}
    tiles = {(15, 16_783, 11_730): {"pois": [("POINT(2048 2048)", museum)]}}
    (folder / "basemap.pmtiles").write_bytes(archive(tiles))
    return folder


def place(metres: float = 0, **fields: Any) -> Place:
    """A place so many metres north of here."""
    north = HERE["latitude"] + metres * DEG_PER_M
    return PlaceFactory(latitude=north, longitude=HERE["longitude"], **fields)


def ask(client: Client, **more: Any) -> Any:
    """What may stand here, on a French trail."""
    return client.get(NEAR, {**HERE, "language": "fr", **more})


def names(client: Client, **more: Any) -> list[str]:
    """The names of the places near."""
    return [each["name"] for each in ask(client, **more).json()["places"]]


def forbid(editor: User, *actions: str) -> Client:
    """The browser of an editor who may not do some things to places."""
    codenames = [f"{action}_place" for action in actions]
    Group.objects.get(name=EDITORS).permissions.remove(
        *Permission.objects.filter(codename__in=codenames)
    )
    client = Client(headers={"accept-language": "en"})
    client.force_login(editor)
    return client


class TestPlacesNear:
    def test_they_come_nearest_first_with_what_their_stop_needs(
        self, editor_client: Client
    ) -> None:
        place(30, name="Mairie")
        near = place(12, name="Place du Peuple")
        answer = ask(editor_client).json()["places"]
        assert [each["name"] for each in answer] == ["Place du Peuple", "Mairie"]
        assert answer[0] == {
            "id": near.pk,
            "name": "Place du Peuple",
            "latitude": near.latitude,
            "longitude": near.longitude,
            "metres": pytest.approx(12, abs=0.1),
            "edit_url": f"/admin/snippets/places/place/edit/{near.pk}/",
        }

    def test_none_is_further_than_forty_metres(self, editor_client: Client) -> None:
        place(39, name="Mairie")
        place(41, name="Gare")
        assert names(editor_client) == ["Mairie"]

    def test_five_are_enough(self, editor_client: Client) -> None:
        for metres in range(7):
            place(metres, name=str(metres))
        assert names(editor_client) == ["0", "1", "2", "3", "4"]

    def test_each_comes_once_in_the_language_of_the_trail(
        self, editor_client: Client
    ) -> None:
        english = place(9, name="Town hall", language="en")
        place(9, name="Mairie", translation_key=english.translation_key)
        place(10, name="Puits Couriot")
        assert names(editor_client, language="fr") == ["Mairie", "Puits Couriot"]
        assert names(editor_client, language="en") == ["Town hall", "Puits Couriot"]

    def test_without_a_language_each_comes_as_it_was_made(
        self, editor_client: Client
    ) -> None:
        english = place(9, name="Town hall", language="en")
        place(9, name="Mairie", translation_key=english.translation_key)
        assert names(editor_client, language="") == ["Town hall"]

    def test_who_may_not_change_places_gets_no_address_to_do_so(
        self, editor: User
    ) -> None:
        place()
        answer = ask(forbid(editor, "change")).json()
        assert answer["places"][0]["edit_url"] is None

    def test_whether_a_place_may_be_added_is_told(
        self, editor_client: Client, editor: User
    ) -> None:
        assert ask(editor_client).json()["may_add"] is True
        assert ask(forbid(editor, "add")).json()["may_add"] is False

    def test_many_places_cost_no_more_queries_than_one(
        self, editor_client: Client, town: Path
    ) -> None:
        place()
        address = f"{NEAR}?latitude={HERE['latitude']}&longitude={HERE['longitude']}"
        one = query_count(editor_client, address)
        for metres in range(8):
            place(metres)
        assert query_count(editor_client, address) == one <= 8


@pytest.mark.usefixtures("town")
class TestTheNameOfTheMap:
    def test_it_is_proposed_in_the_language_of_the_trail(
        self, editor_client: Client
    ) -> None:
        assert ask(editor_client).json()["name"] == "Musée de la Mine"
        assert ask(editor_client, language="en").json()["name"] == "Mine Museum"

    def test_none_is_proposed_away_from_everything(self, editor_client: Client) -> None:
        assert ask(editor_client, latitude=45.45).json()["name"] is None

    def test_none_is_proposed_beyond_all_cities(self, editor_client: Client) -> None:
        assert ask(editor_client, latitude=60).json()["name"] is None

    def test_a_broken_map_proposes_none(
        self, editor_client: Client, town: Path
    ) -> None:
        (town / "basemap.pmtiles").write_bytes(b"PMTiles")
        assert ask(editor_client).json()["name"] is None


@pytest.mark.parametrize(
    "query",
    [{"latitude": 91}, {"longitude": "east"}, {"latitude": "nan"}, {"longitude": ""}],
    ids=str,
)
def test_a_question_without_a_point_is_refused(
    editor_client: Client, query: dict[str, Any]
) -> None:
    response = ask(editor_client, **query)
    assert response.status_code == 400
    assert response.json()["errors"]


def add(client: Client, **changes: Any) -> Any:
    """Make a place here, for a French trail."""
    made = {"name": "Puits Couriot", **HERE, "language": "fr", **changes}
    return client.post(PLACES, made)


class TestANewPlace:
    def test_it_is_made_where_the_map_was_clicked(self, editor_client: Client) -> None:
        response = add(editor_client)
        made = Place.objects.get()
        assert response.status_code == 201
        assert response.json() == {
            "id": made.pk,
            "name": "Puits Couriot",
            **HERE,
            "edit_url": f"/admin/snippets/places/place/edit/{made.pk}/",
        }
        assert made.category == Place.Category.OTHER

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_it_is_in_the_language_of_the_trail(
        self, editor_client: Client, language: str
    ) -> None:
        add(editor_client, language=language)
        assert Place.objects.get().locale.language_code == language

    def test_its_history_says_who_made_it(
        self, editor_client: Client, editor: User
    ) -> None:
        add(editor_client)
        (entry,) = ModelLogEntry.objects.all()
        assert (entry.action, entry.user, entry.object_id) == (
            "wagtail.create",
            editor,
            str(Place.objects.get().pk),
        )

    @pytest.mark.parametrize(
        ("changes", "field", "words"),
        [
            ({"name": " "}, "name", "This field is required."),
            ({"name": "<b>Puits</b>"}, "name", "Write plain text: “<b>” is HTML"),
            ({"name": "x" * 201}, "name", "at most 200 characters"),
            ({"latitude": 91}, "latitude", "A latitude lies between −90 and 90."),
            ({"longitude": "nan"}, "longitude", "Enter a number."),
            ({"language": "xx"}, "locale", "Select a valid choice."),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_what_is_wrong_with_it_is_told_by_field(
        self, editor_client: Client, changes: dict[str, Any], field: str, words: str
    ) -> None:
        response = add(editor_client, **changes)
        assert response.status_code == 400
        assert words in response.json()["errors"][field][0]
        assert not Place.objects.exists()

    def test_the_editors_language_is_spoken(self, editor: User) -> None:
        client = Client(headers={"accept-language": "fr"})
        client.force_login(editor)
        (sentence,) = add(client, name="").json()["errors"]["name"]
        assert sentence == "Champ requis."

    def test_who_may_not_add_places_makes_none(self, editor: User) -> None:
        response = add(forbid(editor, "add"))
        assert response.status_code in {302, 403}
        assert not Place.objects.exists()

    def test_a_forged_request_is_refused(self, editor: User) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(editor)
        assert add(client).status_code == 403

    def test_many_places_cost_no_more_queries_than_one(
        self, editor_client: Client
    ) -> None:
        add(editor_client)
        with CaptureQueriesContext(connection) as one:
            add(editor_client)
        PlaceFactory.create_batch(20)
        with CaptureQueriesContext(connection) as many:
            assert add(editor_client).status_code == 201
        assert len(many) == len(one) <= 24


def test_a_passer_by_learns_and_makes_nothing(client: Client) -> None:
    place(name="Mairie")
    for response in (ask(client), add(client)):
        assert response.status_code in {302, 403}
        assert "Mairie" not in response.content.decode()
    assert Place.objects.count() == 1


def test_nobody_asks_who_may_not_write_trails(
    client: Client, django_user_model: Any
) -> None:
    reader = django_user_model.objects.create_user("reader", password="x")
    codenames = ["access_admin", "add_place"]
    reader.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    client.force_login(reader)
    for response in (ask(client), add(client)):
        assert response.status_code in {302, 403}
        assert "{" not in response.content.decode()
    assert not Place.objects.exists()


def test_each_is_asked_in_its_own_way(editor_client: Client) -> None:
    assert editor_client.post(NEAR, HERE).status_code == 405
    assert editor_client.get(PLACES).status_code == 405
