"""The pair of numbers that sets a point."""

import pytest
from django.core.exceptions import ValidationError

from places.coordinates import refuse_swapped_axes
from places.geo import Point

CITY = Point(45.44, 4.39)


def test_a_point_in_the_city_is_accepted() -> None:
    assert refuse_swapped_axes(CITY, [Point(45.43, 4.38)]) is None


def test_a_point_far_away_is_accepted_when_swapping_brings_it_nowhere() -> None:
    assert refuse_swapped_axes(Point(60.17, 24.94), [CITY]) is None


def test_a_point_that_cannot_be_swapped_is_accepted() -> None:
    assert refuse_swapped_axes(Point(-36.8, 174.7), [CITY]) is None


@pytest.mark.parametrize(
    "known", [[], [CITY], [Point(60.17, 24.94), CITY]], ids=["none", "one", "two"]
)
def test_a_point_that_lies_in_the_city_once_swapped_is_refused(
    known: list[Point],
) -> None:
    with pytest.raises(ValidationError) as refused:
        refuse_swapped_axes(Point(4.39, 45.44), iter(known))
    assert set(refused.value.message_dict) == {"latitude", "longitude"}


def test_a_city_where_both_readings_are_near_refuses_nothing() -> None:
    # Around the equator and Greenwich, swapped points stay near each other.
    assert refuse_swapped_axes(Point(1, 2), [Point(2, 1)]) is None
