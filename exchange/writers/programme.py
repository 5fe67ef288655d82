"""The programme: the seasons of trails as a calendar to subscribe to. Pure.

iCalendar (RFC 5545), with the name and the rhythm of RFC 7986. A trail that is always
on is no event; one whose season has several rules is as many events, each of which
keeps its UID while the order of the rules stays.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDuration, vRecur

from exchange.writers.facts import Package, publisher, season_of, start_name, where

PRODUCT = "-//Traboule//Programme//EN"
ASKED_AGAIN = timedelta(hours=12)


def icalendar_feed(
    trails: Iterable[tuple[Package, datetime | None]],
) -> Iterator[bytes]:
    """All trails that have a season, in one calendar."""
    programme = Calendar()
    programme.add("prodid", PRODUCT)
    programme.add("version", "2.0")
    programme.add("calscale", "GREGORIAN")
    programme.add("method", "PUBLISH")
    programme.add("refresh-interval", vDuration(ASKED_AGAIN), {"value": "DURATION"})
    for package, updated in trails:
        if not programme.get("name"):
            _name(programme, package)
        for event in _events(package, updated):
            programme.add_component(event)
    programme.add_missing_timezones()
    yield programme.to_ical()


def _name(programme: Calendar, package: Package) -> None:
    """That of who publishes; older programs read it under a name of their own."""
    programme.add("name", publisher(package))
    programme.add("x-wr-calname", publisher(package))


def _events(package: Package, updated: datetime | None) -> Iterator[Event]:
    season = season_of(package, package["id"])
    if season is None:
        return
    for number, told in enumerate(season["events"]):
        event = Event()
        event.add("uid", f"{package['id']}-{number}-{package['language']}")
        event.add("dtstamp", updated or datetime.fromisoformat(package["published_at"]))
        _when(event, told, ZoneInfo(season["time_zone"]))
        event.add("summary", package["title"])
        event.add("description", f"{package['summary']}\n\n{season['words']}".strip())
        event.add("url", package["url"])
        _where(event, package)
        event.add("transp", "TRANSPARENT")  # it keeps nobody busy
        yield event


def _when(event: Event, told: Mapping[str, Any], zone: ZoneInfo) -> None:
    begin = _moment(told["begin"], zone)
    event.add("dtstart", begin)
    # By the clocks: a night in which they change has the hours that were written.
    event.add("dtend", begin + timedelta(seconds=told["seconds"]))
    event.add("rrule", vRecur.from_ical(told["rrule"]))
    for each in told["exdates"]:
        event.add("exdate", _moment(each, zone))


def _where(event: Event, package: Package) -> None:
    """Where the walk begins."""
    place = package["start"] or start_name(package) or package["city"]
    if place:
        event.add("location", place)
    if package["stops"]:
        longitude, latitude = where(package["stops"][0])
        event.add("geo", (latitude, longitude))


def _moment(written: str, zone: ZoneInfo) -> date | datetime:
    if "T" not in written:
        return date.fromisoformat(written)
    return datetime.fromisoformat(written).replace(tzinfo=zone)
