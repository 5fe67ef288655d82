"""Small archives of vector tiles, made for a test."""

import gzip
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import mapbox_vector_tile
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

EXTENT = 4096
# Features by layer: a geometry as WKT in the tile's own units, y down, and properties.
Layers = Mapping[str, Sequence[tuple[str, Mapping[str, Any]]]]
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


def archive(tiles: Mapping[tuple[int, int, int], Layers]) -> bytes:
    """A PMTiles archive of tiles by (zoom, column, row)."""
    target = io.BytesIO()
    writer = Writer(target)
    for zxy in sorted(tiles, key=lambda zxy: zxy_to_tileid(*zxy)):
        writer.write_tile(zxy_to_tileid(*zxy), tile(tiles[zxy]))
    header = {"tile_type": TileType.MVT, "tile_compression": Compression.GZIP}
    writer.finalize(header, {"attribution": "© OpenStreetMap contributors"})
    return target.getvalue()


def reading(content: bytes) -> Callable[[int, int], bytes]:
    """What PMTiles readers ask for: bytes from an offset and a length."""
    return lambda offset, length: content[offset : offset + length]
