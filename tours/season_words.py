"""Seasons in plain words, in the language that is active."""

import re
from datetime import date, datetime, time

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from tours.notice_words import day_in_words
from tours.season_days import LAST, WEEKEND, DayOfYear, NthWeekday, Yearly
from tours.season_rules import Hours, Rule, Season

WORKING_DAYS, WEEKEND_DAYS = frozenset(range(5)), frozenset({5, 6})


def in_words(season: Season) -> str:
    """Such as “every year from 1 December to 6 January, 17:00–22:00, except on …”.

    Empty for a season that says nothing.
    """
    if not season:
        return ""
    told = gettext("; ").join(map(_rule, season.rules)) or gettext("every day")
    if not season.exceptions:
        return told
    days = _joined([_exception(each) for each in season.exceptions])
    return gettext("%(season)s, except %(days)s") % {"season": told, "days": days}


def sentence(season: Season) -> str:
    """The same as a sentence."""
    words = in_words(season)
    return f"{capfirst(words)}." if words else ""


def back_on(day: date | None) -> str:
    """When it is on again; that it is over where that is never."""
    if day is None:
        return gettext("It is over.")
    return gettext("Back on %(day)s.") % {"day": day_in_words(day)}


def _rule(rule: Rule) -> str:
    told = [_days(rule)]
    if rule.hours:
        told.append(hours_in_words(rule.hours))
    return ", ".join(told)


def hours_in_words(hours: Hours) -> str:
    """Such as “17:00–22:00”."""
    return f"{_hour(hours.begin)}–{_hour(hours.end)}"


def _days(rule: Rule) -> str:
    days = rule.days
    if isinstance(days, NthWeekday):
        return _nth(days)
    weekdays = _weekdays(rule.weekdays)
    if isinstance(days, Yearly):
        told = _every_year(days)
    elif rule.first and rule.last:
        told = _fixed(rule.first, rule.last)
    elif rule.first:
        told = gettext("from %(day)s on") % {"day": day_in_words(rule.first)}
    else:
        return weekdays or gettext("every day")
    return f"{told}, {weekdays}" if weekdays else told


def _every_year(days: Yearly) -> str:
    if days.begin == days.end:
        return gettext("every year on %(day)s") % {"day": _day_of_year(days.begin)}
    span = {"first": _day_of_year(days.begin), "last": _day_of_year(days.end)}
    return gettext("every year from %(first)s to %(last)s") % span


def _fixed(first: date, last: date) -> str:
    if first == last:
        return gettext("on %(day)s") % {"day": day_in_words(first)}
    span = {"first": day_in_words(first), "last": day_in_words(last)}
    return gettext("from %(first)s to %(last)s") % span


def _exception(rule: Rule) -> str:
    if isinstance(rule.days, Yearly):
        first, last = map(_day_of_year, (rule.days.begin, rule.days.end))
    else:
        first, last = (day_in_words(day) for day in (rule.first, rule.last) if day)
    if first == last:
        return gettext("on %(day)s") % {"day": first}
    return gettext("from %(first)s to %(last)s") % {"first": first, "last": last}


def _nth(days: NthWeekday) -> str:
    name = gettext("weekend") if days.weekday == WEEKEND else WEEKDAYS[days.weekday]
    nth = {
        1: gettext("the first %(weekday)s"),
        2: gettext("the second %(weekday)s"),
        3: gettext("the third %(weekday)s"),
        4: gettext("the fourth %(weekday)s"),
        LAST: gettext("the last %(weekday)s"),
    }[days.nth] % {"weekday": str(name)}
    if days.month is None:
        return gettext("%(nth)s of each month") % {"nth": nth}
    month = str(MONTHS[days.month])
    told = gettext("%(nth)s of %(month)s") % {"nth": nth, "month": month}
    return re.sub(r" de (?=[ao])", " d’", told) if _is_french() else told


def _weekdays(weekdays: frozenset[int]) -> str:
    """Such as “on Saturdays and Sundays”; nothing for all of them."""
    if not weekdays or len(weekdays) == 7:
        return ""
    if weekdays == WORKING_DAYS:
        return gettext("from Monday to Friday")
    names = [
        gettext("Mondays"),
        gettext("Tuesdays"),
        gettext("Wednesdays"),
        gettext("Thursdays"),
        gettext("Fridays"),
        gettext("Saturdays"),
        gettext("Sundays"),
    ]
    days = _joined([names[day] for day in sorted(weekdays)])
    return gettext("on %(weekdays)s") % {"weekdays": days}


def _joined(words: list[str]) -> str:
    *first, last = words
    if not first:
        return last
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last}


def _day_of_year(day: DayOfYear) -> str:
    """Such as “6 January”; the first of a month is “1er” in French."""
    month, number = day
    words = date_format(date(2000, month, number), "j F")
    return words.replace("1 ", "1er ", 1) if _is_french() and number == 1 else words


def _hour(hour: time) -> str:
    return date_format(datetime.combine(date.min, hour), "H:i")


def _is_french() -> bool:
    return (get_language() or "").startswith("fr")
