"""Small OpenStreetMap extracts, written for a test."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import osmium
import pytest
from osmium.osm.mutable import Node, Relation, Way

from citymap.boxes import Position

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "osm"
REAL = {
    "helsinki": SHARED / "Helsinki.osm.pbf",
    "monaco": SHARED / "monaco-latest.osm.pbf",
}
MISSING_NODE = 9_999


def real(city: str) -> Path:
    """An extract of a real city, where this machine has it."""
    path = REAL[city]
    if not path.is_file():
        pytest.skip(f"{path.name} is not on this machine")
    return path


class Sketch:
    """A city drawn by hand, to be written as an extract."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.ways: list[Way] = []
        self.relations: list[Relation] = []
        self.at: dict[Position, int] = {}

    def point(self, position: Position, **tags: str) -> int:
        """A node; the same position is the same node."""
        if position not in self.at or tags:
            self.at[position] = len(self.nodes) + 1
            node = Node(id=self.at[position], location=position, tags=_keys(tags))
            self.nodes.append(node)
        return self.at[position]

    def line(self, positions: Sequence[Position], **tags: str) -> int:
        """A way along some positions."""
        refs = [self.point(position) for position in positions]
        return self.way(refs, **tags)

    def way(self, refs: Sequence[int], **tags: str) -> int:
        """A way along some nodes, which may not be there."""
        stamp = "2026-11-01T10:00:00Z"
        number = len(self.ways) + 1
        way = Way(id=number, nodes=refs, tags=_keys(tags), timestamp=stamp)
        self.ways.append(way)
        return number

    def area(
        self, west: float, south: float, east: float, north: float, **tags: str
    ) -> int:
        """A closed way along a rectangle."""
        corners = [(west, south), (east, south), (east, north), (west, north)]
        return self.line([*corners, corners[0]], **tags)

    def write(self, path: Path, **header: Any) -> Path:
        """The sketch as a PBF file."""
        given = osmium.io.Header()
        for key, value in header.items():
            given.set(key, value)
        with osmium.SimpleWriter(str(path), header=given) as writer:
            for node in self.nodes:
                writer.add_node(node)
            for way in self.ways:
                writer.add_way(way)
            for relation in self.relations:
                writer.add_relation(relation)
        return path


def _keys(tags: dict[str, str]) -> dict[str, str]:
    """Tags with keys such as ``name:en``, which no argument can be called."""
    return {key.replace("__", ":"): value for key, value in tags.items()}


def seaside() -> Sketch:
    """A street, a square, a park with a house and a tree, and the sea in the south."""
    city = Sketch()
    city.line(
        [(4.001, 45.005), (4.009, 45.005)], highway="residential", name="Grand-Rue"
    )
    city.line([(4.005, 45.002), (4.005, 45.009)], highway="steps")
    city.line([(4.010, 45.003), (4.000, 45.003)][::-1], natural="coastline")
    city.area(
        4.002, 45.0055, 4.004, 45.007, highway="pedestrian", area="yes", name="Place"
    )
    city.area(4.006, 45.006, 4.0085, 45.0085, leisure="park", name="Jardin")
    city.area(4.0065, 45.0065, 4.007, 45.007, building="church")
    city.point((4.0075, 45.0075), natural="tree")
    city.point((4.003, 45.008), tourism="museum", name="Musée", name__en="Museum")
    city.point((4.0, 45.0))
    city.point((4.01, 45.01))
    return city
