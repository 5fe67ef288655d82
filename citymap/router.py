"""Ways on foot through the walking graph, in this very process. Pure.

The graph of rustworkx holds all edges, whatever the profile; a list of costs per
profile says what each is worth, infinite where it is closed. A request works on a
copy of that graph to which its stops are added, so that threads share nothing that
changes (see docs/decisions/0012-walking-graph-and-router.md).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, inf
from threading import Lock
from typing import Any

import numpy as np
import rustworkx
import shapely
from numpy.typing import NDArray
from shapely.ops import substring

from citymap.access import PROFILES, STEPS_SLOWNESS, Profile
from citymap.boxes import Position
from citymap.footways import E7
from citymap.legs import (
    SNAP_M,
    Leg,
    Matrix,
    Reason,
    Routed,
    Router,
    StraightRouter,
    joined_line,
    pace_m_s,
    straight_leg,
)
from citymap.plane import Numbers, Plane, distance_m
from citymap.street_index import StreetIndex
from citymap.walking import WalkingGraph

__all__ = [
    "Leg",
    "Reason",
    "Routed",
    "Router",
    "StraightRouter",
    "StreetRouter",
    "straight_leg",
]

# A courtyard or a platform whose gate is not mapped has less than this; a stop
# rather takes a street of the network than the nearer path of such an islet.
ISLET_M = 1000.0
# What is left to walk is never less than this share of the straight line: the plane
# is not quite true, and a search must not be told of more than there is.
STRAIGHT_SHARE = 0.97


@dataclass(frozen=True)
class _Ground:
    """One profile's view of the graph.

    ``costs`` has two entries per edge, forwards and backwards; ``islands`` gives
    each edge the number of the connected part it lies in, -1 where it is closed;
    ``island_m`` gives the metres of each part.
    """

    costs: list[float]
    islands: NDArray[np.int64]
    island_m: Numbers


@dataclass(frozen=True)
class _Foothold:
    """Where a stop meets the street: ``along`` is the share of the edge before it."""

    edge: int
    along: float
    position: Position
    island: int


@dataclass(frozen=True)
class _Piece:
    """A part of an edge, walked from one share of it to another."""

    edge: int
    start: float
    end: float


class StreetRouter:
    """A router over one walking graph; any thread may use it at any time."""

    def __init__(self, graph: WalkingGraph) -> None:
        self.graph = graph
        self.streets = StreetIndex(graph)
        self._network = _network(graph)
        self.spots = _vertex_spots(graph, self.streets.plane)
        self._grounds: dict[Profile, _Ground] = {}
        self._lock = Lock()

    def route(
        self, stops: Sequence[Position], profile: Profile = Profile.ON_FOOT
    ) -> tuple[Leg, ...]:
        """See ``Router``. Same stops, same legs, whoever else is asking."""
        search = _Search(self, stops, profile)
        return tuple(search.leg(n, n + 1) for n in range(len(stops) - 1))

    def routed(
        self, stops: Sequence[Position], profile: Profile = Profile.ON_FOOT
    ) -> Routed:
        """See ``Router``."""
        return Routed(self.route(stops, profile))

    def walking_seconds(
        self, stops: Sequence[Position], profile: Profile = Profile.ON_FOOT
    ) -> Matrix:
        """See ``Router``. Each is the time of the leg that ``route`` would give."""
        search = _Search(self, stops, profile)
        count = len(stops)
        seconds = [[0.0] * count for _ in stops]
        has_one_ways = bool(self.graph.directions[self.graph.kinds].any())
        for a in range(count):
            for b in range(a + 1, count):
                seconds[a][b] = search.leg(a, b).seconds
                back = search.leg(b, a).seconds if has_one_ways else seconds[a][b]
                seconds[b][a] = back
        return tuple(tuple(row) for row in seconds)

    def ground(self, profile: Profile) -> _Ground:
        """What the graph is for a profile, computed at the first request."""
        with self._lock:
            if profile not in self._grounds:
                self._grounds[profile] = _ground(self.graph, profile)
            return self._grounds[profile]

    def foothold(self, stop: Position, ground: _Ground) -> _Foothold | None:
        """The nearest point of a street that the profile may walk, within reach."""
        point = self.streets.point(stop)
        near = self.streets.near(point, SNAP_M)
        near = near[ground.islands[near] >= 0]
        if not len(near):
            return None
        distances = np.round(shapely.distance(self.streets.lines(near), point), 3)
        is_islet = ground.island_m[ground.islands[near]] < ISLET_M
        edge = int(near[np.lexsort((near, distances, is_islet))[0]])
        line = self.streets.line(edge)
        along_m = line.project(point)
        foot = line.interpolate(along_m)
        return _Foothold(
            edge=edge,
            along=min(1.0, along_m / line.length),
            position=self.streets.plane.position(foot.x, foot.y),
            island=int(ground.islands[edge]),
        )

    def spot(self, position: Position) -> tuple[float, float]:
        """A position in the plane."""
        point = self.streets.point(position)
        return float(point.x), float(point.y)

    def network(self) -> Any:
        """A copy of the graph that the caller may change."""
        return self._network.copy()

    def piece_line(self, piece: _Piece) -> list[Position]:
        """The positions of a piece, in the direction walked."""
        if {piece.start, piece.end} == {0.0, 1.0}:
            shape = self.graph.shape(piece.edge)
            return shape if piece.start < piece.end else shape[::-1]
        line = self.streets.line(piece.edge)
        part = substring(line, piece.start, piece.end, normalized=True)
        return [self.streets.plane.position(x, y) for x, y in part.coords]


class _Search:
    """One request: its stops added to a copy of the graph, and what is found."""

    def __init__(
        self, router: StreetRouter, stops: Sequence[Position], profile: Profile
    ) -> None:
        self._router = router
        self._graph = router.graph
        self._stops = [(float(lon), float(lat)) for lon, lat in stops]
        self._profile = profile
        self._ground = router.ground(profile)
        self._footholds = [router.foothold(s, self._ground) for s in self._stops]
        self._network = router.network()
        self._costs = list(self._ground.costs)
        self._pieces: list[_Piece] = []
        self._first = self._graph.vertices
        self._nodes = [self._first + number for number in range(len(self._stops))]
        self._network.add_nodes_from(self._nodes)
        self._spots = [
            router.spot(foothold.position) if foothold else (inf, inf)
            for foothold in self._footholds
        ]
        self._add_stops()

    def _add_stops(self) -> None:
        """Cuts the edges where stops stand; the whole edges stay beside."""
        standing: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for number, foothold in enumerate(self._footholds):
            if foothold is not None:
                standing[foothold.edge].append((foothold.along, self._nodes[number]))
        for edge, cuts in standing.items():
            tail, head = self._graph.tails[edge], self._graph.heads[edge]
            chain = [(0.0, int(tail)), *sorted(cuts), (1.0, int(head))]
            for (start, a), (end, b) in zip(chain, chain[1:], strict=False):
                self._add_piece(_Piece(edge, start, end), a, b)

    def _add_piece(self, piece: _Piece, a: int, b: int) -> None:
        """A piece of an edge as a pair of edges, numbered after all others."""
        share = piece.end - piece.start
        for start, end, way in ((a, b, 0), (b, a, 1)):
            self._network.add_edge(start, end, len(self._costs))
            cost = self._ground.costs[2 * piece.edge + way]
            self._costs.append(cost * share if cost < inf else inf)
        self._pieces.append(piece)

    def leg(self, start: int, end: int) -> Leg:
        """The leg between two stops, given by their numbers."""
        a, b = self._stops[start], self._stops[end]
        from_, to = self._footholds[start], self._footholds[end]
        if from_ is None or to is None:
            far = [n for n in (start, end) if self._footholds[n] is None]
            reason = Reason.FAR_FROM_STREET
            return straight_leg(a, b, self._profile, reason, tuple(far))
        if a == b:
            return self._leg_along([], a, b)
        pieces = None
        if from_.island == to.island:
            pieces = self._way(self._nodes[start], self._nodes[end])
        if pieces is None:
            lost = self._more_cut_off(start, end)
            reason = Reason.NOT_CONNECTED
            return straight_leg(a, b, self._profile, reason, (lost,))
        return self._leg_along(pieces, a, b)

    def _more_cut_off(self, start: int, end: int) -> int:
        """Which of two unconnected stops has fewer streets around it."""
        around = []
        for number in (end, start):
            foothold = self._footholds[number]
            island = foothold.island if foothold else -1
            around.append((float(self._ground.island_m[island]), number))
        return min(around, key=lambda pair: pair[0])[1]

    def _way(self, start: int, end: int) -> list[_Piece] | None:
        """The cheapest pieces from one vertex to another (A*), None without a way."""
        xs, ys = self._router.spots
        end_x, end_y = self._spots[end - self._first]

        def least_left(vertex: int) -> float:
            """What is still to walk, at the very least."""
            if vertex < self._first:
                x, y = xs[vertex], ys[vertex]
            else:
                x, y = self._spots[vertex - self._first]
            return STRAIGHT_SHARE * hypot(x - end_x, y - end_y)

        try:
            nodes = rustworkx.astar_shortest_path(
                self._network,
                start,
                end.__eq__,
                self._costs.__getitem__,
                least_left,
            )
        except rustworkx.NoPathFound:
            return None
        numbers = [
            min(
                self._network.get_all_edge_data(a, b),
                key=lambda n: (self._costs[n], n),
            )
            for a, b in zip(nodes, nodes[1:], strict=False)
        ]
        if any(self._costs[number] == inf for number in numbers):
            return None
        return [self._piece(number) for number in numbers]

    def _piece(self, number: int) -> _Piece:
        """What is walked on an edge of the network."""
        whole = 2 * self._graph.edges
        if number < whole:
            piece = _Piece(number // 2, 0.0, 1.0)
        else:
            piece = self._pieces[(number - whole) // 2]
        if number % 2:
            return _Piece(piece.edge, piece.end, piece.start)
        return piece

    def _leg_along(self, pieces: list[_Piece], start: Position, end: Position) -> Leg:
        """The leg that walks some pieces between two stops near them."""
        graph, kinds = self._graph, self._graph.kinds
        line = [position for p in pieces for position in self._router.piece_line(p)]
        metres = seconds_m = steps = 0.0
        is_step_free = True
        for piece in pieces:
            kind, share = kinds[piece.edge], abs(piece.end - piece.start)
            length = float(graph.metres[piece.edge]) * share
            metres += length
            seconds_m += length * (STEPS_SLOWNESS if graph.is_steps[kind] else 1.0)
            steps += float(graph.steps[piece.edge]) * share
            is_step_free = is_step_free and bool(graph.is_step_free[kind])
        if line:
            aside = distance_m(start, line[0]) + distance_m(line[-1], end)
        else:
            aside = distance_m(start, end)
        if self._profile is Profile.STEP_FREE:
            steps = 0.0  # flights are taken by their ramps
        return Leg(
            line=joined_line([start, *line, end]),
            metres=metres + aside,
            seconds=(seconds_m + aside) / pace_m_s(self._profile),
            steps=max(1, round(steps)) if steps else 0,
            step_free=is_step_free,
            by="street",
        )


def _network(graph: WalkingGraph) -> Any:
    """The graph of rustworkx: each edge both ways, 2 e forwards and 2 e + 1 back."""
    network: Any = rustworkx.PyDiGraph(multigraph=True)
    network.add_nodes_from(range(graph.vertices))
    ends = zip(graph.tails.tolist(), graph.heads.tolist(), strict=True)
    network.add_edges_from(
        [
            way
            for number, (tail, head) in enumerate(ends)
            for way in ((tail, head, 2 * number), (head, tail, 2 * number + 1))
        ]
    )
    return network


def _vertex_spots(graph: WalkingGraph, plane: Plane) -> tuple[list[float], list[float]]:
    """Where each vertex lies in the plane: all metres east, all metres north."""
    spots = np.zeros((graph.vertices, 2), dtype=np.float64)
    for vertices, points in (
        (graph.tails, graph.shape_starts[:-1]),
        (graph.heads, graph.shape_starts[1:] - 1),
    ):
        spots[vertices] = plane.project(graph.shapes[points].astype(np.float64) * E7)
    return spots[:, 0].tolist(), spots[:, 1].tolist()


def _ground(graph: WalkingGraph, profile: Profile) -> _Ground:
    """Costs and connected parts for a profile."""
    factors = graph.factors[:, PROFILES.index(profile)]
    forwards = np.where(graph.directions >= 0, factors, inf)[graph.kinds]
    backwards = np.where(graph.directions <= 0, factors, inf)[graph.kinds]
    # No length at an infinite price is no price at all: inf * 0 is not a number.
    metres = np.maximum(graph.metres, 1e-9)
    costs = np.stack([forwards * metres, backwards * metres], axis=1).ravel()
    is_open = np.isfinite(factors[graph.kinds])
    open_graph: Any = rustworkx.PyGraph(multigraph=True)
    open_graph.add_nodes_from([None] * graph.vertices)
    tails, heads = graph.tails[is_open], graph.heads[is_open]
    ends = list(zip(tails.tolist(), heads.tolist(), strict=True))
    open_graph.add_edges_from_no_data(ends)
    parts = np.zeros(graph.vertices, dtype=np.int64)
    components = rustworkx.connected_components(open_graph)
    for number, vertices in enumerate(sorted(components, key=min)):
        parts[list(vertices)] = number
    islands = np.where(is_open, parts[graph.tails], -1)
    island_m = np.zeros(len(components), dtype=np.float64)
    np.add.at(island_m, islands[is_open], graph.metres[is_open])
    return _Ground(costs.tolist(), islands, island_m)
