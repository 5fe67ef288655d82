"""Tile archives: what a trail needs of the city's map, in one small file. Pure.

Archives are PMTiles, version 3, of gzipped Mapbox vector tiles. The same tiles always
make the same bytes, so that an archive's name can say what is in it.
"""

# pmtiles says that it is typed, and is not.
# mypy: disallow-untyped-calls=false

import hashlib
import io
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from google.protobuf.message import DecodeError
from pmtiles.reader import MmapSource, Reader, all_tiles
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from citymap.boxes import Box, tile_of
from citymap.cropping import Tile, cropped

TRAIL_ZOOMS = range(13, 16)
KEPT_METADATA = ("name", "attribution", "vector_layers")
NAME_DIGITS = 20
MAGIC = b"PMTiles\x03"
FAULTS = (OSError, ValueError, LookupError, EOFError, zlib.error, DecodeError)
E7 = 10_000_000  # PMTiles gives positions in ten-millionths of a degree


class ArchiveBroken(Exception):
    """A file that is no PMTiles archive of vector tiles, or none that can be read."""


def cut(basemap: Path, box: Box, zooms: Sequence[int] = TRAIL_ZOOMS) -> bytes:
    """The tiles of a box, cropped at its sides, as an archive of their own.

    Where the city's map has no tile there is none either. Raises ArchiveBroken, also
    when there is none at all.
    """
    with opened(basemap) as file:
        read = MmapSource(file)
        reader = Reader(read)
        tiles = (
            (tile, content)
            for tile in _tiles_of(box, zooms)
            if (whole := reader.get(*tile)) and (content := cropped(tile, whole, box))
        )
        target = io.BytesIO()
        write(target, tiles, reader.metadata(), box)
        return target.getvalue()


def read_tile(basemap: Path, tile: Tile) -> bytes | None:
    """One tile of a city's map, gzipped as it is kept; None where it has none.

    Raises ArchiveBroken.
    """
    with opened(basemap) as file:
        content: bytes | None = Reader(MmapSource(file)).get(*tile)
    return content


def zooms_of(basemap: Path) -> range:
    """The zooms that a city's map has tiles for. Raises ArchiveBroken."""
    with opened(basemap) as file:
        header = Reader(MmapSource(file)).header()
    return range(header["min_zoom"], header["max_zoom"] + 1)


def content_name(content: bytes, suffix: str = "pmtiles") -> str:
    """A file name that changes with the content, and only with it."""
    return f"{hashlib.sha256(content).hexdigest()[:NAME_DIGITS]}.{suffix}"


def rewrite(source: Path, target: Path, box: Box, metadata: dict[str, Any]) -> None:
    """The same tiles in their order, with other metadata. Raises ArchiveBroken."""
    with opened(source) as file, target.open("wb") as out:
        read = MmapSource(file)
        write(out, all_tiles(read), Reader(read).metadata() | metadata, box)


def write(
    target: BinaryIO,
    tiles: Iterable[tuple[Tile, bytes]],
    metadata: dict[str, Any],
    box: Box,
) -> None:
    """An archive of gzipped vector tiles.

    Of the metadata only what a map shows is kept: others name the folders and options
    of the machine that made it.
    """
    writer = Writer(target)
    with closing(writer.tile_f):
        zooms = []
        for tile, content in tiles:
            writer.write_tile(zxy_to_tileid(*tile), content)
            zooms.append(tile[0])
        if not zooms:
            raise ArchiveBroken("no tile")
        writer.finalize(_header(box, min(zooms)), _kept(metadata, box))


def _header(box: Box, zoom: int) -> dict[str, Any]:
    """What an archive says of its tiles, beside what the writer counts itself."""
    west, south, east, north = (round(side * E7) for side in box)
    return {
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_lon_e7": west,
        "min_lat_e7": south,
        "max_lon_e7": east,
        "max_lat_e7": north,
        "center_zoom": zoom,
        "center_lon_e7": (west + east) // 2,
        "center_lat_e7": (south + north) // 2,
    }


def _kept(metadata: dict[str, Any], box: Box) -> dict[str, Any]:
    """The metadata that a map needs, with the box."""
    kept = {key: metadata[key] for key in KEPT_METADATA if key in metadata}
    return kept | {"bounds": ",".join(f"{side:.7f}" for side in box)}


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """An archive's file; what goes wrong in reading it is its own fault."""
    try:
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                msg = f"{path.name} is no PMTiles archive"
                raise ArchiveBroken(msg)
            yield file
    except FAULTS as error:
        raise ArchiveBroken(str(error)) from error


def _tiles_of(box: Box, zooms: Iterable[int]) -> Iterator[Tile]:
    """The tiles that a box touches, in the order that archives keep."""
    found = []
    for zoom in zooms:
        left, top = tile_of((box.west, box.north), zoom)
        right, bottom = tile_of((box.east, box.south), zoom)
        found += [
            (zoom, column, row)
            for column in range(left, right + 1)
            for row in range(top, bottom + 1)
        ]
    return iter(sorted(found, key=lambda tile: zxy_to_tileid(*tile)))
