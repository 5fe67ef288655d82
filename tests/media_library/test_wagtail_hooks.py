"""Recordings in the admin: the list, the form, the dialog inside a trail."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from media_library.models import Recording
from tests import sounds
from tests.factories import RecordingFactory

pytestmark = pytest.mark.screens

LIST = "/admin/snippets/media_library/recording/"
ADD = f"{LIST}add/"


def facts(content: bytes, name: str = "mine.wav", **changes: Any) -> dict[str, Any]:
    """What the form sends."""
    return {
        "title": "La mine",
        "original": SimpleUploadedFile(name, content),
        "language": "fr",
        "kind": "story",
        "telling": "full",
        "licence": "CC-BY-4.0",
        **changes,
    }


def test_an_editor_makes_a_recording(editor_client: Client) -> None:
    response = editor_client.post(ADD, facts(sounds.wav(2.5)))
    assert response.status_code == 302
    recording = Recording.objects.get()
    assert (recording.title, recording.language) == ("La mine", "fr")
    assert recording.duration_seconds == 2.5


BAD_FILES = {
    "fake": (b"Bonjour", "mine.mp3", "something else"),
    "playlist": (b"#EXTM3U\nhttp://x/y.mp3", "liste.mp3", "something else"),
    "empty": (b"", "mine.mp3", "empty"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"0" * 80, "mine.m4a", "something else"),
    "unknown": (sounds.wav(), "mine.wma", "not a sound file we can read"),
}


@pytest.mark.parametrize(
    ("content", "name", "words"), BAD_FILES.values(), ids=BAD_FILES
)
def test_a_bad_sound_is_refused_and_nothing_of_it_is_kept(
    editor_client: Client, media_root: Path, content: bytes, name: str, words: str
) -> None:
    response = editor_client.post(ADD, facts(content, name))
    assert response.status_code == 200
    (sentence,) = response.context["form"].errors["original"]
    assert words in sentence
    assert not Recording.objects.exists()
    assert not [path for path in media_root.rglob("*") if path.is_file()]


def test_a_bad_sound_takes_nothing_from_the_good_one(editor_client: Client) -> None:
    recording = RecordingFactory()
    name = recording.file.name
    response = editor_client.post(
        f"{LIST}edit/{recording.pk}/", facts(b"Bonjour", "mine.mp3")
    )
    assert "original" in response.context["form"].errors
    recording.refresh_from_db()
    assert recording.file.name == name
    assert recording.file.read() == sounds.wav()
    recording.file.close()


def test_words_are_changed_without_sending_the_sound_again(
    editor_client: Client,
) -> None:
    recording = RecordingFactory(seconds=2.0)
    changed = facts(b"", transcript="Enfin écrit.")
    del changed["original"]
    assert editor_client.post(f"{LIST}edit/{recording.pk}/", changed).status_code == 302
    recording.refresh_from_db()
    assert recording.transcript == "Enfin écrit."
    assert recording.duration_seconds == 2.0


def test_recordings_are_listed_and_found_by_their_language(
    editor_client: Client,
) -> None:
    RecordingFactory(title="La mine", language="fr")
    RecordingFactory(title="The mine", language="en")
    everything = editor_client.get(LIST).content.decode()
    assert "La mine" in everything
    assert "The mine" in everything
    english = editor_client.get(f"{LIST}?language=en").content.decode()
    assert "The mine" in english
    assert "La mine" not in english


class TestDialog:
    """A recording is chosen, or made, without leaving the trail."""

    CHOOSE = "/admin/snippets/choose/media_library/recording/"

    def test_it_lists_what_there_is_and_offers_to_make_more(
        self, editor_client: Client
    ) -> None:
        RecordingFactory(title="La mine")
        answer = editor_client.get(self.CHOOSE).json()
        assert "La mine" in answer["html"]
        assert "New recording" in answer["html"]

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_it_begins_in_the_language_of_the_page(
        self, editor_client: Client, language: str
    ) -> None:
        html = editor_client.get(f"{self.CHOOSE}?locale={language}").json()["html"]
        assert f'<option value="{language}" selected>' in html

    def make(self, client: Client, content: bytes) -> Any:
        """Send the dialog's form."""
        sent = {f"new-recording-{k}": v for k, v in facts(content).items()}
        return client.post(f"{self.CHOOSE}create/", sent).json()

    def test_it_makes_a_whole_recording(self, editor_client: Client) -> None:
        answer = self.make(editor_client, sounds.wav(2.0))
        assert answer["step"] == "chosen"
        recording = Recording.objects.get()
        assert answer["result"]["id"] == str(recording.pk)
        assert recording.duration_seconds == 2.0

    def test_it_refuses_what_the_form_refuses(
        self, editor_client: Client, media_root: Path
    ) -> None:
        answer = self.make(editor_client, b"Bonjour")
        assert answer["step"] == "reshow_creation_form"
        assert "something else" in answer["htmlFragment"]
        assert not Recording.objects.exists()


def test_who_is_not_an_editor_makes_no_recording(db: None, phone: Client) -> None:
    response = phone.post(ADD, facts(sounds.wav()))
    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]
    assert not Recording.objects.exists()


@pytest.mark.parametrize("client", ["editor_client", "staff_client"])
def test_only_city_staff_deletes_a_recording(
    request: pytest.FixtureRequest, client: str
) -> None:
    browser = request.getfixturevalue(client)
    recording = RecordingFactory()
    browser.post(f"{LIST}delete/{recording.pk}/")
    assert Recording.objects.exists() == (client == "editor_client")
