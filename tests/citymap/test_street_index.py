"""The streets around a position."""

from itertools import pairwise
from pathlib import Path

import pytest

from citymap.boxes import Position
from citymap.plane import distance_m
from citymap.street_index import StreetIndex
from tests.citymap.sketches import Sketch, at

HERE = at(0, 0)
TOWN = {
    "A": (-300.0, 10.0),
    "B": (300.0, 10.0),
    "C": (-300.0, 70.0),
    "D": (300.0, 70.0),
    "E": (-300.0, -90.0),
    "F": (300.0, -90.0),
}


def length_m(line: list[Position]) -> float:
    """Metres of a line."""
    return sum(distance_m(a, b) for a, b in pairwise(line))


def around(
    town: Sketch, folder: Path, metres: float = 80, limit: int = 99
) -> list[list[Position]]:
    """What is found around the middle of a town."""
    return StreetIndex(town.graph(folder)).around(HERE, metres, limit)


def test_streets_are_cut_at_the_circle_the_nearest_first(tmp_path: Path) -> None:
    found = around(Sketch(TOWN).way("CD").way("AB").way("EF"), tmp_path)
    near, far = found
    assert length_m(near) == pytest.approx(2 * (80**2 - 10**2) ** 0.5, rel=0.01)
    assert length_m(far) == pytest.approx(2 * (80**2 - 70**2) ** 0.5, rel=0.05)
    assert all(distance_m(HERE, position) < 80.5 for line in found for position in line)


def test_no_more_than_were_asked_for(tmp_path: Path) -> None:
    town = Sketch(TOWN).way("CD").way("AB")
    (only,) = around(town, tmp_path, limit=1)
    assert distance_m(only[0], HERE) == pytest.approx(80, abs=0.5)
    assert length_m(only) > 150


def test_a_street_that_leaves_and_comes_back_is_two(tmp_path: Path) -> None:
    points = {
        "A": (0.0, 10.0),
        "B": (200.0, 10.0),
        "C": (200.0, 30.0),
        "D": (0.0, 30.0),
    }
    found = around(Sketch(points).way("ABCD"), tmp_path)
    assert len(found) == 2


def test_where_nobody_may_walk_there_is_no_street(tmp_path: Path) -> None:
    town = Sketch(TOWN).way("AB", foot="no").way("CD", highway="motorway").way("EF")
    assert around(town, tmp_path) == []


def test_a_square_is_no_street(tmp_path: Path) -> None:
    points = {"A": (-40.0, -40.0), "B": (40.0, -40.0), "C": (40.0, 40.0)}
    points |= {"D": (-40.0, 40.0), "W": (-300.0, -40.0), "X": (300.0, 40.0)}
    town = Sketch(points).way("ABCDA", highway="pedestrian", area="yes")
    found = around(town.way("WA").way("CX"), tmp_path)
    assert len(found) == 2
    assert all(abs(length_m(line) - 29.3) < 0.5 for line in found)


def test_a_pavement_belongs_to_its_street(tmp_path: Path) -> None:
    town = Sketch(TOWN).way("AB", highway="residential").way("CD", footway="sidewalk")
    (street,) = around(town, tmp_path)
    assert all(abs(position[1] - at(0, 10)[1]) < 1e-5 for position in street)


def test_far_from_everything_there_is_nothing(tmp_path: Path) -> None:
    index = StreetIndex(Sketch(TOWN).way("AB").graph(tmp_path))
    assert index.around((24.9, 60.1), 80, 99) == []
