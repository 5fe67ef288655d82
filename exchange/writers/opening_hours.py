"""Seasons as schema.org's opening hours. Pure.

An ``OpeningHoursSpecification`` knows weekdays, hours, and two days between which it is
valid: what recurs within the year, or has exceptions, cannot be said so, and is left to
the package and to GeoJSON.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
SAYABLE = {"FREQ", "BYDAY", "UNTIL"}


def opening_hours(season: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Of a package's season; nothing unless all of it can be said."""
    told = [_told(each) for each in season["events"]] if season else []
    return [each for each in told if each] if all(told) else []


def _told(event: Mapping[str, Any]) -> dict[str, Any] | None:
    rule = dict(part.split("=", 1) for part in event["rrule"].split(";"))
    if rule.keys() - SAYABLE or rule["FREQ"] != "DAILY" or event["exdates"]:
        return None
    names = rule.get("BYDAY", ",".join(DAYS)).split(",")
    told: dict[str, Any] = {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": [f"https://schema.org/{DAYS[name]}" for name in names],
        **_hours(event),
    }
    if "UNTIL" in rule:
        begin = date.fromisoformat(event["begin"][:10])
        until = datetime.strptime(rule["UNTIL"][:8], "%Y%m%d").date()
        told |= {"validFrom": begin.isoformat(), "validThrough": until.isoformat()}
    return told


def _hours(event: Mapping[str, Any]) -> dict[str, str]:
    """The hours of a day; a whole one up to its last minute, as schema.org asks."""
    if "T" not in event["begin"]:
        return {"opens": "00:00", "closes": "23:59"}
    begin = datetime.fromisoformat(event["begin"])
    end = begin + timedelta(seconds=event["seconds"])
    return {"opens": f"{begin:%H:%M}", "closes": f"{end:%H:%M}"}
