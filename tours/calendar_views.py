"""The calendar of all trails in the admin: a year, or a month, and what to look at."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from tours.finding_words import told
from tours.models import TourPage
from tours.notices import today
from tours.programme import Finding, Trail, findings, spans
from tours.programme_reading import planned_pages, programme
from tours.season_words import hours_in_words, in_words

YEARS = range(2000, 2101)


@dataclass(frozen=True)
class Shown:
    """The days that are looked at: a year, or a ``month`` (1 to 12) of one."""

    year: int
    month: int = 0

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.month or 1, 1)

    @property
    def last(self) -> date:
        """The last day, included."""
        month = self.month or 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    @property
    def title(self) -> str:
        """Such as “2026”, or “December 2026”."""
        return date_format(self.first, "F Y") if self.month else str(self.year)

    @property
    def query(self) -> str:
        """As the address says it."""
        return f"{self.year}-{self.month:02}" if self.month else str(self.year)

    def moved(self, by: int) -> "Shown | None":
        """As many years or months later; None beyond what can be shown."""
        if not self.month:
            year, month = self.year + by, 0
        else:
            year, month = divmod(self.year * 12 + self.month - 1 + by, 12)
            month += 1
        return Shown(year, month) if year in YEARS else None


def read_shown(written: str) -> Shown:
    """What an address asks for; this year where it asks for nothing that there is."""
    year, _dash, month = written.partition("-")
    if year.isdecimal() and int(year) in YEARS:
        if not month:
            return Shown(int(year))
        if month.isdecimal() and 1 <= int(month) <= 12:
            return Shown(int(year), int(month))
    return Shown(today().year)


@dataclass(frozen=True)
class Bar:
    """Days that follow one another in a year, in percents of it."""

    left: float
    width: float


@dataclass(frozen=True)
class Cell:
    """A day of a month: whether the trail is on, and its hours if it has any."""

    day: date
    is_on: bool
    hours: str = ""


@dataclass(frozen=True)
class Row:
    """A trail of the calendar."""

    trail: Trail
    page: TourPage
    edit_url: str
    words: str
    bars: tuple[Bar, ...] = ()
    cells: tuple[Cell, ...] = ()


class AsOfForm(forms.Form):
    """The day and hour as of which the city is to be seen."""

    day = forms.DateField(label=_("Day"), widget=AdminDateInput)
    hour = forms.TimeField(label=_("Hour"), widget=AdminTimeInput)


class CalendarView(WagtailAdminTemplateMixin, TemplateView):
    """For all who work in the admin: when which trail is on."""

    template_name = "tours/admin/calendar.html"
    header_icon = "calendar"
    page_title = _("Calendar")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then the calendar."""
        here = {"url": reverse("trail_calendar"), "label": self.page_title}
        return [*self.breadcrumbs_items, here]

    @cached_property
    def shown(self) -> Shown:
        """What the address asks for."""
        return read_shown(self.request.GET.get("of", ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rows, what to look at from today on, and where to go from here."""
        shown, pages = self.shown, planned_pages()
        trails = programme(pages)
        now = timezone.localtime(timezone=timezone.get_default_timezone())
        rows = [
            _row(trail, page, shown, self.request)
            for trail, page in zip(trails, pages, strict=True)
        ]
        return super().get_context_data(
            **kwargs,
            shown=shown,
            rows=rows,
            scale=_scale(shown, now.date()),
            findings=_findings(trails, shown),
            feeds=[(name, self._feed(code)) for code, name in settings.LANGUAGES],
            as_of=AsOfForm(initial={"day": now.date(), "hour": f"{now:%H:00}"}),
            earlier=shown.moved(-1),
            later=shown.moved(1),
        )

    def _feed(self, language: str) -> str:
        """The address of a language's programme."""
        address = reverse("trails_icalendar", args=[language])
        return self.request.build_absolute_uri(address)


def _scale(shown: Shown, now: date) -> dict[str, Any]:
    """What the rows are held against: the months of a year, or the days of a month."""
    months = [Shown(shown.year, month) for month in range(1, 13)]
    days = range(1, shown.days + 1) if shown.month else ()
    is_now = shown.first <= now <= shown.last
    return {
        "months": [(each, _percent(each.first, shown)) for each in months],
        "days": [shown.first.replace(day=number) for number in days],
        "today": now,
        "today_left": _percent(now, shown) if is_now else None,
    }


def _findings(trails: list[Trail], shown: Shown) -> list[tuple[Finding, str]]:
    first = max(shown.first, today())
    if first > shown.last:
        return []
    return [(each, told(each)) for each in findings(trails, first, shown.last)]


def _row(trail: Trail, page: TourPage, shown: Shown, request: HttpRequest) -> Row:
    may_edit = page.permissions_for_user(request.user).can_edit()
    return Row(
        trail=trail,
        page=page,
        edit_url=reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else "",
        words=in_words(trail.season),
        bars=() if shown.month else tuple(_bars(trail, shown)),
        cells=tuple(_cells(trail, shown)) if shown.month else (),
    )


def _bars(trail: Trail, shown: Shown) -> Iterator[Bar]:
    for span in spans(trail.days(shown.first, shown.last)):
        width = 100 * ((span.last - span.first).days + 1) / shown.days
        yield Bar(_percent(span.first, shown), round(width, 3))


def _percent(day: date, shown: Shown) -> float:
    return round(100 * (day - shown.first).days / shown.days, 3)


def _cells(trail: Trail, shown: Shown) -> Iterator[Cell]:
    hours: dict[date, list[str]] = {}
    for each in trail.openings(shown.first, shown.last):
        words = hours_in_words(each.hours) if each.hours else ""
        hours.setdefault(each.day, []).append(words)
    for number in range(1, shown.days + 1):
        day = shown.first.replace(day=number)
        told_hours = ", ".join(filter(None, hours.get(day, [])))
        yield Cell(day, day in hours, told_hours)


calendar_paths = [
    path("trails/calendar/", CalendarView.as_view(), name="trail_calendar")
]
