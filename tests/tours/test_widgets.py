"""The form field of a track."""

import json

import pytest
from django.utils import translation

from tours.widgets import TrackTextarea

LINE = {"type": "LineString", "coordinates": [[4.38, 45.43], [4.39, 45.44]]}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        ("", ""),
        ("null", ""),
        (json.dumps(LINE, indent=4), json.dumps(LINE, separators=(",", ":"))),
        ("{", "{"),
        ("[" * 5000, "[" * 5000),
    ],
    ids=["none", "empty", "null", "line", "cut", "deep"],
)
def test_a_track_is_shown_short_and_what_is_none_as_typed(
    value: str | None, shown: str
) -> None:
    assert TrackTextarea().format_value(value) == shown


@pytest.mark.parametrize(
    ("typed", "read"), [(" \n ", ""), (" {} ", "{}"), ("{", "{")], ids=repr
)
def test_blanks_around_a_track_are_dropped(typed: str, read: str) -> None:
    assert TrackTextarea().value_from_datadict({"track": typed}, {}, "track") == read


def test_nothing_sent_is_nothing_read() -> None:
    assert TrackTextarea().value_from_datadict({}, {}, "track") is None


def test_it_brings_a_map_with_words_in_the_editors_language() -> None:
    words = {}
    for language in ("fr", "en"):
        with translation.override(language):
            html = TrackTextarea().render("track", None)
        assert 'data-controller="track-field"' in html
        assert "/admin/recordings/durations/" in html
        words[language] = html
    assert words["fr"] != words["en"]
