"""The map of a booklet: the way and its stops on the city's own map. Pure.

It is drawn of the tiles that the trail's package carries, as stills are, with the
paper for its ground. Numbers are the layout's: they are text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from citymap.still import Frame, draw_scene, to_svg
from exchange.writers.facts import Package, line_parts
from frontend.palette import still_palette
from places.geo import Point
from tours.drawing import (
    DRAWING_ZOOM,
    metres_per_pixel,
    scale_length_m,
    svg_path,
    to_pixels,
    to_point,
)

RED, CASING = "#a3261b", "#ffffff"
MARGIN_M = 110  # of city shown around the way
LEAST_SHAPE, MOST_SHAPE = 0.82, 1.5  # width by height
LINE_SHARE = 1 / 110  # of the map's width: about a millimetre
# White is the paper's: the city stands on it in light tones, and prints on any machine.
PAPER = {
    "earth": "#ffffff",
    "building": "#efe6d8",
    "square": "#faf6ee",
    "street": "#ffffff",
    "footStreet": "#fffaf0",
    "streetEdge": "#d9ccb4",
}


@dataclass(frozen=True)
class MapWork:
    """What is drawn: a frame in pixels of ``DRAWING_ZOOM``, and the way in it."""

    tiles: str  # the name of the file, or empty
    target: str
    frame: list[float]  # x, y, width, height
    lines: list[str]  # SVG paths in the frame's units


def walk_map(package: Package, tiles: str, target: str) -> tuple[MapWork, Any]:
    """What is to be drawn of a package, and what the layout has to know of it."""
    stops = [to_pixels(_stop_point(stop)) for stop in package["stops"]]
    parts = [[to_pixels(Point(y, x)) for x, y in part] for part in line_parts(package)]
    frame = _frame([*stops, *(pixel for part in parts for pixel in part)])
    x, y, width, height = frame
    lines = [svg_path([(px - x, py - y) for px, py in part]) for part in parts]
    middle = to_point(x + width / 2, y + height / 2)
    width_m = width * metres_per_pixel(middle.latitude, DRAWING_ZOOM)
    scale_m = scale_length_m(width_m / 4)
    shown = {
        "file": target,
        "shape": round(width / height, 4),
        "pins": [
            {
                "number": stop["number"],
                "x": round((px - x) / width, 4),
                "y": round((py - y) / height, 4),
            }
            for stop, (px, py) in zip(package["stops"], stops, strict=True)
        ],
        "scale_m": scale_m,
        "scale_share": round(scale_m / width_m, 4),
    }
    return MapWork(tiles, target, list(frame), [line for line in lines if line]), shown


def draw_map(wanted: MapWork, tiles: bytes) -> str:
    """The drawing as SVG; without tiles, the way on white."""
    frame = Frame(*wanted.frame)
    scene = (
        draw_scene(lambda offset, length: tiles[offset : offset + length], frame)
        if tiles
        else ()
    )
    svg = to_svg(scene, {**still_palette("light"), **PAPER}, frame)
    return svg.replace("</svg>", f"{_way(wanted.lines, frame.width)}</svg>")


def _way(lines: Sequence[str], width: float) -> str:
    """The way in red with a white edge."""
    pen = width * LINE_SHARE
    strokes = ((CASING, pen * 2), (RED, pen))
    return "".join(
        f'<path d="{line}" fill="none" stroke="{colour}" stroke-width="{thick:.2f}"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
        for colour, thick in strokes
        for line in lines
    )


def _stop_point(stop: Any) -> Point:
    return Point(stop["location"]["latitude"], stop["location"]["longitude"])


def _frame(pixels: Sequence[tuple[float, float]]) -> tuple[float, ...]:
    """A box around it all, neither too slim nor too flat for the page."""
    left, right = min(x for x, _ in pixels), max(x for x, _ in pixels)
    top, bottom = min(y for _, y in pixels), max(y for _, y in pixels)
    middle = to_point((left + right) / 2, (top + bottom) / 2)
    margin = MARGIN_M / metres_per_pixel(middle.latitude, DRAWING_ZOOM)
    width, height = right - left + 2 * margin, bottom - top + 2 * margin
    wide = max(width, height * LEAST_SHAPE)
    high = max(height, wide / MOST_SHAPE)
    return (
        round((left + right - wide) / 2, 2),
        round((top + bottom - high) / 2, 2),
        round(wide, 2),
        round(high, 2),
    )
