"""Timing that outlives a change of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_library.timed_transcript import as_json, as_paragraphs, from_json, reworded
from media_library.webvtt import Cue, plain_text

CUES = (
    Cue(0.0, 2.0, "Ici passait la rivière."),
    Cue(2.0, 4.0, "La ville l’a couverte en 1858."),
    Cue(7.0, 9.0, "On l’entend encore.", "Zoé"),
)


def test_the_same_words_change_nothing() -> None:
    assert reworded(CUES, plain_text(CUES)) == CUES
    assert reworded(CUES, plain_text(CUES).replace("\n\n", "\n")) == CUES


@pytest.mark.parametrize(
    "said",
    [
        ["Ici coulait la rivière.", "La ville l’a couverte en 1858.", "On l’entend."],
        ["Ici passait la rivière.", "", "On l’entend encore."],
        ["Ici, la belle rivière.", "La ville l’a couverte en 1858.", "On l’entend."],
        ["Ici passait la rivière.", "En 1859, la ville l’a couverte !", "On l’entend."],
    ],
    ids=["another word", "a sentence less", "words more and less", "another order"],
)
def test_words_keep_their_moment(said: list[str]) -> None:
    moments = [cue.start_s for cue in CUES]
    found = reworded(CUES, " ".join(said))
    assert [cue.start_s for cue in found] == [
        moment for moment, words in zip(moments, said, strict=True) if words
    ]
    assert [cue.text for cue in found] == [words for words in said if words]


def test_who_speaks_stays() -> None:
    assert reworded(CUES, "Ici la rivière. On l’entend toujours.")[-1].speaker == "Zoé"


@given(st.text("ab é.\n", max_size=80))
def test_no_word_is_lost_or_moved(text: str) -> None:
    found = reworded(CUES, text)
    if text.split() != plain_text(CUES).split():
        assert " ".join(cue.text for cue in found).split() == text.split()
    starts = [cue.start_s for cue in found]
    assert starts == sorted(starts)


def test_what_is_kept_is_read_again() -> None:
    assert from_json(as_json(CUES)) == CUES
    assert from_json(None) == ()
    assert from_json([{"start_s": 1}, "x"]) == ()


def test_paragraphs_are_the_transcripts() -> None:
    text = (
        "Ici passait la rivière.\n\nLa ville l’a couverte en 1858. On l’entend encore."
    )
    assert as_paragraphs(CUES, text) == [[CUES[0]], [CUES[1]], [CUES[2]]]
    alike = [Cue(cue.start_s, cue.end_s, cue.text) for cue in CUES]
    assert as_paragraphs(alike, text) == [alike[:1], alike[1:]]


def test_other_words_leave_paragraphs_to_pauses_and_speakers() -> None:
    assert as_paragraphs(CUES, "Rien de tel.") == [[*CUES[:2]], [CUES[2]]]
