"""When a trail or a stop is on: rules, exceptions, and the instants they give. Pure.

A season is the union of its rules, less its exceptions; without a rule it is always
on. Days are those of the city, and hours those of its clocks: an hour that they skip
or show twice is read as notices are, never shorter than it was written. A ``zone`` is
the city's own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from media_library.rights_period import Period, first_instant
from tours.notice_rules import notice_period
from tours.season_days import Always, Days, NthWeekday, days_of, narrowed

# How far one looks for a turn, the nearest first: ten years hold two leap days at
# least, also around 2100.
SIGHT_DAYS = (9, 60, 400, 3700)
TOLD_YEARS = 5


@dataclass(frozen=True)
class Hours:
    """From an hour of the clocks to another one, of the next day if it is not later."""

    begin: time
    end: time

    @property
    def crosses_midnight(self) -> bool:
        """Whether they end on the day after."""
        return self.end <= self.begin


@dataclass(frozen=True)
class Rule:
    """Days, between two days if it has any, whole or with hours.

    ``first`` and ``last`` are included. ``weekdays`` (0 for Monday) narrows the days;
    without any, each weekday counts. Raises ValueError where they narrow a weekday.
    """

    days: Days = field(default_factory=Always)
    first: date | None = None
    last: date | None = None
    weekdays: frozenset[int] = frozenset()
    hours: Hours | None = None

    def __post_init__(self) -> None:
        if self.weekdays and isinstance(self.days, NthWeekday):
            msg = "an nth weekday has its weekday"
            raise ValueError(msg)

    def lines(self) -> tuple[str, ...]:
        """Its recurrences as RFC 5545 writes them, without beginning and end."""
        return tuple(narrowed(line, self.weekdays) for line in self.days.lines())

    def listed(self, first: date, last: date) -> Iterator[date]:
        """Its days between two days, both included; a day may come twice."""
        first = max(first, self.first or first)
        last = min(last, self.last or last)
        for line in self.lines():
            yield from days_of(line, first, last)


@dataclass(frozen=True)
class Season:
    """When something is on. Empty, it is always on."""

    rules: tuple[Rule, ...] = ()
    exceptions: tuple[Rule, ...] = ()

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return bool(self.rules or self.exceptions)

    @property
    def has_hours(self) -> bool:
        """Whether some of its days are not whole."""
        return any(rule.hours for rule in self.rules)

    @property
    def whole_days(self) -> "Season":
        """The same days without their hours."""
        return replace(self, rules=tuple(replace(r, hours=None) for r in self.rules))


ALWAYS = Season()


@dataclass(frozen=True)
class Opening:
    """A day on which a season is on, with its hours or whole."""

    day: date
    hours: Hours | None = None

    def period(self, zone: tzinfo) -> Period:
        """From the first instant to the last."""
        if self.hours is None:
            return notice_period((self.day, None), (self.day, None), zone)
        begin, end = self.hours.begin, self.hours.end
        last = self.day + timedelta(days=self.hours.crosses_midnight)
        return notice_period((self.day, begin), (last, end), zone)


@dataclass(frozen=True)
class Recurrence:
    """One event of a calendar (RFC 5545), in the city's own time.

    ``rrule`` is the value of RRULE, ``begin`` that of DTSTART: a day for whole days
    (VALUE=DATE), a day and hour of the city's clocks otherwise (with TZID).
    ``duration`` is theirs too: DTEND is ``begin`` with it added. ``exdates`` are
    written as ``begin`` is.
    """

    rrule: str
    begin: date | datetime
    duration: timedelta
    exdates: tuple[date | datetime, ...] = ()


def openings(season: Season, first: date, last: date) -> list[Opening]:
    """What opens on the days between two days, both included, in order."""
    excepted = _excepted(season, first, last)
    found = {
        Opening(day, rule.hours)
        for rule in season.rules or (Rule(),)
        for day in rule.listed(first, last)
        if day not in excepted
    }
    return sorted(found, key=_order)


def is_on_day(season: Season, day: date) -> bool:
    """Whether it opens on a day of the city."""
    return not season or bool(openings(season, day, day))


def is_on(season: Season, at: datetime, zone: tzinfo) -> bool:
    """Whether it is on at an instant."""
    day = at.astimezone(zone).date()
    around = periods(season, day - timedelta(days=1), day, zone)
    return not season or any(each.holds(at) for each in around)


def periods(season: Season, first: date, last: date, zone: tzinfo) -> list[Period]:
    """When it is on, of all that opens between two days, both included.

    Instants in UTC, in order; what overlaps or follows without a gap is one. Whatever
    opens before the first day, or after the last, is left out.
    """
    return _merged(each.period(zone) for each in openings(season, first, last))


def closed_periods(
    season: Season, at: datetime, last: date, zone: tzinfo
) -> list[Period]:
    """When it is not on, from an instant on up to a day, included.

    The first one has begun when it last ended, or with the day of the instant.
    """
    day = at.astimezone(zone).date()
    found = periods(season, day - timedelta(days=1), last, zone)
    begins = [first_instant(day, zone), *(each.ends_at for each in found)]
    ends = [*(each.begins_at for each in found), None]
    closed = []
    for begin, known_end in zip(begins, ends, strict=True):
        if begin is None:
            continue
        end = known_end or next_begin(season, begin, zone)
        if not is_on(season, begin, zone) and (end is None or end > at):
            closed.append(Period(begin, end))
    return closed


def days_whole(season: Season, first: date, last: date, zone: tzinfo) -> list[Period]:
    """The same by whole days; a night that goes on past midnight keeps its hours."""
    whole = (Opening(each.day) for each in openings(season, first, last))
    parts = [each.period(zone) for each in whole]
    return _merged([*parts, *periods(season, first, last, zone)])


def next_begin(season: Season, at: datetime, zone: tzinfo) -> datetime | None:
    """When it begins next after an instant; None if not within ten years."""
    return next((t for t, begins in _turns(season, at, zone) if begins), None)


def next_turn(season: Season, at: datetime, zone: tzinfo) -> datetime | None:
    """When it begins or ends next after an instant; None if not within ten years."""
    return next((t for t, _begins in _turns(season, at, zone)), None)


def next_day(season: Season, at: datetime, zone: tzinfo) -> date | None:
    """The first day after that of an instant on which it opens; None as above."""
    after = at.astimezone(zone).date() + timedelta(days=1)
    for days in SIGHT_DAYS:
        if found := openings(season, after, after + timedelta(days=days)):
            return found[0].day
    return None


def is_here(season: Season, at: datetime, zone: tzinfo) -> bool:
    """Whether an instant is in a day of the season, or in a night that goes on."""
    day = at.astimezone(zone).date()
    around = days_whole(season, day - timedelta(days=1), day, zone)
    return not season or any(each.holds(at) for each in around)


def day_turns(season: Season, first: date, last: date, zone: tzinfo) -> list[datetime]:
    """The instants at which ``is_here`` changes between two days, both included."""
    if not season:
        return []
    days = days_whole(season, first - timedelta(days=1), last + timedelta(days=1), zone)
    span = Period(first_instant(first, zone), first_instant(last + timedelta(1), zone))
    turns = {t for each in days for t in (each.begins_at, each.ends_at) if t}
    return sorted(turn for turn in turns if span.holds(turn))


def next_day_turn(season: Season, at: datetime, zone: tzinfo) -> datetime | None:
    """When ``is_here`` changes next after an instant; None if not within ten years."""
    day = at.astimezone(zone).date()
    for days in SIGHT_DAYS:
        turns = day_turns(season, day, day + timedelta(days=days), zone)
        if found := next((turn for turn in turns if turn > at), None):
            return found
    return None


def as_rrules(
    season: Season, since: date, zone: tzinfo, years: int = TOLD_YEARS
) -> list[Recurrence]:
    """Its events for calendars, from a day on: one for each line of each rule.

    RFC 5545 has no exception that recurs: those of the next ``years`` are listed.
    """
    until = since + timedelta(days=366 * years)
    excepted = _excepted(season, since, until)
    told = []
    for rule in season.rules or (Rule(),):
        first = max(since, rule.first or since)
        last = rule.last or first + timedelta(days=SIGHT_DAYS[-1])
        for line in rule.lines():
            if begin := next(iter(days_of(line, first, last)), None):
                out = excepted.intersection(days_of(line, begin, min(until, last)))
                told.append(
                    Recurrence(
                        rrule=line + _until(rule, zone),
                        begin=_begin(begin, rule.hours),
                        duration=_duration(rule.hours),
                        exdates=tuple(_begin(day, rule.hours) for day in sorted(out)),
                    )
                )
    return told


def _excepted(season: Season, first: date, last: date) -> set[date]:
    return {day for rule in season.exceptions for day in rule.listed(first, last)}


def _order(opening: Opening) -> tuple[date, time, time]:
    """Whole days first, then by their hours."""
    hours = opening.hours
    return opening.day, hours.begin if hours else time(), hours.end if hours else time()


def _merged(found: Iterable[Period]) -> list[Period]:
    """Periods in order, those that touch as one. All of them have an end."""
    merged: list[Period] = []
    for each in sorted(found, key=lambda period: period.begins_at):
        last = merged[-1] if merged else None
        if last and last.ends_at and each.begins_at <= last.ends_at:
            ends = [end for end in (last.ends_at, each.ends_at) if end]
            merged[-1] = Period(last.begins_at, max(ends))
        else:
            merged.append(each)
    return merged


def _turns(
    season: Season, at: datetime, zone: tzinfo
) -> Iterator[tuple[datetime, bool]]:
    """The turns after an instant, in order, and whether something begins there.

    Those that are in sight: a longer look takes the place of one that shows nothing.
    """
    if not season:
        return
    day = at.astimezone(zone).date()
    for days in SIGHT_DAYS:
        last = day + timedelta(days=days)
        # What opens on the days next to those may touch them, and be no turn.
        found = periods(season, day - timedelta(days=1), last, zone)
        edge = first_instant(last, zone)
        turns = [(p.begins_at, True) for p in found]
        turns += [(p.ends_at, False) for p in found if p.ends_at]
        yield from sorted(turn for turn in turns if at < turn[0] < edge)
        at = max(at, edge - timedelta(microseconds=1))


def _begin(day: date, hours: Hours | None) -> date | datetime:
    return datetime.combine(day, hours.begin) if hours else day


def _duration(hours: Hours | None) -> timedelta:
    if hours is None:
        return timedelta(days=1)
    first = datetime.combine(date.min, hours.begin)
    last = date.min + timedelta(days=hours.crosses_midnight)
    return datetime.combine(last, hours.end) - first


def _until(rule: Rule, zone: tzinfo) -> str:
    """UNTIL is a day where DTSTART is one, else an instant in UTC (§3.3.10)."""
    if rule.last is None:
        return ""
    if rule.hours is None:
        return f";UNTIL={rule.last:%Y%m%d}"
    moment = datetime.combine(rule.last, rule.hours.begin, zone).astimezone(UTC)
    return f";UNTIL={moment:%Y%m%dT%H%M%SZ}"
