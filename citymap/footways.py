"""What a walker may use in an OpenStreetMap extract: ways, squares, gates. Pure."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import osmium
import osmium.filter

from citymap.access import Footing, Passage, footing, passage, steps_on
from citymap.boxes import Box
from citymap.plane import steps_m
from citymap.squares import RingNode, Square

E7 = 1e-7
KEYS = ("highway", "railway", "public_transport", "man_made", "barrier", "kerb")
# Ways that belong to the street they accompany or cross, by the keys that say so.
ACCOMPANIES = {
    "footway": {"sidewalk", "crossing", "traffic_island", "access_aisle"},
    "path": {"sidewalk", "crossing"},
    "cycleway": {"sidepath", "crossing"},
    "is_sidepath": {"yes"},
}


@dataclass
class Footway:
    """A run of nodes of one way: numbers, 1e-7 degrees, kind, stairs per metre.

    ``is_street``: see the function of that name; never true of a square's outline.
    """

    refs: "array[int]"
    xs: "array[int]"
    ys: "array[int]"
    kind: int
    steps_per_m: float
    is_street: bool


@dataclass
class Footways:
    """What was read of an extract, in the order of the file."""

    ways: list[Footway] = field(default_factory=list)
    squares: list[Square] = field(default_factory=list)
    passages: dict[int, Passage] = field(default_factory=dict)
    kinds: dict[Footing, int] = field(default_factory=dict)
    # Ways drawn as areas, until the area itself is met.
    outlines: dict[int, list[Footway]] = field(default_factory=dict)

    def kind(self, footing: Footing) -> int:
        """The number of a kind of way, new or known."""
        return self.kinds.setdefault(footing, len(self.kinds))


def read_footways(pbf: Path, box: Box) -> Footways:
    """Walkable ways and squares, and the points that hinder, inside a box."""
    footways = Footways()
    window = _Window(box)
    source = osmium.io.File(str(pbf), "pbf")
    wanted = osmium.filter.KeyFilter(*KEYS)
    items: Any = osmium.FileProcessor(source).with_areas(wanted).with_filter(wanted)
    for item in items:
        tags = dict(item.tags)
        if item.is_node():
            found = passage(tags)
            if found is not None:
                footways.passages[item.id] = found
        elif item.is_way():
            _read_way(footways, item, tags, window)
        elif item.is_area():
            _read_area(footways, item, tags, window)
    for outline in footways.outlines.values():
        footways.ways += outline
    return footways


def is_street(tags: dict[str, str]) -> bool:
    """Whether a way is a street or path of its own, in the open.

    A pavement, a crossing, a platform, a corridor are none.
    """
    is_own = all(tags.get(key) not in values for key, values in ACCOMPANIES.items())
    is_outside = tags.get("indoor", "no") == "no"
    is_way = tags.get("highway") not in {None, "corridor", "elevator", "platform"}
    return is_own and is_outside and is_way


def _read_way(
    footways: Footways, way: Any, tags: dict[str, str], window: "_Window"
) -> None:
    """Keeps the runs of a walkable way that lie in the window."""
    found = footing(tags)
    if found is None:
        return
    nodes = [n for n in way.nodes if n.location.valid()]
    steps_per_m = 0.0
    if found.is_steps and len(nodes) > 1:
        places = np.array([(n.lon, n.lat) for n in nodes], dtype=np.float64)
        metres = float(steps_m(places).sum())
        steps_per_m = steps_on(tags, metres) / metres if metres else 0.0
    kind = footways.kind(found)
    runs = [
        Footway(
            array("q", [n.ref for n in run]),
            array("i", [n.x for n in run]),
            array("i", [n.y for n in run]),
            kind,
            steps_per_m,
            is_street(tags),
        )
        for run in window.runs(nodes)
    ]
    if tags.get("area") == "yes":
        footways.outlines[way.id] = runs
    else:
        footways.ways += runs


def _read_area(
    footways: Footways, area: Any, tags: dict[str, str], window: "_Window"
) -> None:
    """Keeps an area that is walked across, in place of its outline."""
    if area.from_way() and tags.get("area") != "yes":
        return
    found = footing(tags)
    if found is None:
        return
    if area.from_way():
        footways.outlines.pop(area.orig_id(), None)
    for outer in area.outer_rings():
        ring = _ring(outer)
        if any(window.holds(node.x, node.y) for node in ring):
            holes = tuple(_ring(inner) for inner in area.inner_rings(outer))
            footways.squares.append(Square(ring, holes, footways.kind(found)))


def _ring(nodes: Any) -> list[RingNode]:
    """A closed ring as osmium gives it."""
    return [RingNode(node.ref, node.x, node.y) for node in nodes]


class _Window:
    """The box, in 1e-7 degrees."""

    def __init__(self, box: Box) -> None:
        self.west, self.south = round(box.west / E7), round(box.south / E7)
        self.east, self.north = round(box.east / E7), round(box.north / E7)

    def holds(self, x: int, y: int) -> bool:
        """Whether a point lies in the box."""
        return self.west <= x <= self.east and self.south <= y <= self.north

    def runs(self, nodes: list[Any]) -> Iterator[list[Any]]:
        """Longest runs of nodes whose segments have an end in the box."""
        inside = [self.holds(node.x, node.y) for node in nodes]
        run: list[Any] = []
        for number, node in enumerate(nodes[:-1]):
            if inside[number] or inside[number + 1]:
                run = run or [node]
                run.append(nodes[number + 1])
            elif run:
                yield run
                run = []
        if run:
            yield run
