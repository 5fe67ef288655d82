"""The first screen tells what is on in the seven days that begin today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.dates import WEEKDAYS
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tours.notice_words import day_in_words
from tours.notices import today
from tours.programme import Showing, Span, Trail, showings
from tours.programme_reading import planned_pages, programme
from tours.season_words import hours_in_words
from tours.trail_panels import MOST_SHOWN, TrailPanel

WEEK_DAYS = 7


@dataclass(frozen=True)
class WeekLine:
    """A trail that is on, its page, and when in words."""

    trail: Trail
    page_id: int
    words: str


class WeekPanel(TrailPanel):
    """Trails with a season that are on this week; those without one are counted.

    For all who work in the admin, as the calendar is.
    """

    name = "trails-this-week"
    template_name = "tours/admin/week_panel.html"
    order = 125

    @cached_property
    def days(self) -> Span:
        """Seven days of the city, today the first."""
        return Span(today(), today() + timedelta(days=WEEK_DAYS - 1))

    @cached_property
    def trails(self) -> list[Trail]:
        """All that are published, or will be."""
        return programme(planned_pages())

    @cached_property
    def lines(self) -> list[WeekLine]:
        """Those that are on by their season, or closed by a notice, in this week."""
        found = (
            WeekLine(trail, trail.key, words)
            for trail in self.trails
            if (words := week_in_words(trail, self.days))
        )
        return list(found)[:MOST_SHOWN]

    @cached_property
    def always_on(self) -> int:
        """How many others are on all the year round."""
        told = {line.trail.key for line in self.lines}
        days = self.days
        return sum(
            trail.key not in told and not trail.season and bool(_shown(trail, days))
            for trail in self.trails
        )

    @property
    def is_empty(self) -> bool:
        """Whether this week is as every other."""
        return not self.lines

    @property
    def heading(self) -> str:
        """What it is about."""
        return _("On this week")


def add_week_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Where this week is not as every other."""
    panel = WeekPanel(request.user)
    if not panel.is_empty:
        panels.append(panel)


def week_in_words(trail: Trail, days: Span) -> str:
    """Such as “Every day, 17:00–22:00”; empty for one that is on as always, or is not.

    What closes it stands behind.
    """
    shown = _shown(trail, days)
    closed = [_span(each) for each in _closed(trail, days)]
    if not shown or not (trail.season or closed):
        return ""
    told = _("; ").join(_showing(each, days) for each in shown)
    if closed:
        told = _("%(days)s; closed by a notice %(closed)s") % {
            "days": told,
            "closed": ", ".join(closed),
        }
    return capfirst(told)


def _shown(trail: Trail, days: Span) -> list[Showing]:
    return showings(trail, days.first, days.last)


def _showing(showing: Showing, week: Span) -> str:
    days = _("every day") if showing.days == week else _span(showing.days)
    return ", ".join([days, *map(hours_in_words, showing.hours)])


def _closed(trail: Trail, week: Span) -> Iterator[Span]:
    for span in trail.closed:
        first, last = max(span.first, week.first), min(span.last, week.last)
        if first <= last:
            yield Span(first, last)


def _span(span: Span) -> str:
    if span.first == span.last:
        return _("on %(day)s") % {"day": _day(span.first)}
    words = {"first": _day(span.first), "last": _day(span.last)}
    return _("from %(first)s to %(last)s") % words


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day_in_words(day)}"
