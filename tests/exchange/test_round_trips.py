"""What we write is read again: stops, their order and the line, in four formats."""

import json
from typing import Any

import pytest

from exchange.clean import plain
from exchange.found import FoundTrail, Reading
from exchange.reading import read_file
from exchange.writers import geojson, gpx, kml, schema_randonnee
from exchange.writers.facts import whole_line
from exchange.writers.text import xml_safe
from places.geo import Point
from tests.packages import STOPS, a_package, bare_package

A_HAIR = 1e-6  # degrees: 0.1 m

every_format = pytest.mark.parametrize(
    "writer", [geojson, gpx, kml, schema_randonnee], ids=lambda w: w.__name__[17:]
)


def back(writer: Any, package: dict[str, Any]) -> Reading:
    """What is read of a package that a format wrote."""
    return read_file(writer.write(package), "trail")


def only(reading: Reading) -> FoundTrail:
    (trail,) = reading.trails
    return trail


def degrees(point: Point) -> Any:
    return pytest.approx((point.longitude, point.latitude), abs=A_HAIR)


@every_format
def test_stops_their_order_and_the_line_come_back(writer: Any) -> None:
    package = a_package()
    trail = only(back(writer, package))
    titles = [plain(xml_safe(stop["title"])) for stop in package["stops"]]
    assert [stop.title for stop in trail.stops] == titles
    assert [degrees(stop.point) for stop in trail.stops] == STOPS
    assert whole_line(package) == [degrees(point) for point in trail.line]
    assert trail.title == package["title"]


@every_format
def test_a_line_in_parts_comes_back_whole(writer: Any) -> None:
    package = a_package()
    del package["track"]["legs"][1]
    trail = only(back(writer, package))
    assert whole_line(package) == [degrees(point) for point in trail.line]


@every_format
def test_stops_off_the_line_keep_their_order(writer: Any) -> None:
    package = a_package()
    package["stops"][1]["location"] = {"latitude": 45.5, "longitude": 4.4}
    titles = [stop.title for stop in only(back(writer, package)).stops]
    assert titles == [plain(xml_safe(stop["title"])) for stop in package["stops"]]


@pytest.mark.parametrize("writer", [geojson, gpx, kml])
def test_a_trail_of_one_stop_comes_back(writer: Any) -> None:
    trail = only(back(writer, bare_package()))
    assert [stop.title for stop in trail.stops] == ["Étape 1"]
    assert trail.line == ()


def test_one_stop_is_no_hike() -> None:
    content = schema_randonnee.write(bare_package())
    assert json.loads(content)["features"] == []


@pytest.mark.parametrize("writer", [geojson, schema_randonnee, kml])
def test_the_trail_is_known_again(writer: Any) -> None:
    package = a_package()
    trail = only(back(writer, package))
    assert (trail.uuid, trail.identifier) == (package["id"], package["id"])
    ids = [stop["id"] for stop in package["stops"]]
    assert [stop.identifier for stop in trail.stops] == ids


def test_geojson_brings_back_what_is_told() -> None:
    package = a_package()
    trail = only(back(geojson, package))
    assert (trail.language, trail.city) == ("fr", "Saint-Étienne")
    assert trail.themes == tuple(package["themes"])
    assert (trail.url, trail.licence) == (package["url"], package["licence"])
    assert trail.source == package["publisher"]
    assert trail.geometry_source == package["track"]["geometry_source"]
    first = trail.stops[0]
    assert first.address == package["stops"][0]["address"]
    assert first.category == package["stops"][0]["place"]["category"]
    told = json.loads(geojson.write(package))["features"][0]["properties"]
    assert plain(first.story.replace("</p>", " ")) == plain(told["description"])
    assert [work.url for work in first.pictures] == _addresses(told["pictures"])
    assert [work.url for work in first.sounds] == _addresses(told["recordings"])


def _addresses(works: list[dict[str, str]]) -> list[str]:
    """Each once: a picture may be shown twice."""
    return list(dict.fromkeys(work["url"] for work in works))
