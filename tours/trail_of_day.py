"""A trail as it is on a day: without its stops that are out of season."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils import timezone

from media_library import clock
from places.geo import Point
from tours.season_json import read_season
from tours.season_rules import Season, is_here, next_day_turn
from tours.shortened_track import joined_line, without_stops
from tours.track import TrackLeg, parse_legs

if TYPE_CHECKING:
    from tours.models import Stop, TourPage


@dataclass(frozen=True)
class TrailOfDay:
    """The stops that are there, and the way that joins them.

    ``numbers``: which of all the trail's stops they are, from 0; ``away``: the
    others.
    """

    stops: "tuple[Stop, ...]"
    legs: tuple[TrackLeg, ...]
    numbers: tuple[int, ...]
    away: "tuple[Stop, ...]" = ()

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
    here = tuple(
        number
        for number, stop in enumerate(stops)
        if not stop.seasons or stop.code in also or is_here(season_of(stop), now, zone)
    )
    if not here or len(here) == len(stops):
        return whole_trail(page, stops)
    return TrailOfDay(
        stops=tuple(stops[number] for number in here),
        legs=tuple(without_stops(parse_legs(page.track), len(stops), here)),
        numbers=here,
        away=tuple(s for number, s in enumerate(stops) if number not in here),
    )


def whole_trail(page: "TourPage", stops: "Sequence[Stop]") -> TrailOfDay:
    """The trail with all its stops, as its editors see it."""
    legs = tuple(parse_legs(page.track))
    return TrailOfDay(tuple(stops), legs, tuple(range(len(stops))))


def next_turn_of(stops: "Iterable[Stop]") -> datetime | None:
    """When the first of some stops comes or goes by its season; None if none does."""
    zone, now = timezone.get_default_timezone(), timezone.now()
    found = (next_day_turn(season_of(s), now, zone) for s in stops if s.seasons)
    return min((each for each in found if each), default=None)
