"""When sentences are said, guessed from the pauses of a voice."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_library.guessed_moments import guessed
from media_library.webvtt import spread

SENTENCES = [
    "Regardez cette vague.",
    "Une longue façade de bois, qui se creuse et avance au-dessus de l’entrée.",
    "C’est une bibliothèque.",
    "Elle a ouvert en décembre, la veille de la fête de l’indépendance.",
    "Le pays s’offrait un cadeau, et il a choisi des livres.",
    "Entrez donc.",
]


def told(
    sentences: list[str], seed: int
) -> tuple[float, list[tuple[float, float]], list[tuple[float, float]]]:
    """A made-up voice: how long it speaks, its pauses, and when each sentence is said.

    It speaks at an uneven pace, breathes at commas for a short while, and pauses
    longer between sentences.
    """
    chance = random.Random(seed)  # noqa: S311
    now, pauses, truth = 0.3, [(0.0, 0.3)], []
    for sentence in sentences:
        start = now
        for part in sentence.split(", "):
            if now > start:
                breath = chance.uniform(0.18, 0.35)
                pauses.append((now, now + breath))
                now += breath
            now += len(part) / 15 * chance.uniform(0.8, 1.25)
        truth.append((start, now))
        gap = chance.uniform(0.35, 1.2)
        pauses.append((now, now + gap))
        now += gap
    return now, pauses, truth


@pytest.mark.parametrize("seed", range(40))
def test_sentences_are_found_between_the_pauses_of_an_uneven_voice(seed: int) -> None:
    duration_s, pauses, truth = told(SENTENCES, seed)
    found = guessed(" ".join(SENTENCES), duration_s, pauses)
    assert [cue.text for cue in found] == SENTENCES
    assert [(cue.start_s, cue.end_s) for cue in found] == [
        (pytest.approx(start, abs=0.01), pytest.approx(end, abs=0.01))
        for start, end in truth
    ]


def test_a_long_story_is_followed_to_its_end() -> None:
    duration_s, pauses, truth = told(SENTENCES * 25, 3)
    found = guessed(" ".join(SENTENCES * 25), duration_s, pauses)
    right = [
        abs(cue.start_s - start) < 0.01
        for cue, (start, _end) in zip(found, truth, strict=True)
    ]
    assert sum(right) >= 0.97 * len(right)


def test_without_enough_pauses_letters_alone_count() -> None:
    text = " ".join(SENTENCES)
    assert guessed(text, 20) == spread(text, 20)
    assert guessed(text, 20, [(5, 6)]) == spread(text, 20)


def test_one_sentence_lasts_from_the_first_word_to_the_last() -> None:
    (cue,) = guessed("Bonjour.", 3, [(0.0, 0.4), (2.5, 3.0)])
    assert (cue.start_s, cue.end_s) == (0.4, 2.5)


def test_nothing_is_said_at_no_time() -> None:
    assert guessed("", 10, [(0, 1)]) == ()
    assert guessed("Bonjour.", 0) == ()


@given(
    st.text("ab. !é", max_size=60),
    st.floats(0, 100),
    st.lists(st.tuples(st.floats(0, 100), st.floats(0, 5)), max_size=12),
)
def test_any_pauses_give_moments_in_order(
    text: str, duration_s: float, made: list[tuple[float, float]]
) -> None:
    pauses, now = [], 0.0
    for start, length in sorted(made):
        if start > now and start + length < duration_s:
            pauses.append((start, start + length))
            now = start + length
    found = guessed(text, duration_s, pauses)
    moments = [moment for cue in found for moment in (cue.start_s, cue.end_s)]
    assert moments == sorted(moments)
    assert all(0 <= moment <= duration_s + 0.001 for moment in moments)
