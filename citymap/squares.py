"""Straight crossings of squares, so that nobody has to follow their edge. Pure.

A square is an area that one may walk on (wiki: Tag:highway=pedestrian, "Squares and
plazas"): OpenStreetMap draws its outline, and a graph needs lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import shapely
from shapely.geometry import Polygon

# With more than this, only the entries are joined, not the corners.
MOST_ENDS = 60
# A corner turns by at least this sine (about 6 degrees); less is a smooth curve.
CORNER_SINE = 0.1


@dataclass(frozen=True)
class RingNode:
    """One node of a square's outline: OpenStreetMap's number, and 1e-7 degrees."""

    ref: int
    x: int
    y: int


Ring = Sequence[RingNode]


@dataclass(frozen=True)
class Square:
    """An area to walk on; rings are closed, the first node being the last too."""

    outer: Ring
    inner: tuple[Ring, ...]
    kind: int

    @property
    def rings(self) -> tuple[Ring, ...]:
        """The outer ring, then the holes."""
        return (self.outer, *self.inner)


def crossings(
    square: Square, entries: frozenset[int]
) -> list[tuple[RingNode, RingNode]]:
    """Pairs of nodes of the outline that see each other across the square.

    ``entries`` are the numbers of the nodes where other ways arrive. On a convex
    square they all see each other; on another, its inward corners are joined too, so
    that one can walk round them. Sides of the outline are not repeated.
    """
    polygon = _polygon(square)
    if polygon is None:
        return []
    nodes = {node.ref: node for ring in square.rings for node in ring}
    ends = [nodes[ref] for ref in nodes if ref in entries]
    if len(ends) < 2:
        return []
    corners = [n for n in _inward_corners(square) if n.ref not in entries]
    if len(ends) + len(corners) <= MOST_ENDS:
        ends += corners
    sides = {frozenset(pair) for ring in square.rings for pair in _sides(ring)}
    pairs = [
        (a, b)
        for a, b in combinations(ends, 2)
        if frozenset((a.ref, b.ref)) not in sides
    ]
    if not pairs:
        return []
    lines = shapely.linestrings([[(a.x, a.y), (b.x, b.y)] for a, b in pairs])
    seen = shapely.covers(polygon, lines)
    return [pair for pair, is_seen in zip(pairs, seen, strict=True) if is_seen]


def _polygon(square: Square) -> Polygon | None:
    """The square in 1e-7 degrees, prepared; None when its outline crosses itself."""
    outer, *inner = ([(node.x, node.y) for node in ring] for ring in square.rings)
    if len(outer) < 4 or any(len(ring) < 4 for ring in inner):
        return None
    polygon = Polygon(outer, inner)
    if not polygon.is_valid:
        return None
    shapely.prepare(polygon)
    return polygon


def _sides(ring: Ring) -> Iterator[tuple[int, int]]:
    """Numbers of neighbouring nodes."""
    for a, b in zip(ring, ring[1:], strict=False):
        yield a.ref, b.ref


def _inward_corners(square: Square) -> list[RingNode]:
    """Corners that stand in the way: inward ones outside, outward ones of holes."""
    found = []
    for ring in square.rings:
        inward = -1 if _is_counter_clockwise(ring) else 1
        if ring is not square.outer:
            inward = -inward
        corners = list(ring[:-1])
        for number, node in enumerate(corners):
            before, after = corners[number - 1], corners[(number + 1) % len(corners)]
            if _turn(before, node, after) * inward > CORNER_SINE:
                found.append(node)
    return found


def _is_counter_clockwise(ring: Ring) -> bool:
    """Which way round the nodes come (twice the signed area)."""
    return sum(a.x * b.y - b.x * a.y for a, b in zip(ring, ring[1:], strict=False)) > 0


def _turn(before: RingNode, node: RingNode, after: RingNode) -> float:
    """Sine of the turn at a node: positive to the left."""
    ax, ay = node.x - before.x, node.y - before.y
    bx, by = after.x - node.x, after.y - node.y
    length = ((ax**2 + ay**2) * (bx**2 + by**2)) ** 0.5
    return (ax * by - ay * bx) / length if length else 0.0
