"""Notices as the pages and the live list of a trail tell them: one query each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, override

from media_library import clock
from places.geo import Point
from tours.notice_rules import AHEAD, Kind, Severity, Subject
from tours.notice_words import headline
from tours.notices import Notice
from tours.told_seasons import closed_hours, closed_until
from tours.track import parse_track
from tours.trail_of_day import usual_of, walk_numbers_of

if TYPE_CHECKING:
    from tours.models import Stop, TourPage


@dataclass(frozen=True)
class ToldNotice:
    """A notice in the language of a trail. ``stops``: those that it is about.

    A leg has the stop to which it leads. ``concerns`` names what it is about,
    ``language`` that of the text, which may be another one.
    """

    notice: Notice
    kind: Kind
    headline: str
    concerns: str
    text: str
    language: str
    is_other_language: bool
    stops: tuple["Stop", ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The stops by their short codes."""
        return tuple(stop.code for stop in self.stops)

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return Severity(self.notice.severity)

    @property
    def is_closure(self) -> bool:
        """Whether what it is about is closed."""
        return self.severity == Severity.CLOSED

    @property
    def is_way(self) -> bool:
        """Whether it is about the way to its stop."""
        return self.kind == Kind.LEG

    @property
    def is_elsewhere(self) -> bool:
        """Whether a stop's own page must say what it is about."""
        return self.kind not in {Kind.STOP, Kind.PLACE}

    @property
    def closes_stop(self) -> bool:
        """Whether one cannot be at its stops; a closed leg leaves them open."""
        return self.is_closure and self.kind in {Kind.STOP, Kind.PLACE}

    @property
    def detour(self) -> list[Point]:
        """The way round; empty where none was drawn."""
        return parse_track(self.notice.detour)

    @property
    def until(self) -> datetime | None:
        """The instant at which it ends by itself."""
        return self.notice.ends_at


def told_notices(
    page: "TourPage", stops: Sequence["Stop"], ahead: bool = False
) -> tuple[ToldNotice, ...]:
    """Those of a trail that hold now, the gravest first.

    ``ahead``: those too that begin soon, for phones without network.
    """
    now = clock.now()
    subjects = subjects_of(page, stops)
    found = Notice.objects.not_over(now).filter(about__in=subjects)
    found = found.filter(begins_at__lte=now + AHEAD if ahead else now)
    gravest = list(Severity)[::-1]
    with override(page.locale.language_code):
        told = [_told(each, subjects[each.about], page, stops) for each in found]
        told += _closed_by_season(page, stops, now + AHEAD if ahead else now)
    return tuple(sorted(told, key=lambda each: gravest.index(each.severity)))


def _closed_by_season(
    page: "TourPage", stops: Sequence["Stop"], last: datetime
) -> list[ToldNotice]:
    """The hours at which stops are closed, as notices that nobody wrote."""
    return [
        replace(
            _told(notice, Subject(Kind.STOP, str(stop.translation_key)), page, stops),
            headline=closed_until(notice),
        )
        for stop in stops
        if stop.seasons
        for notice in closed_hours(stop)
        if notice.begins_at <= last
    ]


def closures(pages: Iterable["TourPage"]) -> dict[int, ToldNotice]:
    """The closure of each trail that is closed as a whole now: one query for all."""
    known = {page.pk: page for page in pages}
    subjects = {pk: _whole(page) for pk, page in known.items()}
    wanted = {str(each) for whole in subjects.values() for each in whole}
    found = Notice.objects.on_at(clock.now()).filter(
        severity=Severity.CLOSED, about__in=wanted
    )
    by_subject = {each.about: each for each in found} if wanted else {}
    closed: dict[int, ToldNotice] = {}
    for pk, whole in subjects.items():
        for subject in whole:
            if notice := by_subject.get(str(subject)):
                closed[pk] = _told(notice, subject, known[pk], ())
    return closed


def _whole(page: "TourPage") -> list[Subject]:
    """What holds for the whole trail, the nearest last."""
    city = [Subject(Kind.CITY, page.city)] if page.city else []
    trail = Subject(Kind.TRAIL, str(page.translation_key))
    return [Subject(Kind.SITE), *city, trail]


def subjects_of(page: "TourPage", stops: Iterable["Stop"]) -> dict[str, Subject]:
    """All that a notice may be about and be told on a trail's page."""
    subjects = _whole(page)
    for stop in stops:
        for key in _keys(stop):
            subjects += [Subject(Kind.LEG, key), Subject(Kind.STOP, key)]
        if stop.place:
            subjects.append(Subject(Kind.PLACE, str(stop.place.translation_key)))
    return {str(each): each for each in subjects}


def _told(
    notice: Notice, subject: Subject, page: "TourPage", stops: Sequence["Stop"]
) -> ToldNotice:
    text, language = notice.told_in(page.locale.language_code)
    numbers = walk_numbers_of(stops)
    at = [pair for pair in zip(numbers, stops, strict=True) if _is_at(subject, pair[1])]
    return ToldNotice(
        notice=notice,
        kind=subject.kind,
        headline=headline(notice),
        concerns=_concerns(subject, at),
        text=text,
        language=language,
        is_other_language=language != page.locale.language_code,
        stops=tuple(stop for _number, stop in at),
    )


def _is_at(subject: Subject, stop: "Stop") -> bool:
    if subject.kind == Kind.PLACE:
        return bool(stop.place and str(stop.place.translation_key) == subject.key)
    is_of_stop = subject.kind in {Kind.STOP, Kind.LEG}
    return is_of_stop and subject.key in _keys(stop)


def _keys(stop: "Stop") -> list[str]:
    """Of a stop, and of the one for which it stands in: it is at the same place."""
    own, usual = str(stop.translation_key), str(usual_of(stop).translation_key)
    return [own] if own == usual else [own, usual]


def _concerns(subject: Subject, at: list[tuple[int, Any]]) -> str:
    """What it is about, in words: the stop by its number; nothing for all trails."""
    for number, stop in at:
        words = {"number": number, "title": stop.title}
        if subject.kind == Kind.LEG:
            return gettext("The way to stop %(number)d, %(title)s") % words
        return gettext("Stop %(number)d, %(title)s") % words
    if subject.kind == Kind.CITY:
        return subject.key
    return gettext("The whole trail") if subject.kind == Kind.TRAIL else ""
