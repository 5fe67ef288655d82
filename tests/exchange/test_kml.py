"""KML and KMZ files of any make."""

import pytest

from exchange.found import FoundWork, Reading, Where
from exchange.reading import read_file
from places.geo import Point
from tests.exchange.documents import GX, KML_22, archive, codes, kml, refusal, remark

UUID = "6f1c0b0e-3a7e-4f6e-9a53-0f2a5b0c1d2e"
LINE = "<LineString><coordinates>4,45 4,45.001,0\n4,45.002</coordinates></LineString>"
POINT = "<Point><coordinates>4,45.001</coordinates></Point>"
STOP = f"<Placemark><name>Mill</name>{POINT}</Placemark>"
WAY = f"<Placemark><name>Way</name>{LINE}</Placemark>"


def read(inside: str, space: str = f"{KML_22} {GX}") -> Reading:
    return read_file(kml(inside, space), "my walk.kml")


def placemark(inside: str) -> str:
    return f"<Placemark><name>Mill</name>{inside}</Placemark>"


@pytest.mark.parametrize(
    "space",
    [KML_22, 'xmlns="http://earth.google.com/kml/2.1"', ""],
)
def test_placemarks_in_folders_are_a_trail(space: str) -> None:
    reading = read(f"<name>Walk.kml</name><Folder>{STOP}{WAY}</Folder>", space)
    (trail,) = reading.trails
    assert trail.title == "Walk"
    assert trail.line == (Point(45, 4), Point(45.001, 4), Point(45.002, 4))
    assert [stop.title for stop in trail.stops] == ["Mill"]
    assert reading.remarks == ()


def test_a_placemark_without_document_is_read() -> None:
    content = f"<kml {KML_22}>{WAY}</kml>".encode()
    assert read_file(content, "x.kml").trails[0].title == "Way"


def test_what_the_file_says_of_itself_is_kept() -> None:
    (trail,) = read(
        '<name>Walk</name><a:author xmlns:a="http://www.w3.org/2005/Atom"><a:name>Town'
        '</a:name></a:author><a:link xmlns:a="http://www.w3.org/2005/Atom" '
        'href="https://x.org/walk"/><description><![CDATA[<p>A walk.</p>]]>'
        f"</description>{WAY}"
    ).trails
    assert (trail.title, trail.summary) == ("Walk", "A walk.")
    assert (trail.source, trail.url) == ("Town", "https://x.org/walk")


def test_an_id_counts_only_where_it_is_unique_in_the_world() -> None:
    ours = f'<kml><Document id="trail-{UUID}"><Placemark id="stop-{UUID}">{POINT}'
    (trail,) = read_file(
        f"{ours}</Placemark></Document></kml>".encode(), "x.kml"
    ).trails
    assert trail.uuid == trail.identifier == trail.stops[0].identifier == UUID
    theirs = '<kml><Document id="root_doc"><Placemark id="ID_00001">'
    (trail,) = read_file(
        f"{theirs}{POINT}</Placemark></Document></kml>".encode(), "x.kml"
    ).trails
    assert trail.uuid == trail.identifier == trail.stops[0].identifier == ""


def test_a_description_is_cleaned_and_its_pictures_named() -> None:
    html = (
        '<b>Old</b><img src="https://x.org/?a&amp;b"/><br/><br/>New<script>x</script>'
    )
    (trail,) = read(
        placemark(f"<description><![CDATA[{html}]]></description>{POINT}")
    ).trails
    (stop,) = trail.stops
    assert stop.story == "<p><b>Old</b></p><p>New</p>"
    assert stop.pictures == (FoundWork("https://x.org/?a&b"),)


def test_fields_of_the_files_own_are_told_where_nothing_else_is() -> None:
    data = (
        '<ExtendedData><Data name="year"><value>1912 &lt;3</value></Data>'
        '<Data name="gx_media_links"><value>https://x.org/a https://x.org/b</value>'
        '</Data><SchemaData><SimpleData name="use">Mill</SimpleData></SchemaData>'
        "</ExtendedData>"
    )
    (trail,) = read(placemark(data + POINT)).trails
    (stop,) = trail.stops
    assert stop.story == "<p>year: 1912 &lt;3</p><p>use: Mill</p>"
    assert [work.url for work in stop.pictures] == [
        "https://x.org/a",
        "https://x.org/b",
    ]
    reading = read(placemark(f"<description>Told.</description>{data}{POINT}"))
    assert reading.trails[0].stops[0].story == "<p>Told.</p>"
    assert remark(reading, "extended_data").facts["names"] == "year, use"


def test_collections_of_shapes_are_taken_apart() -> None:
    rest = "<LineString><coordinates>4,45.002 4,45.003</coordinates></LineString>"
    nested = f"<MultiGeometry>{rest}</MultiGeometry>"
    reading = read(placemark(f"<MultiGeometry>{POINT}{LINE}{nested}</MultiGeometry>"))
    (trail,) = reading.trails
    assert len(trail.line) == 4
    assert [stop.title for stop in trail.stops] == ["Mill"]


def test_of_several_points_of_a_place_the_first_is_taken() -> None:
    reading = read(placemark(f"<MultiGeometry>{POINT}{POINT}</MultiGeometry>"))
    assert len(reading.trails[0].stops) == 1
    assert remark(reading, "extra_point").facts["title"] == "Mill"


@pytest.mark.parametrize("space", [f"{KML_22} {GX}", KML_22])
def test_tracks_of_googles_extension_are_lines(space: str) -> None:
    def one(*latitudes: float) -> str:
        coords = "".join(f"<gx:coord>4 {lat} 200</gx:coord>" for lat in latitudes)
        return f"<gx:Track><when>2020-01-01T00:00:00Z</when>{coords}</gx:Track>"

    several = (
        f"<gx:MultiTrack>{one(45.001, 45.002)}{one(45.002, 45.003)}</gx:MultiTrack>"
    )
    reading = read(placemark(one(45, 45.001)) + placemark(several), space)
    assert len(reading.trails[0].line) == 4
    assert remark(reading, "altitude").facts["count"] == 6


def test_areas_overlays_and_links_are_remarked_with_their_line() -> None:
    reading = read(
        f"{STOP}\n<Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>"
        "4,45 4,46 5,46 4,45</coordinates></LinearRing></outerBoundaryIs></Polygon>"
        "</Placemark>\n<GroundOverlay><Icon><href>https://x.org/a.png</href></Icon>"
        "</GroundOverlay>\n<NetworkLink><Link><href>https://x.org/b.kml</href></Link>"
        "</NetworkLink>\n<Placemark><name>Lost</name></Placemark>"
    )
    assert reading.trails[0].line == ()
    lines = {each.code: each.where for each in reading.remarks if each.where}
    assert lines == {
        "area": Where("line", 3),
        "overlay": Where("line", 4),
        "network_link": Where("line", 5),
        "no_geometry": Where("line", 6),
    }


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("", "nothing_found"),
        ("<NetworkLink/>", "only_links"),
        ("<GroundOverlay/>", "only_areas"),
        (placemark("<Polygon/>"), "only_areas"),
        (placemark(""), "only_texts"),
        (placemark("<Point><coordinates>no,no</coordinates></Point>"), "bad_points"),
    ],
)
def test_a_file_without_line_or_point_says_why(inside: str, code: str) -> None:
    assert refusal(kml(inside)).code == code


def test_faulty_tuples_are_left_out_and_their_line_named() -> None:
    text = "4,45\n4,45.1 no,45 5\n4,NaN 4, 45.2, 7 4,45.3,0,9"
    reading = read(f"<Placemark><LineString>\n<coordinates>{text}</coordinates>"
                   "</LineString></Placemark>")  # fmt: skip
    assert len(reading.trails[0].line) == 4
    found = remark(reading, "bad_point")
    assert (found.where, found.facts["count"]) == (Where("line", 4), 3)
    assert remark(reading, "altitude").facts["count"] == 1


def test_axes_are_exchanged_where_only_that_makes_sense_and_remarked() -> None:
    text = "<coordinates>31,121 31,121.1</coordinates>"
    reading = read(f"<Placemark><LineString>{text}</LineString></Placemark>")
    assert reading.trails[0].line[0] == Point(31, 121)
    assert remark(reading, "swapped").where == Where("line", 2)


def test_a_kmz_holds_its_map_in_doc_kml_or_in_the_first_one() -> None:
    other = kml("<name>Other</name>" + STOP)
    first = archive({"files/other.kml": other, "doc.kml": kml(WAY), "a.png": b"x"})
    reading = read_file(first, "walk.kmz")
    assert (reading.kind, reading.trails[0].title) == ("kmz", "Way")
    left = remark(reading, "entry_left")
    assert left.where == Where("entry", "files/other.kml")
    assert left.facts["count"] == 2
    assert read_file(archive({"b.kml": other}), "x").trails[0].title == "Other"


def test_names_that_lead_out_of_an_archive_are_only_names() -> None:
    reading = read_file(archive({"../../../tmp/doc.kml": kml(STOP)}), "walk.kmz")
    assert reading.trails[0].title == "walk"
    reading = read_file(archive({"/etc/passwd.kml": kml(STOP)}), "walk.kmz")
    assert codes(reading.remarks) == {"no_line"}


def test_too_many_entries_are_refused() -> None:
    files = {f"{n}.png": b"x" for n in range(20)} | {"doc.kml": kml(STOP)}
    refused = refusal(archive(files))
    assert refused.code == "too_many_entries"
    assert refused.facts == {"entries": 21, "limit": 20}


def test_what_an_archive_says_of_its_sizes_is_not_believed() -> None:
    content = archive({"doc.kml": b" " * (21 * 1024 * 1024)})
    lying = content.replace((21 * 1024 * 1024).to_bytes(4, "little"), b"\x09\0\0\0")
    assert lying != content
    assert refusal(content).code == "too_big_unpacked"
    assert refusal(lying).code in ("too_big_unpacked", "broken_archive", "broken_xml",
                                   "not_understood")  # fmt: skip


def test_an_encrypted_archive_is_refused_in_words() -> None:
    content = bytearray(archive({"doc.kml": kml(STOP)}))
    central = content.rindex(b"PK\x01\x02")
    content[6] |= 1
    content[central + 8] |= 1
    refused = refusal(bytes(content))
    assert (refused.code, refused.where) == ("encrypted", Where("entry", "doc.kml"))


def test_a_broken_archive_is_refused() -> None:
    content = archive({"doc.kml": kml(STOP * 100)})
    assert refusal(content[:-30]).code == "broken_archive"
    broken = content[:60] + b"\xff" * 40 + content[100:]
    assert refusal(broken).code == "broken_archive"
