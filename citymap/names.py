"""The name that a city's map proposes for a point: what one would say one stands at.
Pure.

A sight comes before the square that it stands on, a square before the streets around
it; but a street underfoot comes before a square further off. So everything named near
the point is measured, and each sort yields some metres to those before it.
"""

# pmtiles says that it is typed, and is not.
# mypy: disallow-untyped-calls=false

import gzip
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import shapely
from pmtiles.reader import MmapSource, Reader
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from citymap.archive import opened
from citymap.boxes import Box, Position, margin, tile_of
from citymap.cropping import DOWN, EXTENT

FINEST_ZOOMS = (15, 14)
SEEN_M = 50.0  # how far around the point tiles are read
EQUATOR_M = 2 * math.pi * 6_378_137  # Web Mercator's
HERE = Point(0, 0)


@dataclass(frozen=True)
class Sort:
    """Things that are named alike.

    Further away than ``reach_m`` they are not named; within it they are taken to be
    ``yields_m`` further than they are.
    """

    reach_m: float
    yields_m: float


SIGHT = Sort(reach_m=25, yields_m=0)
DETAIL = Sort(reach_m=10, yields_m=0)
SQUARE = Sort(reach_m=40, yields_m=20)
GROUND = Sort(reach_m=5, yields_m=30)
STREET = Sort(reach_m=40, yields_m=45)

# What a walker goes to see; a thing as small as a plaque names only where it stands.
SIGHTS = {
    "museum", "castle", "monument", "theatre", "library", "townhall", "worship",
    "station", "cinema", "marketplace", "viewpoint", "attraction",
}  # fmt: skip
DETAILS = {"artwork", "memorial", "fountain"}
GROUNDS = {"park", "garden", "cemetery", "zoo", "pier"}


@dataclass(frozen=True)
class Named:
    """Something with a name, and how far from the point it is: 0 for around it."""

    sort: Sort
    names: Mapping[str, str]  # as tiles hold them: name, name:fr…
    metres: float


def best_name(found: Iterable[Named], language: str) -> str | None:
    """The name to propose, in a language where it has one; None for nothing near."""
    near = [each for each in found if each.metres <= each.sort.reach_m]
    ranked = sorted(
        (each.metres + each.sort.yields_m, name)
        for each in near
        if (name := each.names.get(f"name:{language}") or each.names.get("name"))
    )
    return ranked[0][1] if ranked else None


def proposed_name(basemap: Path, position: Position, language: str) -> str | None:
    """The name that an archive of tiles proposes. Raises ArchiveBroken."""
    with opened(basemap) as file:
        return best_name(named_around(MmapSource(file), position), language)


def named_around(
    read: Callable[[int, int], bytes], position: Position
) -> Iterator[Named]:
    """What an archive names around a position, in its finest tiles there.

    ``read`` gives bytes of a PMTiles archive, from an offset and a length.
    """
    reader = Reader(read)
    longitude, latitude = position
    speck = 1e-9  # a box must have a width
    around = margin(
        Box(longitude - speck, latitude - speck, longitude + speck, latitude + speck),
        SEEN_M,
    )
    for zoom in FINEST_ZOOMS:
        left, top = tile_of((around.west, around.north), zoom)
        right, bottom = tile_of((around.east, around.south), zoom)
        contents = {
            (zoom, column, row): content
            for column in range(left, right + 1)
            for row in range(top, bottom + 1)
            if (content := reader.get(zoom, column, row))
        }
        for tile, content in contents.items():
            yield from _named_in(content, tile, position)
        if contents:
            return


def _named_in(
    content: bytes, tile: tuple[int, int, int], position: Position
) -> Iterator[Named]:
    """What one tile names near a position."""
    unpacked = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
    layers = mapbox_vector_tile.decode(unpacked, default_options=DOWN)
    things = {
        name: list(_near(layer, tile, position)) for name, layer in layers.items()
    }
    roofs = [roof for _has, roof in things.get("buildings", ())]
    squares = [
        ground
        for has, ground in things.get("landuse", ())
        if has.get("kind") == "square"
    ]
    for layer, found in things.items():
        for properties, geometry in found:
            sort = _sort(layer, properties)
            if sort:
                outlines = squares if sort is SQUARE else roofs
                yield Named(sort, properties, _metres(geometry, outlines))


def _sort(layer: str, properties: Mapping[str, Any]) -> Sort | None:
    """How something is named; None for what names no place."""
    kind = properties.get("kind")
    if layer == "buildings" or (layer == "pois" and kind in SIGHTS):
        return SIGHT
    if layer == "pois" and kind in DETAILS:
        return DETAIL
    if layer in {"places", "landuse"} and kind == "square":
        return SQUARE
    if layer == "landuse" and kind in GROUNDS:
        return GROUND
    return STREET if layer == "roads" and not properties.get("tunnel") else None


def _metres(geometry: BaseGeometry, outlines: Iterable[BaseGeometry]) -> float:
    """Metres to something; a sign in an outline is half as far, not less than that.

    The sign of a building is a point in its middle, which may be far from its door;
    and neighbours that share a wall may have one outline in the tiles.
    """
    metres = float(geometry.distance(HERE))
    if geometry.geom_type != "Point":
        return metres
    edges = [each.distance(HERE) for each in outlines if each.covers(geometry)]
    return max(metres / 2, min(edges)) if edges else metres


def _near(
    layer: Mapping[str, Any], tile: tuple[int, int, int], position: Position
) -> Iterator[tuple[dict[str, Any], BaseGeometry]]:
    """Properties and parts of a layer's shapes near a position, in metres from it."""
    zoom, column, row = tile
    longitude, latitude = position
    side_m = EQUATOR_M * math.cos(math.radians(latitude)) / 2.0**zoom
    angle = math.radians(latitude)
    x = (longitude + 180) / 360 * 2.0**zoom - column
    y = (1 - math.asinh(math.tan(angle)) / math.pi) / 2 * 2.0**zoom - row
    extent = layer.get("extent", EXTENT)
    for feature in layer["features"]:
        whole = shapely.transform(
            shape(feature["geometry"]),
            lambda points: (points / extent - (x, y)) * side_m,
        )
        for part in shapely.get_parts(whole):
            if part.distance(HERE) <= SEEN_M:
                yield feature["properties"], part
