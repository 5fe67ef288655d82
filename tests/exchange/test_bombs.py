"""Files made to exhaust whoever reads them."""

import struct
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from tests.exchange.bombs import MEGABYTE, Host, full
from tests.exchange.documents import archive, gpx, kml, track

pytestmark = pytest.mark.bomb


def laughs() -> bytes:
    """Entities that would grow to gigabytes."""
    lines = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    entities = "".join(['<!ENTITY a0 "ha">', *lines])
    return f"<!DOCTYPE gpx [{entities}]><gpx><name>&a9;</name></gpx>".encode()


def outside() -> bytes:
    """An entity that lies in another file."""
    entity = '<!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return f"{entity}<gpx><name>&a;</name></gpx>".encode()


def many_entries() -> bytes:
    """An archive of ten thousand files."""
    return archive({f"{n}.kml": b"" for n in range(10_000)})


def packed(method: int) -> bytes:
    """An archive of one huge file."""
    target = BytesIO()
    with ZipFile(target, "w", method) as zipped, zipped.open("doc.kml", "w") as file:
        for _megabyte in range(500):
            file.write(b" " * MEGABYTE)
    return target.getvalue()


def overlapping() -> bytes:
    """An archive whose many entries are the same bytes (David Fifield's)."""
    content = packed(ZIP_DEFLATED)
    begin = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    central = content[begin:end] * 20
    tail = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 20, 20, len(central), begin, 0)
    return content[:begin] + central + tail


def points(count: int) -> str:
    """Points all over the Earth, so that nothing of the line can be left out."""
    return track(*(((n * 7919) % 89, (n * 104729) % 179) for n in range(count)))


def bombs() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Each bomb with its name, made only when its test runs."""
    yield "billion laughs", laughs
    yield "external entity", outside
    yield from xml_bombs()
    yield from number_bombs()
    yield "zip", lambda: packed(ZIP_DEFLATED)
    yield "zip of another method", lambda: packed(ZIP_BZIP2)
    yield "overlapping zip", overlapping
    yield "zip of many entries", many_entries
    yield (
        "zip of a big map",
        lambda: archive({"doc.kml": b"<kml>" + b"<a/>" * 4_900_000 + b"</kml>"}),
    )
    yield (
        "zip of comments",
        lambda: archive({"doc.kml": b"<!---->" * 2_800_000 + b"<kml/>"}),
    )
    yield (
        "zip of comments within",
        lambda: archive({"doc.kml": b"<kml>" + b"<!---->" * 2_800_000 + b"</kml>"}),
    )
    yield "zip of stories", lambda: told_places(100)
    yield (
        "zip of a big text",
        lambda: archive({"doc.kml": b"<kml><name>" + b"x" * 19 * MEGABYTE}),
    )


def told_places(count: int) -> bytes:
    """A small archive of many places, each with another long text full of tags."""
    told = "<b>a</b> w <i>b</i> " * 9_000
    places = "".join(
        f"<Placemark><description><![CDATA[{number}{told}]]></description>"
        f"<Point><coordinates>4.{number:03},45</coordinates></Point></Placemark>"
        for number in range(count)
    )
    return archive({"doc.kml": f"<kml><Document>{places}</Document></kml>".encode()})


def xml_bombs() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Much of everything that XML has."""
    for name, before, repeated, after in (
        ("deep", "<gpx>", "<a>", ""),
        ("deep story", "<kml><description>", "&lt;p>", "</description></kml>"),
        ("deep stories", "<kml>", placemark("&lt;div>" * 90), "</kml>"),
        ("elements", "<gpx>", "<a/>", "</gpx>"),
        ("kept elements", "<gpx>", "<name/>", "</gpx>"),
        ("elements of a point", "<gpx><trk><trkpt>", "<a/>", "</trkpt></trk></gpx>"),
        ("fields", "<kml><Placemark><ExtendedData>", "<Data/>", ""),
        ("collections", "<kml><Placemark>", "<MultiGeometry/>", "</Placemark></kml>"),
        ("lines", "<gpx>", "<trk><trkseg/></trk>", "</gpx>"),
        ("segments", "<gpx><trk>", "<trkseg/>", "</trk></gpx>"),
        ("long attribute", '<gpx a="', "x", '"/>'),
        ("long text", "<gpx><name>", "x", "</name></gpx>"),
        ("long tag", "<gpx><", "x", "/></gpx>"),
        ("bare ampersands", "<gpx><name>", "&", "</name></gpx>"),
        ("references", "<gpx><name>", "&#65;", "</name></gpx>"),
        ("long comment", "<!--", "-", ""),
        ("comments", "", "<!---->", "<gpx/>"),
        ("declarations", "", "<?xml ", ""),
    ):
        yield name, partial(full, before, repeated, after)
    spaces = "".join(f'<a xmlns="{n}"/>' for n in range(200_000))
    yield "spaces", lambda: f"<gpx>{spaces}</gpx>".encode()
    attributes = " ".join(f'b{n}=""' for n in range(200_000))
    yield "attributes", lambda: f"<gpx {attributes}/>".encode()
    yield "wide", lambda: ("<gpx>" + "é" * 2_600_000).encode("utf-16")[: 5 * MEGABYTE]


def number_bombs() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Huge numbers, and huge numbers of them."""
    line = "<kml><Placemark><LineString><coordinates>"
    stops = "".join(f'<wpt lat="{n % 80}" lon="{n}"/>' for n in range(170))
    for name, before, repeated, after in (
        ("long number", '<gpx><wpt lon="1" lat="', "9", '"/></gpx>'),
        ("white space", line, " ", "</coordinates></LineString></Placemark></kml>"),
        ("commas", line, ",", "</coordinates></LineString></Placemark></kml>"),
        ("spaced commas", line, ", ", "</coordinates></LineString></Placemark></kml>"),
        ("many numbers", line, "1,1 ", "</coordinates></LineString></Placemark></kml>"),
        ("many lines", "<gpx>", f"<trk>{track((1, 1), (1, 2))}</trk>", "</gpx>"),
    ):
        yield name, partial(full, before, repeated, after)
    yield "wild line", lambda: gpx(f"{stops}<trk>{points(49_000)}</trk>")
    yield "stops", lambda: kml(placemark("") * 49_000)


def placemark(description: str) -> str:
    """A point with what is told there."""
    return (
        "<Placemark><Point><coordinates>1,1</coordinates></Point>"
        f"<description>{description}</description></Placemark>"
    )


@pytest.mark.parametrize(
    "make", [pytest.param(make, id=name) for name, make in bombs()]
)
def test_a_bomb_takes_neither_time_nor_memory(
    host: Host, make: Callable[[], bytes], tmp_path: Path
) -> None:
    host.assert_is_harmless(make(), tmp_path / "walk.gpx")
