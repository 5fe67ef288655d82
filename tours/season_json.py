"""A season read from the blocks that an editor filled in. Pure.

The stream is flat: each block is one rule, or one exception. A draft may hold a block
that says too little: it is left out, and publishing asks for what it lacks.
"""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from tours.season_days import (
    LAST,
    MONTH_DAYS,
    WEEKEND,
    Always,
    DayOfYear,
    Days,
    NthWeekday,
    Yearly,
)
from tours.season_rules import Hours, Rule, Season

DATES, YEARLY, NTH, WEEKLY, EXCEPT = "dates", "yearly", "nth_weekday", "weekly", "off"
NTHS = (1, 2, 3, 4, LAST)


def read_season(blocks: Iterable[Mapping[str, Any] | None]) -> Season:
    """The season of a stream's raw blocks; always on without any."""
    rules: list[Rule] = []
    exceptions: list[Rule] = []
    for block in blocks:
        if block and (rule := _rule(block["type"], block["value"])):
            (exceptions if block["type"] == EXCEPT else rules).append(rule)
    return Season(tuple(rules), tuple(exceptions))


def _rule(kind: str, value: Mapping[str, Any]) -> Rule | None:
    hours = _hours(value)
    if kind == WEEKLY:
        weekdays = _weekdays(value)
        return Rule(weekdays=weekdays, hours=hours) if weekdays or hours else None
    if kind == NTH:
        nth = _nth_weekday(value)
        return Rule(nth, hours=hours) if nth else None
    if kind == YEARLY:
        begin, end = _day_of_year(value, "first"), _day_of_year(value, "last")
        if not (begin and end):
            return None
        return Rule(Yearly(begin, end), weekdays=_weekdays(value), hours=hours)
    return _fixed(kind, value, hours)


def _fixed(kind: str, value: Mapping[str, Any], hours: Hours | None) -> Rule | None:
    """Fixed days; an exception is one day where it says no last one."""
    first, last = _day(value.get("first")), _day(value.get("last"))
    if first is None or kind not in {DATES, EXCEPT}:
        return None
    if kind == DATES:
        return Rule(first=first, last=last, weekdays=_weekdays(value), hours=hours)
    last = last or first
    if value.get("every_year"):
        days: Days = Yearly((first.month, first.day), (last.month, last.day))
        return Rule(days)
    return Rule(Always(), first=first, last=last)


def _nth_weekday(value: Mapping[str, Any]) -> NthWeekday | None:
    nth, weekday = _number(value.get("nth")), _number(value.get("weekday"))
    month = _number(value.get("month")) or None
    if nth not in NTHS or weekday is None or not 0 <= weekday <= WEEKEND:
        return None
    if month is not None and not 1 <= month <= 12:
        return None
    return NthWeekday(nth, weekday, month)


def _day_of_year(value: Mapping[str, Any], name: str) -> DayOfYear | None:
    """A day and a month that some year has; None for 30 February."""
    day = _number(value.get(f"{name}_day"))
    month = _number(value.get(f"{name}_month"))
    if day is None or month is None or not 1 <= month <= 12:
        return None
    return (month, day) if 1 <= day <= MONTH_DAYS[month - 1] else None


def _weekdays(value: Mapping[str, Any]) -> frozenset[int]:
    numbers = map(_number, value.get("weekdays") or ())
    return frozenset(day for day in numbers if day is not None and 0 <= day <= 6)


def _hours(value: Mapping[str, Any]) -> Hours | None:
    begin, end = _time(value.get("opens")), _time(value.get("closes"))
    return Hours(begin, end) if begin is not None and end is not None else None


def _number(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def _day(value: Any) -> date | None:
    """A day, as a form's value or as the database holds it."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _time(value: Any) -> time | None:
    if isinstance(value, time):
        return value
    try:
        return time.fromisoformat(value)
    except (TypeError, ValueError):
        return None
