"""Trails as cards, read in a flat number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import slugify
from wagtail.models import Locale

from media_library.models import Picture, Recording
from media_library.picture_sizes import ALL_SPECS, COVER_FRAMES
from media_library.rights import allowed
from media_library.shown_sizes import ShownSize, shown_sizes
from media_library.tellings import ORDER
from places.geo import Point
from tours.models import Theme, TourPage
from tours.overview import Overview, overview
from tours.querysets import TourPageQuerySet
from tours.shown_map import Still, read_still
from tours.told_notices import ToldNotice, closures
from tours.told_seasons import ToldSeason, told_season
from tours.trail_of_day import TrailOfDay, trail_of_day
from tours.walk import Walk, measure

DOTTED_TRAILS = 3  # up to that many trails on a map, their stops are drawn too


@dataclass(frozen=True)
class Card:
    """One trail among others.

    ``point`` is where it begins; ``number`` and ``pin`` (percents) are its place on
    the drawn map, when there is one.
    """

    page: TourPage
    stop_count: int
    points: tuple[Point, ...]
    walk: Walk
    themes: tuple[Theme, ...]
    cover: tuple[ShownSize, ...]
    still: Still | None
    number: int = 0
    pin: tuple[float, float] | None = None
    is_shown: bool = True
    closure: ToldNotice | None = None
    season: ToldSeason | None = None

    @property
    def is_on(self) -> bool:
        """Whether it is on today: always, without a season."""
        return self.season is None or self.season.is_on

    @property
    def point(self) -> Point | None:
        """Where the walk begins."""
        return self.points[0] if self.points else None

    @property
    def length_km(self) -> float:
        """Kilometres walked, to 0.1."""
        return round(self.walk.length_m / 1000, 1)

    @property
    def theme_keys(self) -> tuple[str, ...]:
        """The themes as addresses name them."""
        return tuple(theme_key(theme) for theme in self.themes)


def theme_key(theme: Theme) -> str:
    """A theme's name in an address, such as ``art-dans-la-ville``."""
    return slugify(theme.name, allow_unicode=True)


def read_cards(found: TourPageQuerySet, locale: Locale) -> tuple[Card, ...]:
    """The cards of some trails of one language, in their order."""
    pages = list(
        found.select_related("locale").prefetch_related("stops__place", "themes")
    )
    pictures = Picture.objects.prefetch_renditions(*ALL_SPECS)
    covers = allowed(pictures.in_bulk({page.cover_id for page in pages} - {None}))
    themes = _local_themes(pages, locale)
    days = {page.pk: trail_of_day(page, list(page.stops.all())) for page in pages}
    seconds = _listening_seconds(days, locale.language_code)
    closed = closures(pages)
    return tuple(
        replace(
            _card(page, days[page.pk], covers, themes, seconds[page.pk]),
            closure=closed.get(page.pk),
            season=told_season(page),
        )
        for page in pages
    )


def draw_cards(cards: Sequence[Card], pins: Sequence[Point]) -> Overview | None:
    """The map of some trails, with pins; the stops as dots when there are few."""
    dotted = cards if len(cards) <= DOTTED_TRAILS else ()
    return overview(
        lines=[card.page.line for card in cards],
        pins=pins,
        dots=[point for card in dotted for point in card.points if point not in pins],
    )


def _card(
    page: TourPage,
    day: TrailOfDay,
    covers: dict[int, Picture],
    themes: dict[Any, Theme],
    seconds: float,
) -> Card:
    points = tuple(stop.point for stop in day.stops if stop.point)
    cover = covers.get(page.cover_id)
    return Card(
        page=page,
        stop_count=len(day.stops),
        points=points,
        walk=measure(day.line, list(points), seconds),
        themes=tuple(
            themes[theme.translation_key]
            for theme in page.themes.all()
            if theme.translation_key in themes
        ),
        cover=shown_sizes(cover, COVER_FRAMES) if cover else (),
        still=read_still(page.basemap),
    )


def _local_themes(pages: Sequence[TourPage], locale: Locale) -> dict[Any, Theme]:
    """Themes in the page's language, by their permanent key."""
    keys = {theme.translation_key for page in pages for theme in page.themes.all()}
    found = Theme.objects.filter(translation_key__in=keys, locale=locale)
    return {theme.translation_key: theme for theme in found}


def _listening_seconds(
    days: Mapping[int, TrailOfDay], language: str
) -> dict[int, float]:
    """Seconds of sound of each trail: the recording that plays at each stop counts."""
    chosen = {
        page: [
            [b["value"] for b in stop.story.raw_data if b and b["type"] == "recording"]
            for stop in day.stops
        ]
        for page, day in days.items()
    }
    ids = {pk for stops in chosen.values() for stop in stops for pk in stop} - {None}
    known = Recording.objects.filter(language=language).exclude(file="")
    facts = known.only("kind", "telling", "duration_seconds", "licence").in_bulk(ids)
    durations = {
        pk: (
            (recording.kind != Recording.Kind.STORY, ORDER.index(recording.telling)),
            recording.duration_seconds,
        )
        for pk, recording in allowed(facts).items()
    }
    return {
        page: sum(_heard_seconds(stop, durations) for stop in stops)
        for page, stops in chosen.items()
    }


def _heard_seconds(stop: list[int], known: dict[int, tuple[Any, float]]) -> float:
    """Of what plays at a stop by default: a story comes first."""
    heard = sorted((known[pk] for pk in stop if pk in known), key=lambda each: each[0])
    return heard[0][1] if heard else 0.0
