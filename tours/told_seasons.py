"""Seasons as pages, cards and live lists tell them, in the language that is active."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import uuid5

from django.utils import timezone
from django.utils.translation import get_language, gettext

from media_library import clock
from media_library.rights_period import Period
from tours.notice_rules import AHEAD, Kind, Severity, Subject
from tours.notice_words import headline
from tours.notices import Notice
from tours.season_json import read_season
from tours.season_rules import (
    ALWAYS,
    Season,
    closed_periods,
    day_turns,
    is_here,
    is_on_day,
    next_day,
    periods,
)
from tours.season_words import back_on, sentence
from tours.trail_of_day import season_of

if TYPE_CHECKING:
    from tours.models import Stop, TourPage


@dataclass(frozen=True)
class ToldSeason:
    """A season in words. ``next_day``: when it returns; None while it is on or over."""

    words: str
    is_on: bool
    next_day: date | None = None

    @property
    def headline(self) -> str:
        """That it is on, or when it returns."""
        return gettext("In season") if self.is_on else back_on(self.next_day)


def told_season(subject: "TourPage | Stop") -> ToldSeason | None:
    """The season of a trail or a stop on this day of the city; None without one."""
    if not subject.seasons:
        return None
    zone, now = timezone.get_default_timezone(), clock.now()
    season = season_of(subject)
    if is_on_day(season, now.astimezone(zone).date()):
        return ToldSeason(sentence(season), is_on=True)
    return ToldSeason(
        sentence(season), is_on=False, next_day=next_day(season, now, zone)
    )


def closed_hours(stop: "Stop") -> list[Notice]:
    """When a stop that is in the trail is closed by its season, as notices: not saved.

    What holds now, and what begins soon, for phones without network. A take is none:
    outside its hours its usual stop is told.
    """
    if stop.is_take:
        return []
    zone, now = timezone.get_default_timezone(), clock.now()
    season = season_of(stop)
    if not (season and is_here(season, now, zone)):
        return []
    last = (now + AHEAD).astimezone(zone).date()
    words = {get_language() or "": sentence(season)}
    return [
        _notice(stop, each, words) for each in closed_periods(season, now, last, zone)
    ]


def closed_until(notice: Notice) -> str:
    """Such as “Closed until 6 January 2027, 14:00”, or the day on which it is back."""
    if notice.ends_at is None:
        return back_on(None)
    end = notice.ends_at.astimezone(timezone.get_default_timezone())
    return headline(notice) if end.time() != time() else back_on(end.date())


def _notice(stop: "Stop", period: Period, words: dict[str, str]) -> Notice:
    zone = timezone.get_default_timezone()
    end = period.ends_at.astimezone(zone) if period.ends_at else None
    return Notice(
        identifier=uuid5(stop.translation_key, period.begins_at.isoformat()),
        about=str(Subject(Kind.STOP, str(stop.translation_key))),
        severity=Severity.CLOSED,
        texts=words,
        last_day=end and end.date(),
        last_hour=end and end.time(),
        begins_at=period.begins_at,
        ends_at=period.ends_at,
    )


def turns() -> list[datetime]:
    """The instants about now at which a season changes what pages show."""
    zone, now = timezone.get_default_timezone(), timezone.now()
    first = now.astimezone(zone).date() - timedelta(days=1)
    last = first + timedelta(days=3)
    found: set[datetime] = set()
    for season in _seasons_shown():
        found.update(day_turns(season, first, last, zone))
        for each in periods(season, first, last, zone):
            found.update(turn for turn in (each.begins_at, each.ends_at) if turn)
    return sorted(found)


def _seasons_shown() -> set[Season]:
    """Those of live trails and of their stops, each once."""
    from tours.models import Stop, TourPage

    trails = TourPage.objects.live()
    stops = Stop.objects.filter(page__in=trails)
    streams = (
        stream
        for found in (trails, stops)
        for stream in found.exclude(seasons=[]).values_list("seasons", flat=True)
    )
    return {read_season(stream.raw_data) for stream in streams} - {ALWAYS}
