"""Whose place a take has, and what is told there."""

import pytest

from tours.takes import places_of, told_at, walk_numbers

# A stop, one with two takes, a stop.
TAKES = (False, False, True, True, False)


def told(on: set[int], also: set[int] | None = None) -> list[int]:
    asked = also or set()
    return list(told_at(places_of(TAKES), on.__contains__, asked.__contains__))


def test_takes_have_the_place_and_the_number_of_the_stop_before_them() -> None:
    places = places_of(TAKES)
    assert places == [0, 1, 1, 1, 4]
    assert walk_numbers(places) == [1, 2, 2, 2, 3]


def test_the_first_stop_is_no_take() -> None:
    assert places_of((True, True, False)) == [0, 0, 2]
    assert places_of(()) == []


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ({0, 1, 4}, [0, 1, 4]),
        ({0, 1, 2, 4}, [0, 2, 4]),
        ({0, 1, 2, 3, 4}, [0, 2, 4]),
        ({0, 1, 3, 4}, [0, 3, 4]),
        ({0, 3, 4}, [0, 3, 4]),
        ({0, 4}, [0, 4]),
        (set(), []),
    ],
    ids=["none", "first", "both", "second", "without its stop", "away", "all away"],
)
def test_the_first_take_that_is_on_is_told(on: set[int], expected: list[int]) -> None:
    assert told(on) == expected


def test_what_is_asked_for_is_told_and_nothing_else_at_its_place() -> None:
    assert told({0, 1, 2, 4}, also={1}) == [0, 1, 4]
    assert told({0, 1, 4}, also={3}) == [0, 3, 4]
    assert told({0, 1, 4}, also=set(range(5))) == [0, 1, 2, 3, 4]
