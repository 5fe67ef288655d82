"""Ways on foot through a town's walking graph."""

import tomllib
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citymap.access import Profile
from citymap.boxes import Box, Position
from citymap.plane import distance_m
from citymap.router import Leg, Reason, Routed, StraightRouter, StreetRouter
from citymap.walking import WalkingGraph, build_walking_graph
from tests.citymap.sketches import Sketch, at

ROOT = Path(__file__).resolve().parents[2]
HELSINKI = ROOT.parent / "shared" / "data" / "osm" / "Helsinki.osm.pbf"

# A block 100 m wide, with a diagonal street and a lane to the west.
BLOCK = {
    "A": (0.0, 0.0),
    "B": (100.0, 0.0),
    "C": (100.0, 100.0),
    "D": (0.0, 100.0),
    "W": (-100.0, 0.0),
}


def router(town: Sketch, folder: Path) -> StreetRouter:
    """The router of a town."""
    return StreetRouter(town.graph(folder))


def leg(
    found: StreetRouter, start: Position, end: Position, profile: str = "on-foot"
) -> Leg:
    """The one leg between two stops."""
    (only,) = found.route([start, end], Profile(profile))
    return only


def length_m(line: tuple[Position, ...]) -> float:
    """Metres of a line."""
    return sum(distance_m(a, b) for a, b in pairwise(line))


def passes(line: tuple[Position, ...], spot: Position) -> bool:
    """Whether a line has a point within a metre of a spot."""
    return any(distance_m(position, spot) < 1 for position in line)


# Following streets ----------------------------------------------------------------


def test_the_shorter_way_round_is_taken(tmp_path: Path) -> None:
    found = leg(router(Sketch(BLOCK).way("ABCDA"), tmp_path), at(10, 0), at(90, 0))
    assert found.by == "street"
    assert found.metres == pytest.approx(80, rel=5e-3)
    assert found.seconds == pytest.approx(found.metres / (4 / 3.6))


def test_a_leg_begins_and_ends_at_the_stops_themselves(tmp_path: Path) -> None:
    start, end = at(10, 20), at(90, -30)
    found = leg(router(Sketch(BLOCK).way("AB"), tmp_path), start, end)
    assert found.line[0] == start
    assert found.line[-1] == end
    assert passes(found.line, at(10, 0))
    assert passes(found.line, at(90, 0))
    assert found.metres == pytest.approx(20 + 80 + 30, rel=5e-3)


def test_a_leg_is_as_long_as_its_line(tmp_path: Path) -> None:
    found = leg(router(Sketch(BLOCK).way("ABCD"), tmp_path), at(33, 5), at(20, 109))
    assert found.metres == pytest.approx(length_m(found.line), rel=1e-3)


def test_a_corner_is_walked_round(tmp_path: Path) -> None:
    found = leg(router(Sketch(BLOCK).way("ABC"), tmp_path), at(50, 0), at(100, 50))
    assert passes(found.line, at(100, 0))
    assert found.metres == pytest.approx(100, rel=5e-3)


def test_legs_meet_at_the_stops(tmp_path: Path) -> None:
    stops = [at(0, 20), at(100, 20), at(60, 120), at(-50, 3)]
    town = Sketch(BLOCK).way("ABCDA").way("AW")
    legs = router(town, tmp_path).route(stops)
    assert len(legs) == 3
    for number, found in enumerate(legs):
        assert found.line[0] == stops[number]
        assert found.line[-1] == stops[number + 1]
        assert found.by == "street"


def test_stops_may_share_one_street(tmp_path: Path) -> None:
    stops = [at(x, 0) for x in (10, 90, 30, 70, 30)]
    legs = router(Sketch(BLOCK).way("AB"), tmp_path).route(stops)
    assert [round(found.metres) for found in legs] == [80, 60, 40, 40]


def test_two_stops_at_one_point_have_nothing_to_walk(tmp_path: Path) -> None:
    here = at(40, 30)
    found = leg(router(Sketch(BLOCK).way("AB"), tmp_path), here, here)
    assert found.line == (here, here)
    assert found.metres == 0
    assert found.by == "street"


@pytest.mark.parametrize("count", [0, 1])
def test_less_than_two_stops_have_no_leg(tmp_path: Path, count: int) -> None:
    found = router(Sketch(BLOCK).way("AB"), tmp_path)
    assert found.route([at(0, 0)] * count) == ()


def test_a_loop_street_is_left_by_its_nearer_end(tmp_path: Path) -> None:
    town = Sketch(BLOCK).way("ABCDA").way("AW")
    found = leg(router(town, tmp_path), at(0, 50), at(-100, 0))
    assert found.metres == pytest.approx(150, rel=5e-3)


def test_oneway_is_for_wheels(tmp_path: Path) -> None:
    town = Sketch(BLOCK).way("ABCDA", highway="residential", oneway="yes")
    found = router(town, tmp_path)
    there, back = leg(found, at(10, 0), at(90, 0)), leg(found, at(90, 0), at(10, 0))
    assert back.line == there.line[::-1]


def test_oneway_foot_is_for_walkers(tmp_path: Path) -> None:
    town = Sketch(BLOCK).way("AB", oneway_foot="yes").way("BCDA")
    found = router(town, tmp_path)
    assert leg(found, at(10, 0), at(90, 0)).metres == pytest.approx(80, rel=5e-3)
    assert leg(found, at(90, 0), at(10, 0)).metres == pytest.approx(320, rel=5e-3)


def test_a_street_that_only_leads_away_leaves_a_stop_cut_off(tmp_path: Path) -> None:
    found = router(Sketch(BLOCK).way("AB", oneway_foot="yes"), tmp_path)
    back = leg(found, at(90, 0), at(10, 0))
    assert (back.by, back.reason) == ("straight", Reason.NOT_CONNECTED)


def test_a_square_is_crossed(tmp_path: Path) -> None:
    town = Sketch(BLOCK | {"E": (200.0, 100.0)})
    town.way("ABCDA", highway="pedestrian", area="yes").way("WA").way("CE")
    found = leg(router(town, tmp_path), at(-100, 0), at(200, 100))
    assert found.metres == pytest.approx(200 + 2**0.5 * 100, rel=5e-3)


# Profiles -------------------------------------------------------------------------

# From A to B: 100 m by a flight of steps, 300 m by the street around.


def hill() -> Sketch:
    """A flight of 40 steps from A to B, and the street around it."""
    town = Sketch(BLOCK).way("ADCB")
    return town.way("AB", highway="steps", step__count="40")


def test_on_foot_one_takes_the_steps_and_is_told(tmp_path: Path) -> None:
    found = leg(router(hill(), tmp_path), at(0, 0), at(100, 0))
    assert found.steps == 40
    assert not found.step_free
    assert found.metres == pytest.approx(100, rel=5e-3)
    assert found.seconds == pytest.approx(2 * found.metres / (4 / 3.6))


def test_half_a_flight_has_half_the_steps(tmp_path: Path) -> None:
    assert leg(router(hill(), tmp_path), at(0, 0), at(50, 0)).steps == 20


def test_step_free_goes_around(tmp_path: Path) -> None:
    found = leg(router(hill(), tmp_path), at(0, 0), at(100, 0), "step-free")
    assert found.metres == pytest.approx(300, rel=5e-3)
    assert found.step_free
    assert found.steps == 0
    assert found.seconds == pytest.approx(found.metres / (3 / 3.6))


def test_a_ramp_beside_the_steps_is_step_free(tmp_path: Path) -> None:
    town = Sketch(BLOCK).way("ADCB").way("AB", highway="steps", ramp="yes")
    found = leg(router(town, tmp_path), at(0, 0), at(100, 0), "step-free")
    assert found.metres == pytest.approx(100, rel=5e-3)
    assert found.step_free
    assert found.steps == 0


def test_with_children_one_walks_a_little_to_avoid_steps(tmp_path: Path) -> None:
    found = router(hill(), tmp_path)
    around = leg(found, at(0, 0), at(100, 0), "with-children")
    assert around.steps == 0
    assert around.seconds == pytest.approx(around.metres / (3 / 3.6))


@pytest.mark.parametrize(
    ("kerb", "metres"), [("raised", 300), ("lowered", 100), ("flush", 100)]
)
def test_step_free_goes_around_raised_kerbs(
    tmp_path: Path, kerb: str, metres: float
) -> None:
    points = BLOCK | {"K": (50.0, 0.0)}
    town = Sketch(points, tags={"K": {"kerb": kerb}}).way("AKB").way("ADCB")
    found = router(town, tmp_path)
    wheels = leg(found, at(0, 0), at(100, 0), "step-free")
    assert wheels.metres == pytest.approx(metres, rel=5e-3)
    assert wheels.step_free
    on_foot = leg(found, at(0, 0), at(100, 0))
    assert on_foot.metres == pytest.approx(100, rel=5e-3)
    assert on_foot.step_free == (kerb != "raised")


def test_step_free_goes_around_cobbles(tmp_path: Path) -> None:
    town = Sketch(BLOCK | {"E": (50.0, 30.0)})
    town.way("AB", surface="cobblestone").way("AEB")
    found = router(town, tmp_path)
    assert passes(leg(found, at(0, 0), at(100, 0), "step-free").line, at(50, 30))
    assert not passes(leg(found, at(0, 0), at(100, 0)).line, at(50, 30))


# Stops that cannot be reached -----------------------------------------------------


@pytest.mark.parametrize(
    ("y_m", "by"), [(0, "street"), (58, "street"), (63, "straight")]
)
def test_a_stop_is_taken_to_a_street_within_60_metres(
    tmp_path: Path, y_m: float, by: str
) -> None:
    found = leg(router(Sketch(BLOCK).way("AB"), tmp_path), at(10, y_m), at(90, 0))
    assert found.by == by


def test_a_stop_far_from_any_street_is_named(tmp_path: Path) -> None:
    stops = [at(0, 0), at(50, 500), at(100, 0), at(50, 0)]
    legs = router(Sketch(BLOCK).way("AB"), tmp_path).route(stops)
    assert [found.by for found in legs] == ["straight", "straight", "street"]
    assert [found.reason for found in legs[:2]] == [Reason.FAR_FROM_STREET] * 2
    assert [found.cut_off for found in legs] == [(1,), (1,), ()]
    assert legs[0].line == (stops[0], stops[1])
    assert legs[0].metres == pytest.approx(distance_m(stops[0], stops[1]))
    assert not legs[0].step_free


def test_both_ends_may_be_far_from_any_street(tmp_path: Path) -> None:
    found = leg(router(Sketch(BLOCK).way("AB"), tmp_path), at(0, 400), at(50, 500))
    assert found.cut_off == (0, 1)


def test_a_stop_on_an_island_is_named(tmp_path: Path) -> None:
    town = Sketch(BLOCK | {"X": (0.0, 300.0), "Y": (50.0, 300.0)})
    town.way("ABC").way("XY")
    found = router(town, tmp_path)
    legs = found.route([at(0, 300), at(50, 300), at(0, 0), at(0, 300)])
    assert [one.by for one in legs] == ["street", "straight", "straight"]
    assert legs[1].reason == Reason.NOT_CONNECTED
    assert [one.cut_off for one in legs] == [(), (1,), (3,)]


def test_a_stop_behind_a_private_gate_is_named(tmp_path: Path) -> None:
    gate = {"C": {"barrier": "gate", "access": "private"}}
    found = leg(
        router(Sketch(BLOCK, tags=gate).way("ABC").way("CD"), tmp_path),
        at(0, 0),
        at(10, 100),
    )
    assert found.reason == Reason.NOT_CONNECTED
    assert found.cut_off == (1,)


def test_a_stop_at_the_top_of_steps_is_cut_off_from_wheels_only(
    tmp_path: Path,
) -> None:
    points = BLOCK | {"E": (300.0, 0.0), "F": (400.0, 0.0)}
    town = Sketch(points).way("WAB").way("BE", highway="steps").way("EF")
    found = router(town, tmp_path)
    assert leg(found, at(0, 0), at(350, 0)).by == "street"
    wheels = leg(found, at(0, 0), at(350, 0), "step-free")
    assert (wheels.by, wheels.reason) == ("straight", Reason.NOT_CONNECTED)
    assert wheels.cut_off == (1,)


def test_a_stop_beside_an_islet_takes_the_street_nearby(tmp_path: Path) -> None:
    points = BLOCK | {"E": (2_000.0, 0.0), "X": (40.0, 40.0), "Y": (60.0, 40.0)}
    town = Sketch(points).way("ABE").way("XY")
    found = leg(router(town, tmp_path), at(50, 40), at(100, 0))
    assert found.by == "street"
    assert found.metres == pytest.approx(90, rel=5e-3)


def test_without_a_map_lines_are_straight_and_say_so() -> None:
    stops = [at(0, 0), at(300, 400), at(300, 0)]
    found = StraightRouter().routed(stops, Profile.WITH_CHILDREN)
    assert [one.reason for one in found.legs] == [Reason.NO_MAP] * 2
    assert found.legs[0].metres == pytest.approx(500, rel=5e-3)
    seconds = StraightRouter().walking_seconds(stops, Profile.WITH_CHILDREN)
    assert seconds[0][1] == found.legs[0].seconds
    assert seconds[1][1] == 0


# Times between all stops ----------------------------------------------------------


def test_times_are_those_of_the_legs(tmp_path: Path) -> None:
    found = router(hill(), tmp_path)
    stops = [at(0, 0), at(100, 0), at(50, 110), at(700, 700)]
    seconds = found.walking_seconds(stops)
    for a in range(4):
        for b in range(4):
            there = found.route([stops[a], stops[b]])[0].seconds
            assert seconds[a][b] == pytest.approx(there)


def test_times_there_and_back_differ_on_a_one_way_street(tmp_path: Path) -> None:
    town = Sketch(BLOCK).way("AB", oneway_foot="yes").way("BCDA")
    seconds = router(town, tmp_path).walking_seconds([at(10, 0), at(90, 0)])
    assert seconds[1][0] == pytest.approx(4 * seconds[0][1], rel=1e-2)


def test_a_router_says_that_it_answered_itself(tmp_path: Path) -> None:
    found = router(Sketch(BLOCK).way("AB"), tmp_path)
    stops = [at(0, 0), at(100, 0)]
    assert found.routed(stops) == Routed(found.route(stops), fallback_reason=None)


# Any walk -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small_town(tmp_path_factory: pytest.TempPathFactory) -> StreetRouter:
    """A block with steps across it."""
    town = Sketch(BLOCK).way("ABCDA").way("WA").way("AC", highway="steps")
    return router(town, tmp_path_factory.mktemp("town"))


spots = st.tuples(st.floats(-40, 140), st.floats(-40, 140)).map(lambda xy: at(*xy))


@given(st.lists(spots, min_size=2, max_size=6), st.sampled_from(Profile))
def test_no_leg_is_shorter_than_the_straight_line(
    small_town: StreetRouter, stops: list[Position], profile: Profile
) -> None:
    for number, found in enumerate(small_town.route(stops, profile)):
        straight = distance_m(stops[number], stops[number + 1])
        assert found.metres >= straight * 0.995
        assert found.seconds >= found.metres / (4 / 3.6) * 0.999
        assert found.line[0] == stops[number]
        assert found.line[-1] == stops[number + 1]
        assert found.by == "street" or found.cut_off


@given(spots, spots)
def test_the_way_back_is_the_same_way(
    small_town: StreetRouter, a: Position, b: Position
) -> None:
    there, back = small_town.route([a, b, a])
    assert back.metres == pytest.approx(there.metres, abs=0.01)


# Helsinki -------------------------------------------------------------------------

needs_helsinki = pytest.mark.skipif(
    not HELSINKI.is_file(), reason=f"needs an extract of Helsinki at {HELSINKI}"
)
CENTRE = Box(24.93, 60.16, 24.96, 60.18)


@pytest.fixture(scope="module")
def helsinki() -> WalkingGraph:
    """The walking graph of the centre of Helsinki."""
    return build_walking_graph(HELSINKI, CENTRE)


def demo_stops() -> list[Position]:
    """The stops of the demo trail."""
    trail = tomllib.loads((ROOT / "home" / "demo" / "helsinki.toml").read_text())
    return [(stop["longitude"], stop["latitude"]) for stop in trail["stops"]]


@needs_helsinki
@pytest.mark.parametrize("profile", Profile)
def test_the_demo_trail_follows_the_streets_of_helsinki(
    helsinki: WalkingGraph, profile: Profile
) -> None:
    stops = demo_stops()
    legs = StreetRouter(helsinki).route(stops, profile)
    assert len(legs) == len(stops) - 1 == 9
    for number, found in enumerate(legs):
        straight = distance_m(stops[number], stops[number + 1])
        assert found.by == "street"
        assert straight <= found.metres <= 2 * straight + 60
        assert found.metres == pytest.approx(length_m(found.line), rel=2e-3, abs=0.5)
        assert len(found.line) > 3
        if profile is Profile.STEP_FREE:
            assert found.step_free
            assert found.steps == 0


@needs_helsinki
def test_eight_threads_agree(helsinki: WalkingGraph) -> None:
    stops = demo_stops()
    expected = {p: StreetRouter(helsinki).route(stops, p) for p in Profile}
    shared = StreetRouter(helsinki)
    profiles = list(Profile) * 16
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda p: shared.route(stops, p), profiles))
    for profile, answer in zip(profiles, answers, strict=True):
        assert answer == expected[profile]


@needs_helsinki
def test_a_saved_graph_gives_the_same_legs(
    helsinki: WalkingGraph, tmp_path: Path
) -> None:
    helsinki.save(tmp_path / "walking.npz")
    again = StreetRouter(WalkingGraph.load(tmp_path / "walking.npz"))
    assert again.route(demo_stops()) == StreetRouter(helsinki).route(demo_stops())


@needs_helsinki
def test_helsinki_gives_the_same_bytes_twice(
    helsinki: WalkingGraph, tmp_path: Path
) -> None:
    helsinki.save(tmp_path / "one.npz")
    build_walking_graph(HELSINKI, CENTRE).save(tmp_path / "two.npz")
    one, two = (tmp_path / name for name in ("one.npz", "two.npz"))
    assert one.read_bytes() == two.read_bytes()


@needs_helsinki
def test_times_between_all_stops_of_the_demo(helsinki: WalkingGraph) -> None:
    stops = demo_stops()
    router = StreetRouter(helsinki)
    seconds = router.walking_seconds(stops)
    legs = router.route(stops)
    for number, found in enumerate(legs):
        assert seconds[number][number + 1] == pytest.approx(found.seconds)
    for a in range(len(stops)):
        for b in range(len(stops)):
            straight_s = distance_m(stops[a], stops[b]) / (4 / 3.6)
            assert seconds[a][b] >= straight_s * 0.995
