"""Files of any format, known by what they hold."""

import json
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exchange.found import FileRefused, FoundStop, FoundTrail, Reading
from exchange.limits import MAX_BYTES
from exchange.reading import READERS, kind_of, read_file
from exchange.sentences import PLACES, SENTENCES, place, sentence
from exchange.sketch import _WHY_NOTHING
from places.geo import Point
from tests.exchange.documents import archive, gpx, kml, refusal, track

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
SHEET = b"application/vnd.oasis.opendocument.spreadsheet"

WALK = gpx(
    "<metadata><name>Walk &amp; talk</name></metadata>\n"
    '<wpt lat="45.001" lon="4"><ele>3</ele><name>Mill</name><desc>Old &lt;b&gt;</desc>'
    "</wpt>\n<trk><trkseg>\n"
    + track((45, 4), (45.001, 4), (45.002, 4))
    + "</trkseg></trk><extensions><a/></extensions>"
)
MAP = kml(
    "<name>Map</name><Folder><Placemark><name>Mill</name><ExtendedData><Data name='a'>"
    "<value>b</value></Data></ExtendedData><Point><coordinates>4,45,1</coordinates>"
    "</Point></Placemark><Placemark><MultiGeometry><LineString><coordinates>4,45 4,46"
    "</coordinates></LineString></MultiGeometry><gx:Track><gx:coord>4 45 6</gx:coord>"
    "</gx:Track></Placemark></Folder>"
)
PACKED = archive({"doc.kml": MAP, "a.png": b"x"})


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (WALK, "wrong.kml", "gpx"),
        (MAP, "wrong.csv", "kml"),
        (PACKED, "wrong.zip", "kmz"),
        (archive({"mimetype": SHEET, "content.xml": b""}), "a.kmz", "table"),
        (archive({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "a", "table"),
        (b"title;latitude;longitude\nMill;45;4\n", "places", "table"),
        (b"title\nMill\n", "places.csv", "table"),
        (b'{"type": "FeatureCollection", "features": []}', "a.json", "geojson"),
        (b'{"type": "LineString", "coordinates": []}', "a", "geojson"),
        (b'{"type": "Feature", "prop', "a", "geojson"),
        (b'{"id": 1, "geometry": {}, "departure": "x", "uuid": "y"}', "a", "geotrek"),
        (b'{"count": 1, "results": [{"geometry": {}, "name": {}}]}', "a", "geotrek"),
        (b'[{"geometry": {}, "steps": []}]', "a", "geotrek"),
        (b'{"trek": {"geometry": {}, "steps": []}}', "a", "geotrek"),
        (b'{"count": 1, "results": [{"id": 3, "geometry": {}}]}', "a", "stories"),
        (b'{"type": ["Feature"]}', "a", "stories"),
        (b'{"id": 4, "title": "A", "items": []}', "a", "stories"),
        (b"[]", "a", "stories"),
    ],
)
def test_the_kind_is_found_in_the_content(content: bytes, name: str, kind: str) -> None:
    assert kind_of(content, name) == kind


def test_hikes_of_the_french_schema_are_known_by_their_fields() -> None:
    properties = {"id_local": "1", "nom_itineraire": "A"}
    feature = {"type": "Feature", "properties": properties, "geometry": None}
    collection = {"type": "FeatureCollection", "features": [feature]}
    assert kind_of(json.dumps(collection).encode(), "a") == "schema_randonnee"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_understood"),
        (b"just a letter", "not_understood"),
        (b"<html><body>a</body></html>", "not_understood"),
        (b"<!DOCTYPE html><html></html>", "doctype"),
        (b"<?xml version='1.0'?>\n<!-- a -->\n<!doctype gpx><gpx/>", "doctype"),
        (archive({"a.txt": b"a"}), "not_understood"),
        (archive({}), "not_understood"),
        (archive({"package.json": b"{}"}), "not_understood"),
        (b"PK\x03\x04rubbish", "broken_archive"),
        (b"a" * (MAX_BYTES + 1), "too_big"),
    ],
)
def test_what_is_not_understood_is_refused(content: bytes, code: str) -> None:
    assert refusal(content, "a.gpx").code == code


def test_the_refusal_of_a_big_file_names_its_weight() -> None:
    facts = refusal(b"a" * (MAX_BYTES + 200_000)).facts
    assert facts == {"megabytes": 5.4, "limit": 5}


def test_a_document_type_is_named_with_its_line() -> None:
    refused = refusal(b"<?xml version='1.0'?>\n\n<!DOCTYPE gpx><gpx/>")
    assert place(refused) == "line 3"


class _Reader(ModuleType):
    """A reader that gives what it is told to."""

    def __init__(self, trails: tuple[FoundTrail, ...]) -> None:
        super().__init__("exchange.readers.table")
        self.given: tuple[Any, ...] = ()
        self.trails = trails

    def read(self, *given: Any) -> Reading:
        self.given = given
        return Reading("table", self.trails)


def test_columns_are_given_to_the_reader_of_tables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = _Reader(())
    monkeypatch.setitem(sys.modules, READERS["table"], reader)
    read_file(b"a;b\n1;2\n", "a.csv", {"a": "title"})
    assert reader.given == (b"a;b\n1;2\n", "a.csv", {"a": "title"})


def test_the_limits_hold_for_every_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = FoundStop("a", Point(45, 4))
    many = (FoundTrail("a", stops=(stop,) * 25_001),) * 2
    monkeypatch.setitem(sys.modules, READERS["table"], _Reader(many))
    assert refusal(b"a;b\n1;2\n").code == "too_many_points"
    monkeypatch.setitem(sys.modules, READERS["table"], _Reader((FoundTrail("a"),) * 21))
    assert refusal(b"a;b\n1;2\n").code == "too_many_trails"


def test_a_format_without_its_reader_is_not_understood(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(READERS, "gpx", "exchange.readers.nowhere")  # type: ignore[misc]
    assert refusal(WALK).code == "not_understood"


def read_or_refuse(content: bytes, name: str = "a.gpx") -> None:
    """Reads a file, and says all that is remarked of it."""
    try:
        remarks = read_file(content, name).remarks
    except FileRefused as refused:
        remarks = (refused.remark,)
    for remark in remarks:
        assert sentence(remark)
        assert remark.where is None or place(remark)


names = st.sampled_from(["a.gpx", "a.kml", "a.kmz", "a", "", "a.xml", "../\0"])


@given(st.binary(max_size=300), names)
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    read_or_refuse(content, name)


@given(
    st.sampled_from(
        [b"<gpx>", b"<kml>", b"PK\x03\x04", b"PK\x05\x06", b"<gpx ", b"<?"]
    ),
    st.binary(max_size=300),
)
def test_any_bytes_after_a_promising_start_are_read_or_refused(
    start: bytes, rest: bytes
) -> None:
    read_or_refuse(start + rest)


VALUES = [b"NaN", b"undefined", b"-0", b"1e400", b"<a>", b"</", b"&#0;", b"\xff", b""]
VALUES += [b"<trkseg>", b"</trkseg>", b"<trk>", b"</trk>", b"<extensions>", b'"', b"&"]
VALUES += [b"<Placemark>", b"<gx:Track>", b"<MultiGeometry>", b",", b" ", b"]]>", b"\0"]
VALUES += [
    b"<![CDATA[",
    b"<!--",
    b"<!DOCTYPE a>",
    b"999",
    b"90.0000001",
    b"\r",
    b"<rte>",
]


@given(
    st.sampled_from([WALK, MAP, PACKED]),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(VALUES)),
        min_size=1,
        max_size=8,
    ),
)
@example(MAP, [(1, 0, b"<gx:Track>")])
def test_a_file_changed_anywhere_is_read_or_refused(
    content: bytes, changes: list[tuple[float, int, bytes]]
) -> None:
    for share, taken, value in changes:
        at = int(share * len(content))
        content = content[:at] + value + content[at + taken :]
    read_or_refuse(content)


@given(st.integers(0, len(PACKED) - 1), st.integers(0, 255))
def test_an_archive_with_one_wrong_byte_is_read_or_refused(at: int, byte: int) -> None:
    read_or_refuse(PACKED[:at] + bytes([byte]) + PACKED[at + 1 :])


def test_every_code_has_its_sentence() -> None:
    used = re.compile(r'(?:FileRefused|Remark|tally\.add)\(\s*"(\w+)"')
    codes = {
        code
        for path in (ROOT / "exchange").rglob("*.py")
        for code in used.findall(path.read_text())
    }
    assert {"gap", "doctype", "altitude", "encrypted"} <= codes
    assert codes - SENTENCES.keys() == set()
    assert set(_WHY_NOTHING.values()) <= SENTENCES.keys()
    assert PLACES.keys() >= {"line", "feature", "row", "entry"}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder shared/ is not there")
def test_every_file_of_others_is_imported_or_refused_with_a_reason() -> None:
    paths = sorted(
        path
        for folder in ("formats", "places", "walks")
        for path in (SHARED / folder).rglob("*")
        if path.is_file()
    )
    rows = [("file", "kind", "trails", "stops", "points", "remarks, or refused")]
    for path in paths:
        rows.append((str(path.relative_to(SHARED)), *_row(path)))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        sys.stdout.write("  ".join([*cells, row[-1]]).rstrip() + "\n")
    read = {kind for _name, kind, *_rest in rows}
    assert read >= {
        "geojson",
        "geotrek",
        "gpx",
        "kml",
        "kmz",
        "schema_randonnee",
        "stories",
        "table",
    }
    assert len(paths) >= 150
    assert all(row[1] != "–" or row[-1] for row in rows)


def _row(path: Path) -> tuple[str, str, str, str, str]:
    """What the table says of a file."""
    try:
        reading = read_file(path.read_bytes(), path.name)
    except FileRefused as refused:
        told = f"{sentence(refused.remark)} ({place(refused.remark) or 'whole file'})"
        return "–", "", "", "", told
    stops = sum(len(trail.stops) for trail in reading.trails)
    points = sum(len(trail.line) for trail in reading.trails)
    if not reading.trails:
        assert reading.headings
        return reading.kind, "0", "0", "0", "columns have to be chosen"
    assert stops or points
    told = ", ".join(remark.code for remark in reading.remarks)
    return reading.kind, str(len(reading.trails)), str(stops), str(points), told
