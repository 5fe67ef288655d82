"""The part of the track that a closed leg closes."""

import pytest

from places.geo import Point, length_m, stretch
from tours.closed_ways import way_to
from tours.track import TrackLeg

A, B, C = Point(45.0, 4.0), Point(45.001, 4.0), Point(45.003, 4.0)
BEFORE, BEYOND = Point(44.999, 4.0), Point(45.004, 4.0)
LINE = [BEFORE, B, BEYOND]


def legs(*lines: tuple[Point, ...]) -> list[TrackLeg]:
    return [TrackLeg(points=line) for line in lines]


def test_a_leg_is_the_one_that_leads_to_its_stop() -> None:
    cut = legs((A, B), (B, C))
    assert way_to(3, [A, B, C], cut, [A, B, C]) == [B, C]
    assert way_to(1, [A, B, C], cut, [A, B, C]) == []


def test_the_last_leg_of_a_round_leads_to_the_first_stop() -> None:
    cut = legs((A, B), (B, C), (C, A))
    assert way_to(1, [A, B, C], cut, [A, B, C, A]) == [C, A]


def test_a_line_that_is_not_cut_is_closed_from_stop_to_stop() -> None:
    found = way_to(2, [A, C, BEYOND], legs(tuple(LINE)), LINE)
    assert len(found) == 3
    assert found[1] == B
    for place, stop in ((found[0], A), (found[2], C)):
        assert place.latitude == pytest.approx(stop.latitude, abs=1e-6)


@pytest.mark.parametrize(
    ("stops", "line"),
    [([C, A], LINE), ([A, C], []), ([None, C], LINE), ([A, None], LINE)],
    ids=["another order", "no line", "no place before", "no place"],
)
def test_what_cannot_be_told_is_nothing(
    stops: list[Point | None], line: list[Point]
) -> None:
    assert way_to(2, stops, [], line) == []


def test_a_stretch_is_as_long_as_it_says() -> None:
    assert length_m(stretch(LINE, 50, 350)) == pytest.approx(300)
    assert stretch(LINE, 80, 80) == []
    assert stretch([A], 0, 10) == []
