"""What a phone asks for, and what it sends: each thing once, and nothing unchecked."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from field import taking
from field.models import FieldNote, FieldWalk
from home.roles import CONTRIBUTORS, make_translators, translators
from tests import sounds
from tests.conftest import BilingualSite, account
from tests.factories import START
from tests.field.factories import NINE, FieldWalkFactory, mark
from tests.media_library.test_picture_privacy import photograph

FIELD = "/admin/field/"
JSON = {"accept": "application/json"}
AT_NINE = int(NINE.timestamp() * 1000)


@pytest.fixture
def client(site: BilingualSite) -> Client:
    """A phone of an author, signed in, in English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(account("ana", CONTRIBUTORS))
    return client


def send_walk(client: Client, key: UUID, **told: Any) -> Any:
    line = [[START[1], START[0]], [START[1], START[0] + 0.001]]
    facts = {"title": "Place", "begun_at": AT_NINE, "note_count": 3, "trace": line}
    facts |= told
    address = f"{FIELD}walks/{key}/"
    return client.post(address, json.dumps(facts), "application/json", headers=JSON)


def send_note(
    client: Client, walk: UUID, key: UUID, file: Any = None, **told: Any
) -> Any:
    facts = {"kind": "mark", "noted_at": AT_NINE, "title": "La gare", **told}
    data = {**facts, **({"file": file} if file else {})}
    return client.post(f"{FIELD}walks/{walk}/notes/{key}/", data, headers=JSON)


def a_photo(content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("photo.jpg", content or photograph(), "image/jpeg")


def a_memo(content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("memo.webm", content or sounds.encoded("webm"))


def test_the_page_is_the_same_for_everybody_who_may_have_it(
    client: Client, editor_client: Client
) -> None:
    page, other = client.get(FIELD), editor_client.get(FIELD)
    assert page.content == other.content
    assert b"csrf" not in page.content and b"ana" not in page.content
    assert "'unsafe-inline'" not in page["Content-Security-Policy"]


def test_its_worker_keeps_the_page_and_its_files_and_names_no_other_address(
    client: Client,
) -> None:
    script = client.get(f"{FIELD}worker.js").content.decode()
    shell = json.loads(script.removeprefix("const FIELD=").partition(";\n")[0])
    assert shell["page"] == FIELD
    assert all(name.startswith("/static/frontend/") for name in shell["files"])


def test_the_public_worker_keeps_nothing_of_the_notebook(client: Client) -> None:
    script = client.get("/service-worker.js").content.decode()
    assert "frontend/field" not in script.partition(";\n")[0]


def test_who_is_signed_in_is_told_apart_from_the_page(client: Client) -> None:
    told = client.get(f"{FIELD}person/").json()
    assert told["name"] == "ana"
    assert told["token"]


def test_a_walk_and_its_notes_that_are_sent_twice_are_there_once(
    client: Client,
) -> None:
    walk, spot, picture, voice = (uuid4() for _ in range(4))
    assert send_walk(client, walk).json() == {"notes": []}
    for _try in range(2):
        send_note(client, walk, spot, latitude=45.44, longitude=4.38, accuracy_m=7)
        send_note(client, walk, picture, a_photo(), kind="photo")
        assert send_note(client, walk, voice, a_memo(), kind="memo").status_code == 200
    again = send_walk(client, walk, title="Renamed")
    assert set(again.json()["notes"]) == {str(each) for each in (spot, picture, voice)}
    [kept] = FieldWalk.objects.all()
    assert (kept.title, kept.user.username, len(kept.line)) == ("Renamed", "ana", 2)
    assert round(kept.length_m) == 111
    assert {note.kind for note in kept.notes.all()} == {"mark", "photo", "memo"}
    assert kept.notes.get(kind="mark").accuracy_m == 7
    assert round(kept.notes.get(kind="memo").facts["seconds"]) == 1


def test_the_same_note_that_comes_twice_at_once_is_there_once(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk, key = uuid4(), uuid4()
    send_walk(client, walk)
    first = mark(FieldWalk.objects.get(), 1, key=key)
    # The other one came between the look and the keeping.
    monkeypatch.setattr(taking.FieldNote.objects, "filter", _finds_no_note(key))
    assert send_note(client, walk, key).json() == {"taken": str(key)}
    monkeypatch.undo()
    assert FieldNote.objects.get() == first


def _finds_no_note(key: UUID) -> Any:
    found = FieldNote.objects.filter

    def filtered(**asked: Any) -> Any:
        return FieldNote.objects.none() if asked == {"key": key} else found(**asked)

    return filtered


def test_a_note_that_is_here_takes_new_words_and_keeps_its_file(client: Client) -> None:
    walk, key = uuid4(), uuid4()
    send_walk(client, walk)
    send_note(client, walk, key, a_photo(), kind="photo")
    was = FieldNote.objects.get().file.name
    send_note(client, walk, key, kind="photo", title="Puits", text="Vu du pont")
    note = FieldNote.objects.get()
    assert (note.title, note.text, note.file.name) == ("Puits", "Vu du pont", was)


def test_a_kept_photograph_no_longer_says_where_it_was_taken(client: Client) -> None:
    walk = uuid4()
    send_walk(client, walk)
    send_note(client, walk, uuid4(), a_photo(), kind="photo")
    with FieldNote.objects.get().file.open() as kept:
        assert b"SN-123456" not in kept.read()


@pytest.mark.parametrize(
    ("kind", "file", "sentence"),
    [
        ("photo", a_photo(b"not a picture"), "“La gare” was not taken: "),
        ("photo", None, "“La gare” was not taken: its file is empty."),
        ("memo", a_memo(b"#EXTM3U"), "its content is something else"),
        ("memo", a_memo(sounds.encoded("webm")[:60]), "No sound could be read"),
    ],
)
def test_a_bad_file_is_refused_by_name_and_stops_no_other(
    client: Client, kind: str, file: Any, sentence: str
) -> None:
    walk = uuid4()
    send_walk(client, walk)
    answer = send_note(client, walk, uuid4(), file, kind=kind)
    assert answer.status_code == 422
    assert sentence in answer.json()["error"]
    assert send_note(client, walk, uuid4()).status_code == 200
    assert FieldNote.objects.get().kind == "mark"


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        ("MAX_NOTES", "a walk holds 1 notes at most"),
        ("MAX_MARKS", "a walk holds 1 stops at most"),
    ],
)
def test_one_note_too_many_is_refused(
    client: Client, monkeypatch: pytest.MonkeyPatch, limit: str, sentence: str
) -> None:
    monkeypatch.setattr(taking, limit, 1)
    walk = uuid4()
    send_walk(client, walk)
    send_note(client, walk, uuid4())
    assert sentence in send_note(client, walk, uuid4()).json()["error"]


def test_too_large_too_many_and_no_line_are_refused_in_a_sentence(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = uuid4()
    assert (
        "no line" in send_walk(client, walk, trace=[[0, 0], [999, 0]]).json()["error"]
    )
    assert "no line" in send_walk(client, walk, trace={"type": 1}).json()["error"]
    assert send_walk(client, walk, begun_at="x").status_code == 422
    assert client.post(f"{FIELD}walks/{walk}/", "{", "text/plain").status_code == 422
    assert not FieldWalk.objects.exists()
    monkeypatch.setattr(taking, "MAX_PHOTO_BYTES", 100)
    monkeypatch.setattr(taking, "MAX_WALKS", 1)
    send_walk(client, walk)
    refused = send_note(client, walk, uuid4(), a_photo(), kind="photo").json()["error"]
    assert "it weighs more than" in refused
    assert (
        "1 walks of yours are here already"
        in send_walk(client, uuid4()).json()["error"]
    )


def test_nobody_writes_into_the_walk_of_another(client: Client) -> None:
    other = FieldWalkFactory(user=account("lou", CONTRIBUTORS))
    note = mark(other, 0, "Puits")
    assert "somebody else" in send_walk(client, other.key).json()["error"]
    assert send_note(client, other.key, uuid4()).status_code == 422
    mine = uuid4()
    send_walk(client, mine)
    assert "another walk" in send_note(client, mine, note.key).json()["error"]
    note.refresh_from_db()
    assert note.title == "Puits"


def test_once_the_session_has_ended_a_phone_is_led_to_the_screen_of_signing_in(
    client: Client,
) -> None:
    client.logout()
    for answer in (
        client.get(f"{FIELD}person/", headers=JSON),
        send_walk(client, uuid4()),
    ):
        assert answer.status_code == 302
        assert answer.url.startswith("/admin/login/")


def test_sending_needs_the_token_against_forgery(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(account("lou", CONTRIBUTORS))
    assert send_walk(strict, uuid4()).status_code == 403
    token = strict.get(f"{FIELD}person/").json()["token"]
    address = f"{FIELD}walks/{uuid4()}/"
    facts = json.dumps({"begun_at": AT_NINE, "note_count": 0})
    headers = {"x-csrftoken": token}
    sent = strict.post(address, facts, "application/json", headers=headers)
    assert sent.status_code == 200


def test_who_may_not_write_trails_is_told_so(site: BilingualSite) -> None:
    client = Client(headers={"accept-language": "en"})
    make_translators(site.english_home)
    client.force_login(account("theo", translators("en")))
    answer = client.get(f"{FIELD}person/", headers=JSON)
    assert answer.status_code == 403
    assert answer.json() == {"error": "Your account may not write trails."}
    assert client.get(FIELD).status_code == 302
