"""Positions in metres of France's plane, as its registers give them. Pure.

Lambert-93 (EPSG:2154) holds for all of mainland France and Corsica. Its numbers lie so
far from any degree that they are known by their size.
"""

from functools import cache
from threading import Lock

from pyproj import Transformer, network

# Metres: the country with its islands, and some sea around it.
EAST = (0.0, 1_300_000.0)
NORTH = (6_000_000.0, 7_200_000.0)

_lock = Lock()  # a transformer serves one thread at a time


def is_lambert93(x: float, y: float) -> bool:
    """Whether two numbers are metres of Lambert-93, east then north."""
    return EAST[0] <= x <= EAST[1] and NORTH[0] <= y <= NORTH[1]


def lambert93(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude in degrees of metres east and north.

    Raises ValueError where ``is_lambert93`` says that they are none.
    """
    if not is_lambert93(x, y):
        msg = f"{x}, {y} is not in Lambert-93"
        raise ValueError(msg)
    with _lock:
        latitude, longitude = _transformer().transform(x, y)
    return float(latitude), float(longitude)


@cache
def _transformer() -> Transformer:
    """Made when a first file needs it, and without fetching grids from anywhere."""
    network.set_network_enabled(False)  # type: ignore[attr-defined]
    return Transformer.from_crs("EPSG:2154", "EPSG:4326")
