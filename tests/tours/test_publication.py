"""What a trail must have before walkers see it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tours.publication import (
    BlockDraft,
    Fault,
    StopDraft,
    TourDraft,
    publication_faults,
)
from tours.question import Question

TRACK = {"type": "LineString", "coordinates": [[4.38, 45.43], [4.39, 45.44]]}
SOUND = BlockDraft("recording", transcript="Ce qui est dit.")
PICTURE = BlockDraft("picture", alternative_text="Une place")


def stop(**changes: Any) -> StopDraft:
    """A faultless stop, with changes."""
    facts = {"title": "La mairie", "has_place": True, "blocks": (SOUND, PICTURE)}
    return StopDraft(**{**facts, **changes})


def faults(*stops: StopDraft, track: object = TRACK) -> list[Fault]:
    """What is wrong with a trail of some stops."""
    return publication_faults(TourDraft(track=track, stops=stops))


def test_a_whole_trail_has_no_fault() -> None:
    assert faults(stop(), stop(latitude=45.4, longitude=4.4)) == []


@pytest.mark.parametrize("track", [None, "", {}], ids=["none", "text", "object"])
def test_a_trail_may_go_without_a_track(track: object) -> None:
    assert faults(stop(), track=track) == []


def test_a_take_needs_a_stop_before_it_and_a_season() -> None:
    take = stop(is_take=True, has_season=True)
    assert faults(stop(), take, take) == []
    assert faults(take, stop(is_take=True)) == [
        Fault("take_without_stop", field="is_take", stop=0),
        Fault("take_without_season", field="is_take", stop=1),
    ]


def test_a_trail_needs_a_stop() -> None:
    assert faults() == [Fault("no_stop")]


@pytest.mark.parametrize(
    ("track", "code"),
    [
        ("{", "track_json"),
        ({"type": "Point"}, "track_type"),
        ({"type": "LineString", "coordinates": []}, "track_too_few"),
        ({"type": "LineString", "coordinates": [[999, 0], [0, 0]]}, "track_position"),
    ],
)
def test_a_track_that_cannot_be_drawn_is_a_fault(track: object, code: str) -> None:
    assert faults(stop(), track=track) == [Fault(code, field="track")]


@pytest.mark.parametrize("title", ["", "   ", "\n"], ids=["empty", "spaces", "line"])
def test_a_stop_needs_a_title(title: str) -> None:
    fault = Fault("stop_without_title", field="title", stop=1)
    assert faults(stop(), stop(title=title)) == [fault]


def test_a_stop_needs_a_place() -> None:
    fault = Fault("stop_without_place", field="place", stop=0)
    assert faults(stop(has_place=False)) == [fault]


@pytest.mark.parametrize(
    ("latitude", "longitude", "fault"),
    [
        (999, 4.4, ("latitude_out_of_range", "latitude")),
        (-90.1, 4.4, ("latitude_out_of_range", "latitude")),
        (float("nan"), 4.4, ("latitude_out_of_range", "latitude")),
        (45.4, 180.5, ("longitude_out_of_range", "longitude")),
        (45.4, -999, ("longitude_out_of_range", "longitude")),
        (45.4, None, ("half_a_point", "longitude")),
        (None, 4.4, ("half_a_point", "latitude")),
    ],
    ids=["999", "south", "nan", "east", "west", "no-longitude", "no-latitude"],
)
def test_a_stop_stands_on_the_globe_or_nowhere(
    latitude: float | None, longitude: float | None, fault: tuple[str, str]
) -> None:
    found = faults(stop(latitude=latitude, longitude=longitude))
    assert found == [Fault(fault[0], field=fault[1], stop=0)]


@pytest.mark.parametrize("corner", [(90, 180), (-90, -180), (0, 0)], ids=str)
def test_the_edges_of_the_globe_are_no_fault(corner: tuple[float, float]) -> None:
    assert faults(stop(latitude=corner[0], longitude=corner[1])) == []


@pytest.mark.parametrize("transcript", ["", " \n "], ids=["empty", "blank"])
def test_a_recording_needs_its_transcript(transcript: str) -> None:
    silent = BlockDraft("recording", transcript=transcript)
    fault = Fault("recording_without_transcript", field="story", stop=0, block=1)
    assert faults(stop(blocks=(SOUND, silent))) == [fault]


@pytest.mark.parametrize("text", ["", "  "], ids=["empty", "blank"])
def test_a_picture_needs_an_alternative_text(text: str) -> None:
    bare = BlockDraft("picture", alternative_text=text)
    fault = Fault("picture_without_alternative_text", field="story", stop=0, block=0)
    assert faults(stop(blocks=(bare,))) == [fault]


@pytest.mark.parametrize("kind", ["picture", "recording"])
def test_a_block_needs_its_work(kind: str) -> None:
    gone = BlockDraft(kind, is_empty=True)
    fault = Fault("empty_block", field="story", stop=0, block=0)
    assert faults(stop(blocks=(gone,))) == [fault]


def test_a_decorative_picture_needs_none() -> None:
    assert faults(stop(blocks=(BlockDraft("picture", is_decorative=True),))) == []


@pytest.mark.parametrize("kind", ["text", "quote"])
def test_other_blocks_need_nothing(kind: str) -> None:
    assert faults(stop(blocks=(BlockDraft(kind),))) == []


def test_every_fault_is_told_in_reading_order() -> None:
    bad = StopDraft(latitude=999, blocks=(BlockDraft("picture"), SOUND))
    found = faults(bad, stop(), StopDraft(has_place=True), track="{")
    assert [(fault.code, fault.stop) for fault in found] == [
        ("track_json", None),
        ("stop_without_title", 0),
        ("stop_without_place", 0),
        ("latitude_out_of_range", 0),
        ("half_a_point", 0),
        ("picture_without_alternative_text", 0),
        ("stop_without_title", 2),
    ]


blocks = st.builds(
    BlockDraft,
    kind=st.sampled_from(["text", "picture", "recording", "quote"]),
    alternative_text=st.sampled_from(["", "Une place"]),
    is_decorative=st.booleans(),
    transcript=st.sampled_from(["", "Ce qui est dit."]),
)
numbers = st.none() | st.floats()
stops = st.builds(
    StopDraft,
    title=st.sampled_from(["", "La mairie"]),
    has_place=st.booleans(),
    latitude=numbers,
    longitude=numbers,
    blocks=st.lists(blocks, max_size=3).map(tuple),
)


@given(st.lists(stops, max_size=3))
def test_every_fault_names_a_place_that_exists(drafts: list[StopDraft]) -> None:
    for fault in faults(*drafts):
        if fault.stop is None:
            assert (fault.code, fault.field) == ("no_stop", None)
            continue
        found = drafts[fault.stop]
        if fault.block is None:
            assert fault.field in {"title", "place", "latitude", "longitude"}
        else:
            assert found.blocks[fault.block].kind in {"picture", "recording"}


def test_what_to_look_for_needs_words_for_its_picture() -> None:
    fault = Fault(
        "look_for_picture_without_alternative_text",
        field="look_for_picture_alternative_text",
        stop=0,
    )
    assert faults(stop(has_look_for_picture=True)) == [fault]
    assert faults(stop(has_look_for_picture=True, look_for_alternative_text="x")) == []


def test_each_fault_of_a_question_is_told_in_its_block() -> None:
    found = faults(stop(), stop(question=Question("number", words="Combien ?")))
    assert found == [
        Fault("question_without_answer_story", field="question", stop=1, block=0),
        Fault("question_without_number", field="question", stop=1, block=0),
    ]
