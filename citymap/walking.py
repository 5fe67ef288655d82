"""The walking graph of a city: streets, paths and squares as arrays. Pure.

An edge is a piece of a way between two vertices; it keeps its shape, so that a
track drawn from it lies on the street. Coordinates are OpenStreetMap's own whole
numbers (1e-7 degrees). The same extract always gives the same bytes.
"""

from array import array
from collections import Counter
from dataclasses import dataclass, fields
from math import inf
from pathlib import Path
from zipfile import BadZipFile
from zlib import error as ZlibError

import numpy as np
from numpy.typing import NDArray

from citymap.access import Footing
from citymap.boxes import Box, Position
from citymap.extract import ExtractRefused
from citymap.footways import E7, Footway, Footways, read_footways
from citymap.plane import Numbers, steps_m
from citymap.squares import RingNode, Square, crossings

FORMAT = 1
# What numpy raises for a file that it did not write, or not to the end.
BROKEN = (BadZipFile, ZlibError, ValueError, KeyError, EOFError, TypeError)
# The one array that files of this format may lack.
ADDED_LATER = "is_street"
# Between the two sides of a kerb or stile: nothing to walk, but no wheels.
KERB = Footing(factors=(1.0, inf, 1.0), is_step_free=False)


class GraphUnreadable(Exception):
    """A file that is no walking graph of this format."""


@dataclass(frozen=True)
class WalkingGraph:
    """Who can walk where in one city; E edges, P points, K kinds of way.

    - ``tails``, ``heads`` (E, int32): the vertices that an edge joins
    - ``shape_starts`` (E + 1, int64): edge ``e`` has the points from
      ``shape_starts[e]`` up to ``shape_starts[e + 1]``
    - ``shapes`` (P, 2, int32): longitude and latitude in 1e-7 degrees
    - ``metres``, ``steps`` (E, float64): length, and stairs climbed along it
    - ``kinds`` (E, uint16): which row of the four tables below
    - ``factors`` (K, profiles; float64), ``is_steps``, ``is_step_free`` (K, bool),
      ``directions`` (K, int8): the fields of ``Footing``
    - ``is_street`` (E, bool): whether it is one of its own, in the open: no pavement,
      no square's side or crossing; true of all in files written before this was kept
    - ``bounds`` (4, float64): west, south, east, north as asked for
    """

    tails: NDArray[np.int32]
    heads: NDArray[np.int32]
    shape_starts: NDArray[np.int64]
    shapes: NDArray[np.int32]
    metres: Numbers
    steps: Numbers
    kinds: NDArray[np.uint16]
    factors: Numbers
    is_steps: NDArray[np.bool_]
    is_step_free: NDArray[np.bool_]
    directions: NDArray[np.int8]
    bounds: Numbers
    is_street: NDArray[np.bool_]

    @property
    def vertices(self) -> int:
        """How many vertices there are."""
        return int(max(self.tails.max(), self.heads.max())) + 1 if self.edges else 0

    @property
    def edges(self) -> int:
        """How many edges there are."""
        return len(self.tails)

    @property
    def box(self) -> Box:
        """The part of the world that was asked for."""
        return Box(*(float(side) for side in self.bounds))

    def shape(self, edge: int) -> list[Position]:
        """The positions of an edge, from its tail to its head."""
        start, end = self.shape_starts[edge], self.shape_starts[edge + 1]
        return [
            (round(x * E7, 7), round(y * E7, 7))
            for x, y in self.shapes[start:end].tolist()
        ]

    def save(self, path: Path) -> None:
        """Writes one file; equal graphs give equal bytes."""
        arrays = {part.name: getattr(self, part.name) for part in fields(self)}
        with path.open("wb") as file:
            np.savez_compressed(file, format=np.array(FORMAT), **arrays)

    @classmethod
    def load(cls, path: Path) -> "WalkingGraph":
        """Reads what ``save`` wrote; raises ``GraphUnreadable`` or ``OSError``."""
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
                if int(stored["format"]) != FORMAT:
                    raise GraphUnreadable("format")
                arrays = {
                    part.name: stored[part.name]
                    for part in fields(cls)
                    if part.name != ADDED_LATER or ADDED_LATER in stored
                }
                unknown = np.ones(len(arrays["tails"]), dtype=np.bool_)
                graph = cls(**{ADDED_LATER: unknown, **arrays})
        except BROKEN as error:
            raise GraphUnreadable("content") from error
        if len(graph.shape_starts) != graph.edges + 1 or not graph.edges:
            raise GraphUnreadable("content")
        return graph


def build_walking_graph(pbf: Path, box: Box) -> WalkingGraph:
    """The walking graph of the part of an OpenStreetMap extract inside a box.

    A segment with one end in the box belongs to it. Raises ``ExtractRefused``.
    """
    try:
        footways = read_footways(pbf, box)
    except (RuntimeError, OSError) as error:
        raise ExtractRefused("not_pbf", file=pbf.name) from error
    drawing = _Drawing(footways)
    if not drawing.tails:
        raise ExtractRefused("no_roads", file=pbf.name)
    return drawing.graph(box)


class _Drawing:
    """Edges as they are drawn, one after the other, from what was read."""

    def __init__(self, footways: Footways) -> None:
        self.footways = footways
        self.tails, self.heads = array("i"), array("i")
        self.kinds, self.steps_per_m = array("H"), array("d")
        self.is_street = array("b")
        self.shapes, self.starts = array("i"), array("q", [0])
        self.vertex_count = 0
        self.vertices: dict[int, int] = {}
        self.uses = self._uses()
        joined = [
            (square, crossings(square, self._entries(square)))
            for square in footways.squares
        ]
        self.corners = {
            node.ref for _, pairs in joined for pair in pairs for node in pair
        }
        for way in footways.ways:
            self._draw_way(way)
        for square, pairs in joined:
            self._draw_square(square, pairs)

    def _uses(self) -> Counter[int]:
        """How often each node is passed by a way or an outline."""
        uses: Counter[int] = Counter()
        for way in self.footways.ways:
            uses.update(way.refs)
        for square in self.footways.squares:
            for ring in square.rings:
                uses.update(node.ref for node in ring)
        return uses

    def _entries(self, square: Square) -> frozenset[int]:
        """Nodes of a square's outline where something else arrives."""
        own = Counter(node.ref for ring in square.rings for node in ring)
        return frozenset(ref for ref in own if self.uses[ref] > own[ref])

    def _draw_way(self, way: Footway) -> None:
        """Cuts a way where others meet it, and draws the pieces."""
        last = len(way.refs) - 1
        start = 0
        for end in range(1, last + 1):
            ref = way.refs[end]
            if end < last and not self._is_vertex(ref):
                continue
            points = [
                (way.xs[number], way.ys[number]) for number in range(start, end + 1)
            ]
            tail, head = way.refs[start], ref
            self._draw(tail, head, points, way.kind, way.steps_per_m, way.is_street)
            start = end

    def _is_vertex(self, ref: int) -> bool:
        """Whether pieces of ways end at a node that is no way's end."""
        return (
            self.uses[ref] > 1 or ref in self.footways.passages or ref in self.corners
        )

    def _draw_square(
        self, square: Square, pairs: list[tuple[RingNode, RingNode]]
    ) -> None:
        """The outline of a square, then the straight lines across."""
        for ring in square.rings:
            refs = array("q", [node.ref for node in ring])
            xs = array("i", [node.x for node in ring])
            ys = array("i", [node.y for node in ring])
            self._draw_way(Footway(refs, xs, ys, square.kind, 0.0, is_street=False))
        for a, b in pairs:
            line = [(a.x, a.y), (b.x, b.y)]
            self._draw(a.ref, b.ref, line, square.kind, 0.0, is_street=False)

    def _draw(
        self,
        tail: int,
        head: int,
        points: list[tuple[int, int]],
        kind: int,
        steps_per_m: float,
        is_street: bool,
    ) -> None:
        """One edge between two nodes."""
        ends = self._end(tail, points[0]), self._end(head, points[-1])
        self._append(*ends, points, kind, steps_per_m, is_street)

    def _end(self, ref: int, point: tuple[int, int]) -> int:
        """The vertex where an edge arrives at a node.

        At a node that hinders, each edge has a vertex of its own. None is joined to
        the others where the way is closed; where only wheels are stopped, all are
        joined by edges without length that wheels cannot take.
        """
        hindrance = self.footways.passages.get(ref)
        if hindrance is None:
            return self._vertex(ref)
        own = self._new_vertex()
        if hindrance.is_open:
            kind = self.footways.kind(KERB)
            here = [point, point]
            self._append(own, self._vertex(ref), here, kind, 0.0, is_street=False)
        return own

    def _vertex(self, ref: int) -> int:
        """The vertex of a node, new or known."""
        if ref not in self.vertices:
            self.vertices[ref] = self._new_vertex()
        return self.vertices[ref]

    def _new_vertex(self) -> int:
        self.vertex_count += 1
        return self.vertex_count - 1

    def _append(
        self,
        tail: int,
        head: int,
        points: list[tuple[int, int]],
        kind: int,
        steps_per_m: float,
        is_street: bool,
    ) -> None:
        """Adds one edge to the arrays."""
        self.tails.append(tail)
        self.heads.append(head)
        self.kinds.append(kind)
        self.steps_per_m.append(steps_per_m)
        self.is_street.append(is_street)
        for point in points:
            self.shapes.extend(point)
        self.starts.append(len(self.shapes) // 2)

    def graph(self, box: Box) -> WalkingGraph:
        """The arrays of everything drawn."""
        shapes = np.array(self.shapes, dtype=np.int32).reshape(-1, 2)
        starts = np.array(self.starts, dtype=np.int64)
        metres = _edge_lengths(shapes, starts)
        kinds = list(self.footways.kinds)
        return WalkingGraph(
            tails=np.array(self.tails, dtype=np.int32),
            heads=np.array(self.heads, dtype=np.int32),
            shape_starts=starts,
            shapes=shapes,
            metres=metres,
            steps=metres * np.array(self.steps_per_m, dtype=np.float64),
            kinds=np.array(self.kinds, dtype=np.uint16),
            factors=np.array([kind.factors for kind in kinds], dtype=np.float64),
            is_steps=np.array([kind.is_steps for kind in kinds], dtype=np.bool_),
            is_step_free=np.array([kind.is_step_free for kind in kinds], np.bool_),
            directions=np.array([kind.direction for kind in kinds], dtype=np.int8),
            bounds=np.array([box.west, box.south, box.east, box.north], np.float64),
            is_street=np.array(self.is_street, dtype=np.bool_),
        )


def _edge_lengths(shapes: NDArray[np.int32], starts: NDArray[np.int64]) -> Numbers:
    """Metres of each edge, every edge having two points at least."""
    between = steps_m(shapes.astype(np.float64) * E7)
    # The jump from one edge's end to the next one's start is no way.
    between[starts[1:-1] - 1] = 0.0
    lengths: Numbers = np.add.reduceat(between, starts[:-1])
    return lengths
