"""Small archives of vector tiles, and cities made of them, for a test."""

import gzip
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import mapbox_vector_tile
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from citymap import cities
from citymap.boxes import Box, tile_of

EXTENT = 4096
# Features by layer: a geometry as WKT in the tile's own units, y down, and properties.
Layers = Mapping[str, Sequence[tuple[str, Mapping[str, Any]]]]
Tile = tuple[int, int, int]
WHOLE_TILE = f"POLYGON((0 0, {EXTENT} 0, {EXTENT} {EXTENT}, 0 {EXTENT}, 0 0))"


def tile(layers: Layers) -> bytes:
    """A gzipped vector tile."""
    written = [
        {
            "name": name,
            "features": [
                {"geometry": geometry, "properties": dict(properties)}
                for geometry, properties in features
            ],
        }
        for name, features in layers.items()
    ]
    options = {"y_coord_down": True, "extents": EXTENT}
    return gzip.compress(mapbox_vector_tile.encode(written, default_options=options))


SEA: Layers = {"water": [(WHOLE_TILE, {"kind": "ocean"})]}
STREETS: Layers = {
    "earth": [(WHOLE_TILE, {"kind": "earth"})],
    "roads": [("LINESTRING(0 0, 4096 4096)", {"kind": "minor"})],
}


def tiles_of(box: Box, zooms: Iterable[int], layers: Layers) -> dict[Tile, Layers]:
    """The same content for every tile of a box, by (zoom, column, row)."""
    found = {}
    for zoom in zooms:
        left, top = tile_of((box.west, box.north), zoom)
        right, bottom = tile_of((box.east, box.south), zoom)
        for column in range(left, right + 1):
            for row in range(top, bottom + 1):
                found[zoom, column, row] = layers
    return found


def archive(tiles: Mapping[Tile, Layers], box: Box | None = None) -> bytes:
    """A PMTiles archive of tiles by (zoom, column, row)."""
    target = io.BytesIO()
    writer = Writer(target)
    for zxy in sorted(tiles, key=lambda zxy: zxy_to_tileid(*zxy)):
        writer.write_tile(zxy_to_tileid(*zxy), tile(tiles[zxy]))
    header = {"tile_type": TileType.MVT, "tile_compression": Compression.GZIP}
    if box:
        sides = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
        header |= {side: round(at * 1e7) for side, at in zip(sides, box, strict=True)}
        header |= {"center_lon_e7": 0, "center_lat_e7": 0, "center_zoom": 13}
    writer.finalize(header, {"attribution": "© OpenStreetMap contributors"})
    return target.getvalue()


def reading(content: bytes) -> Callable[[int, int], bytes]:
    """What PMTiles readers ask for: bytes from an offset and a length."""
    return lambda offset, length: content[offset : offset + length]


def install_city(
    folder: Path,
    box: Box,
    layers: Layers = STREETS,
    attribution: str = "© OpenStreetMap contributors",
) -> Path:
    """A city's folder, as the command that builds cities leaves it."""
    folder.mkdir(parents=True, exist_ok=True)
    tiles = tiles_of(box, range(10, 16), layers)
    (folder / "basemap.pmtiles").write_bytes(archive(tiles, box))
    record = {
        "format": cities.FORMAT,
        "name": folder.name,
        "box": list(box),
        "attribution": attribution,
        "extract_date": "2026-08-01",
        "basemap": "basemap.pmtiles",
        "graph": "walking.bin",
    }
    (folder / "city.json").write_text(json.dumps(record))
    return folder
