"""KML 2.1 and 2.2 (OGC 07-147r2): placemarks in folders. Pure.

A point is a stop; lines and the tracks of Google's extension are the way. Areas and
overlays are remarked. Links to other files (NetworkLink, pictures) are never followed.
An ``id`` is the file's alone, such as ``ID_00001``, unless it holds a UUID.
"""

import re
from collections.abc import Iterator
from html import escape

from exchange.clean import clean_html, plain, web_address
from exchange.found import FoundTrail, FoundWork, Reading, Where
from exchange.markup import Element, child, elements, line_number, line_of, local, words
from exchange.naming import titled
from exchange.sketch import DrawnLine, DrawnStop, Position, Sketch
from exchange.tally import Tally

KEPT = frozenset(
    {"Data", "ExtendedData", "LineString", "LinearRing", "Model", "MultiGeometry"}
    | {"MultiTrack", "Point", "Polygon", "SchemaData", "SimpleData", "Snippet", "Track"}
    | {"address", "author", "coord", "coordinates", "description", "displayName"}
    | {"link", "name", "value"}
)
OVERLAYS = {"GroundOverlay", "PhotoOverlay", "ScreenOverlay"}
NESTS = {"MultiGeometry", "MultiTrack"}
# My Maps: a column of its own for the addresses of a place's pictures.
PICTURES = "gx_media_links"

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
_OURS = re.compile(f"trail-{_UUID.pattern}", re.I)
_IMAGE = re.compile(
    r"""<img\b[^<>]{0,2000}?\bsrc\s*=\s*["'](https?://[^"'<>\s]+)""", re.I
)


def read(content: bytes, name: str) -> Reading:
    """The trails of a KML file. Raises ``FileRefused``."""
    kml = _Kml()
    for event, tag, element in elements(content, "kml", KEPT):
        if event == "end":
            kml.end(tag, element)
    trails = kml.sketch.trails(kml.whole)
    return Reading("kml", titled(trails, name), kml.tally.remarks())


class _Kml:
    """A KML file as it is read."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.sketch = Sketch(self.tally)
        self.whole = FoundTrail("")

    def end(self, tag: str, element: Element) -> None:
        """An element ends, and its children are known."""
        if tag == "Placemark":
            self._placemark(element)
        elif tag == "NetworkLink":
            self.tally.add("network_link", line_of(element))
        elif tag in OVERLAYS:
            self.tally.add("overlay", line_of(element))
        elif tag in ("Document", "Folder"):
            parent = element.getparent()
            if parent is not None and local(parent.tag) == "kml":
                self.whole = _about(element)
                # In our own files the stops are in their order already.
                self.sketch.keeps_order = bool(_OURS.fullmatch(element.get("id") or ""))

    def _placemark(self, element: Element) -> None:
        shapes = [(local(shape.tag), shape) for shape in _shapes(element)]
        points = [shape for kind, shape in shapes if kind == "Point"]
        parts = [self._part(shape) for kind, shape in shapes if kind not in _NO_LINE]
        title = plain(words(element, "name"))
        if points:
            self._stop(element, title, points)
        if parts:
            summary = "" if points else plain(words(element, "description"))
            line = DrawnLine(line_number(element), title, summary, parts)
            self.sketch.lines.append(line)
        for kind, shape in shapes:
            if kind in ("Polygon", "Model"):
                self.tally.add("area", line_of(shape))
        if not shapes:
            self.tally.add("no_geometry", line_of(element), title=title)

    def _stop(self, element: Element, title: str, points: list[Element]) -> None:
        found = [at for point in points for at in self._positions(point)]
        for point in points[1:]:
            self.tally.add("extra_point", line_of(point), title=title)
        if found:
            told = self._told(element, title)
            self.sketch.stops.append(DrawnStop(found[0], told))

    def _told(self, element: Element, title: str) -> dict[str, object]:
        """What is told at a point."""
        description = words(element, "description") or words(element, "Snippet")
        extended = dict(_extended(element))
        linked = extended.pop(PICTURES, "").split()
        shown = [each.replace("&amp;", "&") for each in _IMAGE.findall(description)]
        story = clean_html(description)
        if extended and story:
            names = ", ".join(extended)
            self.tally.add("extended_data", line_of(element), names=names[:100])
        elif extended:
            story = "".join(
                f"<p>{escape(f'{key}: {plain(value)}', quote=False)}</p>"
                for key, value in extended.items()
            )
        identifier = _UUID.search(element.get("id") or "")
        return {
            "title": title,
            "story": story,
            "address": plain(words(element, "address")),
            "identifier": identifier[0].lower() if identifier else "",
            "pictures": tuple(
                FoundWork(url)
                for url in dict.fromkeys(map(web_address, [*shown, *linked]))
                if url
            ),
        }

    def _part(self, shape: Element) -> list[Position]:
        """The positions of a LineString, LinearRing or Track."""
        if local(shape.tag) != "Track":
            return list(self._positions(shape))
        coords = (each for each in shape if local(each.tag) == "coord")
        found = (
            self._position((each.text or "").split(), line_number(each))
            for each in coords
            if each.text
        )
        return [position for position in found if position is not None]

    def _positions(self, shape: Element) -> Iterator[Position]:
        """The positions of ``coordinates``: tuples of numbers, between white space."""
        coordinates = child(shape, "coordinates")
        if coordinates is None:
            return
        # Others write a space after the comma, which the standard does not allow.
        text = re.sub(r",[ \t]+", ",", coordinates.text or "")
        begin = line_number(coordinates)
        for line, row in enumerate(text.split("\n"), start=begin):
            for numbers in row.split():
                found = self._position(numbers.split(",", 3), line)
                if found is not None:
                    yield found

    def _position(self, numbers: list[str], line: int) -> Position | None:
        """Longitude, latitude, and an altitude that is dropped."""
        longitude, latitude, altitude = [*numbers, "", "", ""][:3]
        found = self.sketch.position(latitude, longitude, line)
        if altitude.strip("0.-"):
            self.tally.add("altitude", Where("line", line))
        return found


_NO_LINE = {"Point", "Polygon", "Model"}
_SHAPES = {*_NO_LINE, "LineString", "LinearRing", "Track"}


def _shapes(element: Element) -> Iterator[Element]:
    """The shapes of a placemark, those of its collections too."""
    for each in element:
        name = local(each.tag)
        if name in NESTS:
            yield from _shapes(each)
        elif name in _SHAPES:
            yield each


def _extended(element: Element) -> Iterator[tuple[str, str]]:
    """The names and values that a file adds to a placemark; empty values are not."""
    data = child(element, "ExtendedData")
    for each in [] if data is None else data.iter():
        kind = local(each.tag)
        if kind == "Data":
            name = words(each, "displayName") or each.get("name") or ""
            value = words(each, "value")
        elif kind == "SimpleData":
            name, value = each.get("name") or "", words(each)
        else:
            continue
        if value:
            yield plain(name), value


def _about(element: Element) -> FoundTrail:
    """What the file says of itself, in its outermost Document or Folder."""
    link = child(element, "link")
    url = web_address((link.get("href") or "") if link is not None else "")
    uuid = _UUID.search(element.get("id") or "")
    return FoundTrail(
        title=plain(words(element, "name")),
        summary=plain(words(element, "Snippet") or words(element, "description")),
        identifier=uuid[0].lower() if uuid else "",
        uuid=uuid[0].lower() if uuid else "",
        source=plain(words(child(element, "author"), "name")),
        url=url,
    )
