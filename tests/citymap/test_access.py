"""What the tags of OpenStreetMap mean to someone on foot."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citymap.access import (
    HIGHWAY_FACTOR,
    PROFILES,
    Footing,
    Passage,
    Profile,
    footing,
    passage,
    steps_on,
)

Tags = dict[str, str]


def walked(tags: Tags) -> Footing:
    """How a way is walked, which must be walkable."""
    found = footing(tags)
    assert found is not None
    return found


def factor(tags: Tags, profile: Profile = Profile.ON_FOOT) -> float:
    """How much a profile avoids a way."""
    return walked(tags).factors[PROFILES.index(profile)]


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "footway"},
        {"highway": "residential"},
        {"highway": "steps"},
        {"highway": "cycleway"},
        {"highway": "primary", "sidewalk": "separate"},
        {"highway": "primary", "sidewalk": "no"},
        {"highway": "service", "access": "private", "foot": "yes"},
        {"highway": "footway", "access": "no", "foot": "designated"},
        {"highway": "service", "access": "destination"},
        {"highway": "path", "access": "unheard-of"},
        {"highway": "trunk", "sidewalk": "both"},
        {"highway": "trunk", "sidewalk": "separate"},
        {"highway": "trunk", "sidewalk:left": "yes"},
        {"highway": "motorway", "foot": "yes"},
        {"highway": "residential", "oneway": "yes"},
        {"railway": "platform"},
        {"public_transport": "platform"},
        {"man_made": "pier"},
    ],
    ids=lambda tags: " ".join(f"{key}={value}" for key, value in tags.items()),
)
def test_a_walker_may_go(tags: Tags) -> None:
    assert factor(tags) < inf


@pytest.mark.parametrize(
    "tags",
    [
        {},
        {"building": "yes"},
        {"highway": "motorway"},
        {"highway": "motorway_link"},
        {"highway": "trunk"},
        {"highway": "trunk", "sidewalk": "no"},
        {"highway": "motorway", "sidewalk": "separate"},
        {"highway": "primary", "motorroad": "yes"},
        {"highway": "construction"},
        {"highway": "proposed", "foot": "yes"},
        {"highway": "unheard-of"},
        {"highway": "footway", "access": "private"},
        {"highway": "footway", "access": "no"},
        {"highway": "residential", "foot": "no"},
        {"highway": "primary", "foot": "use_sidepath"},
        {"highway": "path", "access": "yes", "foot": "private"},
        {"highway": "service", "access": "customers"},
        {"railway": "tram"},
    ],
    ids=lambda tags: " ".join(f"{key}={value}" for key, value in tags.items()),
)
def test_no_walker_may_go(tags: Tags) -> None:
    assert footing(tags) is None


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "steps"},
        {"highway": "steps", "wheelchair": "yes"},
        {"highway": "steps", "ramp": "no"},
        {"highway": "steps", "ramp": "yes", "ramp:wheelchair": "no"},
        {"highway": "footway", "wheelchair": "no"},
        {"highway": "footway", "footway": "crossing", "kerb": "raised"},
        {"highway": "footway", "smoothness": "horrible"},
        {"highway": "footway", "incline": "-14%"},
    ],
    ids=lambda tags: " ".join(f"{key}={value}" for key, value in tags.items()),
)
def test_wheels_are_kept_out_and_others_are_not(tags: Tags) -> None:
    assert factor(tags, Profile.STEP_FREE) == inf
    assert not walked(tags).is_step_free
    assert factor(tags) < inf
    assert factor(tags, Profile.WITH_CHILDREN) < inf


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "footway"},
        {"highway": "steps", "ramp": "yes"},
        {"highway": "steps", "ramp:wheelchair": "separate"},
        {"highway": "footway", "kerb": "lowered"},
        {"highway": "footway", "kerb": "flush"},
        {"highway": "footway", "incline": "up"},
        {"highway": "footway", "incline": "4%"},
        {"highway": "footway", "surface": "sett"},
        {"highway": "footway", "incline": "14%", "wheelchair": "yes"},
    ],
    ids=lambda tags: " ".join(f"{key}={value}" for key, value in tags.items()),
)
def test_wheels_may_go(tags: Tags) -> None:
    assert factor(tags, Profile.STEP_FREE) < inf
    assert walked(tags).is_step_free


@pytest.mark.parametrize(
    ("better", "worse", "profile"),
    [
        ({}, {"surface": "sett"}, Profile.STEP_FREE),
        ({"surface": "sett"}, {"surface": "cobblestone"}, Profile.STEP_FREE),
        ({}, {"surface": "paved;cobblestone"}, Profile.STEP_FREE),
        ({}, {"wheelchair": "limited"}, Profile.STEP_FREE),
        ({"surface": "sett", "wheelchair": "yes"}, {"surface": "sett"}, "step-free"),
        ({}, {"highway": "steps"}, Profile.WITH_CHILDREN),
        (
            {"highway": "steps", "ramp": "yes"},
            {"highway": "steps"},
            Profile.WITH_CHILDREN,
        ),
        (
            {"highway": "primary", "sidewalk": "both"},
            {"highway": "primary"},
            Profile.WITH_CHILDREN,
        ),
        ({}, {"highway": "primary"}, Profile.ON_FOOT),
        (
            {"highway": "primary", "sidewalk": "both"},
            {"highway": "primary", "sidewalk": "separate"},
            Profile.ON_FOOT,
        ),
        (
            {"highway": "primary", "sidewalk": "both"},
            {"highway": "primary", "sidewalk": "no"},
            Profile.ON_FOOT,
        ),
        ({}, {"indoor": "yes"}, Profile.ON_FOOT),
        ({"tunnel": "building_passage"}, {"tunnel": "yes"}, Profile.ON_FOOT),
        (
            {"highway": "service"},
            {"highway": "service", "service": "driveway"},
            "on-foot",
        ),
        (
            {"highway": "service"},
            {"highway": "service", "access": "destination"},
            Profile.ON_FOOT,
        ),
        ({}, {"highway": "cycleway"}, Profile.WITH_CHILDREN),
    ],
)
def test_the_pleasanter_way_is_preferred(
    better: Tags, worse: Tags, profile: str
) -> None:
    way = {"highway": "footway"}
    assert factor(way | better, Profile(profile)) < factor(
        way | worse, Profile(profile)
    )


def test_cobbles_tire_wheels_only() -> None:
    cobbled = {"highway": "footway", "surface": "cobblestone"}
    assert factor(cobbled) == factor({"highway": "footway"})


@pytest.mark.parametrize(
    ("tags", "direction"),
    [
        ({}, 0),
        ({"oneway": "yes"}, 0),
        ({"oneway": "-1"}, 0),
        ({"oneway:foot": "no"}, 0),
        ({"oneway:foot": "yes"}, 1),
        ({"oneway:foot": "-1"}, -1),
        ({"conveying": "forward"}, 1),
        ({"conveying": "backward"}, -1),
        ({"conveying": "yes"}, 0),
    ],
    ids=str,
)
def test_only_what_is_one_way_for_walkers_is_one_way(
    tags: Tags, direction: int
) -> None:
    assert walked({"highway": "footway"} | tags).direction == direction


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "crossing"},
        {"barrier": "bollard"},
        {"barrier": "gate"},
        {"barrier": "gate", "access": "permissive"},
        {"barrier": "gate", "access": "private", "foot": "yes"},
        {"barrier": "gate", "locked": "yes", "foot": "yes"},
        {"barrier": "lift_gate"},
        {"barrier": "entrance"},
        {"kerb": "lowered"},
        {"kerb": "flush", "barrier": "kerb"},
        {"barrier": "kerb", "kerb:height": "0.02 m"},
        {"kerb": "raised", "wheelchair": "yes"},
    ],
    ids=str,
)
def test_a_point_hinders_nobody(tags: Tags) -> None:
    assert passage(tags) is None


@pytest.mark.parametrize(
    "tags",
    [
        {"barrier": "gate", "access": "private"},
        {"barrier": "gate", "access": "no"},
        {"barrier": "gate", "locked": "yes"},
        {"barrier": "gate", "foot": "no", "access": "yes"},
        {"barrier": "lift_gate", "foot": "private"},
        {"barrier": "fence"},
    ],
    ids=str,
)
def test_a_point_stops_everyone(tags: Tags) -> None:
    found = passage(tags)
    assert found is not None
    assert not found.is_open


@pytest.mark.parametrize(
    "tags",
    [
        {"barrier": "kerb"},
        {"kerb": "raised"},
        {"kerb": "lowered", "kerb:height": "0.12"},
        {"barrier": "stile"},
        {"barrier": "kissing_gate"},
        {"barrier": "cycle_barrier"},
        {"barrier": "bollard", "wheelchair": "no"},
    ],
    ids=str,
)
def test_a_point_stops_wheels_only(tags: Tags) -> None:
    assert passage(tags) == Passage(is_open=True, is_step_free=False)


def test_steps_are_counted_where_someone_counted_them() -> None:
    assert steps_on({"step_count": "17"}, metres=3) == 17


@pytest.mark.parametrize("said", [{}, {"step_count": "many"}, {"step_count": "0"}])
def test_steps_are_guessed_from_the_length_of_the_flight(said: Tags) -> None:
    assert steps_on(said, metres=36) == pytest.approx(100)
    assert steps_on(said, metres=0.1) == 1


words = st.sampled_from(
    ["yes", "no", "private", "raised", "sett", "steps", "footway", "-1", "nan", "inf"]
)
keys = st.sampled_from(
    ["access", "foot", "surface", "kerb", "kerb:height", "incline", "ramp", "barrier"]
)


@given(
    st.sampled_from(sorted(HIGHWAY_FACTOR)),
    st.dictionaries(keys, words | st.text(max_size=5)),
)
def test_no_tag_makes_a_way_shorter_than_it_is(kind: str, tags: Tags) -> None:
    passage(tags)
    found = footing({"highway": kind} | tags)
    if found is not None:
        assert len(found.factors) == len(PROFILES)
        assert all(value >= 1 for value in found.factors)
        assert found.is_step_free == (found.factors[1] < inf)
