"""Points on the globe: distances, bearings and boxes. Pure.

A point is always latitude then longitude, in degrees (WGS 84); ``Point`` holds
the order, so that no other code has to. Distances are metres on a sphere of the
mean Earth radius (IUGG), which is right to 0.5 %.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

EARTH_RADIUS_M = 6_371_008.8


@dataclass(frozen=True)
class Point:
    """A place on Earth: latitude −90…90, longitude −180…180, degrees.

    Raises ValueError when out of range or not a number.
    """

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        # Written so that NaN, which compares false with everything, is refused.
        if not -90 <= self.latitude <= 90:
            msg = f"latitude {self.latitude} is not between -90 and 90"
            raise ValueError(msg)
        if not -180 <= self.longitude <= 180:
            msg = f"longitude {self.longitude} is not between -180 and 180"
            raise ValueError(msg)

    @property
    def swapped(self) -> "Point | None":
        """The point read with its axes exchanged, or None where there is none."""
        if abs(self.longitude) > 90:
            return None
        return Point(self.longitude, self.latitude)


@dataclass(frozen=True)
class Bounds:
    """The box around points, in degrees."""

    south: float
    west: float
    north: float
    east: float


def distance_m(a: Point, b: Point) -> float:
    """Metres between two points (haversine)."""
    lat_a, lat_b = radians(a.latitude), radians(b.latitude)
    half_lat = (lat_b - lat_a) / 2
    half_lon = radians(b.longitude - a.longitude) / 2
    h = sin(half_lat) ** 2 + cos(lat_a) * cos(lat_b) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(h)))


def bearing_deg(a: Point, b: Point) -> float:
    """Direction from a to b: 0 north, 90 east, below 360."""
    lat_a, lat_b = radians(a.latitude), radians(b.latitude)
    lon = radians(b.longitude - a.longitude)
    east = sin(lon) * cos(lat_b)
    north = cos(lat_a) * sin(lat_b) - sin(lat_a) * cos(lat_b) * cos(lon)
    return degrees(atan2(east, north)) % 360


def length_m(line: Iterable[Point]) -> float:
    """Metres along a line of points; 0 for fewer than two."""
    points = list(line)
    return sum(distance_m(a, b) for a, b in zip(points, points[1:], strict=False))


def bounds(points: Iterable[Point]) -> Bounds:
    """The box around some points. Raises ValueError when there is none."""
    found = list(points)
    if not found:
        raise ValueError("no point")
    return Bounds(
        south=min(point.latitude for point in found),
        west=min(point.longitude for point in found),
        north=max(point.latitude for point in found),
        east=max(point.longitude for point in found),
    )


def box_around(centre: Point, radius_m: float) -> Bounds:
    """A box that holds every point within a radius, to narrow a search."""
    lat = degrees(radius_m / EARTH_RADIUS_M)
    shrink = max(cos(radians(centre.latitude)), 1e-6)
    lon = min(180.0, lat / shrink)
    return Bounds(
        south=max(-90.0, centre.latitude - lat),
        west=max(-180.0, centre.longitude - lon),
        north=min(90.0, centre.latitude + lat),
        east=min(180.0, centre.longitude + lon),
    )


def distance_along_m(line: list[Point], point: Point) -> float:
    """Metres from the line's start to the place on it nearest to a point.

    Works on a plane tangent at the point, exact enough at a city's scale.
    Raises ValueError when the line has no point.
    """
    if not line:
        raise ValueError("no point")
    shrink = cos(radians(point.latitude))

    def flat(other: Point) -> tuple[float, float]:
        return (
            radians(other.longitude - point.longitude) * shrink * EARTH_RADIUS_M,
            radians(other.latitude - point.latitude) * EARTH_RADIUS_M,
        )

    best, best_along, walked = float("inf"), 0.0, 0.0
    for start, end in zip(line, line[1:], strict=False):
        (x, y), (end_x, end_y) = flat(start), flat(end)
        step_x, step_y = end_x - x, end_y - y
        step = hypot(step_x, step_y)
        share = 0.0
        if step:
            share = max(0.0, min(1.0, -(x * step_x + y * step_y) / step**2))
        away = hypot(x + share * step_x, y + share * step_y)
        if away < best:
            best, best_along = away, walked + share * step
        walked += step
    return best_along


def stretch(line: list[Point], from_m: float, to_m: float) -> list[Point]:
    """The part of a line between two places, in metres from its start.

    Empty where they are one place.
    """
    found: list[Point] = []
    walked = 0.0
    for start, end in zip(line, line[1:], strict=False):
        step = distance_m(start, end)
        first, last = max(from_m, walked), min(to_m, walked + step)
        if step and first < last:
            shares = [(place - walked) / step for place in (first, last)]
            points = [_between(start, end, share) for share in shares]
            found += points[1:] if found else points
        walked += step
    return found


def _between(start: Point, end: Point, share: float) -> Point:
    return Point(
        start.latitude + share * (end.latitude - start.latitude),
        start.longitude + share * (end.longitude - start.longitude),
    )
