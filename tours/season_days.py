"""Days that recur: every day, some of each year, an nth weekday. Pure.

Each kind of days is written as lines of RFC 5545 recurrence (§3.3.10) whose parts are
all filters, so that a line may be counted from any day on. 29 February needs no rule of
its own: a year without one goes from 28 February to 1 March, so that a season which
ends on it ends a day earlier, and one which begins with it a day later.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from dateutil.rrule import rrulestr

NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # Monday is 0, as in Python
SATURDAY, SUNDAY = 5, 6
WEEKEND = 7  # a Saturday and the Sunday after it, beside the seven weekdays
LAST = -1
MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

DayOfYear = tuple[int, int]  # month from 1, day from 1


@dataclass(frozen=True)
class Always:
    """Every day."""

    def lines(self) -> tuple[str, ...]:
        """As RFC 5545 writes it."""
        return ("FREQ=DAILY",)


@dataclass(frozen=True)
class Yearly:
    """From a day of each year to another one, included; it may cross New Year."""

    begin: DayOfYear
    end: DayOfYear

    def lines(self) -> tuple[str, ...]:
        """One line for each month in part, and one for all months in whole."""
        if self.begin <= self.end:
            spans = _by_month(self.begin, self.end)
        else:
            spans = _by_month(self.begin, (12, 31)) + _by_month((1, 1), self.end)
        whole = [m for m, a, b in spans if (a, b) == (1, MONTH_DAYS[m - 1])]
        lines = [
            f"FREQ=DAILY;BYMONTH={month};BYMONTHDAY={_listed(range(first, last + 1))}"
            for month, first, last in spans
            if month not in whole
        ]
        if len(whole) == 12:
            return ("FREQ=DAILY",)
        if whole:
            lines.append(f"FREQ=DAILY;BYMONTH={_listed(sorted(whole))}")
        return tuple(lines)


@dataclass(frozen=True)
class NthWeekday:
    """The nth weekday, or weekend, of a month each year, or of every month.

    ``nth``: 1 to 4, or ``LAST``. ``weekday``: 0 for Monday, or ``WEEKEND``, which is of
    the month in which its Saturday is. ``month``: 1 to 12; None for every month.
    """

    nth: int
    weekday: int
    month: int | None = None

    def lines(self) -> tuple[str, ...]:
        """The day itself; the Sundays after it for a weekend."""
        weekday = SATURDAY if self.weekday == WEEKEND else self.weekday
        of_month = f";BYMONTH={self.month}" if self.month else ""
        day = f"FREQ=MONTHLY{of_month};BYDAY={self.nth}{NAMES[weekday]}"
        if self.weekday != WEEKEND:
            return (day,)
        sundays = "FREQ=DAILY;BYDAY=SU"
        if self.nth != LAST:
            days = range(7 * self.nth - 5, 7 * self.nth + 2)
            return day, f"{sundays}{of_month};BYMONTHDAY={_listed(days)}"
        after = f";BYMONTH={self.month % 12 + 1}" if self.month else ""
        return (
            day,
            f"{sundays}{of_month};BYMONTHDAY={_listed(range(-6, 0))}",
            f"{sundays}{after};BYMONTHDAY=1",
        )


Days = Always | Yearly | NthWeekday


def narrowed(line: str, weekdays: Iterable[int]) -> str:
    """A line on some weekdays only; on all of them without any."""
    names = ",".join(NAMES[day] for day in sorted(weekdays))
    return f"{line};BYDAY={names}" if names else line


def days_of(line: str, first: date, last: date) -> list[date]:
    """The days of a recurrence between two days, both included."""
    if first > last:
        return []
    begin, end = (datetime.combine(day, time()) for day in (first, last))
    found = rrulestr(line, dtstart=begin).between(begin, end, inc=True)
    return [each.date() for each in found]


def _by_month(begin: DayOfYear, end: DayOfYear) -> list[tuple[int, int, int]]:
    """Month, first and last day of each month from one day to another of a year."""
    return [
        (
            month,
            begin[1] if month == begin[0] else 1,
            end[1] if month == end[0] else MONTH_DAYS[month - 1],
        )
        for month in range(begin[0], end[0] + 1)
    ]


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))
