"""When a trail and its stops are on, as the package tells it."""

from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import override

from tours.season_rules import Recurrence, Season, as_rrules
from tours.season_words import in_words
from tours.trail_of_day import TrailOfDay, season_of

if TYPE_CHECKING:
    from tours.models import Stop, TourPage


def seasons_part(page: "TourPage", day: TrailOfDay) -> list[dict[str, Any]]:
    """An entry for each that has a season: the trail, and its stops, told or not.

    Counted from the first day of this year, so that it changes once a year at most.
    """
    subjects: list[tuple[TourPage | Stop, str]] = [(page, "trail")]
    every = (*day.stops, *day.away, *day.aside)
    subjects += [(stop, "stop") for stop in every]
    with override(page.locale.language_code):
        return [_told(each, about) for each, about in subjects if each.seasons]


def _told(subject: "TourPage | Stop", about: str) -> dict[str, Any]:
    season = season_of(subject)
    zone = timezone.get_default_timezone()
    since = date(timezone.localdate(timezone=zone).year, 1, 1)
    return {
        "about": about,
        "id": str(subject.translation_key),
        "title": subject.title,
        **instead_of(subject),
        "words": in_words(season),
        "time_zone": str(zone),
        "events": events_of(season, since, zone),
        "rules": list(_rules(subject)),
    }


def instead_of(subject: "TourPage | Stop") -> dict[str, str]:
    """Of a take, the stop in whose place it is told."""
    usual = getattr(subject, "stands_for", None)
    return {"instead_of": str(usual.translation_key)} if usual else {}


def events_of(season: Season, since: date, zone: tzinfo) -> list[dict[str, Any]]:
    """The events of a season, from a day on."""
    return [_event(each) for each in as_rrules(season, since, zone)]


def _event(event: Recurrence) -> dict[str, Any]:
    return {
        "begin": _moment(event.begin),
        "seconds": round(event.duration.total_seconds()),
        "rrule": event.rrule,
        "exdates": [_moment(each) for each in event.exdates],
    }


def _moment(moment: date | datetime) -> str:
    """A day, or a day and hour of the city's clocks."""
    return moment.isoformat()


def _rules(subject: "TourPage | Stop") -> Iterator[dict[str, Any]]:
    """As editors wrote them, for a site that takes the trail over."""
    for block in subject.seasons.raw_data:
        yield {"kind": block["type"], "value": dict(block["value"])}
