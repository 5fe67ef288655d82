"""Reads a file of any format that is understood. Pure."""

import re
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any

from exchange.clean import decoded, limited_tags
from exchange.file_size import refuse_too_big
from exchange.found import FileRefused, Reading
from exchange.json_values import Object, fields, objects, parsed_text
from exchange.limits import MAX_BYTES, MAX_POINTS, MAX_TRACKS
from exchange.markup import root_name
from exchange.unpacking import Archive, is_archive

READERS: Mapping[str, str] = {
    "geojson": "exchange.readers.geojson",
    "geotrek": "exchange.readers.geotrek",
    "gpx": "exchange.readers.gpx",
    "kml": "exchange.readers.kml",
    "kmz": "exchange.readers.kmz",
    "schema_randonnee": "exchange.readers.schema_randonnee",
    "stories": "exchange.readers.stories",
    "table": "exchange.readers.table",
}
"""The module that reads each kind; it is imported when a first file needs it."""

GEOJSON = {"FeatureCollection", "Feature", "GeometryCollection", "Point", "LineString"}
GEOJSON |= {"MultiPoint", "MultiLineString", "Polygon", "MultiPolygon"}
RANDONNEE = {"id_local", "nom_itineraire"}
TREK = {"departure", "steps", "published", "arrival", "length_2d", "parking_location"}
SHEETS = b"application/vnd.oasis.opendocument.spreadsheet"
# How files of Microsoft's older kind begin, and newer ones with a password.
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_TABLE_NAME = re.compile(r"\.(csv|tsv|txt)$", re.I)


def read_file(
    content: bytes, name: str, columns: Mapping[str, str] | None = None
) -> Reading:
    """The trails of a file, whatever its format: its content says, before its name.

    ``columns`` is for tables: which of our fields each column is. Raises
    ``FileRefused``, and nothing else, for any bytes.
    """
    if not content:
        raise FileRefused("empty")
    refuse_too_big(len(content), MAX_BYTES)
    kind = kind_of(content, name)
    reader: Any = _reader(kind)
    given = (content, name, columns) if kind == "table" else (content, name)
    with limited_tags():
        reading: Reading = reader.read(*given)
    _refuse_too_much(reading)
    return reading


def kind_of(content: bytes, name: str) -> str:
    """A key of ``READERS``. Refuses what is none of them: ``not_understood``."""
    if is_archive(content):
        return _kind_of_archive(content)
    if content.startswith(_OLD_OFFICE):
        raise FileRefused("old_spreadsheet")
    text = decoded(content)
    begin = text.lstrip()[:1]
    if not begin:
        raise FileRefused("empty")
    if begin == "<":
        kind = root_name(text)
        if kind in ("gpx", "kml"):
            return kind
    elif begin in "{[":
        return _kind_of_json(text)
    elif "\0" not in text and (_TABLE_NAME.search(name) or _is_like_a_table(text)):
        return "table"
    raise FileRefused("not_understood")


def _reader(kind: str) -> ModuleType:
    try:
        return import_module(READERS[kind])
    except ModuleNotFoundError as error:
        if error.name != READERS[kind]:
            raise
        raise FileRefused("not_understood") from error


def _kind_of_archive(content: bytes) -> str:
    archive = Archive(content)
    names = set(archive.names)
    if "mimetype" in names and archive.content("mimetype", 1_000).startswith(SHEETS):
        return "table"
    if any(name.startswith("xl/") for name in names):
        return "table"
    if any(name.lower().endswith(".kml") for name in names):
        return "kmz"
    raise FileRefused("not_understood")


def _kind_of_json(text: str) -> str:
    """What a JSON text holds, by the names in it; its reader says what is broken."""
    try:
        value = parsed_text(text)
    except FileRefused:
        return "geojson"
    if isinstance(value, dict) and _type(value) in GEOJSON:
        properties = (fields(each.get("properties")) for each in _few(value))
        is_hike = any(each.keys() >= RANDONNEE for each in properties)
        return "schema_randonnee" if is_hike else "geojson"
    return "geotrek" if any(map(_is_treks, _few(value))) else "stories"


def _type(value: Object) -> str:
    kind = value.get("type")
    return kind if isinstance(kind, str) else ""


def _few(value: Any) -> list[Object]:
    """The first objects of a value: itself, or those of its lists that we know."""
    if not isinstance(value, dict):
        return objects(value)[:20]
    within = [value.get(name) for name in ("features", "results", "treks", "pois")]
    found = [each for one in within for each in (objects(one) or _few_within(one))[:20]]
    return [*found, fields(value.get("trek")), value]


def _few_within(value: Any) -> list[Object]:
    return objects(fields(value).get("results"))


def _is_treks(found: Object) -> bool:
    """Whether an object is Geotrek's: a place, or a trek, in several languages."""
    tells_so = isinstance(found.get("name"), dict) or bool(found.keys() & TREK)
    return "geometry" in found and tells_so


def _is_like_a_table(text: str) -> bool:
    """Whether the first two lines have as many cells, more than one."""
    rows = text[:20_000].split("\n", 2)[:2]
    cells = [[row.count(sign) for sign in ";,\t"] for row in rows]
    return len(rows) == 2 and any(a == b > 0 for a, b in zip(*cells, strict=True))


def _refuse_too_much(reading: Reading) -> None:
    if len(reading.trails) > MAX_TRACKS:
        raise FileRefused(
            "too_many_trails", trails=len(reading.trails), limit=MAX_TRACKS
        )
    points = sum(len(trail.line) + len(trail.stops) for trail in reading.trails)
    if points > MAX_POINTS:
        raise FileRefused("too_many_points", limit=MAX_POINTS)
