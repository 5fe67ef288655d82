"""GPX, KML and GeoJSON: valid, and the trail is in them whole."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exchange.writers import geojson, gpx, kml
from exchange.writers.facts import metres
from exchange.writers.text import xml_safe
from tests.exchange.schemas import complaints, gpx_schemas, kml_schemas
from tests.packages import AWKWARD, SITE, STOPS, URL, VOICE, a_package, bare_package

G = "{http://www.topografix.com/GPX/1/1}"
K = "{http://www.opengis.net/kml/2.2}"
ATOM = "{http://www.w3.org/2005/Atom}"
UPDATED = datetime(2026, 11, 27, 19, 21, 11, tzinfo=UTC)
LINE = [
    (4.3872, 45.4397),
    (4.3881, 45.4399),
    (4.388901, 45.440512),
    (4.388, 45.4409),
    (4.38705, 45.441),
    (4.3865, 45.4402),
    (4.387199, 45.4398),
]
TITLES = ["Étape 1", "Étape 2", AWKWARD, "Étape 4"]

Found = tuple[list[str], list[tuple[float, float]], list[list[tuple[float, float]]]]
Read = Callable[[dict[str, Any]], Found]


def read_gpx(package: dict[str, Any]) -> Found:
    """Titles and points of the stops, and the parts of the line."""
    root = etree.fromstring(gpx.write(package))

    def at(point: Any) -> tuple[float, float]:
        return float(point.get("lon")), float(point.get("lat"))

    stops = root.findall(f"{G}wpt")
    parts = [[at(point) for point in segment] for segment in root.iter(f"{G}trkseg")]
    return [stop.findtext(f"{G}name") for stop in stops], [*map(at, stops)], parts


def read_kml(package: dict[str, Any]) -> Found:
    """The same of a KML."""
    root = etree.fromstring(kml.write(package))

    def line(element: Any) -> list[tuple[float, float]]:
        tuples = element.findtext(f"{K}coordinates").split()
        found = [tuple(float(part) for part in each.split(",")) for each in tuples]
        return [(longitude, latitude) for longitude, latitude in found]

    stops = root.findall(f"{K}Document/{K}Folder/{K}Placemark")
    points = [line(stop.find(f"{K}Point"))[0] for stop in stops]
    parts = [line(each) for each in root.iter(f"{K}LineString")]
    return [stop.findtext(f"{K}name") for stop in stops], points, parts


def read_geojson(package: dict[str, Any]) -> Found:
    """The same of a GeoJSON."""
    *stops, trail = json.loads(geojson.write(package))["features"]
    geometry = trail["geometry"] or {"type": "", "coordinates": []}
    lines = geometry["coordinates"]
    if geometry["type"] == "LineString":
        lines = [lines]
    return (
        [stop["properties"]["name"] for stop in stops],
        [tuple(stop["geometry"]["coordinates"]) for stop in stops],
        [[tuple(position) for position in line] for line in lines],
    )


every_format = pytest.mark.parametrize("read", [read_gpx, read_kml, read_geojson])
every_writer = pytest.mark.parametrize("writer", [gpx, kml, geojson])


@every_format
def test_stops_their_order_and_the_line_are_kept(read: Read) -> None:
    titles, points, [line] = read(a_package())
    assert [xml_safe(title) for title in titles] == [xml_safe(each) for each in TITLES]
    assert points == [pytest.approx(stop, abs=1e-6) for stop in STOPS]
    assert line == [pytest.approx(position, abs=1e-6) for position in LINE]


@every_format
def test_a_line_with_a_gap_is_in_two_parts(read: Read) -> None:
    package = a_package()
    del package["track"]["legs"][1]
    _titles, _points, parts = read(package)
    assert [len(part) for part in parts] == [3, 3]


@every_format
def test_legs_that_meet_within_a_metre_are_one_part(read: Read) -> None:
    package = a_package()
    package["track"]["legs"][1]["line"][0] = [4.388906, 45.440512]
    _titles, _points, [line] = read(package)
    assert len(line) == len(LINE) + 1


@every_format
def test_a_trail_without_a_line_has_none(read: Read) -> None:
    titles, [point], parts = read(bare_package())
    assert titles == ["Étape 1"]
    assert point == STOPS[0]
    assert parts == []


@every_format
def test_a_leg_that_does_not_move_is_no_line(read: Read) -> None:
    package = a_package()
    package["track"]["legs"] = [
        {**package["track"]["legs"][0], "line": [list(STOPS[0])] * 2}
    ]
    assert read(package)[2] == []


@every_writer
@pytest.mark.parametrize("package", [a_package(), bare_package()], ids=["rich", "bare"])
def test_the_same_package_is_the_same_bytes(
    writer: Any, package: dict[str, Any]
) -> None:
    again = json.loads(json.dumps(package))
    assert writer.write(package, UPDATED) == writer.write(again, UPDATED)


@every_writer
def test_rights_go_with_every_format(writer: Any) -> None:
    text = writer.write(a_package()).decode()
    for told in (
        "Ville de Saint-Étienne",
        "creativecommons.org/licenses/by-sa/4.0/",
        "© OpenStreetMap",
        "2026-10-01",
        "Léa Martin",
    ):
        assert told in text


@every_writer
def test_a_file_speaks_the_language_of_its_trail(writer: Any) -> None:
    assert "Publié par Ville" in writer.write(a_package()).decode()
    assert "Published by Ville" in writer.write(a_package(language="de")).decode()


@pytest.mark.parametrize(
    ("writer", "schemas"), [(gpx, gpx_schemas), (kml, kml_schemas)]
)
@pytest.mark.parametrize(
    "package",
    [
        a_package(),
        bare_package(),
        a_package(title=AWKWARD, publisher=AWKWARD, themes=[AWKWARD], city=AWKWARD),
        a_package(licence="ALL-RIGHTS-RESERVED", published_at=None),
    ],
    ids=["rich", "bare", "awkward", "reserved"],
)
def test_it_is_valid(writer: Any, schemas: Any, package: dict[str, Any]) -> None:
    assert complaints(writer.write(package), schemas()) == []
    assert complaints(writer.write(package, UPDATED), schemas()) == []


@given(text=st.text(max_size=40))
def test_any_text_stays_the_text_it_is(text: str) -> None:
    package = a_package(title=text, summary=text)
    package["stops"][0]["story"] = f"<p>{text}</p>"
    for content in (gpx.write(package), kml.write(package)):
        root = etree.fromstring(content)
        names = [each for each in root.iter() if each.tag in (f"{G}name", f"{K}name")]
        kept = xml_safe(text).replace("\r\n", "\n").replace("\r", "\n").strip()
        if kept:
            assert names[0].text.replace("\r", "\n").split() == kept.split()
    found = json.loads(geojson.write(package))["features"][-1]["properties"]
    assert found["name"] == text.encode("utf-8", "replace").decode()


class TestGPX:
    def test_a_stop_leads_to_its_page_and_its_sound(self) -> None:
        stop = etree.fromstring(gpx.write(a_package())).find(f"{G}wpt")
        links = [link.get("href") for link in stop.findall(f"{G}link")]
        assert links == [f"{URL}stop/abcdefg1/", f"{SITE}/media/packages/files/{VOICE}"]
        assert stop.findtext(f"{G}type") == "stop"
        assert stop.findtext(f"{G}cmt") == "Étape 1, 1, rue de l’Été"

    def test_what_is_told_is_in_words_with_the_transcript(self) -> None:
        stop = etree.fromstring(gpx.write(a_package())).find(f"{G}wpt")
        assert stop.findtext(f"{G}desc").split("\n") == [
            "Ici",
            "Un mot & là",
            "",
            "Vers <1900>",
            "",
            "Vous voici place du Peuple.",
            "",
            "Écoutez & regardez.",
            "",
            "«\u00a0On l’entend.\u00a0» — Une voisine",
            "",
            "– un",
            "– deux",
        ]

    def test_it_is_dated_by_its_last_change(self) -> None:
        content = gpx.write(a_package(), UPDATED)
        assert b"<time>2026-11-27T19:21:11Z</time>" in content

    def test_numbers_have_no_exponent_and_the_far_east_is_the_far_west(self) -> None:
        package = bare_package()
        package["stops"][0]["location"] = {"latitude": 0.00001, "longitude": 180}
        content = gpx.write(package)
        assert b'<wpt lat="0.00001" lon="-180">' in content
        assert complaints(content, gpx_schemas()) == []

    def test_a_licence_without_an_address_is_told_in_words(self) -> None:
        content = gpx.write(a_package(licence="ALL-RIGHTS-RESERVED")).decode()
        assert "<license>" not in content
        assert "Tous droits réservés" in content


class TestKML:
    def test_a_description_is_html_with_addresses(self) -> None:
        root = etree.fromstring(kml.write(a_package()))
        html = root.findtext(f"{K}Document/{K}Folder/{K}Placemark/{K}description")
        assert f'<a href="{SITE}/media/packages/files/{VOICE}">Écouter' in html
        assert 'alt="Une place &quot;pavée&quot;"' in html
        assert '<a href="https://a.org/?b=1&amp;c=2">là</a>' in html
        assert "Vers &lt;1900&gt;<br>Léa Martin, 1900, CC BY-SA 4.0" in html

    def test_what_would_end_the_html_or_run_does_not(self) -> None:
        package = bare_package(practical_information="<p onclick='x()'>a ]]> b</p>")
        package["stops"][0]["story"] = "<p><script>x()</script>c</p>"
        content = kml.write(package).decode()
        assert "<p>a ]]&gt; b</p>" in content
        assert "script" not in content.replace("description", "")
        assert "onclick" not in content

    def test_tuples_hold_no_space_and_no_exponent(self) -> None:
        package = bare_package()
        package["stops"][0]["location"] = {"latitude": -0.000001, "longitude": 1e-05}
        assert b"<coordinates>0.00001,-0.000001</coordinates>" in kml.write(package)

    def test_identifiers_begin_with_a_letter_and_are_unique(self) -> None:
        root = etree.fromstring(kml.write(a_package()))
        names = [name for each in root.iter() if (name := each.get("id"))]
        assert all(name[0].isalpha() for name in names)
        assert len(set(names)) == len(names) == 8


class TestGeoJSON:
    def test_it_follows_the_rfc(self) -> None:
        found = json.loads(geojson.write(a_package()))
        assert "crs" not in found
        assert found["bbox"] == [4.3865, 45.4397, 4.388901, 45.441]
        assert [each["type"] for each in found["features"]] == ["Feature"] * 5
        ids = [each["id"] for each in found["features"]]
        assert len(set(ids)) == 5
        assert ids[-1] == a_package()["id"]

    def test_numbers_have_no_exponent(self) -> None:
        package = bare_package()
        package["stops"][0]["location"] = {"latitude": 0.00001, "longitude": -1e-06}
        package["stops"][0]["title"] = "Le rendez-vous de 1e-05 et \\ 2e+06"
        text = geojson.write(package).decode()
        assert "[-0.000001,0.00001]" in text
        assert "Le rendez-vous de 1e-05 et \\\\ 2e+06" in text
        assert json.loads(text)["bbox"] == [-1e-06, 1e-05, -1e-06, 1e-05]

    def test_what_is_no_number_is_not_written(self) -> None:
        package = bare_package()
        package["track"]["metres"] = float("nan")
        with pytest.raises(ValueError, match="JSON"):
            geojson.write(package)

    def test_a_stop_tells_its_works_with_their_licence(self) -> None:
        stop = json.loads(geojson.write(a_package()))["features"][0]["properties"]
        assert stop["recordings"][0]["licence"] == "CC-BY-SA-4.0"
        assert stop["recordings"][0]["url"] == f"{SITE}/media/packages/files/{VOICE}"
        assert stop["pictures"][0]["credit"] == "Léa Martin, 1900, CC BY-SA 4.0"


def test_distances_are_of_longitude_then_latitude() -> None:
    assert metres((4.38, 45.43), (4.38, 45.431)) == pytest.approx(111.2, abs=0.1)
