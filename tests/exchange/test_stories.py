"""Stories of Curatescape, Omeka and audio guides."""

import json
from typing import Any

import pytest

from exchange.found import FoundWork, Reading, Where
from exchange.reading import read_file
from places.geo import Point
from tests.exchange.documents import codes, refusal, remark


def item(title: str, latitude: Any = 45, **others: Any) -> dict[str, Any]:
    """An item as Curatescape's tours hold it."""
    return {"id": 7, "title": title, "latitude": latitude, "longitude": "4", **others}


def read(document: Any) -> Reading:
    return read_file(json.dumps(document).encode(), "the_tour.json")


def test_a_tour_keeps_the_order_of_its_items() -> None:
    items = [item("B", 45.2), item("A", 45), item("C", 45.1, address="Main Street")]
    reading = read(
        {"id": 1, "title": "Mills", "description": "<p>Old.</p>", "items": items}
    )
    (trail,) = reading.trails
    assert reading.kind == "stories"
    assert (trail.title, trail.summary, trail.line) == ("Mills", "Old.", ())
    assert [stop.title for stop in trail.stops] == ["B", "A", "C"]
    assert (trail.stops[2].address, trail.stops[2].point) == (
        "Main Street",
        Point(45.1, 4),
    )
    assert codes(reading.remarks) == {"no_line"}


def test_a_story_is_told_with_its_files() -> None:
    files = {
        "https://x.org/1": {"mime-type": "image/jpeg", "title": "Mill"},
        "https://x.org/2": {"mime-type": "audio/mpeg"},
    }
    story = item("Mill", lede="First.", description="<p>Then.</p>", files=files)
    (trail,) = read(story).trails
    (stop,) = trail.stops
    assert stop.story == "<p>First.</p><p>Then.</p>"
    assert stop.pictures == (FoundWork("https://x.org/1", "Mill"),)
    assert stop.sounds == (FoundWork("https://x.org/2"),)


@pytest.mark.parametrize(
    "document",
    [
        [item("A"), item("B")],
        {"items": [item("A"), item("B")], "total_items": 2},
        {"tour": {"stops": [item("A"), item("B")]}},
        {"tours": [{"title": "the tour", "items": [item("A"), item("B")]}, {}]},
        [
            {"name": "A", "location": {"lat": 45, "lng": 4}},
            {"name": "B", "coordinates": {"latitude": 45, "longitude": 4}},
        ],
        [
            {"name": "A", "geometry": {"type": "Point", "coordinates": [4, 45]}},
            {"name": "B", "geometry": {"type": "Point", "coordinates": [4, 45]}},
        ],
    ],
)
def test_stories_in_lists_of_any_kind_are_read(document: Any) -> None:
    (trail,) = read(document).trails
    assert trail.title == "the tour"
    assert [stop.title for stop in trail.stops] == ["A", "B"]


def test_several_tours_are_several_trails() -> None:
    tours = [{"title": name, "items": [item(name)]} for name in ("One", "Two")]
    assert [trail.title for trail in read({"tours": tours}).trails] == ["One", "Two"]
    assert [trail.title for trail in read(tours).trails] == ["One", "Two"]


def test_omekas_own_texts_are_read() -> None:
    def element(name: str, words: str) -> dict[str, Any]:
        return {"text": words, "html": False, "element": {"name": name}}

    texts = [
        element("Title", "Mill"),
        element("Story", "Old."),
        element("Lede", "See."),
    ]
    story = {"id": 3, "element_texts": texts, "location": {"lat": 45, "lon": 4}}
    (trail,) = read([story]).trails
    (stop,) = trail.stops
    assert (stop.title, stop.story) == ("Mill", "<p>See.</p><p>Old.</p>")


GUIDE = {
    "tour": {
        "content": {
            code: {
                "title": title,
                "introduction": {"transcription": {"paragraphs": ["Hello."]}},
                "stops": [
                    {
                        "id": name,
                        "title": f"{name} {code}",
                        "description": "Short.",
                        "transcription": {"paragraphs": ["One.", "Two."]},
                    }
                    for name in ("piazza", "lago", "lost")
                ],
            }
            for code, title in (("it", "Guida"), ("fr", "Guide"))
        },
        "staticData": {
            "stops": [
                {"id": "lago", "order": 1, "coordinates": {"latitude": 45, "lng": 4}},
                {"id": "piazza", "order": 2, "coordinates": {"lat": 45, "lng": 4}},
            ]
        },
    }
}


def test_an_audio_guide_is_read_in_one_of_its_languages() -> None:
    reading = read(GUIDE)
    (trail,) = reading.trails
    assert (trail.title, trail.language) == ("Guide", "fr")
    assert [stop.title for stop in trail.stops] == ["piazza fr", "lago fr"]
    assert trail.stops[0].story == "<p>One.</p><p>Two.</p>"
    assert remark(reading, "languages_left").facts["languages"] == "it"
    assert remark(reading, "texts_left").facts["count"] == 1
    assert remark(reading, "no_geometry").where == Where("stop", 3)


def test_stops_of_an_audio_guide_go_by_their_order() -> None:
    guide = json.loads(json.dumps(GUIDE))
    for content in guide["tour"]["content"].values():
        del content["stops"][2]
    (trail,) = read(guide).trails
    assert [stop.identifier for stop in trail.stops] == ["lago", "piazza"]


def test_wrong_points_and_stories_without_one_are_remarked() -> None:
    reading = read([item("A"), item("B", "undefined"), {"title": "C"}, {"lat": 3}])
    assert [stop.title for stop in reading.trails[0].stops] == ["A"]
    assert remark(reading, "bad_point").where == Where("stop", 2)
    assert remark(reading, "no_geometry").facts["title"] == "C"


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ([], "not_understood"),
        ({}, "not_understood"),
        ([1, "a", None], "not_understood"),
        ({"title": "A", "items": []}, "not_understood"),
        ({"items": [{"title": "A"}, {"latitude": 3}]}, "not_understood"),
        ({"name": "package", "dependencies": {"a": "1"}}, "not_understood"),
        ({"tours": [{"title": "A", "items": [{"title": "B"}]}]}, "not_understood"),
        ([{"title": "A", "location": {"coordinates": {"gps": {}}}}], "not_understood"),
        ([item("A", 999), item("B", None)], "bad_points"),
        ([{"title": "A", "items": [item("B")]}] * 21, "too_many_trails"),
        ([item("A")] * 6_001, "too_many_stops"),
    ],
)
def test_every_other_json_is_refused(document: Any, code: str) -> None:
    assert refusal(json.dumps(document).encode()).code == code
