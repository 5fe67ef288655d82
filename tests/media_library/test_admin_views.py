"""How long recordings are, as the trail's form asks."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from home.roles import EDITORS
from media_library import admin_views
from tests.factories import RecordingFactory

ADDRESS = "/admin/recordings/durations/"


def test_recordings_are_asked_for_by_their_numbers(editor_client: Client) -> None:
    mine, _other, mill = [RecordingFactory(seconds=n) for n in (1.5, 2.0, 3.25)]
    answer = editor_client.get(ADDRESS, {"ids": f"{mine.pk},{mill.pk}"}).json()
    told = {"language": "fr", "telling": "full"}
    assert sorted(answer["recordings"], key=lambda each: each["id"]) == [
        {"id": mine.pk, "title": mine.title, "duration_s": 1.5, **told},
        {"id": mill.pk, "title": mill.title, "duration_s": 3.25, **told},
    ]


def test_music_says_nothing_of_how_it_tells(editor_client: Client) -> None:
    music = RecordingFactory(kind="music")
    (answer,) = editor_client.get(ADDRESS, {"ids": str(music.pk)}).json()["recordings"]
    assert not {"language", "telling"} & answer.keys()


def test_a_number_that_no_recording_has_finds_nothing(editor_client: Client) -> None:
    answer = editor_client.get(ADDRESS, {"ids": "9" * 18}).json()
    assert answer == {"recordings": []}


def test_an_answer_has_its_limit(
    editor_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admin_views, "MOST_RECORDINGS", 2)
    ids = ",".join(str(each.pk) for each in RecordingFactory.create_batch(3))
    answer = editor_client.get(ADDRESS, {"ids": ids}).json()
    assert len(answer["recordings"]) == 2


@pytest.mark.parametrize(
    "query",
    [{}, {"ids": ""}, {"ids": "1;DROP"}, {"ids": "-1"}, {"ids": "9" * 30}],
    ids=["nothing", "empty", "words", "negative", "too-long"],
)
def test_a_question_without_sense_is_refused(
    editor_client: Client, query: dict[str, Any]
) -> None:
    response = editor_client.get(ADDRESS, query)
    assert response.status_code == 400
    assert response.json()["errors"]


def test_a_passer_by_asks_nothing(phone: Client, db: None) -> None:
    response = phone.get(ADDRESS, {"ids": "1"})
    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]


def test_who_may_not_see_recordings_asks_nothing(editor: User) -> None:
    Group.objects.get(name=EDITORS).collection_permissions.filter(
        permission__content_type__model="recording"
    ).delete()
    client = Client()
    client.force_login(editor)
    response = client.get(ADDRESS, {"ids": "1"})
    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_durations_are_only_asked_for(editor_client: Client) -> None:
    assert editor_client.post(ADDRESS, {"ids": "1"}).status_code == 405
