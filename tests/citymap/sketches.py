"""Small towns drawn by hand, written as OpenStreetMap extracts."""

from dataclasses import dataclass, field
from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Relation, Way

from citymap.boxes import Box, Position
from citymap.plane import Plane
from citymap.walking import WalkingGraph, build_walking_graph

TOWN = Box(4.37, 45.42, 4.41, 45.46)
PLANE = Plane.of(TOWN)


def at(x_m: float, y_m: float) -> Position:
    """The position so many metres east and north of the town's middle."""
    return PLANE.position(x_m, y_m)


@dataclass
class Sketch:
    """A town being drawn: points by letter, ways as words of letters.

    ``points`` are metres east and north of the middle; ``tags`` those of points.
    """

    points: dict[str, tuple[float, float]]
    tags: dict[str, dict[str, str]] = field(default_factory=dict)
    ways: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    areas: list[tuple[list[int], list[int], dict[str, str]]] = field(
        default_factory=list
    )

    def way(self, letters: str, **tags: str) -> "Sketch":
        """Adds a way, a footway unless said otherwise.

        In the names of tags ``_`` stands for ``:``, and ``__`` for ``_``.
        """
        named = {
            key.replace("__", " ").replace("_", ":").replace(" ", "_"): value
            for key, value in tags.items()
        }
        self.ways.append((letters, {"highway": "footway"} | named))
        return self

    def bare(self, letters: str) -> int:
        """Adds a way without tags, for a relation; its number."""
        self.ways.append((letters, {}))
        return len(self.ways)

    def multipolygon(self, outer: list[int], inner: list[int], **tags: str) -> "Sketch":
        """Adds an area made of bare ways."""
        self.areas.append((outer, inner, tags))
        return self

    def write(self, path: Path) -> Path:
        """The extract as a file."""
        numbers = {letter: number for number, letter in enumerate(self.points, 1)}
        with osmium.SimpleWriter(str(path)) as writer:
            for letter, (x, y) in self.points.items():
                tags = self.tags.get(letter, {})
                writer.add_node(Node(id=numbers[letter], location=at(x, y), tags=tags))
            for number, (letters, tags) in enumerate(self.ways, 1):
                refs = [numbers[letter] for letter in letters]
                writer.add_way(Way(id=number, nodes=refs, tags=tags))
            for number, (outer, inner, tags) in enumerate(self.areas, 1):
                members = [("w", ref, "outer") for ref in outer]
                members += [("w", ref, "inner") for ref in inner]
                tags = {"type": "multipolygon", **tags}
                writer.add_relation(Relation(id=number, members=members, tags=tags))
        return path

    def graph(self, folder: Path) -> WalkingGraph:
        """The walking graph of the town."""
        number = len(list(folder.iterdir()))
        return build_walking_graph(self.write(folder / f"{number}.osm.pbf"), TOWN)
