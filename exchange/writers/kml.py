"""KML 2.2 (OGC 07-147r2), for globes and map makers. Pure.

The order of elements is the schema's; identifiers begin with a letter; coordinates are
``longitude,latitude`` without a space; colours are ``aabbggrr``.
"""

from collections.abc import Mapping
from datetime import datetime
from html import escape
from typing import Any

from lxml import etree

from exchange.story_parts import clean
from exchange.writers.facts import Package, Position, line_parts, publisher, where
from exchange.writers.rights import attribution
from exchange.writers.story import story_html
from exchange.writers.text import decimal, xml_safe
from exchange.writers.words import words

NAMESPACE = "http://www.opengis.net/kml/2.2"
ATOM = "http://www.w3.org/2005/Atom"
LINE_COLOUR = "ff6e430b"  # the site's blue, #0b436e
WIDTH_PX = "4"


def write(package: Package, updated: datetime | None = None) -> bytes:
    """The trail as KML. It has no date of its own: ``updated`` is not told."""
    names: Any = {None: NAMESPACE, "atom": ATOM}
    kml = etree.Element(f"{{{NAMESPACE}}}kml", nsmap=names)
    document = _inside(kml, "Document", id=f"trail-{package['id']}")
    _say(document, "name", package["title"])
    author = etree.SubElement(document, f"{{{ATOM}}}author")
    etree.SubElement(author, f"{{{ATOM}}}name").text = xml_safe(publisher(package))
    etree.SubElement(document, f"{{{ATOM}}}link", href=xml_safe(package["url"]))
    _say(document, "Snippet", package["summary"])
    _describe(document, _heading(package))
    style = _inside(_inside(document, "Style", id="track-style"), "LineStyle")
    _say(style, "color", LINE_COLOUR)
    _say(style, "width", WIDTH_PX)
    _stops(document, package)
    if parts := line_parts(package):
        _track(document, package, parts)
    return etree.tostring(
        kml, xml_declaration=True, encoding="UTF-8", pretty_print=True
    )


def _heading(package: Package) -> str:
    """The summary, what to know before going, and whom to thank, as HTML."""
    summary = f"<p>{escape(package['summary'])}</p>" if package["summary"] else ""
    lines = "<br>".join(escape(line) for line in attribution(package).splitlines())
    practical = clean(package["practical_information"] + package["accessibility"])
    return f"{summary}{practical}<p>{lines}</p>"


def _stops(document: etree._Element, package: Package) -> None:
    folder = _inside(document, "Folder", id="stops")
    _say(folder, "name", words(package["language"])["stops"])
    for stop in package["stops"]:
        _stop(folder, stop, package)


def _stop(folder: etree._Element, stop: Mapping[str, Any], package: Package) -> None:
    placemark = _inside(folder, "Placemark", id=f"stop-{stop['id']}")
    _say(placemark, "name", stop["title"])
    etree.SubElement(placemark, f"{{{ATOM}}}link", href=xml_safe(stop["url"]))
    _say(placemark, "address", stop["address"])
    _describe(placemark, story_html(stop, package))
    _say(_inside(placemark, "Point"), "coordinates", _tuple(where(stop)))


def _track(
    document: etree._Element, package: Package, parts: list[list[Position]]
) -> None:
    placemark = _inside(document, "Placemark", id="track")
    _say(placemark, "name", words(package["language"])["track"])
    _say(placemark, "styleUrl", "#track-style")
    several = len(parts) > 1
    parent = _inside(placemark, "MultiGeometry") if several else placemark
    for part in parts:
        line = _inside(parent, "LineString")
        _say(line, "tessellate", "1")
        _say(line, "coordinates", " ".join(_tuple(each) for each in part))


def _inside(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)


def _say(parent: etree._Element, name: str, text: str) -> None:
    """An element with a text; none where there is nothing to say."""
    if said := xml_safe(text).strip():
        _inside(parent, name).text = said


def _describe(parent: etree._Element, html: str) -> None:
    """A description in HTML, in a CDATA section, which "]]>" would end."""
    if said := xml_safe(html).replace("]]>", "]]&gt;"):
        _inside(parent, "description").text = etree.CDATA(said)


def _tuple(position: Position) -> str:
    return ",".join(decimal(each) for each in position)
