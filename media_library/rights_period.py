"""When rights are in force: whole days of the city's own time, as instants. Pure.

Contracts speak of days. A right begins with the first instant of its first day, and
ends with the first instant after its last one, where the city is: also on days that
begin an hour later or twice, as where summer time starts or ends at midnight.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo


@dataclass(frozen=True)
class Period:
    """From an instant on, up to another one or for good (None)."""

    begins_at: datetime
    ends_at: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether it is in force at an instant."""
        return self.begins_at <= at and (self.ends_at is None or at < self.ends_at)


def first_instant(day: date, zone: tzinfo) -> datetime:
    """When a day begins somewhere, in UTC.

    A midnight that the clocks skip is read with the time before (PEP 495, fold 0),
    which gives the instant of the change; one that comes twice is the first.
    """
    return datetime.combine(day, time(), zone).astimezone(UTC)


def period_of_days(first: date, last: date | None, zone: tzinfo) -> Period:
    """Both days included."""
    end = first_instant(last + timedelta(days=1), zone) if last else None
    return Period(first_instant(first, zone), end)


def is_covered(periods: Iterable[Period], at: datetime) -> bool:
    """Whether any of them is in force."""
    return any(period.holds(at) for period in periods)


def covered_until(periods: Iterable[Period], at: datetime) -> datetime | None:
    """Up to when there is no moment without a right; None where there is no end.

    Periods that follow one another without a gap count as one. ``at`` is covered.
    """
    end, known = at, list(periods)
    while holding := [period for period in known if period.holds(end)]:
        ends = [period.ends_at for period in holding]
        if None in ends:
            return None
        end = max(each for each in ends if each)
    return end


def next_change(periods: Iterable[Period], at: datetime) -> datetime | None:
    """When a right ends that is in force now, or begins that is not; None if never."""
    known = list(periods)
    if is_covered(known, at):
        return covered_until(known, at)
    return min((each.begins_at for each in known if each.begins_at > at), default=None)
