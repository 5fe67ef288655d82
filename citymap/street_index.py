"""Which streets lie near a position, in one walking graph. Pure."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Point

from citymap.access import PROFILES, Profile
from citymap.boxes import Position
from citymap.footways import E7
from citymap.plane import Plane
from citymap.walking import WalkingGraph

Edges = NDArray[np.int64]


class StreetIndex:
    """The lines of a graph's edges, found by where they lie; any thread may ask.

    Edges without length have no line. Lines and points are in metres, in ``plane``.
    """

    def __init__(self, graph: WalkingGraph) -> None:
        self.plane = Plane.of(graph.box)
        factors = graph.factors[:, PROFILES.index(Profile.ON_FOOT)]
        self._is_open_street = np.isfinite(factors[graph.kinds]) & graph.is_street
        self._lines, self._edges = _lines(graph, self.plane)
        self._numbers = np.full(graph.edges, -1, dtype=np.int64)
        self._numbers[self._edges] = np.arange(len(self._edges))
        self._tree = shapely.STRtree(self._lines)
        # The tree is laid out at its first question: asked here, by one thread.
        self._tree.query(Point(0, 0))

    def line(self, edge: int) -> LineString:
        """The line of an edge that has a length."""
        return self._lines[self._numbers[edge]]

    def lines(self, edges: Edges) -> NDArray[np.object_]:
        """The lines of edges that have a length."""
        found: NDArray[np.object_] = self._lines[self._numbers[edges]]
        return found

    def point(self, position: Position) -> Point:
        """A position in the plane."""
        return Point(self.plane.project(np.array([position], dtype=np.float64))[0])

    def near(self, point: Point, metres: float) -> Edges:
        """The edges not farther than some metres from a point, in ascending order."""
        found = self._tree.query(point, predicate="dwithin", distance=metres)
        edges: Edges = self._edges[np.sort(found)]
        return edges

    def around(
        self, position: Position, metres: float, limit: int
    ) -> list[list[Position]]:
        """What lies in a circle of the streets open to walkers, the nearest first.

        Squares and pavements are left out: who is there is in the same street.

        Of at most ``limit`` edges, each cut where it leaves the circle.
        """
        point = self.point(position)
        edges = self.near(point, metres)
        lines = self.lines(edges[self._is_open_street[edges]])
        order = np.argsort(shapely.distance(lines, point), kind="stable")[:limit]
        parts = shapely.get_parts(
            shapely.intersection(lines[order], point.buffer(metres))
        )
        return [
            [self.plane.position(x, y) for x, y in part.coords]
            for part in parts
            if isinstance(part, LineString) and part.length > 0
        ]


def _lines(graph: WalkingGraph, plane: Plane) -> tuple[Any, Edges]:
    """Lines in the plane of all edges that have a length, and which edges they are."""
    counts = np.diff(graph.shape_starts)
    owners = np.repeat(np.arange(graph.edges), counts)
    edges = np.flatnonzero(graph.metres > 0)
    keep = graph.metres[owners] > 0
    numbers = np.cumsum(graph.metres > 0) - 1
    flat = plane.project(graph.shapes[keep].astype(np.float64) * E7)
    return shapely.linestrings(flat, indices=numbers[owners[keep]]), edges
