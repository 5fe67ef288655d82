"""Legs along streets, as the map of the trail's form asks for them."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from tests.citymap.sketches import TOWN, Sketch, at
from tours.composer_views import SENTENCES

ADDRESS = "/admin/trails/legs/"
A, B = at(0, 0), at(300, 300)

pytestmark = [pytest.mark.django_db, pytest.mark.screens]


@pytest.fixture(autouse=True)
def maps(settings: Any, tmp_path: Path) -> Path:
    """The folder of the cities, empty at first."""
    settings.TRABOULE_CITY_MAPS = tmp_path / "citymaps"
    settings.TRABOULE_CITY_MAPS.mkdir()
    return settings.TRABOULE_CITY_MAPS


@pytest.fixture
def town(maps: Path, tmp_path: Path) -> Path:
    """A town of one street with a corner, installed."""
    folder = maps / "town"
    folder.mkdir()
    extracts = tmp_path / "extracts"
    extracts.mkdir()
    sketch = Sketch({"A": (0.0, 0.0), "B": (300.0, 0.0), "C": (300.0, 300.0)})
    sketch.way("ABC").graph(extracts).save(folder / "walking.npz")
    record = {
        "format": 1,
        "box": list(TOWN),
        "attribution": "©",
        "extract_date": "",
        "basemap": "basemap.pmtiles",
        "graph": "walking.npz",
    }
    (folder / "city.json").write_text(json.dumps(record))
    (folder / "basemap.pmtiles").write_bytes(b"PMTiles")
    return folder


def ask(client: Client, *stops: Any, **more: Any) -> Any:
    """Ask for the legs between some stops."""
    body = {"stops": stops or (A, B), **more}
    return client.post(ADDRESS, body, content_type="application/json")


@pytest.mark.usefixtures("town")
def test_legs_follow_the_streets_of_the_city(editor_client: Client) -> None:
    answer = ask(editor_client).json()
    assert (answer["city"], answer["notice"]) == ("town", None)
    (leg,) = answer["legs"]
    assert (leg["by"], leg["steps"], leg["step_free"], leg["reason"]) == (
        "street",
        0,
        True,
        None,
    )
    assert leg["metres"] == pytest.approx(600, abs=1)
    assert leg["line"][0] == pytest.approx(A, abs=1e-6)


@pytest.mark.usefixtures("town")
def test_a_stop_far_from_streets_is_named(editor_client: Client) -> None:
    (leg,) = ask(editor_client, A, at(150, 150)).json()["legs"]
    assert (leg["by"], leg["reason"]) == ("straight", "end-far-from-street")


@pytest.mark.usefixtures("town")
def test_beyond_all_cities_legs_are_straight_and_the_editor_is_told(
    editor_client: Client,
) -> None:
    answer = ask(editor_client, A, (24.9, 60.1)).json()
    assert answer["city"] is None
    assert answer["notice"] == (
        "No map of this city is installed: legs are straight lines."
    )
    assert answer["legs"][0]["reason"] == "no-map"


def test_a_city_without_streets_is_said_to_have_none(
    editor_client: Client, town: Path
) -> None:
    (town / "walking.npz").unlink()
    answer = ask(editor_client).json()
    assert answer["city"] == "town"
    assert "no streets that can be read" in answer["notice"]
    assert answer["legs"][0]["by"] == "straight"


def test_streets_built_anew_are_read_anew(
    editor_client: Client, town: Path, tmp_path: Path
) -> None:
    before = ask(editor_client).json()["legs"][0]["metres"]
    diagonal = Sketch({"A": (0.0, 0.0), "C": (300.0, 300.0)}).way("AC")
    diagonal.graph(tmp_path / "extracts").save(town / "walking.npz")
    assert ask(editor_client).json()["legs"][0]["metres"] < before


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"stops": [A]}, "at least two stops"),
        ({"stops": [A] * 61}, "61 stops: the limit is 60."),
        ({"stops": [A, [4, 99]]}, "Stop 2 is not a longitude"),
        ({"vias": []}, "for each of 1 legs"),
        ({"vias": [[A] * 11]}, "Leg 1 passes too many points: the limit is 10."),
        ({"vias": [["x"]]}, "leg 1 passes is not a longitude"),
        ({"profile": "by-boat"}, "on-foot, step-free or with-children"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_request_beyond_the_limits_is_refused_in_a_sentence(
    editor_client: Client, asked: dict[str, Any], words: str
) -> None:
    body = {"stops": [A, B], **asked}
    response = editor_client.post(ADDRESS, body, content_type="application/json")
    assert response.status_code == 400
    assert words in response.json()["error"]


def test_what_is_no_json_is_refused(editor_client: Client) -> None:
    response = editor_client.post(ADDRESS, "{", content_type="application/json")
    assert response.json() == {"error": SENTENCES["json"]}


def test_a_large_body_is_refused(editor_client: Client) -> None:
    response = ask(editor_client, padding="x" * 100_000)
    assert response.status_code == 413
    assert response.json()["error"] == "This request is larger than 100 kilobytes."


def test_nobody_asks_without_signing_in(client: Client) -> None:
    response = ask(client)
    assert response.status_code in {302, 403}
    assert "legs" not in response.content.decode()


def test_nobody_asks_who_may_not_write_trails(
    client: Client, django_user_model: Any
) -> None:
    reader = django_user_model.objects.create_user("reader", password="x")
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(reader)
    response = ask(client)
    assert response.status_code in {302, 403}
    assert "metres" not in response.content.decode()


def test_a_forged_request_is_refused(editor: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert ask(client).status_code == 403


def test_it_is_asked_by_post_alone(editor_client: Client) -> None:
    assert editor_client.get(ADDRESS).status_code == 405
