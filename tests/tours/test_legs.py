"""Legs asked of a router, and its answer leg by leg."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citymap.access import Profile
from citymap.legs import Leg, Reason, Routed, StraightRouter, straight_leg
from citymap.router import StreetRouter
from tests.citymap.sketches import Sketch, at
from tours.legs import LegsRefused, LegsWanted, found_legs, read_stops, read_wanted
from tours.track import LegReason

A, B, C, VIA = (4.0, 45.0), (4.01, 45.0), (4.02, 45.0), (4.005, 45.001)


class FakeRouter(StraightRouter):
    """Follows streets, but for the parts whose number it was given a reason for."""

    def __init__(self, straight: dict[int, tuple[Reason, tuple[int, ...]]]) -> None:
        self.straight = straight

    def routed(self, stops: Any, profile: Profile = Profile.ON_FOOT) -> Routed:
        """One bend in the middle of each part; five steps each."""
        legs = []
        for n, (a, b) in enumerate(zip(stops, stops[1:], strict=False)):
            if n in self.straight:
                legs.append(straight_leg(a, b, profile, *self.straight[n]))
            else:
                line = (a, (a[0], b[1]), b)
                legs.append(Leg(line, 100.0, 90.0, 5, step_free=False, by="street"))
        return Routed(tuple(legs))


def wanted(*stops: Any, vias: Any = None) -> LegsWanted:
    """What is read of a request."""
    return read_wanted(json.dumps({"stops": stops, "vias": vias}))


def refusal(**asked: Any) -> LegsRefused:
    """Why a request is refused."""
    with pytest.raises(LegsRefused) as caught:
        read_wanted(json.dumps({"stops": [A, B], **asked}))
    return caught.value


def test_vias_are_passed_between_their_stops() -> None:
    asked = wanted(A, B, C, vias=[[VIA], []])
    assert asked.halts == (A, VIA, B, C)
    legs, _routed = found_legs(FakeRouter({}), asked)
    assert [(leg.line[0], leg.line[-1]) for leg in legs] == [(A, B), (B, C)]
    assert VIA in legs[0].line
    assert [(leg.metres, leg.seconds, leg.steps, leg.by) for leg in legs] == [
        (200.0, 180.0, 10, "street"),
        (100.0, 90.0, 5, "street"),
    ]


@pytest.mark.parametrize(
    ("cut_off", "reason"),
    [
        ((0,), LegReason.START_FAR),
        ((2,), LegReason.END_FAR),
        ((0, 2), LegReason.ENDS_FAR),
        ((1,), LegReason.VIA_FAR),
    ],
    ids=str,
)
def test_a_halt_far_from_streets_is_named_from_its_leg(
    cut_off: tuple[int, ...], reason: LegReason
) -> None:
    far = Reason.FAR_FROM_STREET
    parts = {
        n: (far, tuple(each for each in cut_off if each in (n, n + 1)))
        for n in (0, 1)
        if any(each in (n, n + 1) for each in cut_off)
    }
    legs, _routed = found_legs(FakeRouter(parts), wanted(A, B, C, vias=[[VIA], []]))
    assert (legs[0].by, legs[0].reason) == ("straight", reason)


@pytest.mark.parametrize(
    ("why", "reason"),
    [
        (Reason.NOT_CONNECTED, LegReason.NOT_CONNECTED),
        (Reason.NO_MAP, LegReason.NO_MAP),
    ],
)
def test_other_reasons_are_told_as_they_are(why: Reason, reason: LegReason) -> None:
    legs, _routed = found_legs(FakeRouter({1: (why, (2,))}), wanted(A, B, C))
    assert [leg.reason for leg in legs] == [None, reason]


def test_a_real_router_follows_a_street_round_its_corner(tmp_path: Path) -> None:
    sketch = Sketch({"A": (0.0, 0.0), "B": (300.0, 0.0), "C": (300.0, 300.0)})
    router = StreetRouter(sketch.way("ABC").graph(tmp_path))
    legs, _routed = found_legs(router, wanted(at(0, 0), at(300, 300)))
    (answer,) = [leg.as_json() for leg in legs]
    assert answer["by"] == "street"
    assert answer["metres"] == pytest.approx(600, abs=1)
    assert len(answer["line"]) == 3


def test_an_answer_is_rounded_to_a_tenth_of_a_metre() -> None:
    legs, _routed = found_legs(FakeRouter({}), wanted((4.123456789, 45), B))
    assert legs[0].as_json()["line"][0] == [4.123457, 45]


@pytest.mark.parametrize("body", ["", "{", "[]", "3", "null", "[" * 9999, b"\xff"])
def test_a_body_that_is_no_object_is_refused(body: Any) -> None:
    with pytest.raises(LegsRefused, match="json"):
        read_wanted(body)


@pytest.mark.parametrize(
    ("stops", "code"),
    [
        (None, "stop_list"),
        ({}, "stop_list"),
        ([A] * 61, "too_many_stops"),
        ([7], "stop"),
    ],
)
def test_stops_alone_are_read_by_the_same_rules(stops: Any, code: str) -> None:
    assert read_stops(json.dumps({"stops": [A]})) == (A,)
    assert read_stops('{"stops": []}') == ()
    with pytest.raises(LegsRefused) as refused:
        read_stops(json.dumps({"stops": stops}))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"stops": None}, "stops"),
        ({"stops": [A]}, "stops"),
        ({"stops": [A] * 61}, "too_many_stops"),
        ({"stops": [A, [4, 91]]}, "stop"),
        ({"stops": [A, [True, 45]]}, "stop"),
        ({"stops": [A, "45"]}, "stop"),
        ({"stops": [A, [float("nan"), 45]]}, "stop"),
        ({"vias": [[], []]}, "vias"),
        ({"vias": {}}, "vias"),
        ({"vias": [7]}, "via"),
        ({"vias": [[[4]]]}, "via"),
        ({"vias": [[VIA] * 11]}, "too_many_vias"),
        ({"profile": "by-boat"}, "profile"),
        ({"profile": ["on-foot"]}, "profile"),
    ],
)
def test_what_cannot_be_answered_is_refused(asked: dict[str, Any], code: str) -> None:
    assert refusal(**asked).code == code


def test_sixty_stops_with_ten_vias_are_answered() -> None:
    asked = wanted(*[A, B] * 30, vias=[[VIA] * 10] * 59)
    legs, _routed = found_legs(StraightRouter(), asked)
    assert len(legs) == 59


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=4),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["stops", "vias", "profile"]), inner, max_size=3
            )
        ),
        max_leaves=10,
    )
)
def test_any_json_is_read_or_refused(value: Any) -> None:
    try:
        assert isinstance(read_wanted(json.dumps(value)), LegsWanted)
    except LegsRefused as refused:
        assert refused.code
