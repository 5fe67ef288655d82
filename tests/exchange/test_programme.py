"""The programme that calendars subscribe to, read by a calendar library."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import recurring_ical_events
from icalendar import Calendar, Component

from exchange.writers.programme import icalendar_feed
from tests.packages import a_package

UPDATED = datetime(2026, 11, 27, 19, 21, 11, tzinfo=UTC)
CHRISTMAS = {
    "begin": "2026-12-01T17:00:00",
    "seconds": 5 * 3600,
    "rrule": "FREQ=DAILY;BYMONTH=12",
    "exdates": ["2026-12-25T17:00:00"],
}
WEEKEND = {
    "begin": "2026-09-19",
    "seconds": 86_400,
    "rrule": "FREQ=MONTHLY;BYMONTH=9;BYDAY=3SA",
    "exdates": [],
}


def in_season(*events: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A package whose trail is on by some events."""
    package = a_package(**changes)
    season = {
        "about": "trail",
        "id": package["id"],
        "title": package["title"],
        "words": "chaque année en décembre, 17:00–22:00",
        "time_zone": "Europe/Paris",
        "events": list(events),
        "rules": [],
    }
    return {**package, "seasons": [season]}


def read(*packages: dict[str, Any]) -> Component:
    """The programme of some trails."""
    written = b"".join(icalendar_feed((each, UPDATED) for each in packages))
    return Calendar.from_ical(written)


def test_a_season_with_hours_keeps_them_through_the_winter_by_the_citys_clocks() -> (
    None
):
    found = recurring_ical_events.of(read(in_season(CHRISTMAS))).between(
        (2026, 12, 1), (2027, 1, 1)
    )
    begins = [each["DTSTART"].dt for each in found]
    assert len(begins) == 30
    assert {(each.hour, str(each.tzinfo)) for each in begins} == {(17, "Europe/Paris")}
    assert date(2026, 12, 25) not in {each.date() for each in begins}
    assert {each["DTEND"].dt - each["DTSTART"].dt for each in found} == {
        timedelta(hours=5)
    }


def test_whole_days_are_days() -> None:
    (event,) = read(in_season(WEEKEND)).walk("VEVENT")
    assert event["DTSTART"].dt == date(2026, 9, 19)
    assert event["DTEND"].dt == date(2026, 9, 20)
    found = recurring_ical_events.of(read(in_season(WEEKEND))).between(2027, 2029)
    assert [each["DTSTART"].dt for each in found] == [
        date(2027, 9, 18),
        date(2028, 9, 16),
    ]


def test_an_event_says_what_where_and_on_which_page() -> None:
    package = in_season(CHRISTMAS)
    (event,) = read(package).walk("VEVENT")
    assert event["SUMMARY"] == package["title"]
    assert package["summary"] in event["DESCRIPTION"]
    assert "17:00–22:00" in event["DESCRIPTION"]
    assert event["URL"] == package["url"]
    assert event["LOCATION"] == package["start"]
    where = package["stops"][0]["location"]
    assert (event["GEO"].latitude, event["GEO"].longitude) == (
        where["latitude"],
        where["longitude"],
    )
    assert event["DTSTAMP"].dt == UPDATED


def test_trails_that_are_always_on_are_no_events_and_each_event_is_told_apart() -> None:
    other = "0f1d7a5e-5f0a-4f6e-8a43-0d3c1a2b3c4d"
    always = a_package()
    programme = read(
        always, in_season(CHRISTMAS, WEEKEND), in_season(WEEKEND, id=other)
    )
    names = [str(each["UID"]) for each in programme.walk("VEVENT")]
    assert len(names) == len(set(names)) == 3
    assert programme["NAME"] == always["publisher"]
    assert [each["TZID"] for each in programme.walk("VTIMEZONE")] == ["Europe/Paris"]


def test_without_a_season_the_programme_is_empty_and_valid() -> None:
    programme = read()
    assert programme["VERSION"] == "2.0"
    assert programme.walk("VEVENT") == []
