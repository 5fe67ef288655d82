"""Timed transcripts in a recording's form: in, out, and through a change of words."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from media_library.models import Recording
from tests.factories import RecordingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.screens]

EDIT = "/admin/snippets/media_library/recording/edit/{}/"
VTT = """WEBVTT

00:00.000 --> 00:04.000
<v Zoé>Ici passait la rivière.

00:04.000 --> 00:08.500
<v Zoé>On l’a couverte en 1858.
"""


@pytest.fixture
def made() -> Recording:
    """A recording of a minute and a half."""
    return RecordingFactory(seconds=90.0, transcript="Bonjour.", title="La rivière")


def save(
    client: Client, made: Recording, file: bytes | None = None, **told: Any
) -> Any:
    """Saves the form, with a transcript's file or without."""
    facts = {"title": made.title, "language": "fr", "kind": "story"}
    facts["telling"] = "full"
    facts |= {"licence": made.licence, "transcript": made.transcript, **told}
    if file is not None:
        facts["timed_transcript"] = SimpleUploadedFile("riviere.vtt", file)
    answer = client.post(EDIT.format(made.pk), facts)
    made.refresh_from_db()
    return answer


def test_a_file_gives_the_words_and_their_moments(
    editor_client: Client, made: Recording
) -> None:
    assert save(editor_client, made, VTT.encode()).status_code == 302
    assert made.transcript == "Ici passait la rivière. On l’a couverte en 1858."
    assert made.cues[1] == {
        "start_s": 4.0,
        "end_s": 8.5,
        "text": "On l’a couverte en 1858.",
        "speaker": "Zoé",
    }


def test_words_changed_later_keep_their_moments(
    editor_client: Client, made: Recording
) -> None:
    save(editor_client, made, VTT.encode())
    words = "Ici passait la belle rivière. On l’a couverte en 1859."
    save(editor_client, made, transcript=words)
    assert made.transcript == words
    assert [cue["text"] for cue in made.cues] == [
        "Ici passait la belle rivière.",
        "On l’a couverte en 1859.",
    ]


def test_what_goes_out_comes_in_again(editor_client: Client, made: Recording) -> None:
    save(editor_client, made, VTT.encode())
    kept = made.cues
    answer = editor_client.get(f"/admin/recordings/{made.pk}/transcript.vtt")
    assert answer.headers["Content-Type"].startswith("text/vtt")
    assert 'filename="la-riviere.fr.vtt"' in answer.headers["Content-Disposition"]
    save(editor_client, made, answer.content, transcript="x")
    assert made.cues == kept


def test_a_plain_transcript_goes_out_with_guessed_moments(
    editor_client: Client, made: Recording
) -> None:
    made.transcript = "Ici passait la rivière. On l’a couverte."
    made.save()
    answer = editor_client.get(f"/admin/recordings/{made.pk}/transcript.vtt")
    text = answer.content.decode()
    assert text.count("-->") == 2
    assert "00:01:30.000" in text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"Bonjour", "This is no WebVTT file"),
        (b"WEBVTT\n\n00:99.000 --> 00:04.000\nA\n", "Line 3: this moment"),
        (b"WEBVTT\n\n00:00.000 --> 05:00.000\nA\n", "Line 3: the recording has ended"),
        ("WEBVTT\n\n00:00.000 --> 00:01.000\né".encode("utf-16"), "not in UTF-8"),
        (b"WEBVTT\n", "Nothing is said in this file."),
    ],
)
def test_a_bad_file_is_refused_and_nothing_is_lost(
    editor_client: Client, made: Recording, content: bytes, sentence: str
) -> None:
    answer = save(editor_client, made, content)
    (told,) = answer.context["form"].errors["timed_transcript"]
    assert sentence in told
    assert (made.transcript, made.cues) == ("Bonjour.", [])


def test_the_form_tells_the_pace(editor_client: Client, made: Recording) -> None:
    made.transcript = f"{'mot ' * 29}mot. {'mot ' * 299}mot."
    made.save()
    html = editor_client.get(EDIT.format(made.pk)).content.decode()
    assert "330 words" in " ".join(html.split())
    assert "220 words a minute" in html
    assert "That is fast" in html
    assert "2 sentences have more than 25 words" in html


def test_music_has_no_pace(editor_client: Client, made: Recording) -> None:
    made.kind = Recording.Kind.MUSIC
    made.save()
    html = editor_client.get(EDIT.format(made.pk)).content.decode()
    assert "words a minute" not in html
