"""GeoJSON files of any make."""

import json
from typing import Any

import pyproj
import pytest
from pyproj import Transformer

from exchange.found import FoundWork, Reading, Where
from exchange.limits import MAX_POINTS
from exchange.reading import read_file
from exchange.sentences import sentence
from exchange.writers import feed
from exchange.writers import geojson as writer
from places.geo import Point, distance_m
from tests.exchange.documents import (
    codes,
    feature,
    geojson,
    line,
    point,
    refusal,
    remark,
)
from tests.packages import a_package, bare_package

WAY = line((4, 45), (4, 45.001), (4, 45.002))
TOWN = Point(45.4397, 4.3872)


def read(*features: Any, **members: Any) -> Reading:
    return read_file(geojson(*features, **members), "my walk.geojson")


def only_stop(**properties: Any) -> Any:
    """The stop that a feature of these properties becomes."""
    (trail,) = read(feature(point(4, 45), **properties)).trails
    (stop,) = trail.stops
    return stop


def test_points_are_stops_and_lines_the_way() -> None:
    reading = read(
        feature(point(4, 45.002), name="End"),
        feature(WAY, name="Way", description="A walk."),
        feature(point(4, 45), name="Start"),
    )
    (trail,) = reading.trails
    assert (trail.title, trail.summary) == ("Way", "A walk.")
    assert trail.line == (Point(45, 4), Point(45.001, 4), Point(45.002, 4))
    assert [stop.title for stop in trail.stops] == ["Start", "End"]
    assert reading.remarks == ()


def test_a_file_without_names_gives_its_own() -> None:
    assert read(feature(WAY)).trails[0].title == "my walk"
    assert read(feature(WAY), name="layer").trails[0].title == "layer"
    assert read(feature(WAY, nom="Balade"), name="layer").trails[0].title == "Balade"
    titled = read(feature(WAY, nom="Balade"), title="Ours").trails[0]
    assert titled.title == "Ours"


@pytest.mark.parametrize(
    "document",
    [
        feature(WAY),
        WAY,
        {"type": "MultiLineString", "coordinates": [WAY["coordinates"]]},
        {"type": "GeometryCollection", "geometries": [WAY]},
    ],
)
def test_a_feature_or_a_geometry_alone_is_read(document: Any) -> None:
    (trail,) = read_file(json.dumps(document).encode(), "x.json").trails
    assert len(trail.line) == 3


def test_parts_of_a_line_are_joined() -> None:
    parts = [[[4, 45], [4, 45.001]], [[4, 45.0012], [4, 45.002]]]
    (trail,) = read(feature({"type": "MultiLineString", "coordinates": parts})).trails
    assert len(trail.line) == 4


def test_lines_apart_are_trails_with_what_each_says_of_itself() -> None:
    uuid = "6f1c0b0e-3a7e-4f6e-9a53-0f2a5b0c1d2e"
    far = {**feature(line((5, 46), (5, 46.001)), nom="Loin"), "id": uuid}
    near = feature(WAY, nom="Ici", url="https://x.org/a", commune="Saint-Étienne")
    one, other = read(near, far, licence="CC0-1.0").trails
    assert (one.title, one.url, one.city) == ("Ici", "https://x.org/a", "Saint-Étienne")
    assert (one.identifier, one.licence) == ("", "CC0-1.0")
    assert (other.title, other.uuid, other.identifier) == ("Loin", uuid, uuid)


@pytest.mark.parametrize(
    "name", ["name", "Title", "NOM", "Libellé", "titre", "label", "DESIGNATIO", "Nome"]
)
def test_titles_are_known_in_several_languages(name: str) -> None:
    assert only_stop(**{name: "Mill &amp; <b>dam</b>"}).title == "Mill & dam"


@pytest.mark.parametrize(
    "name", ["story", "Description", "desc", "TEXTE", "récit", "beschreibung"]
)
def test_stories_are_known_in_several_languages(name: str) -> None:
    html = "<p onclick='x'>Old <em>mill</em></p><script>x</script>"
    assert only_stop(name="a", **{name: html}).story == "<p>Old <i>mill</i></p>"


def test_what_else_is_told_at_a_stop_is_kept() -> None:
    stop = only_stop(
        name="a",
        adresse="Rue de la Mine",
        type="Église paroissiale",
        thumbnail="https://x.org/thumbnail/a.jpg",
        images=["https://x.org/a.jpg", {"url": "https://x.org/b", "credit": "Ana"}],
        audio="https://x.org/a.mp3?x",
    )
    assert (stop.address, stop.category) == ("Rue de la Mine", "religious")
    assert stop.pictures == (
        FoundWork("https://x.org/a.jpg"),
        FoundWork("https://x.org/b", author="Ana"),
    )
    assert stop.sounds == (FoundWork("https://x.org/a.mp3?x"),)


def test_other_fields_are_told_where_nothing_else_is() -> None:
    stop = only_stop(
        name="a", fid=3, **{"marker-color": "#fff"}, year=1912, by="A &amp; <i>B"
    )
    assert stop.story == "<p>year: 1912</p><p>by: A &amp; B</p>"
    reading = read(feature(point(4, 45), name="a", story="Told.", year=1912))
    assert reading.trails[0].stops[0].story == "<p>Told.</p>"
    assert remark(reading, "extended_data").facts["names"] == "year"


def test_an_id_that_counts_is_none() -> None:
    first = {**feature(point(4, 45), name="a"), "id": 0}
    second = {**feature(point(4, 45), name="b"), "id": 2}
    third = {**feature(point(4, 45), name="c"), "id": "node/12"}
    fourth = feature(point(4, 45), name="d", identifiant="PA001")
    (trail,) = read(first, second, third, fourth).trails
    identifiers = [stop.identifier for stop in trail.stops]
    assert identifiers == ["", "", "node/12", "PA001"]


def test_of_several_points_of_a_place_the_first_is_taken() -> None:
    several = {"type": "MultiPoint", "coordinates": [[4, 45], [5, 46]]}
    reading = read(feature(several, name="Mill"))
    assert [stop.point for stop in reading.trails[0].stops] == [Point(45, 4)]
    assert remark(reading, "extra_point").facts["title"] == "Mill"
    assert len(read(feature(several)).trails[0].stops) == 2


def test_areas_and_features_without_a_place_are_remarked_with_their_number() -> None:
    ring = [[4, 45], [4, 46], [5, 46], [4, 45]]
    reading = read(
        feature(WAY),
        feature({"type": "Polygon", "coordinates": [ring]}),
        feature(None, name="Lost"),
        feature({"type": "MultiPolygon", "coordinates": [[ring], [ring]]}),
        feature({"type": "Point", "src": "2154"}),
        feature(point(4, 45.001, 320.5)),
        feature(point(4, 45.001, 0)),
    )
    assert remark(reading, "area").where == Where("feature", 2)
    assert remark(reading, "area").facts["count"] == 3
    assert remark(reading, "no_geometry").where == Where("feature", 3)
    assert remark(reading, "no_geometry").facts == {"title": "Lost", "count": 2}
    assert remark(reading, "altitude").where == Where("feature", 6)
    assert remark(reading, "altitude").facts["count"] == 1


@pytest.mark.parametrize(
    ("position", "shown"),
    [
        (["undefined", 45], "45, undefined"),
        ([4, None], "?, 4"),
        ([4], "?, 4"),
        ([True, 45], "45, ?"),
        ([[4], 45], "45, ?"),
        ([999, 999], "999, 999"),
        (["1_0", 45], "45, 1_0"),
        ("4,45", "?, 4,45"),
        ([float("nan"), 45], "45, NaN"),
        ([float("inf"), 45], "45, Infinity"),
    ],
)
def test_a_point_that_is_nowhere_is_left_out_with_its_feature(
    position: Any, shown: str
) -> None:
    wrong = line((4, 45), (4, 45.001))
    wrong["coordinates"].append(position)
    reading = read(feature(point(4, 45)), feature(wrong))
    assert len(reading.trails[0].line) == 2
    found = remark(reading, "bad_point")
    assert found.where == Where("feature", 2)
    assert found.facts == {"value": shown, "count": 1}


def test_numbers_written_as_texts_are_numbers() -> None:
    assert read(feature(point("4.5", " 45"))).trails[0].stops[0].point == Point(45, 4.5)


def test_exchanged_axes_are_put_right() -> None:
    reading = read(feature(line((45.4, 104.3), (45.5, 104.3))))
    assert reading.trails[0].line[0] == Point(45.4, 104.3)
    assert remark(reading, "swapped").where == Where("feature", 1)


def in_grid(code: int, *points: Point) -> list[tuple[float, float]]:
    """Points in metres on a grid."""
    change = Transformer.from_crs(4326, code, always_xy=True)
    return [change.transform(each.longitude, each.latitude) for each in points]


def crs(name: str) -> dict[str, Any]:
    return {"type": "name", "properties": {"name": name}}


GRIDS = [
    (2154, crs("urn:ogc:def:crs:EPSG::2154")),
    (2154, crs("EPSG:2154")),
    (2154, crs("urn:ogc:def:crs:EPSG:6.11.2:2154")),
    (2154, crs("http://www.opengis.net/def/crs/EPSG/0/2154")),
    (2154, crs("IGNF:LAMB93")),
    (2154, {"type": "EPSG", "properties": {"code": 2154}}),
    (2154, crs("urn:ogc:def:crs:OGC:1.3:CRS84")),  # which is wrong
    (2154, None),
    (3857, crs("urn:ogc:def:crs:EPSG::3857")),
    (3857, crs("EPSG:900913")),
    (27572, crs("EPSG:27572")),
    (32631, crs("EPSG:32631")),
    (3944, None),
    (3946, crs("urn:ogc:def:crs:EPSG::3946")),
]


@pytest.mark.parametrize(("code", "member"), GRIDS)
def test_metres_on_a_grid_become_degrees(code: int, member: Any) -> None:
    there = Point(44.1, 4.08) if code == 3944 else TOWN
    end = Point(there.latitude + 0.001, there.longitude)
    reading = read(feature(line(*in_grid(code, there, end))), crs=member)
    # The old survey of Lambert II is known to a few metres.
    allowed = 5 if code == 27572 else 0.02
    assert distance_m(reading.trails[0].line[0], there) < allowed
    assert "%" not in sentence(remark(reading, "projected"))


def test_the_webs_grid_is_recognised_where_it_can_be_nothing_else() -> None:
    baltimore = Point(39.2904, -76.6122)
    (position,) = in_grid(3857, baltimore)
    reading = read(feature(point(*position), name="a"))
    assert distance_m(reading.trails[0].stops[0].point, baltimore) < 0.1
    assert remark(reading, "projected").facts["name"] == "WGS 84 / Pseudo-Mercator"


@pytest.mark.parametrize(
    "name",
    ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326", ""],
)
def test_degrees_stay_as_they_are(name: str) -> None:
    reading = read(feature(point(4.3872, 45.4397)), crs=crs(name))
    assert reading.trails[0].stops[0].point == TOWN
    assert codes(reading.remarks) == {"no_line"}


def test_degrees_that_a_file_says_are_metres_are_degrees() -> None:
    reading = read(feature(point(4.3872, 45.4397)), crs=crs("EPSG:2154"))
    assert reading.trails[0].stops[0].point == TOWN
    assert "Lambert-93" in str(remark(reading, "crs_wrong").facts["name"])


def test_a_position_that_is_none_stays_so_on_a_grid() -> None:
    good = in_grid(2154, TOWN)[0]
    reading = read(feature(line(good, (good[0], good[1] + 9), ("x", 1))))
    assert len(reading.trails[0].line) == 2
    assert remark(reading, "bad_point").facts["value"] == "1, x"


@pytest.mark.parametrize(
    "member",
    [
        crs("EPSG:5720"),  # a height
        crs("EPSG:999999"),
        crs("+proj=merc +nadgrids=/etc/passwd"),
        crs("<b>my</b> grid"),
        {"type": "link", "properties": {"href": "http://x.org/crs"}},
    ],
)
def test_an_unknown_grid_is_named(member: Any) -> None:
    content = geojson(feature(point(4, 45)), crs=member)
    assert refusal(content).code == "unknown_crs"
    assert refusal(content).facts["name"] != ""


def test_metres_of_no_known_grid_are_refused_with_the_first() -> None:
    refused = refusal(geojson(feature(point(2_600_000, 1_200_000))))
    assert refused.code == "unknown_grid"
    assert refused.facts["value"] == "2600000, 1200000"


several = {"type": "MultiPoint", "coordinates": [[4, 45]] * 10_000}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (geojson(), "nothing_found"),
        (b'{"type": "FeatureCollection"}', "nothing_found"),
        (b'{"type": "FeatureCollection", "features": {}}', "nothing_found"),
        (geojson(3, None, [], "a"), "only_texts"),
        (geojson(feature(None)), "only_texts"),
        (geojson(feature(line())), "nothing_found"),
        (geojson(feature({"type": "Polygon", "coordinates": []})), "only_areas"),
        (geojson(feature(point(999, 99))), "bad_points"),
        (geojson(feature(line((4, 45)))), "only_point"),
        (geojson(feature(line((4, 45), (4, 45)))), "point_line"),
        (geojson(feature(line(*[(4, 45)] * (MAX_POINTS + 1)))), "too_many_points"),
        (geojson(*[feature(None)] * 10_001), "too_many_elements"),
        (geojson(*[feature(several)] * 6), "too_many_points"),
        (geojson(feature(several)), "too_many_stops"),
        (
            geojson(*[feature(line((n, 1), (n, 2))) for n in range(21)]),
            "too_many_trails",
        ),
    ],
)
def test_a_file_without_a_walk_is_refused(content: bytes, code: str) -> None:
    assert refusal(content).code == code


@pytest.mark.parametrize(
    ("content", "code", "at"),
    [
        (b'\n{"type": "Feature",\n "geometry": {\n', "broken_json", 4),
        (b'{"type": "Feature",\n"geometry": nul}', "broken_json", 2),
        (geojson(feature(WAY)) + b"\n" + geojson(), "several_json", 2),
        (geojson(feature(WAY)) + b" and", "broken_json", 1),
    ],
)
def test_broken_json_is_named_with_its_line(content: bytes, code: str, at: int) -> None:
    refused = refusal(content)
    assert (refused.code, refused.where) == (code, Where("line", at))


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("iso8859-1"),
        lambda text: text.encode("utf-16"),
    ],
)
def test_any_encoding_is_read(encode: Any) -> None:
    document = {"type": "FeatureCollection", "features": [feature(WAY, nom="Été")]}
    text = json.dumps(document, ensure_ascii=False)
    assert read_file(encode(text), "x").trails[0].title == "Été"


def test_half_of_a_sign_breaks_nothing() -> None:
    reading = read(feature(point("\ud800", 45)), feature(WAY, name="a\ud800b"))
    assert reading.trails[0].title == "ab"
    sentence(remark(reading, "bad_point")).encode()


def test_the_trails_of_our_feed_come_apart_again() -> None:
    one, other = a_package(), bare_package(id="0f9d2f5e-9d0f-5b1f-8b1a-3d2b5d0a7f10")
    trails = read_file(b"".join(feed.write([one, other])), "x").trails
    assert [trail.uuid for trail in trails] == [one["id"], other["id"]]
    assert [len(trail.stops) for trail in trails] == [4, 1]
    assert trails[1].line == ()


def test_a_trail_of_ours_that_lost_its_track_is_still_one() -> None:
    package = a_package()
    (trail,) = read(*writer.features(package)[:-1]).trails
    assert (trail.uuid, trail.language) == (package["id"], "fr")
    assert len(trail.stops) == 4


def test_no_grid_is_looked_for_on_the_network() -> None:
    pyproj.network.set_network_enabled(active=True)
    read(feature(point(652_000, 2_000_000)), crs=crs("EPSG:27572"))
    assert not pyproj.network.is_network_enabled()
