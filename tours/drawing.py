"""The trail's first map, drawn on the server. Pure.

Positions are Web Mercator pixels at one zoom (EPSG:3857, 256-pixel tiles), the
very plane that Leaflet uses: the page's map library can take the drawing's place
at the same centre and scale, without a jump.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asinh, atan, cos, degrees, dist, pi, radians, sinh, tan

from places.geo import EARTH_RADIUS_M, Point

DRAWING_ZOOM = 15
TILE_PX = 256
FOLD_PX = 64
MARGIN = 0.12
MIN_SIDE_PX = 60.0
SCALE_STEPS = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)


@dataclass(frozen=True)
class Drawing:
    """A square in pixels at ``DRAWING_ZOOM`` and what is drawn in it.

    Square, so that a style sheet fits it into any frame without knowing the trail.
    ``x`` and ``y`` are its corner in the world's pixels; ``line`` is an SVG path in
    the square's own units; ``pins`` are (x, y) pairs in the order given, in per cent
    of the side, so that pins keep their size whatever the scale; ``centre`` is the
    point in the middle; ``scale_m`` is the length of the scale bar and
    ``scale_percent`` its share of the side.
    """

    x: float
    y: float
    width: float
    line: str
    pins: tuple[tuple[float, float], ...]
    centre: Point
    scale_m: int
    scale_percent: float

    @property
    def height(self) -> float:
        """As high as it is wide."""
        return self.width

    @property
    def fold(self) -> tuple[float, float]:
        """Where the squares of the paper begin: they lie on the world's own grid."""
        return round(-(self.x % FOLD_PX), 2), round(-(self.y % FOLD_PX), 2)

    @property
    def view_box(self) -> str:
        """The SVG ``viewBox`` attribute."""
        return f"0 0 {self.width:g} {self.height:g}"

    def path(self, points: Iterable[Point]) -> str:
        """The SVG path of another line in the same square."""
        return svg_path([(x - self.x, y - self.y) for x, y in map(to_pixels, points)])

    def way(self, notice: str, points: list[Point]) -> "DrawnWay":
        """A way that a notice closes, or leads along, with its sign in the middle."""
        x, y = half_way([to_pixels(point) for point in points])
        percent = 100 / self.width
        sign = round((x - self.x) * percent, 2), round((y - self.y) * percent, 2)
        return DrawnWay(notice, self.path(points), sign)


@dataclass(frozen=True)
class DrawnWay:
    """A way in the square, by the notice that it is of; ``sign`` lies as pins do."""

    notice: str
    path: str
    sign: tuple[float, float]


def to_pixels(point: Point, zoom: int = DRAWING_ZOOM) -> tuple[float, float]:
    """Web Mercator pixels of a point (x east, y south)."""
    world = TILE_PX * 2**zoom
    latitude = max(-85.05112878, min(85.05112878, point.latitude))
    x = (point.longitude + 180) / 360 * world
    y = (1 - asinh(tan(radians(latitude))) / pi) / 2 * world
    return x, y


def to_point(x: float, y: float, zoom: int = DRAWING_ZOOM) -> Point:
    """The point of Web Mercator pixels: the inverse of ``to_pixels``."""
    world = TILE_PX * 2**zoom
    return Point(degrees(atan(sinh(pi * (1 - 2 * y / world)))), x / world * 360 - 180)


def metres_per_pixel(latitude: float, zoom: int = DRAWING_ZOOM) -> float:
    """Ground metres of one pixel at a latitude."""
    world = float(TILE_PX * 2**zoom)
    return cos(radians(latitude)) * 2 * pi * EARTH_RADIUS_M / world


def draw(line: list[Point], pins: Iterable[Point]) -> Drawing | None:
    """The drawing of a line and pins, or None when there is nothing to draw."""
    pin_px = [to_pixels(pin) for pin in pins]
    line_px = [to_pixels(point) for point in line]
    everything = line_px + pin_px
    if not everything:
        return None
    left, right = min(x for x, _ in everything), max(x for x, _ in everything)
    top, bottom = min(y for _, y in everything), max(y for _, y in everything)
    side = max(right - left, bottom - top, MIN_SIDE_PX) * (1 + 2 * MARGIN)
    x, y = (left + right - side) / 2, (top + bottom - side) / 2
    centre = to_point(x + side / 2, y + side / 2)
    side_m = side * metres_per_pixel(centre.latitude)
    scale_m = scale_length_m(side_m / 4)

    def percent(length: float) -> float:
        return round(100 * length / side, 2)

    return Drawing(
        x=round(x, 2),
        y=round(y, 2),
        width=round(side, 2),
        line=svg_path([(px - x, py - y) for px, py in line_px]),
        pins=tuple((percent(px - x), percent(py - y)) for px, py in pin_px),
        centre=centre,
        scale_m=scale_m,
        scale_percent=round(100 * scale_m / side_m, 2),
    )


def half_way(line: list[tuple[float, float]]) -> tuple[float, float]:
    """The place half-way along a line of one point or more."""
    steps = list(zip(line, line[1:], strict=False))
    left = sum(dist(*step) for step in steps) / 2
    for start, end in steps:
        length = dist(start, end)
        if length >= left > 0:
            share = left / length
            return start[0] + share * (end[0] - start[0]), start[1] + share * (
                end[1] - start[1]
            )
        left -= length
    return line[0]


def scale_length_m(target_m: float) -> int:
    """The round length nearest below a target, for a scale bar."""
    fitting = [step for step in SCALE_STEPS if step <= target_m]
    return fitting[-1] if fitting else SCALE_STEPS[0]


def svg_path(points: list[tuple[float, float]]) -> str:
    """An SVG path with relative steps of a tenth of a pixel; empty for no line.

    Steps are taken between rounded positions, so that rounding never adds up.
    """
    if len(points) < 2:
        return ""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = [
        f"{(x1 - x0) / 10:g} {(y1 - y0) / 10:g}"
        for (x0, y0), (x1, y1) in zip(tenths, tenths[1:], strict=False)
        if (x0, y0) != (x1, y1)
    ]
    start = f"M{tenths[0][0] / 10:g} {tenths[0][1] / 10:g}"
    return f"{start}l{' '.join(steps)}" if steps else ""
