"""Positions and boxes in GeoJSON's order, longitude before latitude. Pure."""

from dataclasses import dataclass

Position = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle of longitudes and latitudes, in degrees."""

    west: float
    south: float
    east: float
    north: float
