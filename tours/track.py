"""The line walked, as GeoJSON holds it. Pure.

This is the only place that knows GeoJSON's order, longitude before latitude
(RFC 7946 §3.1.1); everything else handles ``Point``.
"""

import json
from typing import Any

from places.geo import Point

MAX_POINTS = 50_000


class TrackRefused(Exception):
    """A track that cannot be walked; ``code`` and ``facts`` say where and why.

    Codes: ``json``, ``type``, ``too_few``, ``too_many``, ``position`` (number n is
    not two numbers in range).
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def parse_track(value: Any) -> list[Point]:
    """Points of a GeoJSON LineString, given as text or as decoded JSON.

    A third number, the altitude, is dropped. Empty values give an empty list.
    Raises ``TrackRefused``.
    """
    if value in (None, "", {}):
        return []
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError) as error:
            raise TrackRefused("json") from error
    if not isinstance(value, dict) or value.get("type") != "LineString":
        raise TrackRefused("type")
    positions = value.get("coordinates")
    if not isinstance(positions, list) or len(positions) < 2:
        raise TrackRefused("too_few")
    if len(positions) > MAX_POINTS:
        raise TrackRefused("too_many", points=len(positions), limit=MAX_POINTS)
    return [_point(number, item) for number, item in enumerate(positions, start=1)]


def _point(number: int, position: Any) -> Point:
    """One GeoJSON position as a point; ``number`` counts from 1 for messages."""
    try:
        longitude, latitude = (_number(part) for part in position[:2])
        return Point(latitude, longitude)
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        shown = json.dumps(position, default=str)[:60]
        raise TrackRefused("position", number=number, position=shown) from error


def _number(part: Any) -> float:
    """A JSON number; truth values and text are not."""
    if isinstance(part, bool) or not isinstance(part, int | float):
        raise TypeError("not a number")
    return float(part)


def track_geojson(points: list[Point]) -> dict[str, Any] | None:
    """The GeoJSON LineString of some points, to six decimals (0.1 m)."""
    if not points:
        return None
    return {
        "type": "LineString",
        "coordinates": [
            [round(point.longitude, 6), round(point.latitude, 6)] for point in points
        ],
    }
