"""Ways on foot: our router beside a plain networkx answer, on a city of any size.

Run from the project's root, with an extract of OpenStreetMap (.osm.pbf):

    .venv/bin/python benchmarks/routing.py EXTRACT [--vertices 40000] [--rounds 5]

It makes the walking graph of the extract, repeats it side by side, joined by
streets, until it has as many vertices as asked for, and routes 20 stops through it:
as a trail (legs of some 300 m) and strewn over the whole city. networkx walks the
same graph from the same vertices, without snapping, shapes or profiles. The
machine's speed drifts: the ratios of one run are what to quote.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import networkx
import numpy as np
import osmium

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from citymap.access import Profile
from citymap.boxes import Box, Position
from citymap.footways import E7
from citymap.plane import distance_m
from citymap.router import StreetRouter
from citymap.walking import WalkingGraph, build_walking_graph

STOPS = 20
SEED = 20


def extract_box(extract: Path) -> Box:
    """The box that an extract says it covers."""
    corners = osmium.io.Reader(str(extract)).header().box()
    low, high = corners.bottom_left, corners.top_right
    return Box(low.lon, low.lat, high.lon, high.lat)


def repeated(graph: WalkingGraph, times: int) -> WalkingGraph:
    """The graph side by side with itself, each copy joined to the next by streets."""
    width = int(np.ptp(graph.shapes[:, 0])) + 10_000
    joints = np.linspace(0, graph.edges - 1, 40).astype(int)
    firsts = graph.shapes[graph.shape_starts[joints]]
    count = graph.vertices
    shapes, tails, heads = [], [], []
    for copy in range(times):
        shift = np.array([width * copy, 0])
        shapes.append(graph.shapes + shift)
        tails.append(graph.tails + count * copy)
        heads.append(graph.heads + count * copy)
    for copy in range(times - 1):
        for vertex, first in zip(graph.tails[joints], firsts, strict=True):
            line = [first + [width * copy, 0], first + [width * (copy + 1), 0]]
            shapes.append(np.array(line))
            tails.append(np.array([vertex + count * copy]))
            heads.append(np.array([vertex + count * (copy + 1)]))
    extra = (times - 1) * len(joints)
    joint_m = distance_m((0, graph.box.south), (width * E7, graph.box.south)) * 1.05
    points = np.tile(np.diff(graph.shape_starts), times)
    counts = np.concatenate([points, np.full(extra, 2)])
    plainest = int(np.argmin(graph.factors.sum(axis=1)))
    west, south, east, north = graph.bounds
    return replace(
        graph,
        shapes=np.concatenate(shapes).astype(np.int32),
        tails=np.concatenate(tails).astype(np.int32),
        heads=np.concatenate(heads).astype(np.int32),
        shape_starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        metres=np.concatenate([np.tile(graph.metres, times), np.full(extra, joint_m)]),
        steps=np.concatenate([np.tile(graph.steps, times), np.zeros(extra)]),
        kinds=np.concatenate(
            [np.tile(graph.kinds, times), np.full(extra, plainest)]
        ).astype(np.uint16),
        bounds=np.array([west, south, east + width * (times - 1) * E7, north]),
    )


def trail(graph: WalkingGraph) -> list[Position]:
    """Twenty stops some 300 m apart, on streets in the middle of the city."""
    middle = (graph.bounds[:2] + graph.bounds[2:]) / 2
    turns = np.arange(STOPS) * 2 * np.pi / STOPS
    circle = middle + np.stack([0.016 * np.cos(turns), 0.006 * np.sin(turns)], axis=1)
    spots = graph.shapes * E7
    nearest = [int(((spots - spot) ** 2).sum(axis=1).argmin()) for spot in circle]
    return [(float(x), float(y)) for x, y in spots[nearest]]


def strewn(graph: WalkingGraph) -> list[Position]:
    """Twenty stops anywhere in the city."""
    places = np.random.default_rng(SEED).choice(len(graph.shapes), STOPS)
    return [(float(x * E7), float(y * E7)) for x, y in graph.shapes[places]]


def plain_networkx(graph: WalkingGraph) -> networkx.Graph:
    """The same vertices and edges, with their costs on foot."""
    plain = networkx.Graph()
    costs = graph.metres * graph.factors[graph.kinds, 0]
    for tail, head, cost in zip(graph.tails, graph.heads, costs, strict=True):
        known = plain.get_edge_data(int(tail), int(head))
        if known is None or cost < known["weight"]:
            plain.add_edge(int(tail), int(head), weight=float(cost))
    return plain


def by_networkx(
    plain: networkx.Graph,
    graph: WalkingGraph,
    router: StreetRouter,
    stops: list[Position],
) -> Callable[[], None]:
    """The shortest paths between the vertices nearest to the stops."""
    ground = router.ground(Profile.ON_FOOT)
    footholds = [router.foothold(stop, ground) for stop in stops]
    vertices = [int(graph.tails[found.edge]) for found in footholds if found]

    def answer() -> None:
        for start, end in pairwise(vertices):
            networkx.dijkstra_path(plain, start, end)

    return answer


def median_ms(task: Callable[[], object], rounds: int) -> float:
    """Milliseconds that a task takes, once warm."""
    task()
    spent = []
    for _ in range(rounds):
        start = time.perf_counter()
        task()
        spent.append((time.perf_counter() - start) * 1000)
    return float(np.median(spent))


def timed(name: str, task: Callable[[], WalkingGraph]) -> WalkingGraph:
    """What a task gives, and a line saying how long it took."""
    start = time.perf_counter()
    found = task()
    seconds = time.perf_counter() - start
    print(
        f"{name:<28} {seconds:6.2f} s   {found.vertices} vertices, {found.edges} edges"
    )
    return found


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("extract", type=Path)
    parser.add_argument("--vertices", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    box = extract_box(options.extract)
    small = timed(
        "graph of the extract", lambda: build_walking_graph(options.extract, box)
    )
    times = -(-options.vertices // small.vertices)
    graph = timed(f"repeated {times} times", lambda: repeated(small, times))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "walking.npz"
        graph.save(path)
        print(f"{'file':<28} {path.stat().st_size / 1e6:6.2f} MB")
        graph = timed("read again", lambda: WalkingGraph.load(path))
    start = time.perf_counter()
    router = StreetRouter(graph)
    router.ground(Profile.ON_FOOT)
    print(f"{'router ready':<28} {time.perf_counter() - start:6.2f} s")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'memory at most':<28} {memory:6.0f} MB")
    plain = plain_networkx(graph)
    print(f"{STOPS} stops{'ours':>29}{'networkx':>12}{'ratio':>8}")
    for name, stops in (("trail", trail(graph)), ("strewn", strewn(graph))):
        theirs = median_ms(by_networkx(plain, graph, router, stops), options.rounds)
        for profile in Profile:
            found = router.route(stops, profile)
            metres = sum(leg.metres for leg in found)
            astray = sum(leg.by == "straight" for leg in found)
            ours = median_ms(
                lambda s=stops, p=profile: router.route(s, p), options.rounds
            )
            row = f"{name}, {profile}, {metres / 1000:.1f} km, {astray} straight"
            print(f"{row:<46}{ours:6.0f} ms {theirs:6.0f} ms {theirs / ours:6.1f}×")
        all_ms = median_ms(lambda s=stops: router.walking_seconds(s), 1)
        print(f"{name}, times between all: {all_ms:.0f} ms")


if __name__ == "__main__":
    main()
