"""Geometries of GeoJSON taken apart: points, lines and areas. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from exchange.found import FileRefused
from exchange.json_values import fields, is_number
from exchange.limits import MAX_POINTS
from exchange.projections import (
    DEGREES_END,
    Grid,
    Numbers,
    guessed_grid,
    in_degrees,
    named_grid,
)
from exchange.sketch import Position, Sketch, number
from exchange.tally import Tally

_SHOWN = 40  # characters of a faulty value that are shown
# How deep the positions of each type lie within its coordinates.
_POINTS = {"Point": 0, "MultiPoint": 1}
_LINES = {"LineString": 0, "MultiLineString": 1}
_AREAS = {"Polygon": 0, "MultiPolygon": 1}
TYPES = {*_POINTS, *_LINES, *_AREAS, "GeometryCollection"}

Pair = tuple[Any, Any]  # longitude or easting, then latitude or northing


@dataclass
class Shape:
    """A point, a line or an area; ``has_height`` where some position has a third."""

    kind: str
    pairs: list[Pair] = field(default_factory=list)
    has_height: bool = False

    def placed(self, sketch: Sketch, at: int) -> list[Position]:
        """Its positions in a sketch, without those that are nowhere."""
        found = (sketch.position(y, x, at) for x, y in self.pairs)
        return [position for position in found if position is not None]


def shapes(geometry: Any) -> Iterator[Shape]:
    """The shapes of a geometry, those of its collections too; none of what is none.

    Of an area only its being there is told. Refused: ``too_many_points``.
    """
    kind, coordinates = (fields(geometry).get(key) for key in ("type", "coordinates"))
    if kind == "GeometryCollection":
        within = fields(geometry).get("geometries")
        for each in within if isinstance(within, list) else []:
            yield from shapes(each)
    elif not isinstance(kind, str) or not isinstance(coordinates, list):
        return
    elif kind in _POINTS:
        for each in coordinates if _POINTS[kind] else [coordinates]:
            if each != []:
                yield _shape("point", [each])
    elif kind in _LINES:
        for each in coordinates if _LINES[kind] else [coordinates]:
            yield _shape("line", each if isinstance(each, list) else [each])
    elif kind in _AREAS:
        yield from (Shape("area") for _ in (coordinates if _AREAS[kind] else [0]))


def settle(found: Sequence[Shape], crs: Any, tally: Tally) -> None:
    """Puts the pairs of shapes in degrees where they are metres on a grid.

    Remarks: ``projected`` (its ``name``), ``crs_wrong``. Refused: ``unknown_crs``,
    ``unknown_grid``, ``too_many_points``.
    """
    pairs = [pair for shape in found for pair in shape.pairs]
    if len(pairs) > MAX_POINTS:
        raise FileRefused("too_many_points", limit=MAX_POINTS)
    named = named_grid(crs)
    x, y = (np.array([number(pair[axis]) for pair in pairs]) for axis in (0, 1))
    known = np.isfinite(x) & np.isfinite(y)
    if not known.any():
        return
    grid = _grid(x[known], y[known], named, tally)
    if grid is None:
        return
    if not grid.is_degrees:
        tally.add("projected", name=grid.name)
    longitudes, latitudes = in_degrees(grid, x, y)
    degrees = zip(longitudes.tolist(), latitudes.tolist(), known, strict=True)
    for shape in found:
        shape.pairs = [_changed(pair, *next(degrees)) for pair in shape.pairs]


def _grid(x: Numbers, y: Numbers, named: Grid | None, tally: Tally) -> Grid | None:
    """The grid in which the numbers are, whatever the file says; None for WGS 84."""
    if named is not None and not named.is_degrees:
        if (np.abs(x) <= 180).all() and (np.abs(y) <= 180).all():
            tally.add("crs_wrong", name=named.name)
            return None
        return named
    if np.minimum(np.abs(x), np.abs(y)).min() <= DEGREES_END:
        return named
    guessed = guessed_grid(x, y)
    if guessed is None:
        raise FileRefused("unknown_grid", value=f"{x[0]:.10g}, {y[0]:.10g}")
    return guessed


def _changed(pair: Pair, longitude: float, latitude: float, is_known: bool) -> Pair:
    """A pair in degrees; as it was where the grid does not reach."""
    is_there = is_known and np.isfinite(longitude) and np.isfinite(latitude)
    return (longitude, latitude) if is_there else pair


def _shape(kind: str, positions: list[Any]) -> Shape:
    if len(positions) > MAX_POINTS:
        raise FileRefused("too_many_points", limit=MAX_POINTS)
    heights = (p[2] for p in positions if isinstance(p, list) and len(p) > 2)
    has_height = any(is_number(height) and height != 0 for height in heights)
    return Shape(kind, [_pair(position) for position in positions], has_height)


def _pair(position: Any) -> Pair:
    """The first two values of a position, each as it may be shown."""
    values = position if isinstance(position, list) else [position]
    x, y = [*(_value(each) for each in values[:2]), "?", "?"][:2]
    return x, y


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return value[:_SHOWN]
    return value if is_number(value) else "?"
