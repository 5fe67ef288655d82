"""Positions in metres on a national grid, as degrees. Pure; never on the network.

Old GeoJSON (2008) names its grid in a ``crs`` member; RFC 7946 has none, and many
files are in a grid without saying so. French grids are recognised by their numbers.
"""

import re
from functools import cache
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import pyproj
from numpy.typing import NDArray

from exchange.clean import plain
from exchange.found import FileRefused
from exchange.json_values import fields, text

Numbers = NDArray[np.float64]

WGS84, LAMBERT_93, WEB_MERCATOR = 4326, 2154, 3857
DEGREES_END = 1_000
"""Where both numbers of a position are larger they are metres."""
# Metropolitan France, Corsica among it, with some sea around.
LAMBERT_93_EAST = (0, 1_300_000)
LAMBERT_93_NORTH = (6_000_000, 7_200_000)
# Nine zones CC42 to CC50 (EPSG 3942 to 3950), a million metres apart to the north.
_CC_EAST = (1_000_000, 2_400_000)
_CC_ZONES = range(42, 51)
_CC_HALF = 170_000  # a zone reaches a degree beyond its middle, and is used farther
_MERCATOR_END = 20_037_509
_LONGEST_NAME = 100

_EPSG = re.compile(r"(?:.*[:/])?EPSG(?::[\d.]*:|/[\d.]+/|:)(\d{4,6})", re.I)
_DEGREES = re.compile(r"(?:.*[:/])?(?:CRS84h?|WGS ?84)", re.I)
_FRENCH = re.compile(r"(?:IGNF:)?(?:RGF93)?(?:LAMB93|LAMBERT[ -]?93)", re.I)
_lock = Lock()  # a transformer serves one thread at a time


class Grid(NamedTuple):
    """A grid, or degrees of another survey, by its number in the EPSG register."""

    code: int
    name: str
    is_degrees: bool


def named_grid(crs: Any) -> Grid | None:
    """The grid that a ``crs`` member names; None where it names none, or WGS 84.

    Refused: ``unknown_crs``. What the member links to is not fetched.
    """
    properties = fields(fields(crs).get("properties"))
    given = properties.get("name") or properties.get("href")
    name = (text(given) or text(crs))[:_LONGEST_NAME]
    if fields(crs).get("type") == "EPSG" and text(properties.get("code")):
        name = f"EPSG:{text(properties.get('code'))}"
    if not name or _DEGREES.fullmatch(name):
        return None
    found = _EPSG.fullmatch(name)
    code = int(found[1]) if found else LAMBERT_93 if _FRENCH.fullmatch(name) else 0
    grid = _grid({900913: WEB_MERCATOR, 102100: WEB_MERCATOR}.get(code, code))
    if grid is None:
        raise FileRefused("unknown_crs", name=plain(name))
    return None if grid.code == WGS84 else grid


def guessed_grid(east: Numbers, north: Numbers) -> Grid | None:
    """The grid in which all numbers lie in France; else Mercator's, where no other.

    A grid that a country makes for itself avoids negative numbers: a position west of
    Greenwich or south of the equator that has some is in the web's grid.
    """
    if _all_within(east, *LAMBERT_93_EAST) and _all_within(north, *LAMBERT_93_NORTH):
        return _grid(LAMBERT_93)
    for zone in _CC_ZONES if _all_within(east, *_CC_EAST) else ():
        middle = (zone - 41) * 1_000_000 + 200_000
        if _all_within(north, middle - _CC_HALF, middle + _CC_HALF):
            return _grid(3900 + zone)
    in_world = max(np.abs(east).max(), np.abs(north).max()) <= _MERCATOR_END
    is_web = in_world and (east.max() < 0 or north.max() < 0)
    return _grid(WEB_MERCATOR) if is_web else None


def in_degrees(grid: Grid, east: Numbers, north: Numbers) -> tuple[Numbers, Numbers]:
    """Longitudes and latitudes; infinite where the grid does not reach."""
    _stay_here()
    change = pyproj.Transformer.from_crs(grid.code, WGS84, always_xy=True)
    longitudes, latitudes = change.transform(east, north)
    return longitudes, latitudes


def is_lambert93(east: float, north: float) -> bool:
    """Whether two numbers are metres of Lambert-93 (EPSG:2154), for France in Europe.

    They lie so far from any degree that they are known by their size.
    """
    (west_end, east_end), (south_end, north_end) = LAMBERT_93_EAST, LAMBERT_93_NORTH
    return west_end <= east <= east_end and south_end <= north <= north_end


def lambert93(east: float, north: float) -> tuple[float, float]:
    """Latitude and longitude of metres in Lambert-93.

    Raises ValueError where ``is_lambert93`` says that they are none.
    """
    if not is_lambert93(east, north):
        msg = f"{east}, {north} is not in Lambert-93"
        raise ValueError(msg)
    with _lock:
        longitude, latitude = _from_lambert93().transform(east, north)
    return float(latitude), float(longitude)


@cache
def _from_lambert93() -> pyproj.Transformer:
    _stay_here()
    return pyproj.Transformer.from_crs(LAMBERT_93, WGS84, always_xy=True)


def _stay_here() -> None:
    """Keeps PROJ off the network, whatever the machine's environment says.

    Said each time: it holds for one thread, and a server has several.
    """
    pyproj.network.set_network_enabled(active=False)  # type: ignore[attr-defined]


def _grid(code: int) -> Grid | None:
    """The grid of a number, or None where that is no grid of the Earth's surface."""
    _stay_here()
    try:
        crs = pyproj.CRS.from_epsg(code)
        pyproj.Transformer.from_crs(code, WGS84, always_xy=True)
    except pyproj.exceptions.ProjError:
        return None
    if not (crs.is_projected or crs.is_geographic):
        return None
    return Grid(code, crs.name, crs.is_geographic)


def _all_within(numbers: Numbers, least: float, most: float) -> bool:
    return bool(least <= numbers.min() and numbers.max() <= most)
