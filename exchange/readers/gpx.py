"""GPX 1.0 and 1.1 (topografix.com): tracks, routes and waypoints. Pure.

A track or a route is a line, a waypoint a stop. Times are dropped: when somebody
walked there is theirs. Extensions are ignored and counted. GPX has no permanent
identifier: what its links name is as often the tool's own page.
"""

from exchange.clean import clean_html, plain, web_address
from exchange.found import FileRefused, FoundTrail, FoundWork, Reading, Where
from exchange.limits import MAX_FEATURES, MAX_TRACKS
from exchange.markup import Element, child, elements, line_number, line_of, local, words
from exchange.naming import titled
from exchange.sketch import DrawnLine, DrawnStop, Sketch
from exchange.tally import Tally
from exchange.writers.gpx import CREATOR

KEPT = frozenset(
    {"author", "cmt", "copyright", "desc", "keywords", "license", "link", "metadata"}
    | {"name", "text", "type", "url", "urlname"}
)
LINES = ("trk", "rte")
# Suffixes of files, for links that do not say their type.
WORKS = {
    "image": {"jpg", "jpeg", "png", "webp", "gif"},
    "audio": {"mp3", "m4a", "ogg", "opus", "wav", "flac"},
}


def read(content: bytes, name: str) -> Reading:
    """The trails of a GPX file. Raises ``FileRefused``."""
    gpx = _Gpx()
    for event, tag, element in elements(content, "gpx", KEPT):
        if event == "start":
            gpx.begin(tag, element)
        else:
            gpx.end(tag, element)
    return gpx.reading(name)


def _count(drawn: list[DrawnLine]) -> dict[str, object]:
    return {"trails": len(drawn), "limit": MAX_TRACKS}


class _Gpx:
    """A GPX file as it is read."""

    def __init__(self) -> None:
        self._tally = Tally()
        self._sketch = Sketch(self._tally)
        self._tracks: list[DrawnLine] = []
        self._routes: list[DrawnLine] = []
        self._told: list[DrawnStop] = []  # points of routes where something is told
        self._line: DrawnLine | None = None
        self._foreign = 0  # levels within an extension
        self._space = ""
        self._whole = FoundTrail("")

    def begin(self, tag: str, element: Element) -> None:
        """An element begins."""
        if self._foreign or self._is_foreign(tag, element):
            self._foreign += 1
        elif tag in LINES:
            self._line = DrawnLine(line_number(element))
            drawn = self._tracks if tag == "trk" else self._routes
            drawn.append(self._line)
            if len(drawn) > MAX_FEATURES:
                raise FileRefused("too_many_trails", line_of(element), **_count(drawn))
            if tag == "rte":
                self._line.parts.append([])
        elif tag == "trkseg" and self._line:
            self._line.parts.append([])

    def end(self, tag: str, element: Element) -> None:
        """An element ends, and its children are known."""
        if self._foreign:
            self._foreign -= 1
        elif tag in ("trkpt", "rtept"):
            self._line_point(tag, element)
        elif tag == "wpt":
            self._stop(element, self._sketch.stops)
        elif tag in LINES and self._line:
            self._line.title = plain(words(element, "name"))
            self._line.summary = plain(words(element, "desc"))
            self._line = None
        elif tag == "ele":
            self._tally.add("altitude", line_of(element))
        elif tag in ("metadata", "gpx"):
            self._about(element)

    def reading(self, name: str) -> Reading:
        """All that was found."""
        tracks = [track for track in self._tracks if _is_line(track)]
        if tracks:
            for route in self._routes:
                self._tally.add("routes_left", Where("line", route.at))
        else:
            self._tracks.extend(self._routes)
        self._sketch.lines.extend(self._tracks)
        self._sketch.stops.extend([] if tracks or self._sketch.stops else self._told)
        trails = self._sketch.trails(self._whole)
        return Reading("gpx", titled(trails, name), self._tally.remarks())

    def _is_foreign(self, tag: str, element: Element) -> bool:
        """Whether an element is an extension, which is remarked."""
        space = element.tag[: -len(tag)]
        if tag == "gpx" and element.getparent() is None:
            self._space = space
            # In our own files the stops are in their order already.
            self._sketch.keeps_order = element.get("creator") == CREATOR
        is_foreign = tag == "extensions" or space not in ("", self._space)
        if is_foreign:
            self._tally.add("extensions", line_of(element))
        return is_foreign

    def _line_point(self, tag: str, element: Element) -> None:
        if self._line is None:
            return
        line = line_number(element)
        at = self._sketch.position(element.get("lat"), element.get("lon"), line)
        if at is None:
            return
        if not self._line.parts:
            self._line.parts.append([])
        self._line.parts[-1].append(at)
        if tag == "rtept" and words(element, "name") and words(element, "desc"):
            self._told.append(DrawnStop(at, _told(element)))

    def _stop(self, element: Element, stops: list[DrawnStop]) -> None:
        line = line_number(element)
        at = self._sketch.position(element.get("lat"), element.get("lon"), line)
        if at is not None:
            stops.append(DrawnStop(at, _told(element)))

    def _about(self, element: Element) -> None:
        """What the file says of itself: in 1.0 within gpx, in 1.1 within metadata."""
        known, author = self._whole, child(element, "author")
        if known.title and local(element.tag) == "gpx":
            return
        rights = child(element, "copyright")
        keywords = plain(words(element, "keywords")).split(",")
        self._whole = FoundTrail(
            title=plain(words(element, "name")) or known.title,
            summary=plain(words(element, "desc")) or known.summary,
            themes=tuple(t.strip() for t in keywords if t.strip()) or known.themes,
            source=plain(words(author, "name") or words(author)) or known.source,
            url=_link(element) or known.url,
            licence=plain(words(rights, "license")) or known.licence,
        )


def _is_line(drawn: DrawnLine) -> bool:
    return any(len(part) > 1 for part in drawn.parts)


def _told(element: Element) -> dict[str, object]:
    """What is told at a waypoint."""
    story = words(element, "desc") or words(element, "cmt")
    works = [_work(link) for link in element if local(link.tag) == "link"]
    return {
        "title": plain(words(element, "name")),
        "story": clean_html(story),
        "pictures": tuple(work for kind, work in works if kind == "image"),
        "sounds": tuple(work for kind, work in works if kind == "audio"),
    }


def _work(link: Element) -> tuple[str, FoundWork]:
    """What a link leads to: ``image``, ``audio``, or something else; and the work."""
    address = _address(link)
    kind = words(link, "type").partition("/")[0].lower()
    if kind not in WORKS:
        suffix = address.rpartition(".")[2].lower()
        kind = next((each for each, those in WORKS.items() if suffix in those), "")
    return kind if address else "", FoundWork(address, plain(words(link, "text")))


def _link(element: Element) -> str:
    """The address of the trail's page, where it is one of the web."""
    link = child(element, "link")
    if link is not None:
        return _address(link)
    return web_address(words(element, "url"))


def _address(link: Element) -> str:
    return web_address(link.get("href") or "")
