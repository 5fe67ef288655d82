"""Boxes of the map, in degrees. Pure.

Positions are GeoJSON's (RFC 7946 §3.1.1): longitude, then latitude. Only this room
and ``tours/track.py`` hold them so; everything above handles ``places.geo.Point``.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Position = tuple[float, float]  # longitude, latitude

METRES_PER_DEGREE = 111_195.08  # of latitude, on a sphere of the mean Earth radius
TILE_PX = 256


class BoxRefused(ValueError):
    """A box that is none: not four numbers, out of range, or without any width."""


@dataclass(frozen=True)
class Box:
    """A rectangle of the map: west, south, east, north, in degrees.

    It never crosses the 180th meridian. Raises BoxRefused when out of range, empty,
    or not made of numbers.
    """

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        # Written so that NaN, which compares false with everything, is refused.
        if not -180 <= self.west < self.east <= 180:
            msg = f"west {self.west} and east {self.east} hold no width"
            raise BoxRefused(msg)
        if not -90 <= self.south < self.north <= 90:
            msg = f"south {self.south} and north {self.north} hold no height"
            raise BoxRefused(msg)

    def __iter__(self) -> Iterator[float]:
        """West, south, east, north: the order of GeoJSON's bbox."""
        return iter((self.west, self.south, self.east, self.north))

    @property
    def area(self) -> float:
        """Square degrees; only to compare boxes that lie near each other."""
        return (self.east - self.west) * (self.north - self.south)

    @property
    def middle(self) -> Position:
        """The position in the middle."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    def holds(self, position: Position) -> bool:
        """Whether a position lies inside, or on the edge."""
        longitude, latitude = position
        return (
            self.west <= longitude <= self.east and self.south <= latitude <= self.north
        )

    def meets(self, other: "Box") -> bool:
        """Whether two boxes have anything in common."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )


def parse_box(text: str) -> Box:
    """The box written ``west,south,east,north``. Raises BoxRefused."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as error:
        msg = f"{text!r} is not four numbers"
        raise BoxRefused(msg) from error
    return Box(west, south, east, north)


def box_of(positions: Iterable[Position]) -> Box:
    """The box around some positions. Raises BoxRefused when they span none."""
    found = list(positions)
    if not found:
        raise BoxRefused("no position")
    longitudes, latitudes = zip(*found, strict=True)
    return Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def margin(box: Box, metres: float) -> Box:
    """The box with as many metres more on each side, as far as the world goes."""
    widest = max(abs(box.south), abs(box.north))
    lat = metres / METRES_PER_DEGREE
    lon = lat / max(math.cos(math.radians(widest)), 1e-6)
    return Box(
        max(-180.0, box.west - lon),
        max(-90.0, box.south - lat),
        min(180.0, box.east + lon),
        min(90.0, box.north + lat),
    )


def size_px(box: Box, zoom: int) -> float:
    """The box's longer side on the screen, in pixels of 256-pixel tiles."""
    px_per_degree = TILE_PX * float(2**zoom) / 360
    _longitude, latitude = box.middle
    stretch = 1 / max(math.cos(math.radians(latitude)), 1e-6)  # Mercator's
    width, height = box.east - box.west, (box.north - box.south) * stretch
    return max(width, height) * px_per_degree


def tile_of(position: Position, zoom: int) -> tuple[int, int]:
    """Column and row of the Web Mercator tile that a position lies in."""
    longitude, latitude = position
    tiles = 2**zoom
    limit = 85.0511287798  # where the square of Web Mercator ends
    angle = math.radians(max(-limit, min(limit, latitude)))
    column = int((longitude + 180) / 360 * tiles)
    row = int((1 - math.asinh(math.tan(angle)) / math.pi) / 2 * tiles)
    return min(max(column, 0), tiles - 1), min(max(row, 0), tiles - 1)
