"""Leaves of a vector tile only what lies in a box. Pure.

A tile of zoom 13 is three kilometres wide: most of what it holds is never seen by
those who walk a trail, and would be three quarters of its archive.
"""

import gzip
import math
from typing import Any

import mapbox_vector_tile
import shapely
from shapely import Geometry
from shapely.geometry import shape

from citymap.boxes import Box

EXTENT = 4096  # units of a tile's side
BUFFER = 128  # units that tiles hold beyond their sides
DOWN = {"y_coord_down": True}  # as tiles are stored; else they would be mirrored

Tile = tuple[int, int, int]  # zoom, column, row
Frame = tuple[float, float, float, float]  # least x, least y, greatest x, greatest y


def cropped(tile: Tile, content: bytes, box: Box) -> bytes | None:
    """A gzipped vector tile without what lies outside a box; None for nothing left.

    A tile that lies within the box stays as it is. Raises OSError or ValueError for
    what is no such tile.
    """
    frame = frame_of(tile, box)
    if max(frame[:2]) <= -BUFFER and min(frame[2:]) >= EXTENT + BUFFER:
        return content
    decoded = mapbox_vector_tile.decode(gzip.decompress(content), default_options=DOWN)
    layers = [
        {"name": name, "features": features}
        for name, layer in decoded.items()
        if (features := _within(layer["features"], frame))
    ]
    if not layers:
        return None
    encoded = mapbox_vector_tile.encode(layers, default_options=DOWN)
    return gzip.compress(encoded, mtime=0)


def frame_of(tile: Tile, box: Box) -> Frame:
    """The box in the units of a tile, counted from its north-west corner."""
    zoom, column, row = tile
    tiles = float(2**zoom)

    def x(longitude: float) -> float:
        return ((longitude + 180) / 360 * tiles - column) * EXTENT

    def y(latitude: float) -> float:
        angle = math.radians(latitude)
        return ((1 - math.asinh(math.tan(angle)) / math.pi) / 2 * tiles - row) * EXTENT

    return x(box.west), y(box.north), x(box.east), y(box.south)


def _within(features: list[dict[str, Any]], frame: Frame) -> list[dict[str, Any]]:
    """What of some features lies in a frame, each with its properties only.

    Coalesced shapes have many parts, of which some may touch each other: each part is
    cut by itself, and those that a side merely touches fall away.
    """
    shapes = [shape(feature["geometry"]) for feature in features]
    parts, feature_of = shapely.get_parts(shapes, return_index=True)
    pieces, part_of = shapely.get_parts(
        shapely.clip_by_rect(parts, *frame), return_index=True
    )
    is_same_sort = shapely.get_type_id(pieces) == shapely.get_type_id(parts[part_of])
    is_there = is_same_sort & ~shapely.is_empty(pieces)
    kept: dict[int, list[Geometry]] = {}
    for number, piece in zip(
        feature_of[part_of][is_there], pieces[is_there], strict=True
    ):
        kept.setdefault(int(number), []).append(piece)
    return [
        {"geometry": _together(found), "properties": features[number]["properties"]}
        for number, found in kept.items()
    ]


def _together(parts: list[Geometry]) -> Geometry:
    """Parts of one sort as one shape."""
    if len(parts) == 1:
        return parts[0]
    makers = {
        "Point": shapely.multipoints,
        "LineString": shapely.multilinestrings,
        "Polygon": shapely.multipolygons,
    }
    return makers[parts[0].geom_type](parts)
