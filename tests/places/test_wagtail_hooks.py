"""Places in the admin: the form, and the dialog inside a trail."""

from typing import Any

import pytest
from django.test import Client

from places.models import Place
from tests.factories import PlaceFactory, locale

pytestmark = pytest.mark.screens

LIST = "/admin/snippets/places/place/"
DIALOG = "/admin/snippets/choose/places/place/"


def facts(**changes: Any) -> dict[str, Any]:
    """What the form sends."""
    return {
        "name": "Puits Couriot",
        "latitude": "45.4382",
        "longitude": "4.3741",
        "category": "museum",
        **changes,
    }


def add(client: Client, **changes: Any) -> Any:
    """Send the form that makes a place."""
    return client.post(f"{LIST}add/?locale=fr", facts(**changes))


@pytest.fixture(autouse=True)
def _languages(db: None) -> None:
    locale("fr")
    locale("en")


def test_an_editor_makes_a_place(editor_client: Client) -> None:
    assert add(editor_client).status_code == 302
    place = Place.objects.get()
    assert (place.name, place.latitude, place.longitude) == (
        "Puits Couriot",
        45.4382,
        4.3741,
    )
    assert place.locale.language_code == "fr"


def test_a_decimal_comma_is_understood(editor_client: Client) -> None:
    assert add(editor_client, latitude="45,4382", longitude="4,3741").status_code == 302
    assert Place.objects.get().latitude == 45.4382


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"latitude": "999"}, {"latitude"}),
        ({"longitude": "-999"}, {"longitude"}),
        ({"latitude": ""}, {"latitude"}),
        ({"longitude": ""}, {"longitude"}),
        ({"latitude": "nord"}, {"latitude"}),
        ({"latitude": "nan"}, {"latitude"}),
        ({"latitude": "1e999"}, {"latitude"}),
        ({"latitude": "4.3741", "longitude": "45.4382"}, {"latitude", "longitude"}),
        ({"name": "<b>Puits</b>"}, {"name"}),
        ({"name": ""}, {"name"}),
        ({"name": "x" * 201}, {"name"}),
        ({"address": "<i>rue</i>"}, {"address"}),
        ({"access_notes": "<a href='x'>ici</a>"}, {"access_notes"}),
        ({"picture_alternative_text": "<img>"}, {"picture_alternative_text"}),
        ({"category": "castle"}, {"category"}),
    ],
    ids=[
        "latitude-999",
        "longitude-999",
        "no-latitude",
        "no-longitude",
        "word",
        "nan",
        "infinite",
        "swapped",
        "html-name",
        "no-name",
        "long-name",
        "html-address",
        "html-notes",
        "html-alternative",
        "unknown-kind",
    ],
)
def test_a_faulty_place_is_refused_where_the_fault_is(
    editor_client: Client, changes: dict[str, str], fields: set[str]
) -> None:
    response = add(editor_client, **changes)
    assert response.status_code == 200
    errors = response.context["form"].errors
    assert set(errors) == fields
    assert all(str(messages[0]) for messages in errors.values())
    assert not Place.objects.exists()


def test_what_was_typed_comes_back_with_the_refusal(editor_client: Client) -> None:
    html = add(editor_client, latitude="999").content.decode()
    assert 'value="999"' in html
    assert 'value="Puits Couriot"' in html


class TestDialog:
    """A place is chosen, or made, without leaving the trail."""

    def make(self, client: Client, **changes: str) -> Any:
        """Send the dialog's form."""
        sent = facts(**changes)
        named = {f"new-place-{name}": value for name, value in sent.items()}
        return client.post(f"{DIALOG}create/", named).json()

    def test_it_lists_what_there_is(self, editor_client: Client) -> None:
        PlaceFactory(name="Mairie")
        answer = editor_client.get(DIALOG).json()
        assert "Mairie" in answer["html"]
        assert "New place" in answer["html"]

    def test_it_makes_a_place(self, editor_client: Client) -> None:
        answer = self.make(editor_client)
        assert answer["step"] == "chosen"
        assert answer["result"]["string"] == "Puits Couriot"
        assert Place.objects.get().point.latitude == 45.4382

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_the_place_is_made_in_the_language_of_the_trail(
        self, editor_client: Client, language: str
    ) -> None:
        html = editor_client.get(f"{DIALOG}?locale={language}").json()["html"]
        assert f'name="new-place-locale" value="{language}"' in html
        self.make(editor_client, locale=language)
        assert Place.objects.get().locale.language_code == language

    @pytest.mark.parametrize(
        "changes",
        [{"latitude": "999"}, {"latitude": "4.3741", "longitude": "45.4382"}],
        ids=["999", "swapped"],
    )
    def test_it_refuses_what_the_form_refuses(
        self, editor_client: Client, changes: dict[str, str]
    ) -> None:
        answer = self.make(editor_client, **changes)
        assert answer["step"] == "reshow_creation_form"
        assert not Place.objects.exists()


@pytest.mark.parametrize("client", ["editor_client", "staff_client"])
def test_only_city_staff_deletes_a_place(
    request: pytest.FixtureRequest, client: str
) -> None:
    browser = request.getfixturevalue(client)
    place = PlaceFactory()
    browser.post(f"{LIST}delete/{place.pk}/")
    assert Place.objects.exists() == (client == "editor_client")


def test_every_form_of_the_admin_gets_the_map_fields(editor_client: Client) -> None:
    html = editor_client.get(f"{LIST}add/?locale=fr").content.decode()
    for name in ("leaflet/leaflet.js", "frontend/admin/editor-forms.js"):
        assert name in html
    assert 'data-controller="point-field"' in html
