"""Metres on the ground, and a flat plane for one city. Pure."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from citymap.boxes import Box, Position

EARTH_RADIUS_M = 6_371_008.8
METRES_PER_DEGREE = radians(1) * EARTH_RADIUS_M

Numbers = NDArray[np.float64]


def distance_m(a: Position, b: Position) -> float:
    """Great-circle metres between two positions (haversine)."""
    lat_a, lat_b = radians(a[1]), radians(b[1])
    half_lat = sin((lat_b - lat_a) / 2)
    half_lon = sin(radians(b[0] - a[0]) / 2)
    h = half_lat**2 + cos(lat_a) * cos(lat_b) * half_lon**2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(h)))


def steps_m(positions: Numbers) -> Numbers:
    """Great-circle metres between each position of an (n, 2) array and the next."""
    lon, lat = np.radians(positions[:, 0]), np.radians(positions[:, 1])
    half_lat = np.sin(np.diff(lat) / 2)
    half_lon = np.sin(np.diff(lon) / 2)
    h = half_lat**2 + np.cos(lat[:-1]) * np.cos(lat[1:]) * half_lon**2
    metres: Numbers = 2 * EARTH_RADIUS_M * np.arcsin(np.minimum(1.0, np.sqrt(h)))
    return metres


@dataclass(frozen=True)
class Plane:
    """Metres east and north of a box's middle (equirectangular).

    Within 20 km of that middle, distances are true to about 0.3 per cent up to
    60 degrees of latitude: enough to find the nearest street, never used for lengths.
    """

    longitude: float
    latitude: float

    @classmethod
    def of(cls, box: Box) -> "Plane":
        """The plane that touches the ground in the middle of a box."""
        return cls((box.west + box.east) / 2, (box.south + box.north) / 2)

    @property
    def metres_per_degree_east(self) -> float:
        """Metres of a degree of longitude here."""
        return METRES_PER_DEGREE * cos(radians(self.latitude))

    def project(self, positions: Numbers) -> Numbers:
        """Metres of an (n, 2) array of positions."""
        scale = np.array([self.metres_per_degree_east, METRES_PER_DEGREE])
        flat: Numbers = (positions - [self.longitude, self.latitude]) * scale
        return flat

    def position(self, x_m: float, y_m: float) -> Position:
        """The position of a point of the plane, to OpenStreetMap's seven decimals."""
        longitude = self.longitude + x_m / self.metres_per_degree_east
        return round(longitude, 7), round(self.latitude + y_m / METRES_PER_DEGREE, 7)
