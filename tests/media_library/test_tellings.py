"""The tellings of one story: one of each, in a fixed order."""

from types import SimpleNamespace

import pytest

from media_library.models import Recording
from media_library.tellings import FULL, ORDER, one_of_each
from tests.factories import RecordingFactory


def test_the_one_that_plays_by_default_comes_first() -> None:
    named = ("described", "children", "short", "full")
    told = one_of_each([SimpleNamespace(telling=each) for each in named])
    assert [each.telling for each in told] == [
        "full",
        "short",
        "children",
        "described",
    ]


def test_of_two_of_the_same_telling_the_first_one_counts() -> None:
    stories = [("short", 1), ("full", 2), ("short", 3)]
    assert one_of_each(stories, lambda each: each[0]) == (("full", 2), ("short", 1))


def test_a_recording_may_be_each_of_them() -> None:
    assert tuple(Recording.Telling.values) == ORDER


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["music", "ambience"])
def test_what_is_not_spoken_has_none(kind: str) -> None:
    recording = RecordingFactory(kind=kind, telling="short")
    recording.full_clean()
    assert recording.telling == FULL
    assert recording.telling_name == ""
