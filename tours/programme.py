"""What is on in a city, day by day: for the calendar of its staff. Pure.

A trail is on when its season is, while it is published. Days are those of the city.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tours.season_rules import ALWAYS, Hours, Opening, Season, openings
from tours.takes import places_of

FEWEST_STOPS = 2  # a walk leads from somewhere to somewhere
DAY = timedelta(days=1)
LOOK_AHEAD = timedelta(days=400)  # a season of every year comes again within


@dataclass(frozen=True)
class Span:
    """Days that follow one another, the first and the last included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Trail:
    """A trail as the calendar knows it.

    ``published``: the days on which its page is there, as planned; ``closed``: those
    on which a notice closes it; ``stops``: their titles and seasons; ``takes``: which
    of them, from 0, are told in the place of the stop before them.
    """

    key: int
    title: str
    season: Season = ALWAYS
    published: Span = Span(date.min, date.max)
    closed: tuple[Span, ...] = ()
    stops: tuple[tuple[str, Season], ...] = ()
    takes: frozenset[int] = frozenset()

    def openings(self, first: date, last: date) -> list[Opening]:
        """When it opens between two days, both included."""
        first, last = max(first, self.published.first), min(last, self.published.last)
        return openings(self.season, first, last) if first <= last else []

    def days(self, first: date, last: date) -> list[date]:
        """The days on which it is on, each once."""
        return sorted({each.day for each in self.openings(first, last)})


@dataclass(frozen=True)
class Showing:
    """Days on which a trail is on, and the hours of each; no hours: all day."""

    days: Span
    hours: tuple[Hours, ...] = ()


def showings(trail: Trail, first: date, last: date) -> list[Showing]:
    """When a trail is on between two days, both included; equal days as one."""
    hours: dict[date, tuple[Hours, ...]] = {}
    for each in trail.openings(first, last):
        known: tuple[Hours, ...] = hours.get(each.day, ())
        hours[each.day] = (*known, each.hours) if each.hours else known
    found: list[Showing] = []
    for day, own in sorted(hours.items()):
        before = found[-1] if found else None
        if before and before.hours == own and before.days.last + DAY == day:
            found[-1] = Showing(Span(before.days.first, day), own)
        else:
            found.append(Showing(Span(day, day), own))
    return found


class Kind(StrEnum):
    """What staff should look at."""

    NOTHING_ON = "nothing_on"
    OVER = "over"
    NOT_PUBLISHED = "not_published"
    CLOSED = "closed"
    STOP_NEVER = "stop_never"
    FEW_STOPS = "few_stops"


@dataclass(frozen=True)
class Finding:
    """A gap or a conflict. ``trail``: whose; None for the city as a whole.

    ``spans``: the days; ``stop``: the title of the stop that it is about.
    """

    kind: Kind
    trail: Trail | None = None
    spans: tuple[Span, ...] = ()
    stop: str = ""


def spans(days: Iterable[date]) -> list[Span]:
    """Days in their order, those that follow one another as one."""
    found: list[Span] = []
    for day in days:
        if found and found[-1].last + DAY == day:
            found[-1] = Span(found[-1].first, day)
        else:
            found.append(Span(day, day))
    return found


def findings(trails: Sequence[Trail], first: date, last: date) -> list[Finding]:
    """Gaps and conflicts between two days, both included; those of the city first."""
    on = {trail.key: trail.days(first, last) for trail in trails}
    found = [] if not trails else _nothing_on(on.values(), first, last)
    for trail in trails:
        found += _of_trail(trail, on[trail.key], first, last)
    return found


def _nothing_on(on: Iterable[Iterable[date]], first: date, last: date) -> list[Finding]:
    taken = {day for days in on for day in days}
    free = [day for day in _every(first, last) if day not in taken]
    return [Finding(Kind.NOTHING_ON, spans=tuple(spans(free)))] if free else []


def _of_trail(
    trail: Trail, days: Sequence[date], first: date, last: date
) -> list[Finding]:
    wanted = {each.day for each in openings(trail.season, first, last)}
    if not wanted:
        is_over = not openings(trail.season, last, last + LOOK_AHEAD)
        return [Finding(Kind.OVER, trail)] if is_over else []
    found = []
    missed = sorted(wanted.difference(days)) if trail.season else []
    if missed:
        found.append(Finding(Kind.NOT_PUBLISHED, trail, tuple(spans(missed))))
    closed = [day for day in days if any(each.holds(day) for each in trail.closed)]
    if closed:
        found.append(Finding(Kind.CLOSED, trail, tuple(spans(closed))))
    return [*found, *_of_stops(trail, days)]


def _of_stops(trail: Trail, days: Sequence[date]) -> list[Finding]:
    """Stops that are never there when the trail is on, and days with hardly any."""
    if not days or not any(season for _title, season in trail.stops):
        return []
    here = [_days_of(season, days) for _title, season in trail.stops]
    never = [
        Finding(Kind.STOP_NEVER, trail, stop=title)
        for (title, _season), on in zip(trail.stops, here, strict=True)
        if not on
    ]
    told: dict[int, set[date]] = {}
    places = places_of(number in trail.takes for number in range(len(here)))
    for place, on in zip(places, here, strict=True):
        told[place] = told.get(place, set()) | on
    fewest = min(FEWEST_STOPS, len(told))
    few = [day for day in days if sum(day in on for on in told.values()) < fewest]
    if not few:
        return never
    return [*never, Finding(Kind.FEW_STOPS, trail, tuple(spans(few)))]


def _days_of(season: Season, days: Sequence[date]) -> set[date]:
    """Those of some days on which a season is on."""
    if not season:
        return set(days)
    return {each.day for each in openings(season, days[0], days[-1])} & set(days)


def _every(first: date, last: date) -> Iterable[date]:
    return (first + number * DAY for number in range((last - first).days + 1))
