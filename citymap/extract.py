"""Reads an OpenStreetMap extract (PBF) into the things that a map draws. Pure.

The file is read from end to end, and what it gives is passed on one by one: memory
holds the positions of the nodes and the coast, whatever the city's size.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import osmium
import shapely
from osmium.osm import Area, Node, Way

from citymap.boxes import Box, BoxRefused, Position, size_px
from citymap.coastline import land_and_sea
from citymap.tags import Drawn, area_drawn, line_drawn, points_drawn

Progress = Callable[[int, int], None]  # objects read, and how many there are

PROGRESS_STEP = 5_000
EARTH_ZOOM = 10
LAST_ZOOM = 15
# An area is drawn from the zoom on at which its longer side has so many pixels.
SMALLEST_PX = {"buildings": 2.0, "landuse": 4.0, "water": 3.0}
NO_ROADS = {"wall", "rail", "tram"}


class ExtractRefused(Exception):
    """An extract that makes no map; ``code`` and ``facts`` say why.

    Codes: ``missing``, ``not_pbf``, ``empty``, ``outside`` (nothing lies in the box
    asked for), ``no_roads``.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class Survey:
    """What a first look at an extract tells."""

    box: Box
    date: str  # of the newest data, as YYYY-MM-DD; empty where the file does not say
    nodes: int
    objects: int  # with tags, of all sorts


@dataclass(frozen=True)
class Feature:
    """Something to draw, and its shape in longitudes and latitudes."""

    drawn: Drawn
    geometry: shapely.Geometry

    def line(self, number: int) -> str:
        """The feature as a line of GeoJSON, as tippecanoe reads it.

        Points carry their number, so that tippecanoe does not make one of many.
        """
        feature: dict[str, Any] = {
            "type": "Feature",
            "tippecanoe": {"layer": self.drawn.layer, "minzoom": self.drawn.zoom},
            "properties": dict(self.drawn.properties),
        }
        if self.geometry.geom_type == "Point":
            feature["id"] = number
        head = json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
        return f'{head[:-1]},"geometry":{shapely.to_geojson(self.geometry)}}}\n'


@contextmanager
def _refusing_what_breaks(path: Path) -> Iterator[None]:
    """What libosmium cannot read is no PBF, or a broken one."""
    try:
        yield
    except RuntimeError as error:
        raise ExtractRefused("not_pbf", file=path.name) from error


def survey(path: Path) -> Survey:
    """Count an extract's objects and find its box and date.

    The box is the one that the file gives, where there is data; else that of all its
    nodes. Raises ExtractRefused.
    """
    if not path.is_file():
        raise ExtractRefused("missing", file=str(path))
    if path.stat().st_size == 0:
        raise ExtractRefused("empty", file=path.name)
    with _refusing_what_breaks(path):
        return _survey(path)


def _survey(path: Path) -> Survey:
    processor = osmium.FileProcessor(osmium.io.File(str(path), "pbf"))
    header = processor.header
    west, south, east, north = 180.0, 90.0, -180.0, -90.0
    nodes = objects = 0
    newest = ""
    for item in processor:
        if isinstance(item, Node):
            nodes += 1
            lon, lat = item.lon, item.lat
            west, east = min(west, lon), max(east, lon)
            south, north = min(south, lat), max(north, lat)
        elif isinstance(item, Way):
            newest = max(newest, f"{item.timestamp:%Y-%m-%d}")
        objects += bool(item.tags)
    try:
        extent = Box(west, south, east, north)
    except BoxRefused as error:
        raise ExtractRefused("empty", file=path.name) from error
    stamp = header.get("osmosis_replication_timestamp") or header.get("timestamp")
    date = stamp[:10] or newest
    if date.startswith("1970"):  # what the reader makes of no date at all
        date = ""
    return Survey(_named_box(header, extent), date, nodes, objects)


def _named_box(header: Any, extent: Box) -> Box:
    """The box that the file names, unless its data lie elsewhere or nowhere in it."""
    named = header.box()
    if not named.valid():
        return extent
    corners = named.bottom_left, named.top_right
    try:
        return Box(
            max(extent.west, corners[0].lon),
            max(extent.south, corners[0].lat),
            min(extent.east, corners[1].lon),
            min(extent.north, corners[1].lat),
        )
    except BoxRefused:
        return extent


@dataclass
class Reading:
    """One reading of an extract: what a box of it holds, and how much of each."""

    path: Path
    box: Box
    objects: int  # as surveyed: the whole of the progress
    progress: Progress = lambda done, total: None
    counts: Counter[str] = field(default_factory=Counter)  # by layer, and "skipped"
    _coast: list[list[Position]] = field(default_factory=list)

    def features(self) -> Iterator[Feature]:
        """All that is drawn, land and sea last. Raises ExtractRefused."""
        with _refusing_what_breaks(self.path):
            for drawn, geometry in self._all_objects():
                if feature := self._kept(drawn, geometry):
                    self.counts[drawn.layer] += 1
                    yield feature
        shares = land_and_sea(self._coast, self.box)
        earth = Drawn("earth", EARTH_ZOOM, {"kind": "earth"})
        ocean = Drawn("water", EARTH_ZOOM, {"kind": "ocean"})
        yield from (Feature(earth, shape) for shape in shares.land)
        yield from (Feature(ocean, shape) for shape in shares.sea)

    def _all_objects(self) -> Iterator[tuple[Drawn, shapely.Geometry]]:
        factory = osmium.geom.WKBFactory()
        processor = (
            osmium.FileProcessor(osmium.io.File(str(self.path), "pbf"))
            .with_areas()
            .with_filter(osmium.filter.EmptyTagFilter())
        )
        for done, item in enumerate(processor):
            if done % PROGRESS_STEP == 0:
                self.progress(min(done, self.objects), self.objects)
            tags = dict(item.tags)
            if isinstance(item, Node):
                yield from self._of_node(item, tags)
            elif isinstance(item, Way):
                yield from self._of_way(item, tags)
            elif isinstance(item, Area):
                yield from self._of_area(item, tags, factory)
        self.progress(self.objects, self.objects)

    def _of_node(
        self, node: Node, tags: Mapping[str, str]
    ) -> Iterator[tuple[Drawn, shapely.Geometry]]:
        if self.box.holds((node.lon, node.lat)):
            point = shapely.Point(node.lon, node.lat)
            yield from ((drawn, point) for drawn in points_drawn(tags))

    def _of_way(
        self, way: Way, tags: Mapping[str, str]
    ) -> Iterator[tuple[Drawn, shapely.Geometry]]:
        is_coast = tags.get("natural") == "coastline"
        drawn = line_drawn(tags, way.is_closed())
        if not is_coast and drawn is None:
            return
        runs = _located_runs(way)
        if is_coast:
            self._coast += runs
        if drawn:
            yield from ((drawn, shapely.LineString(run)) for run in runs)

    def _of_area(
        self, area: Area, tags: Mapping[str, str], factory: Any
    ) -> Iterator[tuple[Drawn, shapely.Geometry]]:
        drawn = area_drawn(tags, area.from_way())
        is_square = drawn is not None and drawn.properties["kind"] == "square"
        points = list(points_drawn(tags, is_square))
        if drawn is None and not points:
            return
        try:
            shape = shapely.from_wkb(factory.create_multipolygon(area))
            middle = shape.representative_point()
        except (RuntimeError, shapely.GEOSException):
            # Rings that cross or are left open, as every extract has some.
            self.counts["skipped"] += 1
            return
        if drawn:
            yield drawn, shape
        if self.box.holds((middle.x, middle.y)):
            yield from ((point, middle) for point in points)

    def _kept(self, drawn: Drawn, shape: shapely.Geometry) -> Feature | None:
        """The feature, where it meets the box and is not too small for every zoom."""
        if shape.geom_type == "Point":
            return Feature(drawn, shape)
        bounds = shape.bounds
        try:
            box = Box(*bounds)
        except BoxRefused:  # a line that runs due north or east has no width
            box = Box(bounds[0], bounds[1], bounds[2] + 1e-9, bounds[3] + 1e-9)
        if not box.meets(self.box):
            return None
        zoom = _first_zoom(box, drawn)
        return Feature(Drawn(drawn.layer, zoom, drawn.properties), shape)


def is_walked(drawn: Drawn) -> bool:
    """Whether something is a road or way of some sort."""
    return drawn.layer == "roads" and drawn.properties["kind"] not in NO_ROADS


def _first_zoom(box: Box, drawn: Drawn) -> int:
    """The first zoom at which an area is large enough to be seen."""
    smallest = SMALLEST_PX.get(drawn.layer, 0.0)
    zoom = drawn.zoom
    while zoom < LAST_ZOOM and size_px(box, zoom) < smallest:
        zoom += 1
    return zoom


def _located_runs(way: Way) -> list[list[Position]]:
    """The pieces of a way whose nodes the extract holds, of two positions or more."""
    located = [
        (node.lon, node.lat) if node.location.valid() else None for node in way.nodes
    ]
    runs = []
    for is_there, run in groupby(located, key=lambda position: position is not None):
        if is_there:
            positions = [position for position in run if position is not None]
            if len(positions) > 1:
                runs.append(positions)
    return runs
