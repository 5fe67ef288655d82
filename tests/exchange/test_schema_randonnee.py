"""Files of the French schema of trails."""

import json
from typing import Any

import pytest

from exchange.found import FoundTrail, Reading
from exchange.reading import read_file
from exchange.writers import schema_randonnee as writer
from places.geo import Point
from tests.exchange.documents import feature, geojson, line, refusal, remark
from tests.packages import a_package, bare_package

UUID = "be5851a9-87d4-467c-ba95-16d474480976"
WAY = line((4, 45), (4, 45.001))


def hike(geometry: Any = WAY, **properties: Any) -> dict[str, Any]:
    """A feature with the fields that the schema requires."""
    required = {
        "id_local": "37",
        "producteur": "Parc",
        "nom_itineraire": "Le roc",
        "pratique": "pédestre",
        "depart": "Gare",
        "arrivee": "Mairie",
        "instructions": "<p>Monter &agrave; droite</p>",
    }
    return feature(geometry, **{**required, **properties})


def read(*features: Any) -> Reading:
    return read_file(geojson(*features), "hikes.json")


def only(*features: Any) -> FoundTrail:
    (trail,) = read(*features).trails
    return trail


def test_a_feature_is_a_trail() -> None:
    trail = only(
        hike(
            uuid=UUID,
            url="https://x.org/37",
            communes_nom="Florac,Ispagnac",
            presentation="<p>Une longue histoire.</p>",
            presentation_courte="<p>Un roc.</p>",
            recommandations="De l’eau.",
            accessibilite="Deux marches.",
            themes="Eau,Histoire et culture",
            medias=None,
        )
    )
    assert (trail.title, trail.summary) == ("Le roc", "Un roc.")
    assert (trail.identifier, trail.uuid, trail.language) == (UUID, UUID, "fr")
    assert (trail.start, trail.end, trail.city) == (
        "Gare",
        "Mairie",
        "Florac, Ispagnac",
    )
    assert trail.practical_information == (
        "<p>Une longue histoire.</p><p>Monter à droite</p><p>De l’eau.</p>"
    )
    assert trail.accessibility == "<p>Deux marches.</p>"
    assert trail.themes == ("Eau", "Histoire et culture")
    assert (trail.source, trail.url) == ("Parc", "https://x.org/37")
    assert trail.line == (Point(45, 4), Point(45.001, 4))


def test_features_that_touch_are_trails_of_their_own() -> None:
    reading = read(hike(), hike(id_local="38", itineraire_parent="37"))
    assert [trail.identifier for trail in reading.trails] == ["Parc 37", "Parc 38"]


def test_a_presentation_that_is_the_summary_is_told_once() -> None:
    trail = only(hike(presentation="Un roc."))
    assert trail.summary == "Un roc."
    assert trail.practical_information == "<p>Monter à droite</p>"


def test_parts_are_joined_and_features_without_a_line_left_out() -> None:
    several = {"type": "MultiLineString", "coordinates": [WAY["coordinates"]] * 2}
    reading = read(hike(several), hike({"type": "LineString"}), hike(None))
    assert len(reading.trails) == 1
    assert remark(reading, "trail_left").facts["count"] == 2


def test_works_of_the_trail_are_counted() -> None:
    medias = [{"url": "https://x.org/a.jpg", "type_media": "image"}, {"url": None}]
    assert remark(read(hike(medias=medias)), "trail_works").facts["count"] == 1


def test_what_we_write_comes_back_the_same() -> None:
    package = a_package()
    reading = read_file(writer.write(package), "x.json")
    (trail,) = reading.trails
    assert reading.kind == "schema_randonnee"
    assert (trail.uuid, trail.identifier) == (package["id"], package["id"])
    assert trail.title == "La ville « se raconte » & s’écoute"
    assert trail.summary == "Une boucle , à pied 🎧 & sans hâte."  # as plain text is
    assert trail.city == "Saint-Étienne"
    assert trail.practical_information == "<p>Prévoir des écouteurs.</p>"
    assert trail.themes == ("Industrie", "Eau & rivière")
    assert trail.url == package["url"]
    assert [stop.identifier for stop in trail.stops] == [
        stop["id"] for stop in package["stops"]
    ]


def test_a_line_that_only_joins_our_stops_is_none() -> None:
    package = a_package()
    package["track"] = {**bare_package()["track"]}
    (trail,) = read_file(writer.write(package), "x").trails
    assert len(trail.stops) == 4
    assert trail.line == ()


def test_stops_go_by_their_numbers_and_wrong_ones_are_left_out() -> None:
    def stop(number: Any, latitude: Any) -> dict[str, Any]:
        return {"numero": number, "nom": f"{number}", "latitude": latitude}

    stops = [{**stop(n, at), "longitude": 4} for n, at in ((2, 45), (1, "x"), (3, 45))]
    reading = read(hike(etapes=[*stops, "a"], longueur=5))
    assert [stop.title for stop in reading.trails[0].stops] == ["2", "3"]
    assert remark(reading, "bad_point").facts["value"] == "x, 4"
    unnumbered = [{**stop(None, 45), "longitude": 4}, {**stop(1, 46), "longitude": 4}]
    assert len(only(hike(etapes=unnumbered)).stops) == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (geojson(hike(None)), "nothing_found"),
        (geojson(hike(line((999, 99)))), "bad_points"),
        (geojson(*[hike()] * 21), "too_many_trails"),
        (geojson(hike(), crs={"properties": {"name": "moon"}}), "unknown_crs"),
    ],
)
def test_what_is_no_walk_is_refused(content: bytes, code: str) -> None:
    assert refusal(content).code == code


def test_fields_of_any_kind_break_nothing() -> None:
    names = json.loads(geojson(hike()))["features"][0]["properties"]
    for value in (None, 3, [], {}, [[]], True):
        read(hike(**dict.fromkeys(names, value), etapes=value, medias=value))
