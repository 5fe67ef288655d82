"""GPX 1.1, for GPS devices and walking apps. Pure.

The order of elements is the schema's (topografix.com/GPX/1/1), decimals never have an
exponent, and a longitude is below 180. A stop is a ``wpt``; the line is one ``trk``
with a ``trkseg`` for each continuous part.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lxml import etree

from exchange.writers.facts import (
    Package,
    Position,
    box,
    instant,
    line_parts,
    listed_files,
    publisher,
    root,
    where,
)
from exchange.writers.rights import attribution, licence_url, map_sources
from exchange.writers.sounds import sound_title
from exchange.writers.story import story_text
from exchange.writers.text import decimal, paragraphs, xml_safe
from exchange.writers.words import words

NAMESPACE = "http://www.topografix.com/GPX/1/1"
SCHEMA = f"{NAMESPACE} http://www.topografix.com/GPX/1/1/gpx.xsd"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
CREATOR = "Traboule"


def write(package: Package, updated: datetime | None = None) -> bytes:
    """The trail as GPX."""
    names: Any = {None: NAMESPACE, "xsi": INSTANCE}
    gpx = etree.Element(f"{{{NAMESPACE}}}gpx", nsmap=names)
    gpx.set(f"{{{INSTANCE}}}schemaLocation", SCHEMA)
    gpx.set("version", "1.1")
    gpx.set("creator", CREATOR)
    parts = line_parts(package)
    _metadata(gpx, package, parts, instant(package, updated))
    for stop in package["stops"]:
        _waypoint(gpx, stop, package)
    if parts:
        _track(gpx, package, parts)
    return etree.tostring(
        gpx, xml_declaration=True, encoding="UTF-8", pretty_print=True
    )


def _metadata(
    gpx: etree._Element, package: Package, parts: list[list[Position]], moment: str
) -> None:
    metadata = _inside(gpx, "metadata")
    _say(metadata, "name", package["title"])
    _say(metadata, "desc", paragraphs((package["summary"], attribution(package))))
    author = _inside(metadata, "author")
    _say(author, "name", publisher(package))
    _link(author, root(package))
    holder = _inside(metadata, "copyright", author=xml_safe(publisher(package)))
    _say(holder, "year", moment[:4])
    _say(holder, "license", licence_url(package["licence"]))
    _link(metadata, package["url"], package["title"], "text/html")
    _say(metadata, "time", moment)
    _say(metadata, "keywords", ", ".join(package["themes"]))
    west, south, east, north = box(
        [*(each for part in parts for each in part), *map(where, package["stops"])]
    )
    _inside(
        metadata, "bounds", **_at((west, south), "min"), **_at((east, north), "max")
    )


def _waypoint(gpx: etree._Element, stop: Mapping[str, Any], package: Package) -> None:
    say, files = words(package["language"]), listed_files(package)
    waypoint = _inside(gpx, "wpt", **_at(where(stop)))
    _say(waypoint, "name", stop["title"])
    number = say["stop"].format(number=stop["number"])
    told = (number, stop["address"])
    _say(waypoint, "cmt", ", ".join(each for each in told if each))
    _say(waypoint, "desc", story_text(stop, package["language"]))
    _say(waypoint, "src", publisher(package))
    _link(waypoint, stop["url"], stop["title"], "text/html")
    for sound in stop["recordings"]:
        file = files[sound["file"]]
        title = sound_title(sound, package["language"])
        _link(waypoint, file["url"], title, file["type"])
    _say(waypoint, "sym", "Flag, Blue")
    _say(waypoint, "type", "stop")


def _track(gpx: etree._Element, package: Package, parts: list[list[Position]]) -> None:
    track = _inside(gpx, "trk")
    _say(track, "name", package["title"])
    _say(track, "src", ". ".join(map_sources(package)))
    _link(track, package["url"])
    _say(track, "type", "walking")
    for part in parts:
        segment = _inside(track, "trkseg")
        for position in part:
            _inside(segment, "trkpt", **_at(position))


def _inside(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)


def _say(parent: etree._Element, name: str, text: str) -> None:
    """An element with a text; none where there is nothing to say."""
    if said := xml_safe(text).strip():
        _inside(parent, name).text = said


def _link(parent: etree._Element, url: str, text: str = "", kind: str = "") -> None:
    link = _inside(parent, "link", href=xml_safe(url))
    _say(link, "text", text)
    _say(link, "type", kind)


def _at(position: Position, prefix: str = "") -> dict[str, str]:
    longitude, latitude = position
    # GPX has no 180° east: it is 180° west.
    east = -180.0 if longitude >= 180 else longitude
    return {f"{prefix}lat": decimal(latitude), f"{prefix}lon": decimal(east)}
