"""Notices in the copy of a site: dated closures, past, current and to come."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from tours.models import Notice
from tours.notice_rules import Kind, Subject

TEXTS = ("about", "severity", "texts", "detour")
DAYS = ("first_day", "last_day")
HOURS = ("first_hour", "last_hour")


def copied_notices(documents: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Those of the trails that the copy holds, the oldest first."""
    subjects = {str(each) for document in documents for each in _subjects(document)}
    subjects.add(str(Subject(Kind.SITE)))
    found = Notice.objects.filter(about__in=subjects).order_by("begins_at", "pk")
    return [_told(notice) for notice in found]


def restore_notices(told: Iterable[Mapping[str, Any]]) -> None:
    """Brings them back under their identifiers.

    Raises ValidationError, ValueError, KeyError, TypeError or AttributeError for what
    no copy ever held.
    """
    for each in told:
        kept = Notice.objects.filter(identifier=each["id"]).first()
        notice = kept or Notice(identifier=each["id"])
        for name in TEXTS:
            setattr(notice, name, each[name])
        for name in DAYS:
            setattr(notice, name, each[name] and date.fromisoformat(each[name]))
        for name in HOURS:
            setattr(notice, name, each[name] and time.fromisoformat(each[name]))
        notice.full_clean()
        notice.save()


def _subjects(document: Mapping[str, Any]) -> Iterable[Subject]:
    """All of a trail that a notice may be about."""
    yield Subject(Kind.TRAIL, document["id"])
    if city := document.get("city"):
        yield Subject(Kind.CITY, city)
    for stop in document["stops"]:
        yield Subject(Kind.STOP, stop["id"])
        yield Subject(Kind.LEG, stop["id"])
        if place := stop.get("place"):
            yield Subject(Kind.PLACE, place["id"])


def _told(notice: Notice) -> dict[str, Any]:
    days = {name: getattr(notice, name) for name in (*DAYS, *HOURS)}
    return {
        "id": str(notice.identifier),
        **{name: getattr(notice, name) for name in TEXTS},
        **{name: day and day.isoformat() for name, day in days.items()},
    }
