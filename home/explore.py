"""The trails of a home page: cards by city, and a drawn map of each city."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext
from wagtail.models import Locale

from home.city_stills import CityStill, ground_of, stills_by_ground
from home.forms import ThemeForm
from places.geo import Point, bounds, distance_m
from tours.cards import Card, draw_cards, read_cards, theme_key
from tours.models import TourPage
from tours.overview import Overview

FAR_M = 60_000  # trails that begin further apart share no map


@dataclass(frozen=True)
class ThemeChoice:
    """A theme that some trail has. ``key`` names it in the address."""

    key: str
    name: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Part:
    """Some of a city's trails, such as those that are on now; no title for all."""

    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class City:
    """The trails of one city. ``name`` is empty for those that say no city."""

    name: str
    cards: tuple[Card, ...]
    overview: Overview | None
    still: CityStill | None = None

    @property
    def is_shown(self) -> bool:
        """Whether one of its trails is shown."""
        return any(card.is_shown for card in self.cards)

    @property
    def has_seasons(self) -> bool:
        """Whether one of its trails has a season."""
        return any(card.season for card in self.cards)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is on now and what comes next, once one of its trails has a season."""
        if not self.has_seasons:
            return (Part("", self.cards),)
        parts = (
            Part(gettext("In season"), tuple(c for c in self.cards if c.is_on)),
            Part(gettext("Coming next"), tuple(c for c in self.cards if not c.is_on)),
        )
        return tuple(part for part in parts if part.cards)

    @property
    def is_numbered(self) -> bool:
        """Whether pins need numbers to be told apart."""
        return len(self.cards) > 1


@dataclass(frozen=True)
class Explore:
    """Everything the home page shows.

    ``is_theme_unknown`` tells that the theme asked for is not there: then every
    trail is shown.
    """

    cities: tuple[City, ...]
    themes: tuple[ThemeChoice, ...]
    is_theme_unknown: bool = False

    @property
    def cards(self) -> tuple[Card, ...]:
        """All the cards, city by city."""
        return tuple(card for city in self.cities for card in city.cards)

    @property
    def chosen(self) -> ThemeChoice | None:
        """The theme that the trails shown have."""
        return next((theme for theme in self.themes if theme.is_chosen), None)

    @property
    def shown_count(self) -> int:
        """How many trails are shown."""
        return sum(card.is_shown for card in self.cards)


def explore(locale: Locale, query: Mapping[str, str] | None = None) -> Explore:
    """The live trails of a language, newest first, with the theme asked for."""
    cards = read_cards(TourPage.objects.on_show(locale.language_code), locale)
    names = {theme_key(theme): theme.name for card in cards for theme in card.themes}
    form = ThemeForm(query or {}, keys=names)
    wanted = form.cleaned_data["theme"] if form.is_valid() else ""
    if wanted:
        cards = tuple(
            replace(card, is_shown=wanted in card.theme_keys) for card in cards
        )
    return Explore(
        cities=_with_stills(_cities(cards)),
        themes=tuple(
            ThemeChoice(key, name, is_chosen=key == wanted)
            for key, name in sorted(names.items(), key=lambda pair: pair[1].casefold())
        ),
        is_theme_unknown=not form.is_valid(),
    )


def _cities(cards: tuple[Card, ...]) -> tuple[City, ...]:
    """The cards by city: the city of the newest trail first, no city last."""
    names = dict.fromkeys(card.page.city for card in cards)
    return tuple(
        _city(name, [card for card in cards if card.page.city == name])
        for name in sorted(names, key=lambda name: not name)
    )


def _with_stills(found: tuple[City, ...]) -> tuple[City, ...]:
    """The cities, each with the still under its map, where there is one."""
    stills = stills_by_ground()
    return tuple(
        replace(city, still=stills.get(ground_of(city.overview)))
        if city.overview
        else city
        for city in found
    )


def _city(name: str, cards: list[Card]) -> City:
    cards = sorted(cards, key=_when_on)
    located = [card for card in cards if card.point]
    starts = [card.points[0] for card in located]
    drawn = draw_cards(located, starts) if _are_near(starts) else None
    pins = iter(drawn.pins if drawn else ())
    return City(
        name=name,
        cards=tuple(
            replace(card, number=number, pin=next(pins, None) if card.point else None)
            for number, card in enumerate(cards, start=1)
        ),
        overview=drawn,
    )


def _when_on(card: Card) -> date:
    """What is on first, then what comes next; last what is over."""
    if card.season is None or card.season.is_on:
        return date.min
    return card.season.next_day or date.max


def _are_near(starts: list[Point]) -> bool:
    """Whether one map can show them: further apart, it would be empty paper."""
    if not starts:
        return False
    box = bounds(starts)
    corners = Point(box.south, box.west), Point(box.north, box.east)
    return distance_m(*corners) <= FAR_M
