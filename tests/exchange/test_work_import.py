"""Many works at once: sent as a folder, looked at, made."""

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from PIL import Image

from exchange import making_works, work_views
from exchange.models import KeptFile
from exchange.work_import import WorkOutcome, make_works
from media_library.contributors import Contributor
from media_library.models import Picture, Recording
from tests import sounds
from tests.factories import ContributorFactory

pytestmark = [pytest.mark.django_db, pytest.mark.screens]

FIRST = "/admin/works/import/"
ROWS = (
    ("Fichier", "Titre", "Licence", "Voix", "Photographe", "Année", "Texte alternatif"),
    ("mine.wav", "La mine", "CC BY 4.0", "lou bernard; Zoé", "", "", ""),
    ("photo.png", "Le puits", "", "", "Ana", "1926", "Un chevalement"),
    ("faux.mp3", "Une liste", "CC0 1.0", "", "", "", ""),
    ("muet.wav", "Sans licence connue", "GPL", "", "", "", ""),
)


def ods(rows: Any) -> bytes:
    """A spreadsheet as LibreOffice writes it."""
    book, content = OpenDocumentSpreadsheet(), io.BytesIO()
    sheet = Table(name="Crédits")
    for cells in rows:
        row = TableRow()
        for text in cells:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            row.addElement(cell)
        sheet.addElement(row)
    book.spreadsheet.addElement(sheet)
    book.save(content)
    return content.getvalue()


def packed(**changes: bytes) -> SimpleUploadedFile:
    """A folder of two sounds, a picture, a playlist in disguise, and a table."""
    picture, content = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (40, 30), "firebrick").save(picture, "PNG")
    files = {
        "mine.wav": sounds.wav(1),
        "photo.png": picture.getvalue(),
        "faux.mp3": b"#EXTM3U\nhttps://example.org/a.mp3\n",
        "muet.wav": sounds.wav(1),
        "credits.ods": ods(ROWS),
        **changes,
    }
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return SimpleUploadedFile("fonds.zip", content.getvalue())


def sent(client: Client, **changes: bytes) -> Any:
    """The answer to the first screen, followed."""
    form = {"file": packed(**changes), "language": "fr"}
    return client.post(FIRST, form, follow=True)


def test_a_folder_is_looked_at_then_made(editor_client: Client) -> None:
    lou = ContributorFactory(name="Lou Bernard")
    answer = sent(editor_client)
    shown = answer.content.decode()
    for words in ("mine.wav", "La mine", "Le puits", "Import 3 works"):
        assert words in shown
    assert "“GPL” is none of the licences" in shown
    assert not Recording.objects.exists()

    address = answer.redirect_chain[-1][0]
    told = editor_client.post(address, follow=True).content.decode()
    sound = Recording.objects.get()
    assert (sound.title, sound.language, sound.licence) == (
        "La mine",
        "fr",
        "CC-BY-4.0",
    )
    assert [c.contributor.name for c in sound.all_credits] == ["Lou Bernard", "Zoé"]
    assert sound.all_credits[0].contributor == lou
    picture = Picture.objects.get()
    assert (picture.year, picture.description) == (1926, "Un chevalement")
    assert picture.licence == "ALL-RIGHTS-RESERVED"
    assert picture.thanks == ["Photograph: Ana"]
    assert picture.uploaded_by_user.username == "editor"
    assert f"/recording/edit/{sound.pk}/" in told
    assert "its content is something else" in told
    assert "Works made: 2. Left out: 2." in told
    assert "data-making-busy" not in told


def test_once_it_is_made_it_is_not_made_again(
    editor_client: Client,
) -> None:
    address = sent(editor_client).redirect_chain[-1][0]
    for _twice in range(2):
        told = editor_client.post(address, follow=True).content.decode()
        assert "Works made: 2. Left out: 2." in told
    assert Recording.objects.count() == 1
    kept = KeptFile.objects.get()
    assert not kept.file.storage.exists(kept.file.name)


class TestBesideTheAnswers:
    """The worker makes the works, and the page says how far it is."""

    @pytest.fixture
    def asked(
        self, editor_client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> tuple[str, list[tuple[str, str]]]:
        """An address that was asked for, and what waits for the worker."""
        waiting: list[tuple[str, str]] = []
        later = SimpleNamespace(enqueue=lambda *work: waiting.append(work))
        monkeypatch.setattr(work_views, "make_kept_works", later)
        address = sent(editor_client).redirect_chain[-1][0]
        editor_client.post(address)
        return address, waiting

    def test_until_then_it_is_about_to_be_made(
        self, asked: tuple[str, list[tuple[str, str]]], editor_client: Client
    ) -> None:
        address, waiting = asked
        told = editor_client.get(address).content.decode()
        assert "about to be made" in told
        assert "data-making-busy" in told
        editor_client.post(address)  # a second push of the button
        assert len(waiting) == 1
        assert not Recording.objects.exists()

    def test_a_worker_that_stopped_half_way_goes_on_where_it_was(
        self,
        asked: tuple[str, list[tuple[str, str]]],
        editor_client: Client,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        address, waiting = asked
        monkeypatch.setattr(making_works, "make_works", _stopped_after_two)
        with pytest.raises(KeyboardInterrupt):
            making_works.carry_on(*waiting[0])
        monkeypatch.undo()
        told = editor_client.get(address).content.decode()
        assert "2 of 4 works have been looked at" in told
        with time_machine.travel(timezone.now() + timedelta(minutes=3)):
            editor_client.force_login(User.objects.get(username="editor"))
            assert "Go on" in editor_client.get(address).content.decode()
            told = editor_client.post(address, follow=True).content.decode()
        assert "Works made: 2. Left out: 2." in told
        assert (Recording.objects.count(), Picture.objects.count()) == (1, 1)

    def test_an_older_run_makes_nothing_more(
        self, asked: tuple[str, list[tuple[str, str]]]
    ) -> None:
        _address, waiting = asked
        making_works.begin(KeptFile.objects.get(), "fr")
        making_works.carry_on(*waiting[0])
        assert not Picture.objects.exists()

    def test_a_folder_that_was_replaced_makes_nothing_more(
        self, asked: tuple[str, list[tuple[str, str]]]
    ) -> None:
        _address, waiting = asked
        KeptFile.objects.all().delete()
        making_works.carry_on(*waiting[0])
        assert not Picture.objects.exists()


def _stopped_after_two(*facts: Any) -> Iterator[WorkOutcome]:
    """A worker that is stopped."""
    for number, outcome in enumerate(make_works(*facts)):
        if number == 2:
            raise KeyboardInterrupt
        yield outcome


def test_namesakes_leave_a_work_out_and_say_who_is_meant(
    editor_client: Client,
) -> None:
    for note in ("peintre", "conteuse"):
        Contributor.objects.create(name="Zoé", note=note)
    address = sent(editor_client).redirect_chain[-1][0]
    told = editor_client.post(address, follow=True)
    assert "Zoé (conteuse) / Zoé (peintre)" in told.content.decode()
    assert not Recording.objects.exists()
    assert Picture.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"credits.csv": b"file;title\n"}, "several tables"),
        ({"credits.ods": b"PK no spreadsheet"}, "no column “file”"),
    ],
)
def test_a_folder_that_cannot_be_read_is_refused_where_it_is_chosen(
    editor_client: Client, changes: dict[str, bytes], sentence: str
) -> None:
    answer = sent(editor_client, **changes)
    assert answer.redirect_chain == []
    assert sentence in answer.content.decode()
    assert not KeptFile.objects.exists()


def test_it_is_offered_beside_the_import_of_trails(editor_client: Client) -> None:
    assert FIRST in editor_client.get("/admin/trails/import/").content.decode()
    assert editor_client.get(FIRST).status_code == 200


def test_only_who_may_add_works_may_import_them(client: Client, db: None) -> None:
    from django.contrib.auth.models import Permission

    reader = User.objects.create_user("reader", password="r")
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(reader)
    assert client.get(FIRST).status_code in (302, 403)
    assert "import" not in client.get(FIRST, follow=True).request["PATH_INFO"]
