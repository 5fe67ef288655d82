"""Faults in the editor's words."""

from typing import Any

import pytest
from django.utils import translation

from tests.conftest import BilingualSite
from tests.factories import (
    PictureFactory,
    RecordingFactory,
    StopFactory,
    TourPageFactory,
    picture_value,
    story,
)
from tours.faults import (
    SENTENCES,
    TRACK_SENTENCES,
    block_draft,
    fault_sentences,
    sentence,
    stop_draft,
    track_sentence,
)
from tours.publication import BlockDraft, Fault


def blocks(*pairs: tuple[str, Any]) -> list[BlockDraft]:
    """What the rules look at in a story."""
    return [block_draft(each.block_type, each.value) for each in story(*pairs)]


@pytest.mark.django_db
class TestBlocks:
    """What the rules look at in a story's blocks."""

    def test_a_recording_counts_by_its_transcript(self) -> None:
        recording = RecordingFactory(transcript="Ce qui est dit.")
        (draft,) = blocks(("recording", recording))
        assert draft == BlockDraft("recording", transcript="Ce qui est dit.")

    def test_a_picture_counts_by_what_stands_for_it(self) -> None:
        value = picture_value(PictureFactory(), "Une place")
        (draft,) = blocks(("picture", value))
        assert draft == BlockDraft("picture", alternative_text="Une place")

    def test_a_decorative_picture_counts_as_such(self) -> None:
        value = picture_value(PictureFactory(), "", decorative=True)
        (draft,) = blocks(("picture", value))
        assert draft == BlockDraft("picture", is_decorative=True)

    @pytest.mark.parametrize("kind", ["recording", "picture"])
    def test_a_work_that_is_gone_counts_as_empty(self, kind: str) -> None:
        assert block_draft(kind, None) == BlockDraft(kind, is_empty=True)

    def test_a_picture_block_without_picture_is_empty(self) -> None:
        draft = block_draft("picture", {"image": None})
        assert draft == BlockDraft("picture", is_empty=True)

    def test_words_count_by_being_there(self) -> None:
        assert blocks(("text", "<p>Ici.</p>")) == [BlockDraft("text")]


@pytest.mark.django_db
class TestStops:
    """A stop counts the same as a row of the form and as saved."""

    def test_a_stop_and_its_row_are_read_alike(self) -> None:
        stop = StopFactory(latitude=45.4, longitude=4.4)
        row = {
            name: getattr(stop, name)
            for name in ("title", "place", "latitude", "longitude", "story")
        }
        assert stop_draft(stop) == stop_draft(row)
        assert stop_draft(stop).has_place
        assert len(stop_draft(stop).blocks) == 4

    def test_an_empty_row_is_an_empty_stop(self) -> None:
        draft = stop_draft({})
        assert (draft.title, draft.has_place, draft.blocks) == ("", False, ())


@pytest.mark.parametrize("code", SENTENCES)
def test_every_fault_has_a_sentence_in_each_language(code: str) -> None:
    said = {}
    for language in ("fr", "en"):
        with translation.override(language):
            said[language] = sentence(Fault(code))
    assert said["en"].endswith(".")
    assert said["fr"].endswith(".")
    assert said["fr"] != said["en"]


@pytest.mark.parametrize(
    ("track", "code"),
    [
        ("{", "json"),
        ({"type": "Point"}, "type"),
        ({"type": "LineString", "coordinates": [[4, 45]]}, "too_few"),
        ({"type": "LineString", "coordinates": [[4, 45]] * 50_001}, "too_many"),
        ({"type": "LineString", "coordinates": [[4, 45], [999, 45]]}, "position"),
    ],
    ids=["json", "type", "too-few", "too-many", "position"],
)
def test_every_refused_track_has_a_sentence_that_tells_where(
    track: Any, code: str
) -> None:
    words = track_sentence(track)
    assert words == sentence(Fault(f"track_{code}", field="track"), track)
    assert words.endswith(".")
    assert "%(" not in words
    if code == "position":
        assert "Point 2 of the track, [999, 45]," in words
    if code == "too_many":
        assert "50001" in words
    assert code in TRACK_SENTENCES


def test_a_good_track_needs_no_sentence() -> None:
    line = {"type": "LineString", "coordinates": [[4, 45], [4.1, 45]]}
    assert track_sentence(line) == ""


def test_a_trail_tells_each_fault_with_its_place(site: BilingualSite) -> None:
    silent = RecordingFactory(transcript="")
    trail = TourPageFactory(
        parent=site.home,
        live=False,
        stops=[
            StopFactory(),
            StopFactory(title="Le puits", place=None),
            StopFactory(title="La place", story=story(("recording", silent))),
            StopFactory(title=""),
        ],
    )
    assert fault_sentences(trail) == [
        "Stop 2, “Le puits”: Choose the place of this stop.",
        "Stop 3, “La place”: Write the transcript of this recording: some visitors"
        " cannot hear it.",
        "Stop 4: Give this stop a title.",
    ]


def test_a_trail_without_stop_tells_it(site: BilingualSite) -> None:
    trail = TourPageFactory(parent=site.home, live=False, stops=0)
    assert fault_sentences(trail) == [
        "A trail needs at least one stop before it is published."
    ]


def test_a_whole_trail_tells_nothing(site: BilingualSite) -> None:
    assert fault_sentences(TourPageFactory(parent=site.home, live=False)) == []
