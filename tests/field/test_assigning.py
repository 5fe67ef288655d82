"""Which stop a photograph or a memo belongs to."""

from datetime import UTC, datetime, timedelta

import pytest

from field.assigning import mark_of

NINE = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("seconds", "mark"),
    [
        (-300, 0),  # on the way to the first one
        (0, 0),
        (100, 0),
        (539, 0),  # a minute and one second before the next
        (541, 1),  # coming near
        (600, 1),
        (5000, 1),
    ],
)
def test_the_time_says_at_which_mark_something_was_noted(
    seconds: float, mark: int
) -> None:
    assert mark_of(at(seconds), [at(0), at(600)]) == mark


def test_what_was_noted_just_after_a_mark_stays_there_though_the_next_is_near() -> None:
    assert mark_of(at(10), [at(0), at(40)]) == 0


def test_without_a_mark_it_belongs_to_none() -> None:
    assert mark_of(NINE, []) is None
