"""Several trails on one small drawn map, of a fixed shape. Pure.

The map is drawn for a box of ``WIDTH`` × ``HEIGHT`` units, whatever the ground it
covers: pages give it that shape and place what must keep its size (pins, stops,
scale) by percentages of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, hypot, pi, sin

from places.geo import Point
from tours.drawing import (
    metres_per_pixel,
    scale_length_m,
    svg_path,
    to_pixels,
    to_point,
)

WIDTH, HEIGHT = 400, 300
MARGIN = 40  # units left free around what is drawn: half a pin and its halo
MIN_SPAN_PX = 120.0  # at DRAWING_ZOOM: a single point is shown with its surroundings
FINEST_UNITS = 1.0  # a line's points nearer than that are one
PIN_GAP = 48.0  # units between the centres of two pins: a fingertip
SPREAD_ROUNDS = 40
SPREAD_PINS = 40  # beyond that many, a map has no room to part its pins
SCALE_SHARE = 0.3

Pair = tuple[float, float]
Square = tuple[float, float, float, float]  # west, north, width, height


@dataclass(frozen=True)
class Overview:
    """Lines as SVG paths in the box's units; pins, dots and scale in percents."""

    lines: tuple[str, ...]
    pins: tuple[Pair, ...]
    dots: tuple[Pair, ...]
    scale_m: int
    scale_percent: float
    # The ground that the box covers, in pixels at DRAWING_ZOOM: x, y, width, height.
    frame: Square = (0.0, 0.0, 0.0, 0.0)

    @property
    def view_box(self) -> str:
        """The SVG ``viewBox`` attribute of the lines."""
        return f"0 0 {WIDTH} {HEIGHT}"


def overview(
    lines: Sequence[Sequence[Point]],
    pins: Sequence[Point],
    dots: Sequence[Point] = (),
) -> Overview | None:
    """The map that holds all of it, or None when there is no point at all.

    Pins that would cover each other are moved apart, and leave a dot where they
    were; lines and dots stay true.
    """
    points = [*pins, *dots, *(point for line in lines for point in line)]
    if not points:
        return None
    pixels = [to_pixels(point) for point in points]
    west, east = min(x for x, _ in pixels), max(x for x, _ in pixels)
    north, south = min(y for _, y in pixels), max(y for _, y in pixels)
    span = max(
        (east - west) / (WIDTH - 2 * MARGIN),
        (south - north) / (HEIGHT - 2 * MARGIN),
        MIN_SPAN_PX / HEIGHT,
    )  # pixels in one unit
    middle_x, middle_y = (west + east) / 2, (north + south) / 2

    def place(point: Point) -> Pair:
        x, y = to_pixels(point)
        return (x - middle_x) / span + WIDTH / 2, (y - middle_y) / span + HEIGHT / 2

    starts = [place(pin) for pin in pins]
    moved = spread(starts)
    left = [start for start, pin in zip(starts, moved, strict=True) if start != pin]
    unit_m = span * metres_per_pixel(to_point(middle_x, middle_y).latitude)
    scale_m = scale_length_m(unit_m * WIDTH * SCALE_SHARE)
    return Overview(
        lines=tuple(svg_path(thin([place(point) for point in line])) for line in lines),
        pins=tuple(_percents(pin) for pin in moved),
        dots=tuple(_percents(dot) for dot in [*map(place, dots), *left]),
        scale_m=scale_m,
        scale_percent=round(scale_m / unit_m / WIDTH * 100, 2),
        frame=_frame(middle_x, middle_y, span),
    )


def _frame(middle_x: float, middle_y: float, span: float) -> Square:
    """The ground shown, in pixels of the projection, from its middle and its scale."""
    width, height = span * WIDTH, span * HEIGHT
    west, north = middle_x - width / 2, middle_y - height / 2
    return round(west, 1), round(north, 1), round(width, 1), round(height, 1)


def thin(line: list[Pair]) -> list[Pair]:
    """The line without the points that nobody could tell from the one before."""
    kept = line[:1]
    for point in line[1:-1]:
        if hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= FINEST_UNITS:
            kept.append(point)
    return kept + line[1:][-1:]


def spread(pins: list[Pair]) -> list[Pair]:
    """Pins moved apart and kept in the box, each as near to its place as can be."""
    moved = list(pins)
    if len(moved) > SPREAD_PINS:
        return moved
    for _round in range(SPREAD_ROUNDS):
        calm = True
        for a, b in combinations(range(len(moved)), 2):
            (ax, ay), (bx, by) = moved[a], moved[b]
            away = hypot(bx - ax, by - ay)
            if away >= PIN_GAP - 0.1:
                continue
            calm = False
            # Pins on one spot leave it in directions that differ for each pair.
            angle = (a * 7 + b * 3) * pi / 5
            dx, dy = (
                ((bx - ax) / away, (by - ay) / away)
                if away
                else (cos(angle), sin(angle))
            )
            push = (PIN_GAP - away) / 2
            moved[a] = _inside(ax - dx * push, ay - dy * push)
            moved[b] = _inside(bx + dx * push, by + dy * push)
        if calm:
            break
    return moved


def _inside(x: float, y: float) -> Pair:
    half = PIN_GAP / 2
    return min(max(x, half), WIDTH - half), min(max(y, half), HEIGHT - half)


def _percents(place: Pair) -> Pair:
    return round(place[0] / WIDTH * 100, 2), round(place[1] / HEIGHT * 100, 2)
