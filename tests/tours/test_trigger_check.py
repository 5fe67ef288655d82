"""Figures of the bench, and the geometry that they are found by."""

import json
from typing import Any

import pytest

from places.geo import Point
from tours.trigger_check import (
    ADVICE,
    Check,
    CheckOutdated,
    CheckRefused,
    Counts,
    Geometry,
    StopCheck,
    Zone,
    bench_document,
    read_check,
    read_sent,
)

A, B = Point(45.43, 4.38), Point(45.44, 4.39)
BENCH = "0b"
GEOMETRY = Geometry("guided", ((A, B),), (Zone(A, 30), Zone(B, 25)))


def figures(**changes: Any) -> dict[str, Any]:
    """One stop's, as they are sent."""
    sound = {"due": 60, "on_time": 57, "early": 1, "late": 2, "missed": 0, "wrong": 0}
    return {**sound, "advice": ["late"], **changes}


def sent(**changes: Any) -> str:
    """What a browser sends of GEOMETRY."""
    sound = {
        "mode": "guided",
        "legs": [[[4.38, 45.43], [4.39, 45.44]]],
        "stops": [[4.38, 45.43, 30], [4.39, 45.44, 25]],
        "bench": BENCH,
        "walks": 60,
        "seed": 1,
        "figures": [figures(), figures()],
    }
    return json.dumps({**sound, **changes})


class TestTheFingerprint:
    def test_is_the_same_from_a_browser_and_from_a_trail(self) -> None:
        geometry, check = read_sent(sent(), BENCH)
        assert geometry.fingerprint == GEOMETRY.fingerprint
        assert check.walks == 60
        assert check.stops[1].advice == ("late",)

    def test_knows_the_bearing_that_a_browser_sends(self) -> None:
        geometry, _check = read_sent(
            sent(stops=[[4.38, 45.43, 30, 0], [4.39, 45.44, 25]]), BENCH
        )
        asked = Geometry("guided", GEOMETRY.legs, (Zone(A, 30, 0), Zone(B, 25)))
        assert geometry == asked
        assert bench_document(geometry)["stops"][0]["trigger"] == {
            "radius_m": 30,
            "bearing": 0,
        }

    def test_knows_no_difference_below_a_tenth_of_a_metre(self) -> None:
        near = Point(A.latitude + 1e-8, A.longitude - 1e-8)
        same = Geometry("guided", ((near, B),), (Zone(near, 30.0), Zone(B, 25)))
        assert same.fingerprint == GEOMETRY.fingerprint

    def test_knows_no_difference_between_zero_and_minus_zero(self) -> None:
        both = [
            Geometry("free", ((Point(0.0, zero), B),), (Zone(B, 30),)).fingerprint
            for zero in (1e-9, -1e-9)
        ]
        assert both[0] == both[1]

    @pytest.mark.parametrize(
        "other",
        [
            Geometry("free", GEOMETRY.legs, GEOMETRY.zones),
            Geometry("guided", ((B, A),), GEOMETRY.zones),
            Geometry("guided", GEOMETRY.legs, GEOMETRY.zones[::-1]),
            Geometry("guided", GEOMETRY.legs, (Zone(A, 31), Zone(B, 25))),
            Geometry("guided", GEOMETRY.legs, (Zone(A, 30, 0), Zone(B, 25))),
            Geometry("guided", GEOMETRY.legs, GEOMETRY.zones[:1]),
        ],
        ids=["mode", "line", "order", "radius", "bearing", "stop"],
    )
    def test_is_another_for_anything_that_matters(self, other: Geometry) -> None:
        assert other.fingerprint != GEOMETRY.fingerprint


class TestCounts:
    def test_are_told_in_100_rounded_down(self) -> None:
        counts = Counts(due=1000, on_time=899, early=0, late=101, missed=0, wrong=0)
        assert counts.in_100 == 89
        assert counts.is_below(90)
        assert not counts.is_below(89)

    def test_of_a_stop_that_is_never_due_are_below_everything(self) -> None:
        assert Counts(0, 0, 0, 0, 0, 0).in_100 is None
        assert Counts(0, 0, 0, 0, 0, 0).is_below(1)

    def test_of_the_whole_are_those_of_all_stops(self) -> None:
        stop = StopCheck(Counts(10, 9, 0, 1, 0, 0))
        assert Check(10, 1, (stop, stop)).whole == Counts(20, 18, 0, 2, 0, 0)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"mode": "by-boat"}, "mode"),
        ({"legs": None}, "legs"),
        ({"legs": []}, "legs"),
        ({"legs": [[[4.38, 95]]]}, "legs[0]"),
        ({"legs": [[[4.38, True]]]}, "legs[0]"),
        ({"legs": [[[4.38, 45.4]] * 60_001]}, "legs[0]"),
        ({"stops": []}, "stops"),
        ({"stops": [[4.38, 45.43]]}, "stops[0]"),
        ({"stops": [[4.38, 45.43, 0]]}, "stops[0]"),
        ({"stops": [[4.38, 45.43, float("nan")]]}, "stops[0]"),
        ({"stops": [[4.38, 45.43, 30, 360]]}, "stops[0]"),
        ({"stops": [[4.38, 45.43, 30, None]]}, "stops[0]"),
        ({"stops": [[4.38, 45.43, 30, 90, 1]]}, "stops[0]"),
        ({"stops": [[4.38, 45.43, 30]] * 201}, "stops"),
        ({"walks": 0}, "walks"),
        ({"walks": 10_001}, "walks"),
        ({"walks": True}, "walks"),
        ({"seed": -1}, "seed"),
        ({"figures": [figures()]}, "figures"),
        ({"figures": [figures(), 3]}, "figures[1]"),
        ({"figures": [figures(due=61, late=3), figures()]}, "figures[0].due"),
        ({"figures": [figures(late=1), figures()]}, "figures[0]"),
        ({"figures": [figures(wrong=-1, late=3), figures()]}, "figures[0].wrong"),
        ({"figures": [figures(missed=None), figures()]}, "figures[0].missed"),
        ({"figures": [figures(advice=["pray"]), figures()]}, "figures[0]"),
        ({"figures": [figures(advice=["late"] * 7), figures()]}, "figures[0]"),
        ({"figures": [figures(advice=[[]]), figures()]}, "figures[0]"),
    ],
    ids=str,
)
def test_what_no_check_can_have_found_is_refused_by_its_name(
    changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(CheckRefused) as refused:
        read_sent(sent(**changes), BENCH)
    assert refused.value.field == field


@pytest.mark.parametrize("body", ["", "{", "[]", "[" * 100_000, "1", b"\xff"])
def test_what_is_no_object_is_refused(body: str | bytes) -> None:
    with pytest.raises(CheckRefused):
        read_sent(body, BENCH)


@pytest.mark.parametrize("bench", ["0c", "", None, 11, []])
def test_figures_of_another_bench_are_outdated(bench: object) -> None:
    with pytest.raises(CheckOutdated):
        read_sent(sent(bench=bench), BENCH)


def test_what_is_kept_is_read_as_it_was() -> None:
    _geometry, check = read_sent(sent(), BENCH)
    facts = {"walks": check.walks, "seed": check.seed}
    kept = [stop.as_json() for stop in check.stops]
    assert read_check({**facts, "figures": json.loads(json.dumps(kept))}) == check


def test_the_bench_is_told_what_it_reads_of_a_package() -> None:
    document = bench_document(GEOMETRY)
    assert document["mode"] == "guided"
    (leg,) = document["track"]["legs"]
    assert [list(position) for position in leg["line"]] == [
        [4.38, 45.43],
        [4.39, 45.44],
    ]
    first, second = document["stops"]
    assert first["location"] == {"latitude": 45.43, "longitude": 4.38}
    assert (second["number"], second["trigger"]) == (2, {"radius_m": 25})


def test_every_advice_of_the_bench_is_known() -> None:
    assert len(set(ADVICE)) == len(ADVICE) == 6
