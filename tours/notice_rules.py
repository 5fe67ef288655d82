"""What a notice is about, when it holds, and in which words it is told. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from media_library.rights_period import Period, first_instant

# Told to phones so long before it begins: those without network show it in time.
AHEAD = timedelta(days=30)


class Severity(StrEnum):
    """How much a notice matters to a walker."""

    INFO = "info"
    WARNING = "warning"
    CLOSED = "closed"


class Kind(StrEnum):
    """What kind of thing a notice is about."""

    SITE = "site"
    CITY = "city"
    TRAIL = "trail"
    LEG = "leg"
    STOP = "stop"
    PLACE = "place"


@dataclass(frozen=True)
class Subject:
    """What a notice is about, the same in every language.

    ``key``: a city's name, or a permanent identifier; a leg has that of the stop to
    which it leads. Nothing for the whole site.
    """

    kind: Kind
    key: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}" if self.key else str(self.kind)


def read_subject(written: str) -> Subject:
    """A subject as it was written. Raises ValueError for anything else."""
    kind, _colon, key = written.partition(":")
    subject = Subject(Kind(kind), key)
    if bool(key) == (subject.kind == Kind.SITE):
        raise ValueError(written)
    return subject


def notice_period(
    first: tuple[date, time | None],
    last: tuple[date, time | None] | None,
    zone: tzinfo,
) -> Period:
    """From a day and hour of the city to another one; whole days without hours.

    Never told shorter than it was written: an hour that the clocks skip or show
    twice is read as the earlier instant where it begins, as the later where it ends.
    """
    day, hour = first
    begins_at = min(_instants(day, hour, zone)) if hour else first_instant(day, zone)
    if last is None:
        return Period(begins_at)
    day, hour = last
    if hour is None:
        return Period(begins_at, first_instant(day + timedelta(days=1), zone))
    return Period(begins_at, max(_instants(day, hour, zone)))


def _instants(day: date, hour: time, zone: tzinfo) -> list[datetime]:
    """Both readings of an hour (PEP 495); mostly one and the same."""
    moment = datetime.combine(day, hour, zone)
    return [moment.replace(fold=fold).astimezone(UTC) for fold in (0, 1)]


def told_in(
    texts: Mapping[str, str], language: str, order: Iterable[str]
) -> tuple[str, str]:
    """The text in a language, or in the first other one that has it; with its code."""
    for code in (language, *order, *texts):
        if text := texts.get(code):
            return text, code
    return "", language


def leg_to(number: int, stops: int, legs: int) -> int | None:
    """Which leg, from 0, leads to a stop, from 1; the last one may close the round.

    None where the line is not cut at its stops.
    """
    if number > 1:
        return number - 2 if legs >= stops - 1 else None
    return legs - 1 if legs == stops > 1 else None
