"""What counts as drift between an original and its translation."""

from datetime import UTC, datetime, timedelta

from tours.drift_rules import (
    Change,
    Pair,
    Part,
    drifted_texts,
    is_replaced,
    remembered,
)

PUBLISHED = datetime(2026, 3, 1, tzinfo=UTC)
BEFORE, AFTER = PUBLISHED - timedelta(days=1), PUBLISHED + timedelta(days=1)
STORY = "stops.k.story.b"


def changes(texts: list[str], translated: dict[str, datetime], shown: set[str]) -> list:
    """Which paragraphs of a story have drifted, and how."""
    parts = [Part(STORY, text, "stops.story.text", 1) for text in texts]
    known = {(STORY, text): made for text, made in translated.items()}
    said = {STORY: shown} if shown else {}
    found = drifted_texts(parts, known, said, PUBLISHED)
    return [(each.number, each.change) for each in found]


def test_what_was_translated_and_published_is_fresh() -> None:
    assert changes(["Un."], {"Un.": BEFORE}, {"One."}) == []


def test_a_paragraph_changed_since_is_named_by_its_number() -> None:
    known = {"Un.": BEFORE, "Deux.": BEFORE}
    found = changes(["Un.", "Trois."], known, {"One.", "Two."})
    assert found == [(2, Change.CHANGED)]


def test_a_translation_that_is_not_published_yet_changes_nothing_for_walkers() -> None:
    known = {"Un.": BEFORE, "Deux.": AFTER}
    assert changes(["Deux."], known, {"One."}) == [(None, Change.CHANGED)]


def test_what_the_translation_does_not_say_at_all_is_new() -> None:
    assert changes(["Un."], {}, set()) == [(None, Change.ADDED)]


def test_what_stands_there_in_the_other_language_is_not_translated() -> None:
    assert changes(["Un."], {}, {"Un."}) == [(None, Change.UNTRANSLATED)]


def test_addresses_belong_to_each_language() -> None:
    assert not list(drifted_texts([Part("slug", "a", "slug")], {}, {}, PUBLISHED))


def test_a_recording_is_replaced_once_the_original_has_another() -> None:
    before = Pair(("1:a",), ("2:b",))
    assert not is_replaced(before, None)
    assert not is_replaced(before, before)
    assert is_replaced(Pair(("3:c",), ("2:b",)), before)
    assert not is_replaced(Pair(("3:c",), ("4:d",)), before)
    assert not is_replaced(Pair(("3:c",), ()), Pair(("1:a",), ()))


def test_the_pair_is_remembered_until_the_own_sound_changes() -> None:
    before = Pair(("1:a",), ("2:b",))
    assert remembered(Pair(("3:c",), ("2:b",)), before) == before
    renewed = Pair(("3:c",), ("4:d",))
    assert remembered(renewed, before) == renewed
