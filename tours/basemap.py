"""The piece of its city's map that a trail carries, and the stills of its map.

Made when the trail is published, and again when its city's map is built anew. The
files are named by their content, so that phones may keep them for ever.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pmtiles.reader import MmapSource

from citymap import cities
from citymap.archive import cut, opened
from citymap.boxes import Box, Position, margin
from citymap.still import Frame, Scene, draw_scene, to_svg, to_webp
from citymap.walking import GraphUnreadable
from frontend.palette import STILL_THEMES, still_palette
from places.geo import Point
from tours.drawing import Drawing, draw
from tours.map_files import store
from tours.routing import router_of
from tours.shown_map import STILL_PX

if TYPE_CHECKING:
    from tours.models import TourPage

MARGIN_M = 300
ABOUT_A_METRE = 1e-5  # in degrees: the least width of a trail's box
STILL_SCALE = 1.5  # of the drawing's side: the map goes on around the trail
STILL_BYTES = 40_000


def make_basemap(page: "TourPage") -> dict[str, Any]:
    """Cuts and draws what a trail's map is made of; empty where no city covers it.

    ``archive`` and ``stills`` name files in the media; ``attribution`` and
    ``extract_date`` are the city's; ``walking_seconds`` are from each stop to each
    other, and ``of`` tells of which line and stops. What was made where the city's map
    was installed is kept where it is not. Raises ArchiveBroken when the city's cannot
    be read.
    """
    points = list(_points(page))
    city = cities.covering((p.longitude, p.latitude) for p in points)
    drawing = draw(page.line, _stop_points(page))
    if city is None or drawing is None:
        return page.basemap if is_map_of(page) else {}
    archive = cut(city.basemap, margin(_box(points), MARGIN_M))
    frame = still_frame(drawing)
    with opened(city.basemap) as file:
        scene = draw_scene(MmapSource(file), frame)
    return {
        "city": city.name,
        "attribution": city.attribution,
        "extract_date": city.extract_date,
        "archive": store(archive, "pmtiles"),
        "stills": _draw_stills(scene, frame),
        "walking_seconds": _walking_seconds(city, list(_stop_points(page))),
        "of": geometry_hash(page),
    }


def geometry_hash(page: "TourPage") -> str:
    """Changes with the line and the points of the stops, and with nothing else."""
    drawn = [[_position(p) for p in part] for part in (page.line, _stop_points(page))]
    return hashlib.sha256(json.dumps(drawn).encode()).hexdigest()[:16]


def is_map_of(page: "TourPage") -> bool:
    """Whether the trail's map was made of the very line and stops that it has."""
    return bool(page.basemap) and page.basemap.get("of") == geometry_hash(page)


def _walking_seconds(city: cities.City, stops: list[Point]) -> list[list[int]] | None:
    """By the city's streets; None where they cannot be read."""
    try:
        found = router_of(city).walking_seconds(
            [(p.longitude, p.latitude) for p in stops]
        )
    except (OSError, GraphUnreadable):
        return None
    return [[round(seconds) for seconds in row] for row in found]


def _position(point: Point) -> list[float]:
    return [round(point.longitude, 6), round(point.latitude, 6)]


def still_frame(drawing: Drawing) -> Frame:
    """The square of the stills: the drawing's middle, and more around it."""
    more = drawing.width * (STILL_SCALE - 1) / 2
    side = drawing.width * STILL_SCALE
    return Frame(drawing.x - more, drawing.y - more, side, side)


def _draw_stills(scene: Scene, frame: Frame) -> dict[str, dict[str, str]]:
    stills = {}
    for theme in STILL_THEMES:
        palette = still_palette(theme)
        svg = to_svg(scene, palette, frame).encode()
        webp = to_webp(scene, palette, frame, STILL_PX, STILL_BYTES)
        stills[theme] = {
            "svg": store(svg, "svg"),
            "webp": store(webp, "webp"),
        }
    return stills


def _stop_points(page: "TourPage") -> Iterator[Point]:
    for stop in page.stops.all():
        if stop.point is not None:
            yield stop.point


def _points(page: "TourPage") -> Iterator[Point]:
    yield from page.line
    yield from _stop_points(page)


def _box(points: list[Point]) -> Box:
    """The box around some points, which may be a single one."""
    positions: list[Position] = [(p.longitude, p.latitude) for p in points]
    longitudes, latitudes = zip(*positions, strict=True)
    return Box(
        min(longitudes) - ABOUT_A_METRE,
        min(latitudes) - ABOUT_A_METRE,
        max(longitudes) + ABOUT_A_METRE,
        max(latitudes) + ABOUT_A_METRE,
    )
