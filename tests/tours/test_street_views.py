"""Streets around stops, as the map of the trail's form asks for them."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from tests.citymap.sketches import TOWN, Sketch, at
from tours.street_views import MOST_STREETS

ADDRESS = "/admin/trails/streets/"
A, FAR = at(0, 0), (24.9, 60.1)

pytestmark = [pytest.mark.django_db, pytest.mark.screens]


@pytest.fixture(autouse=True)
def town(settings: Any, tmp_path: Path) -> Path:
    """The only city installed: one street past A, another 100 m north of it."""
    settings.TRABOULE_CITY_MAPS = tmp_path / "citymaps"
    folder = settings.TRABOULE_CITY_MAPS / "town"
    folder.mkdir(parents=True)
    (tmp_path / "extracts").mkdir()
    points = {"A": (-200.0, 10.0), "B": (200.0, 10.0)}
    points |= {"C": (-200.0, 100.0), "D": (200.0, 100.0)}
    graph = Sketch(points).way("AB").way("CD").graph(tmp_path / "extracts")
    graph.save(folder / "walking.npz")
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


def ask(client: Client, *stops: Any) -> Any:
    """Ask for the streets around some stops."""
    return client.post(ADDRESS, {"stops": stops}, content_type="application/json")


def test_each_stop_has_the_streets_within_eighty_metres(editor_client: Client) -> None:
    first, second, third = ask(editor_client, A, at(0, 50), at(0, 500)).json()[
        "streets"
    ]
    assert [len(first), len(second), len(third)] == [1, 2, 0]
    (street,) = first
    ends = sorted(street)
    assert ends[0] == pytest.approx(at(-79.4, 10), abs=1e-5)
    assert ends[-1] == pytest.approx(at(79.4, 10), abs=1e-5)


def test_positions_have_six_decimals(editor_client: Client) -> None:
    ((street,),) = ask(editor_client, A).json()["streets"]
    assert all(round(part, 6) == part for position in street for part in position)


def test_beyond_all_cities_there_are_no_streets(editor_client: Client) -> None:
    near, far = ask(editor_client, A, FAR).json()["streets"]
    assert (len(near), far) == (1, [])


def test_a_city_without_streets_gives_none(editor_client: Client, town: Path) -> None:
    (town / "walking.npz").unlink()
    assert ask(editor_client, A).json() == {"streets": [[]]}
    (town / "walking.npz").write_bytes(b"no graph")
    assert ask(editor_client, A).json() == {"streets": [[]]}


def test_a_crowded_place_gives_no_more_than_the_limit(
    editor_client: Client, town: Path, tmp_path: Path
) -> None:
    points = {chr(0x4E00 + n): (n / 9 - 20, (n % 2) * 9.0) for n in range(300)}
    crowd = Sketch(points)
    letters = list(points)
    for a, b in zip(letters, letters[1:], strict=False):
        crowd.way(a + b)
    crowd.graph(tmp_path / "extracts").save(town / "walking.npz")
    (streets,) = ask(editor_client, A).json()["streets"]
    assert len(streets) == MOST_STREETS


def test_no_stop_has_no_streets(editor_client: Client) -> None:
    assert ask(editor_client).json() == {"streets": []}


@pytest.mark.parametrize(
    ("stops", "words"),
    [
        (None, "There must be a list of stops."),
        ([A] * 61, "61 stops: the limit is 60."),
        ([A, [4, 99]], "Stop 2 is not a longitude"),
    ],
    ids=["none", "many", "wrong"],
)
def test_a_request_beyond_the_limits_is_refused_in_a_sentence(
    editor_client: Client, stops: Any, words: str
) -> None:
    response = editor_client.post(
        ADDRESS, {"stops": stops}, content_type="application/json"
    )
    assert response.status_code == 400
    assert words in response.json()["error"]


def test_a_large_body_is_refused(editor_client: Client) -> None:
    body = {"stops": [], "padding": "x" * 100_000}
    response = editor_client.post(ADDRESS, body, content_type="application/json")
    assert response.status_code == 413


def test_nobody_asks_without_signing_in(client: Client) -> None:
    response = ask(client, A)
    assert response.status_code in {302, 403}
    assert "streets" not in response.content.decode()


def test_nobody_asks_who_may_not_write_trails(
    client: Client, django_user_model: Any
) -> None:
    reader = django_user_model.objects.create_user("reader", password="x")
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(reader)
    response = ask(client, A)
    assert response.status_code in {302, 403}
    assert "4.39" not in response.content.decode()


def test_it_is_asked_by_post_alone(editor_client: Client) -> None:
    assert editor_client.get(ADDRESS).status_code == 405
