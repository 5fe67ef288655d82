"""The walking graph made from an extract."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citymap.boxes import Box, Position
from citymap.footways import is_street
from citymap.plane import Plane, distance_m
from citymap.squares import RingNode, Square, crossings
from citymap.walking import (
    ExtractRefused,
    GraphUnreadable,
    WalkingGraph,
    build_walking_graph,
)
from tests.citymap.sketches import TOWN, Sketch, at

CROSS = {"A": (0.0, 0.0), "B": (100.0, 0.0), "C": (50.0, 0.0), "D": (50.0, 80.0)}


def ends(graph: WalkingGraph) -> set[frozenset[Position]]:
    """The two ends of each edge that has a length."""
    shapes = [graph.shape(edge) for edge in range(graph.edges)]
    return {frozenset((s[0], s[-1])) for s in shapes if s[0] != s[-1]}


def straight(graph: WalkingGraph) -> set[frozenset[Position]]:
    """The two ends of each edge without bends."""
    shapes = [graph.shape(edge) for edge in range(graph.edges)]
    return {frozenset(shape) for shape in shapes if len(shape) == 2}


def between(sketch: Sketch, *pairs: str) -> set[frozenset[Position]]:
    """Pairs of points, each given as two letters."""
    return {frozenset(at(*sketch.points[letter]) for letter in pair) for pair in pairs}


def parts(graph: WalkingGraph) -> int:
    """How many unconnected parts the graph has, whatever the profile."""
    label = list(range(graph.vertices))

    def root(vertex: int) -> int:
        while label[vertex] != vertex:
            vertex = label[vertex]
        return vertex

    for tail, head in zip(graph.tails.tolist(), graph.heads.tolist(), strict=True):
        label[root(tail)] = root(head)
    return len({root(vertex) for vertex in range(graph.vertices)})


def test_ways_are_cut_where_they_meet(tmp_path: Path) -> None:
    town = Sketch(CROSS).way("ACB").way("CD")
    graph = town.graph(tmp_path)
    assert ends(graph) == between(town, "AC", "CB", "CD")
    assert graph.vertices == 4


def test_a_way_keeps_its_bends_without_being_cut(tmp_path: Path) -> None:
    graph = Sketch(CROSS).way("ADB").graph(tmp_path)
    assert graph.edges == 1
    assert graph.shape(0) == [at(*CROSS[letter]) for letter in "ADB"]
    assert graph.metres[0] == pytest.approx(2 * (50**2 + 80**2) ** 0.5, rel=2e-3)


def test_ways_that_cross_without_a_common_point_do_not_meet(tmp_path: Path) -> None:
    bridge = CROSS | {"E": (50.0, -80.0)}
    assert parts(Sketch(bridge).way("AB").way("DE").graph(tmp_path)) == 2


def test_what_no_walker_may_use_is_left_out(tmp_path: Path) -> None:
    town = (
        Sketch(CROSS)
        .way("AC")
        .way("CB", highway="motorway")
        .way("CD", highway="service", access="private")
    )
    assert ends(town.graph(tmp_path)) == between(town, "AC")


def test_a_loop_is_kept(tmp_path: Path) -> None:
    graph = Sketch(CROSS).way("ABDA").graph(tmp_path)
    assert graph.edges == 1
    assert graph.tails[0] == graph.heads[0]


def test_steps_are_counted_along_the_flight(tmp_path: Path) -> None:
    town = Sketch(CROSS).way("ACB", highway="steps", step__count="200")
    graph = town.way("CD").graph(tmp_path)
    assert sorted(graph.steps.round().tolist()) == [0, 100, 100]


def test_only_the_part_inside_the_box_is_taken(tmp_path: Path) -> None:
    town = Sketch(CROSS).way("ACB").way("CD")
    west = Box(TOWN.west, TOWN.south, at(10, 0)[0], TOWN.north)
    pbf = town.write(tmp_path / "town.osm.pbf")
    graph = build_walking_graph(pbf, west)
    assert ends(graph) == between(town, "AC")
    assert graph.box == west


# Points that hinder ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("tags", "count"),
    [
        ({"barrier": "gate", "access": "private"}, 2),
        ({"barrier": "gate", "locked": "yes"}, 2),
        ({"barrier": "gate"}, 1),
        ({"barrier": "bollard"}, 1),
        ({"barrier": "kerb", "kerb": "raised"}, 1),
    ],
    ids=["private-gate", "locked-gate", "gate", "bollard", "kerb"],
)
def test_a_closed_gate_parts_the_way(
    tmp_path: Path, tags: dict[str, str], count: int
) -> None:
    town = Sketch(CROSS, tags={"C": tags}).way("ACB")
    assert parts(town.graph(tmp_path)) == count


def test_a_bollard_does_not_even_cut_the_way(tmp_path: Path) -> None:
    town = Sketch(CROSS, tags={"C": {"barrier": "bollard"}}).way("ACB")
    assert town.graph(tmp_path).edges == 1


def test_a_raised_kerb_is_passed_by_edges_that_wheels_cannot_take(
    tmp_path: Path,
) -> None:
    graph = Sketch(CROSS, tags={"C": {"kerb": "raised"}}).way("ACB").graph(tmp_path)
    kerbs = graph.kinds[graph.metres == 0]
    assert len(kerbs) == 2
    assert np.isinf(graph.factors[kerbs, 1]).all()
    assert np.isfinite(graph.factors[kerbs, 0]).all()
    assert not graph.is_step_free[kerbs].any()


# Squares --------------------------------------------------------------------------

PLAZA = {
    "A": (0.0, 0.0),
    "B": (100.0, 0.0),
    "C": (100.0, 100.0),
    "D": (0.0, 100.0),
    "W": (-50.0, 0.0),
    "E": (150.0, 100.0),
    "N": (-50.0, 100.0),
}


def test_a_square_is_walked_straight_across(tmp_path: Path) -> None:
    town = Sketch(PLAZA).way("ABCDA", highway="pedestrian", area="yes")
    town.way("WA").way("CE")
    found = straight(town.graph(tmp_path))
    assert between(town, "AC") <= found
    assert not between(town, "BD") & found  # nobody arrives there


def test_the_sides_of_a_square_are_walked_once(tmp_path: Path) -> None:
    town = Sketch(PLAZA).way("ABCDA", highway="pedestrian", area="yes")
    graph = town.way("WA").way("ND").way("CE").graph(tmp_path)
    shapes = [frozenset(graph.shape(edge)) for edge in range(graph.edges)]
    assert len(shapes) == len(set(shapes))


def test_a_street_around_a_block_is_not_walked_across(tmp_path: Path) -> None:
    town = Sketch(PLAZA).way("ABCDA", highway="pedestrian").way("WA").way("CE")
    assert not between(town, "AC") & straight(town.graph(tmp_path))


def test_a_private_square_is_closed(tmp_path: Path) -> None:
    town = Sketch(PLAZA).way("WA")
    town.way("ABCDA", highway="pedestrian", area="yes", access="private")
    assert straight(town.graph(tmp_path)) == between(town, "WA")


def test_an_area_that_cannot_be_closed_is_walked_along_its_outline(
    tmp_path: Path,
) -> None:
    town = Sketch(PLAZA).way("ABCD", highway="pedestrian", area="yes").way("WA")
    graph = town.graph(tmp_path)
    assert parts(graph) == 1
    assert graph.metres.sum() == pytest.approx(350, rel=5e-3)


HORSESHOE = {
    "A": (0.0, 0.0),
    "B": (90.0, 0.0),
    "C": (90.0, 90.0),
    "D": (60.0, 90.0),
    "E": (60.0, 30.0),
    "F": (30.0, 30.0),
    "G": (30.0, 90.0),
    "H": (0.0, 90.0),
    "X": (75.0, 150.0),
    "Y": (15.0, 150.0),
}


def test_a_concave_square_is_walked_round_its_inward_corners(tmp_path: Path) -> None:
    town = Sketch(HORSESHOE).way("ABCDEFGHA", highway="pedestrian", area="yes")
    town.way("CX").way("HY")
    found = straight(town.graph(tmp_path))
    assert not between(town, "CH", "AC", "DG") & found
    assert between(town, "CE", "FH") <= found


def test_a_square_in_pieces_with_a_fountain_in_it(tmp_path: Path) -> None:
    points = PLAZA | {
        "P": (40.0, 40.0),
        "Q": (60.0, 40.0),
        "R": (60.0, 60.0),
        "S": (40.0, 60.0),
    }
    town = Sketch(points).way("WA").way("CE").way("ND")
    outer = [town.bare("ABC"), town.bare("CDA")]
    inner = [town.bare("PQRSP")]
    town.multipolygon(outer, inner, highway="pedestrian")
    found = straight(town.graph(tmp_path))
    assert not between(town, "AC") & found  # through the fountain
    assert between(town, "AQ", "QC", "AS", "SC") <= found


def star(radii: list[int]) -> list[RingNode]:
    """A closed outline that goes once round the origin."""
    angles = np.linspace(0, 2 * np.pi, len(radii), endpoint=False)
    nodes = [
        RingNode(number, round(radius * np.cos(angle)), round(radius * np.sin(angle)))
        for number, (radius, angle) in enumerate(zip(radii, angles, strict=True))
    ]
    return [*nodes, nodes[0]]


@given(st.lists(st.integers(1_000, 9_000), min_size=4, max_size=12))
def test_crossings_of_any_square_begin_and_end_at_different_corners(
    radii: list[int],
) -> None:
    ring = star(radii)
    entries = frozenset(node.ref for node in ring)
    pairs = crossings(Square(ring, (), 0), entries)
    count = len(radii)
    for a, b in pairs:
        assert (a.ref - b.ref) % count not in {0, 1, count - 1}
    assert len({frozenset((a.ref, b.ref)) for a, b in pairs}) == len(pairs)


@given(st.integers(4, 20))
def test_on_a_convex_square_all_entries_see_each_other(count: int) -> None:
    ring = star([1_000_000] * count)
    entries = frozenset(node.ref for node in ring)
    assert len(crossings(Square(ring, (), 0), entries)) == count * (count - 3) // 2


@given(st.integers(4, 20))
def test_a_square_gives_the_same_crossings_drawn_the_other_way_round(
    count: int,
) -> None:
    ring = star([5_000, 1_000] * count)
    entries = frozenset({0, 2, 6})
    ahead = crossings(Square(ring, (), 0), entries)
    back = crossings(Square(ring[::-1], (), 0), entries)
    assert {frozenset(pair) for pair in ahead} == {frozenset(pair) for pair in back}


# Files ----------------------------------------------------------------------------


def town_of_everything() -> Sketch:
    """A street, a flight of steps, a square, a kerb and a gate."""
    tags = {"B": {"kerb": "raised"}, "N": {"barrier": "gate", "access": "no"}}
    town = Sketch(PLAZA, tags=tags)
    town.way("ABCDA", highway="pedestrian", area="yes")
    return town.way("WA", highway="steps").way("CE").way("WND", oneway_foot="yes")


def test_the_same_extract_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.npz", tmp_path / "two.npz"
    town_of_everything().graph(tmp_path).save(one)
    town_of_everything().graph(tmp_path).save(two)
    assert one.read_bytes() == two.read_bytes()


def test_what_was_saved_is_read_again(tmp_path: Path) -> None:
    graph = town_of_everything().graph(tmp_path)
    graph.save(tmp_path / "walking.npz")
    again = WalkingGraph.load(tmp_path / "walking.npz")
    for name, value in vars(graph).items():
        assert np.array_equal(getattr(again, name), value), name
        assert getattr(again, name).dtype == value.dtype, name
    assert again.box == TOWN


def test_streets_are_known_from_squares_and_pavements(tmp_path: Path) -> None:
    town = Sketch(PLAZA).way("ABCDA", highway="pedestrian", area="yes").way("WA")
    graph = town.way("CE").way("ND", footway="sidewalk").graph(tmp_path)
    ways = {frozenset(graph.shape(e)) for e in np.flatnonzero(graph.is_street)}
    assert ways == between(town, "WA", "CE")


@pytest.mark.parametrize(
    ("tags", "is_one"),
    [
        ({"highway": "residential", "sidewalk": "both"}, True),
        ({"highway": "steps"}, True),
        ({"highway": "footway", "footway": "path", "indoor": "no"}, True),
        ({"highway": "footway", "footway": "crossing"}, False),
        ({"highway": "path", "is_sidepath": "yes"}, False),
        ({"highway": "cycleway", "cycleway": "sidepath"}, False),
        ({"highway": "footway", "indoor": "yes"}, False),
        ({"highway": "corridor"}, False),
        ({"railway": "platform"}, False),
    ],
    ids=str,
)
def test_what_is_a_street_of_its_own(tags: dict[str, str], is_one: bool) -> None:
    assert is_street(tags) == is_one


def test_a_graph_written_before_streets_were_told_apart_is_read(tmp_path: Path) -> None:
    graph = town_of_everything().graph(tmp_path)
    before = {name: value for name, value in vars(graph).items() if name != "is_street"}
    with (tmp_path / "walking.npz").open("wb") as file:
        np.savez_compressed(file, format=np.array(1), **before)
    again = WalkingGraph.load(tmp_path / "walking.npz")
    assert again.edges == graph.edges
    assert again.is_street.all()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a graph" * 9])
def test_another_file_is_no_graph(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "walking.npz"
    path.write_bytes(content)
    with pytest.raises(GraphUnreadable):
        WalkingGraph.load(path)


def test_a_graph_cut_short_is_no_graph(tmp_path: Path) -> None:
    path = tmp_path / "walking.npz"
    town_of_everything().graph(tmp_path).save(path)
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(GraphUnreadable):
        WalkingGraph.load(path)


def test_a_graph_of_another_format_is_no_graph(tmp_path: Path) -> None:
    path = tmp_path / "walking.npz"
    with path.open("wb") as file:
        np.savez_compressed(file, format=np.array(99))
    with pytest.raises(GraphUnreadable, match="format"):
        WalkingGraph.load(path)


@pytest.mark.parametrize("content", [b"", b"<osm/>", b"not a map at all" * 20])
def test_a_file_that_is_no_extract_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "town.osm.pbf"
    path.write_bytes(content)
    with pytest.raises(ExtractRefused) as refused:
        build_walking_graph(path, TOWN)
    assert refused.value.code in {"not_pbf", "no_roads"}


def test_a_missing_extract_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExtractRefused, match="not_pbf"):
        build_walking_graph(tmp_path / "absent.osm.pbf", TOWN)


def test_an_extract_without_streets_is_refused(tmp_path: Path) -> None:
    town = Sketch(CROSS).way("AB", highway="motorway")
    with pytest.raises(ExtractRefused, match="no_roads"):
        town.graph(tmp_path)


def test_a_box_elsewhere_is_refused(tmp_path: Path) -> None:
    pbf = Sketch(CROSS).way("AB").write(tmp_path / "town.osm.pbf")
    with pytest.raises(ExtractRefused, match="no_roads"):
        build_walking_graph(pbf, Box(24, 60, 25, 61))


# The plane ------------------------------------------------------------------------

near = st.tuples(st.floats(-5_000, 5_000), st.floats(-5_000, 5_000))


@given(near, near)
def test_the_plane_is_true_to_the_ground(
    a: tuple[float, float], b: tuple[float, float]
) -> None:
    flat = ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5
    assert distance_m(at(*a), at(*b)) == pytest.approx(flat, rel=2e-3, abs=0.05)


@given(near)
def test_the_plane_leads_back(spot: tuple[float, float]) -> None:
    plane = Plane.of(TOWN)
    there = plane.project(np.array([at(*spot)]))[0]
    assert tuple(there) == pytest.approx(spot, abs=0.02)
