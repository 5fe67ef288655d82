"""Answers of Geotrek's API, version 2."""

import json
from typing import Any

import pytest

from exchange.found import FoundWork, Reading, Where
from exchange.reading import read_file
from places.geo import Point
from tests.exchange.documents import codes, line, point, refusal, remark

UUID = "9e70b294-1134-4c50-9c56-d722720cacf1"
OTHER = "c9567576-2934-43ab-979e-e13d02c671a9"
ROUTE = line((4, 45, 500), (4, 45.001, 510), (4, 45.002, 520))


def words(fr: str = "", en: str = "", **others: Any) -> dict[str, Any]:
    """A text in several languages."""
    return {"en": en, "fr": fr, **others}


def trek(**changes: Any) -> dict[str, Any]:
    """A trek as the API gives it, with what is read of it."""
    return {
        "id": 12,
        "uuid": UUID,
        "url": "https://x.org/api/v2/trek/12/",
        "name": words("La boucle", "The loop"),
        "published": {"fr": True, "en": True},
        "description_teaser": words("<p>Courte &amp; belle.</p>"),
        "ambiance": words("<p>Longtemps une mine.</p>", "A mine."),
        "description": words("<ol><li>Monter</li><li>Descendre</li></ol>"),
        "advice": words("De l’eau."),
        "departure": words("Gare", "Station"),
        "arrival": words("Marché"),
        "disabled_infrastructure": words("Deux marches.", en="Two steps."),
        "geometry": ROUTE,
        "points_reference": None,
        "attachments": [],
        "themes": [8, {"label": words("Industrie")}],
        "source": [{"name": "Ville"}],
        "steps": [],
        **changes,
    }


def poi(title: str, latitude: float, **changes: Any) -> dict[str, Any]:
    """A point of interest."""
    return {
        "id": 3,
        "uuid": OTHER,
        "name": words(title),
        "description": words(f"<p>{title} <b>raconté</b>.</p>"),
        "type_label": words("Musée"),
        "geometry": point(4, latitude, 100),
        "attachments": [],
        **changes,
    }


def read(document: Any) -> Reading:
    return read_file(json.dumps(document).encode(), "trek.json")


def answer(*results: Any) -> dict[str, Any]:
    return {"count": len(results), "next": None, "results": list(results)}


@pytest.mark.parametrize("document", [trek(), [trek()], answer(trek())])
def test_a_trek_is_a_trail(document: Any) -> None:
    reading = read(document)
    (trail,) = reading.trails
    assert reading.kind == "geotrek"
    assert (trail.title, trail.language) == ("La boucle", "fr")
    assert trail.line == (Point(45, 4), Point(45.001, 4), Point(45.002, 4))
    assert (trail.identifier, trail.uuid) == (UUID, UUID)
    assert trail.url == "https://x.org/api/v2/trek/12/"
    assert trail.summary == "Courte & belle."
    assert (trail.start, trail.end) == ("Gare", "Marché")
    assert trail.practical_information == (
        "<p>Longtemps une mine.</p><ol><li>Monter</li><li>Descendre</li></ol>"
        "<p>De l’eau.</p>"
    )
    assert trail.accessibility == "<p>Deux marches.</p>"
    assert (trail.themes, trail.source) == (("Industrie",), "Ville")
    assert codes(reading.remarks) == {"altitude", "languages_left"}
    assert remark(reading, "languages_left").facts["languages"] == "en"


def test_without_a_french_name_the_first_published_language_is_taken() -> None:
    names = {"it": "Il giro", "en": "The loop", "fr": ""}
    reading = read(trek(name=names, published={"en": True, "it": False}))
    (trail,) = reading.trails
    assert (trail.title, trail.language) == ("The loop", "en")
    assert (trail.start, trail.end) == ("Station", "")
    assert read(trek(name=names, published=None)).trails[0].title == "Il giro"


def test_texts_in_no_language_are_in_all() -> None:
    (trail,) = read(trek(name="Une boucle", departure="Gare")).trails
    assert (trail.title, trail.language, trail.start) == ("Une boucle", "", "Gare")


def test_each_trek_of_an_answer_is_a_trail() -> None:
    reading = read(answer(trek(), trek(uuid=OTHER, geometry=line((5, 46), (5, 47)))))
    assert [trail.uuid for trail in reading.trails] == [UUID, OTHER]


@pytest.mark.parametrize(
    "document",
    [
        trek(pois=[poi("B", 45.002), poi("A", 45)]),
        {"trek": trek(), "pois": answer(poi("B", 45.002), poi("A", 45))},
        answer(trek(), poi("B", 45.002), poi("A", 45)),
    ],
)
def test_points_of_interest_are_stops_in_walking_order(document: Any) -> None:
    (trail,) = read(document).trails
    assert [stop.title for stop in trail.stops] == ["A", "B"]
    assert trail.stops[0].story == "<p>A <b>raconté</b>.</p>"
    assert (trail.stops[0].identifier, trail.stops[0].category) == (OTHER, "museum")


def test_a_point_of_interest_names_its_pictures_and_sounds() -> None:
    files = [
        {
            "type": "image",
            "url": "https://x.org/a.jpg",
            "author": "Ana",
            "legend": "Là",
        },
        {"type": "file", "url": "https://x.org/a.mp3"},
        {"type": "video", "url": "https://x.org/v"},
    ]
    (trail,) = read(trek(pois=[poi("A", 45, attachments=files)])).trails
    (stop,) = trail.stops
    assert stop.pictures == (FoundWork("https://x.org/a.jpg", "Là", "Ana"),)
    assert stop.sounds == (FoundWork("https://x.org/a.mp3"),)
    assert remark(read(trek(attachments=files)), "trail_works").facts["count"] == 3


def test_points_of_reference_are_stops_with_their_step() -> None:
    points = {"type": "MultiPoint", "coordinates": [[4, 45], [4, 45.002]]}
    (trail,) = read(trek(points_reference=points)).trails
    assert [stop.story for stop in trail.stops] == ["<p>Monter</p>", "<p>Descendre</p>"]
    assert "Monter" not in trail.practical_information
    (trail,) = read(
        trek(points_reference=points, description=words("Tout droit."))
    ).trails
    assert [stop.story for stop in trail.stops] == ["", ""]
    assert "Tout droit." in trail.practical_information
    (trail,) = read(trek(points_reference=points, pois=[poi("A", 45)])).trails
    assert [stop.title for stop in trail.stops] == ["A"]


def test_places_alone_are_a_trail_without_a_line() -> None:
    reading = read(answer(poi("B", 45.002), poi("A", 45, geometry=None)))
    (trail,) = reading.trails
    assert (trail.title, trail.language, trail.line) == ("trek", "fr", ())
    assert [stop.title for stop in trail.stops] == ["B"]
    assert remark(reading, "no_geometry").where == Where("feature", 2)


def test_places_beside_several_treks_are_a_trail_of_their_own() -> None:
    other = trek(uuid=OTHER, geometry=line((5, 46), (5, 47)))
    reading = read({"treks": answer(trek(), other), "pois": [poi("A", 45)]})
    assert [len(trail.stops) for trail in reading.trails] == [0, 0, 1]


def test_a_trek_without_a_line_is_left_out() -> None:
    reading = read(answer(trek(geometry=None), trek()))
    assert len(reading.trails) == 1
    assert remark(reading, "trail_left").facts == {"title": "La boucle", "count": 1}


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (answer({"uuid": UUID}), "not_understood"),
        (answer({"id": 1, "geometry": point(4, 45)}), "not_understood"),
        ({"detail": "No Trek matches the given query."}, "not_understood"),
        (trek(geometry=None), "nothing_found"),
        (trek(geometry=line((999, 99))), "bad_points"),
        (answer(*[trek()] * 21), "too_many_trails"),
    ],
)
def test_what_is_no_walk_is_refused(document: Any, code: str) -> None:
    assert refusal(json.dumps(document).encode()).code == code
