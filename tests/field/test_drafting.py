"""The draft of a field walk, and the walks at the desk."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from exchange.planning import ImportRefused
from field import drafting
from field.drafting import DraftRefused, halts_of, make_draft
from field.models import FieldNote, FieldWalk
from home.roles import CONTRIBUTORS
from media_library.audio import sniff
from media_library.kept_storage import kept_storage
from media_library.models import Picture, Recording
from places.models import Place
from tests.conftest import BilingualSite, account
from tests.field.factories import FieldWalkFactory, mark, memo, photo
from tours.models import TourPage

WALKS = "/admin/field-walks/"


@pytest.fixture
def ana(site: BilingualSite) -> User:
    """An author."""
    user = account("ana", CONTRIBUTORS)
    user.first_name, user.last_name = "Ana", "Martin"
    user.save()
    return user


@pytest.fixture
def walk(ana: User) -> FieldWalk:
    """Two marks, three photographs, a memo at the second."""
    walk = FieldWalkFactory(user=ana)
    mark(walk, 0, "Place", text="Ici <b>tout</b>\n\ncommence")
    mark(walk, 3)
    photo(walk, 1)
    photo(walk, 2.5, "L’horloge")  # coming near the second mark
    photo(walk, 4)
    memo(walk, 3.2)
    walk.note_count = 8  # two have not arrived
    walk.save()
    return walk


def client_of(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def is_missing(answer: Any) -> bool:
    """What is not there is looked for in the reader's language as well."""
    return answer.status_code == 404 or answer.url.startswith("/en/")


def files_of(walk: FieldWalk) -> list[str]:
    return [note.file.name for note in walk.notes.exclude(file="")]


def story(stop: Any) -> list[tuple[str, Any]]:
    return [(block.block_type, block.value) for block in stop.story]


def test_a_walk_becomes_a_draft_with_its_stops_its_line_and_its_pictures(
    site: BilingualSite, walk: FieldWalk, ana: User
) -> None:
    page = make_draft(walk, "Le tour", site.home, ana)
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.live, draft.locale) == (
        "Le tour",
        False,
        site.home.locale,
    )
    assert draft.geometry_source.endswith("29 novembre 2026")
    first, second = draft.stops.all()
    assert [len(draft.track["coordinates"]), first.title] == [4, "Place"]
    assert second.title == "Étape 2"
    assert second.point.latitude > first.point.latitude
    (text, told), (kind, shown) = story(first)
    assert (text, kind) == ("text", "picture")
    assert "Ici &lt;b&gt;tout&lt;/b&gt;" in told.source
    assert [kind for kind, _value in story(second)] == ["picture", "picture"]
    picture = shown["image"]
    assert picture.contextual_alt_text == ""
    assert picture.names("photograph") == ["Ana Martin"]
    assert (picture.width, picture.height, picture.year) == (64, 48, 2026)
    assert {p.title for p in Picture.objects.all()} == {"Place", "L’horloge", "Étape 2"}


def test_the_draft_is_made_once(
    site: BilingualSite, walk: FieldWalk, ana: User
) -> None:
    pages = {make_draft(walk, "Le tour", site.home, ana).pk for _try in range(2)}
    assert len(pages) == TourPage.objects.count() == 1
    assert Picture.objects.count() == 3


def test_after_its_draft_was_deleted_another_one_shows_the_same_pictures(
    site: BilingualSite, walk: FieldWalk, ana: User
) -> None:
    make_draft(walk, "Le tour", site.home, ana).delete()
    make_draft(walk, "Le tour", site.home, ana)
    assert Picture.objects.count() == 3


def test_a_photograph_moves_and_a_memo_stays(
    site: BilingualSite,
    walk: FieldWalk,
    ana: User,
    django_capture_on_commit_callbacks: Any,
) -> None:
    before = files_of(walk)
    with django_capture_on_commit_callbacks(execute=True):
        make_draft(walk, "Le tour", site.home, ana)
    there = [name for name in before if kept_storage().exists(name)]
    assert there == [walk.notes.get(kind="memo").file.name]
    assert not Recording.objects.exists()


def test_nothing_is_made_where_one_thing_fails(
    site: BilingualSite, walk: FieldWalk, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> None:
        raise ImportRefused("may_not_add")

    monkeypatch.setattr(drafting, "carry_out", fail)
    with pytest.raises(ImportRefused):
        make_draft(walk, "Le tour", site.home, ana)
    assert not Picture.objects.exists()
    assert not Place.objects.exists()
    assert FieldNote.objects.filter(kind="photo", picture=None).count() == 3


def test_a_walk_of_nothing_becomes_no_draft(site: BilingualSite, ana: User) -> None:
    walk = FieldWalkFactory(user=ana, trace=None)
    mark(walk, 0, latitude=None, longitude=None)
    with pytest.raises(DraftRefused):
        make_draft(walk, "Le tour", site.home, ana)
    [lost] = halts_of(walk)
    assert (lost.number, lost.mark is not None) == (0, True)


def test_the_desk_shows_what_was_noted_and_leads_to_the_draft(
    site: BilingualSite, walk: FieldWalk, ana: User
) -> None:
    client = client_of(ana)
    assert "2 stops" in client.get(WALKS).content.decode()
    address = f"{WALKS}{walk.key}/"
    shown = client.get(address).content.decode()
    assert shown.count("<audio") == 1
    assert "2 notes are still on the phone" in shown
    assert "licence to be looked at" in shown
    voice = walk.notes.get(kind="memo")
    heard = client.get(f"{address}notes/{voice.key}/file/")
    assert heard["Content-Type"] == "audio/webm"
    assert sniff(b"".join(heard.streaming_content)[:64]) == "webm"
    assert "no-store" in heard["Cache-Control"]
    assert client.post(address, {"title": "", "home": site.home.pk}).status_code == 200
    made = client.post(address, {"title": "Le tour", "home": site.home.pk})
    page = TourPage.objects.get()
    assert made.url == f"/admin/pages/{page.pk}/edit/"
    assert made.url in client.get(address).content.decode()
    assert f"{WALKS}{walk.key}/" in client.get(made.url).content.decode()


def test_a_memo_becomes_a_recording_when_asked_once(
    site: BilingualSite, walk: FieldWalk, ana: User
) -> None:
    client = client_of(ana)
    voice = walk.notes.get(kind="memo")
    address = f"{WALKS}{walk.key}/notes/{voice.key}/recording/"
    first, second = (client.post(address) for _try in range(2))
    recording = Recording.objects.get()
    assert first.url == second.url
    assert recording.names("voice") == ["Ana Martin"]
    assert recording.original.name.endswith(".webm")


def test_a_walk_is_its_walkers_and_city_staffs(
    walk: FieldWalk, staff: User, editor_client: Client
) -> None:
    address = f"{WALKS}{walk.key}/"
    note = walk.notes.filter(kind="photo")[0]
    for below in ("", "delete/", f"notes/{note.key}/file/"):
        assert is_missing(editor_client.get(address + below))
    assert str(walk.key) not in editor_client.get(WALKS).content.decode()
    assert client_of(staff).get(address).status_code == 200
    assert "Ana Martin" in client_of(staff).get(WALKS).content.decode()


def test_deleting_a_walk_takes_its_files_and_leaves_the_trail(
    site: BilingualSite,
    walk: FieldWalk,
    ana: User,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        make_draft(walk, "Le tour", site.home, ana)
    client, files = client_of(ana), files_of(walk)
    address = f"{WALKS}{walk.key}/delete/"
    assert "3 photographs that have moved" in client.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address)
    assert not FieldNote.objects.exists()
    assert not any(map(kept_storage().exists, files))
    assert TourPage.objects.count() == 1
    assert Picture.objects.count() == 3
    assert is_missing(client.get(f"{WALKS}{walk.key}/"))
