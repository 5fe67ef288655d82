"""The package as a document: its version, its figures, its names."""

import json

import pytest

from places.geo import Point
from tours.package import (
    along_the_track,
    credits_part,
    file_name,
    serialised,
    track_part,
    version,
)
from tours.track import LegBy, LegReason, TrackLeg

HERE, THERE = Point(45.43, 4.38), Point(45.431, 4.38)


def test_a_version_is_of_what_is_said_not_of_where() -> None:
    said = {"title": "Là", "url": "https://a.org/x/", "files": [{"url": "/a", "n": 1}]}
    moved = {"title": "Là", "url": "https://b.org/y/", "files": [{"url": "/b", "n": 1}]}
    assert version(said) == version(moved)
    assert version(said) != version({**said, "title": "Ici"})


def test_a_version_does_not_depend_on_itself_nor_on_the_order_of_keys() -> None:
    assert version({"a": 1, "b": 2}) == version({"b": 2, "a": 1, "version": "x"})


def test_bytes_are_compact_and_keep_accents() -> None:
    assert serialised({"b": "é", "a": [1, 2]}) == '{"b":"é","a":[1,2]}'.encode()


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        serialised({"a": float("nan")})


@pytest.mark.parametrize(
    ("original", "ending"),
    [("recordings/Voix.M4A", ".m4a"), ("a.b.webp", ".webp"), ("sans", "")],
)
def test_a_file_is_named_by_its_content(original: str, ending: str) -> None:
    assert (
        file_name("0123456789abcdef" * 4, original) == f"0123456789abcdef0123{ending}"
    )


def test_a_leg_says_how_it_was_drawn_and_how_long_it_is() -> None:
    leg = TrackLeg(
        (HERE, THERE),
        by=LegBy.STREET,
        vias=(Point(45.4305, 4.38),),
        reason=LegReason.NO_MAP,
        steps=3,
        is_step_free=False,
        closes=True,
    )
    [told] = track_part([leg], [], "© OpenStreetMap")["legs"]
    assert told == {
        "line": [[4.38, 45.43], [4.38, 45.431]],
        "metres": pytest.approx(111.2, abs=0.1),
        "seconds": 100,
        "by": "street",
        "via": [[4.38, 45.4305]],
        "reason": "no-map",
        "steps": 3,
        "step_free": False,
        "closes": True,
    }


def test_the_box_holds_stops_beside_the_line() -> None:
    leg = TrackLeg((HERE, THERE))
    aside = Point(45.42, 4.39)
    assert track_part([leg], [aside], "")["bounds"] == [4.38, 45.42, 4.39, 45.431]


def test_a_trail_without_a_line_has_a_box_of_its_stops() -> None:
    part = track_part([], [HERE], "")
    assert part["legs"] == []
    assert part["metres"] == part["seconds"] == 0
    assert part["bounds"] == [4.38, 45.43, 4.38, 45.43]


def test_works_are_counted_by_who_made_them_and_nobody_is_left_out() -> None:
    works = [("voice", "Lou", "CC0-1.0")] * 2 + [("author", "Ana", "CC0-1.0")]
    assert credits_part([*works, ("author", "", "CC0-1.0")]) == [
        {"role": "author", "name": "Ana", "licence": "CC0-1.0", "works": 1},
        {"role": "voice", "name": "Lou", "licence": "CC0-1.0", "works": 2},
    ]


def test_neighbours_are_as_far_as_the_trail_leads() -> None:
    shortest = [[0.0, 10.4, 20.6], [10.4, 0.0, 10.2], [20.6, 10.2, 0.0]]
    legs = [{"seconds": 60}, {"seconds": 70}]
    assert along_the_track(shortest, legs) == [[0, 60, 21], [60, 0, 70], [21, 70, 0]]


def test_a_line_in_one_piece_says_nothing_of_neighbours() -> None:
    shortest = [[0.0, 1.2, 2.6], [1.2, 0.0, 1.4], [2.6, 1.4, 0.0]]
    found = along_the_track(shortest, [{"seconds": 900}])
    assert found == [[0, 1, 3], [1, 0, 1], [3, 1, 0]]
    assert json.loads(serialised({"seconds": found}))["seconds"] == found
