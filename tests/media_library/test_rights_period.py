"""Days of contracts as instants, also where clocks change."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from media_library.rights_period import (
    Period,
    covered_until,
    first_instant,
    is_covered,
    next_change,
    period_of_days,
)

PARIS = ZoneInfo("Europe/Paris")


def utc(*parts: int) -> datetime:
    """An instant."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "zone", "begins"),
    [
        (date(2027, 1, 1), "Europe/Paris", utc(2026, 12, 31, 23)),
        (date(2027, 7, 1), "Europe/Paris", utc(2027, 6, 30, 22)),
        # Summer time starts on 28 March 2027, in the night.
        (date(2027, 3, 28), "Europe/Paris", utc(2027, 3, 27, 23)),
        (date(2027, 3, 29), "Europe/Paris", utc(2027, 3, 28, 22)),
        (date(2027, 11, 1), "Europe/Paris", utc(2027, 10, 31, 23)),
        # In Beirut it starts at midnight: 00:00 is skipped, the day begins at 01:00.
        (date(2024, 3, 31), "Asia/Beirut", utc(2024, 3, 30, 22)),
        # In Havana it ends at one: 00:00 comes twice, the day begins with the first.
        (date(2024, 11, 3), "America/Havana", utc(2024, 11, 3, 4)),
        (date(2027, 1, 1), "Pacific/Auckland", utc(2026, 12, 31, 11)),
    ],
)
def test_a_day_begins_where_the_city_is(day: date, zone: str, begins: datetime) -> None:
    assert first_instant(day, ZoneInfo(zone)) == begins


def test_the_last_day_is_whole_also_when_it_has_23_hours() -> None:
    period = period_of_days(date(2027, 3, 28), date(2027, 3, 28), PARIS)
    assert period == Period(utc(2027, 3, 27, 23), utc(2027, 3, 28, 22))
    assert not period.holds(utc(2027, 3, 27, 22, 59, 59))
    assert period.holds(period.begins_at)
    assert period.holds(utc(2027, 3, 28, 21, 59, 59))
    assert not period.holds(utc(2027, 3, 28, 22))


def test_without_a_last_day_it_has_no_end() -> None:
    period = period_of_days(date(2027, 1, 1), None, PARIS)
    assert period.ends_at is None
    assert period.holds(utc(2999, 1, 1))


ONE = Period(utc(2027, 1, 1), utc(2027, 2, 1))
NEXT = Period(utc(2027, 2, 1), utc(2027, 3, 1))
LATER = Period(utc(2027, 6, 1), utc(2027, 7, 1))


def test_periods_that_follow_one_another_are_one() -> None:
    known = [LATER, NEXT, ONE]
    assert is_covered(known, utc(2027, 1, 15))
    assert covered_until(known, utc(2027, 1, 15)) == utc(2027, 3, 1)
    assert covered_until([*known, Period(utc(2027, 2, 15))], utc(2027, 1, 15)) is None


@pytest.mark.parametrize(
    ("at", "change"),
    [
        (utc(2026, 12, 1), utc(2027, 1, 1)),
        (utc(2027, 1, 1), utc(2027, 3, 1)),
        (utc(2027, 2, 28), utc(2027, 3, 1)),
        (utc(2027, 3, 1), utc(2027, 6, 1)),
        (utc(2027, 7, 1), None),
    ],
)
def test_the_next_change_is_an_end_or_a_beginning(
    at: datetime, change: datetime | None
) -> None:
    assert next_change([ONE, NEXT, LATER], at) == change


def test_without_a_period_nothing_changes() -> None:
    assert next_change([], utc(2027, 1, 1)) is None
    assert not is_covered([], utc(2027, 1, 1))
