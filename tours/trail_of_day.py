"""A trail as it is on a day: without stops out of season, with takes in theirs."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils import timezone

from media_library import clock
from places.geo import Point
from tours.season_json import read_season
from tours.season_rules import (
    Season,
    is_here,
    is_on,
    next_day_turn,
    next_turn,
)
from tours.shortened_track import joined_line, without_stops
from tours.takes import places_of, told_at, walk_numbers
from tours.track import TrackLeg, parse_legs

if TYPE_CHECKING:
    from tours.models import Stop, TourPage


@dataclass(frozen=True)
class TrailOfDay:
    """The stops that are there, and the way that joins them.

    ``numbers``: which of all the trail's stops they are, from 0. ``away``: stops at
    whose place nothing is told; ``aside``: takes that are not told, and stops for which
    one is.
    """

    stops: "tuple[Stop, ...]"
    legs: tuple[TrackLeg, ...]
    numbers: tuple[int, ...]
    away: "tuple[Stop, ...]" = ()
    aside: "tuple[Stop, ...]" = ()

    @cached_property
    def counted(self) -> list[int]:
        """The numbers of its stops on the walk, from 1."""
        return walk_numbers_of(self.stops)

    @cached_property
    def line(self) -> list[Point]:
        """The way as a whole."""
        return joined_line(self.legs)


def season_of(subject: "TourPage | Stop") -> Season:
    """When a trail or a stop is on."""
    return read_season(subject.seasons.raw_data)


def trail_of_day(
    page: "TourPage", stops: "Sequence[Stop]", also: Container[str] = ()
) -> TrailOfDay:
    """The trail as it is now. ``also``: codes of stops that are there all the same.

    Where no stop would be left, all of them are there: a trail out of season stays.
    """
    zone, now = timezone.get_default_timezone(), clock.now()
    places = _placed(stops)
    here = tuple(
        told_at(
            places,
            is_on=lambda number: _is_on(stops[number], now, zone),
            also=lambda number: bool(also) and stops[number].code in also,
        )
    ) or tuple(sorted(set(places)))
    if len(here) == len(stops):
        return whole_trail(page, stops)
    ranks = {place: rank for rank, place in enumerate(sorted(set(places)))}
    kept = sorted({ranks[places[number]] for number in here})
    missing = [number for number in range(len(stops)) if number not in here]
    gone = {n for n in missing if places[n] == n and ranks[n] not in kept}
    return TrailOfDay(
        stops=tuple(stops[number] for number in here),
        legs=tuple(without_stops(parse_legs(page.track), len(ranks), kept)),
        numbers=here,
        away=tuple(stops[number] for number in missing if number in gone),
        aside=tuple(stops[number] for number in missing if number not in gone),
    )


def whole_trail(page: "TourPage", stops: "Sequence[Stop]") -> TrailOfDay:
    """The trail with all its stops, as its editors see it."""
    _placed(stops)
    legs = tuple(parse_legs(page.track))
    return TrailOfDay(tuple(stops), legs, tuple(range(len(stops))))


def numbered(stops: "Iterable[Stop]") -> "list[tuple[int, Stop]]":
    """All stops of a trail with their numbers of the walk: a take has its stop's."""
    found = list(stops)
    _placed(found)
    return list(zip(walk_numbers_of(found), found, strict=True))


def walk_numbers_of(stops: "Iterable[Stop]") -> list[int]:
    """Those of stops that know for whom they stand in: all, or those of a day."""
    return walk_numbers([usual_of(stop).translation_key for stop in stops])


def usual_of(stop: "Stop") -> "Stop":
    """The stop for which one stands in, in a trail of the day; else itself."""
    return stop.stands_for or stop


def told_now(stop: "Stop") -> "Stop":
    """What is told now at a stop's place: itself, its take, or its usual stop."""
    stops = list(stop.page.stops.all())
    day = trail_of_day(stop.page, stops)
    own = usual_of(stops[stops.index(stop)])
    return next((each for each in day.stops if usual_of(each) == own), stop)


def next_turn_of(stops: "Iterable[Stop]") -> datetime | None:
    """When the first of some stops comes or goes by its season; None if none does."""
    zone, now = timezone.get_default_timezone(), timezone.now()
    found = (
        (next_turn if stop.is_take else next_day_turn)(season_of(stop), now, zone)
        for stop in stops
        if stop.seasons
    )
    return min((each for each in found if each), default=None)


def _placed(stops: "Sequence[Stop]") -> list[int]:
    """The places of stops, which learn for whom they stand in."""
    places = places_of(stop.is_take for stop in stops)
    for number, place in enumerate(places):
        stops[number].stands_for = stops[place] if place != number else None
    return places


def _is_on(stop: "Stop", now: datetime, zone: tzinfo) -> bool:
    """Whether a stop is there: on its days. A take is within its very hours alone.

    Outside them the usual stop is told, which is better than a closed one.
    """
    if stop.stands_for is None:
        return not stop.seasons or is_here(season_of(stop), now, zone)
    season = season_of(stop)
    return bool(season) and is_on(season, now, zone)
