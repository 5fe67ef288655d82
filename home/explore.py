"""The trails of a home page: cards and pins, in a flat number of queries."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale

from media_library.models import Picture, PictureRendition, Recording
from places.geo import Point
from tours.drawing import Drawing, draw
from tours.models import Theme, TourPage
from tours.presentation import COVER_FILTERS
from tours.walk import Walk, measure


@dataclass(frozen=True)
class Card:
    """One trail among others. ``point`` is where it begins; ``pin`` its place on
    the drawn map."""

    page: TourPage
    stop_count: int
    walk: Walk
    themes: tuple[Theme, ...]
    cover: tuple[PictureRendition, ...]
    point: Point | None
    number: int = 0
    pin: tuple[float, float] | None = None

    @property
    def length_km(self) -> float:
        """Kilometres walked, to 0.1."""
        return round(self.walk.length_m / 1000, 1)

    @property
    def theme_keys(self) -> str:
        """Permanent keys of the themes, for the filter in the page."""
        return " ".join(str(theme.translation_key) for theme in self.themes)


@dataclass(frozen=True)
class Explore:
    """Everything the home page shows."""

    cards: tuple[Card, ...]
    themes: tuple[Theme, ...]
    drawing: Drawing | None
    cities: tuple[str, ...]


def explore(locale: Locale) -> Explore:
    """The live trails of a language, newest first."""
    pages = list(
        TourPage.objects.on_show(locale.language_code)
        .select_related("locale")
        .prefetch_related("stops__place", "themes")
    )
    covers = Picture.objects.prefetch_renditions(*COVER_FILTERS).in_bulk(
        {page.cover_id for page in pages} - {None}
    )
    themes = _local_themes(pages, locale)
    seconds = _listening_seconds(pages, locale.language_code)
    cards = tuple(
        _card(number, page, covers, themes, seconds)
        for number, page in enumerate(pages, start=1)
    )
    used = {theme for card in cards for theme in card.themes}
    return Explore(
        cards=cards,
        themes=tuple(sorted(used, key=lambda theme: theme.name)),
        drawing=draw([], [card.point for card in cards if card.point]),
        cities=tuple(sorted({page.city for page in pages if page.city})),
    )


def _card(
    number: int,
    page: TourPage,
    covers: dict[int, Picture],
    themes: dict[Any, Theme],
    seconds: dict[int, float],
) -> Card:
    stops = list(page.stops.all())
    points = [stop.point for stop in stops if stop.point]
    cover = covers.get(page.cover_id)
    return Card(
        page=page,
        number=number,
        stop_count=len(stops),
        walk=measure(page.line, points, seconds.get(page.pk, 0.0)),
        themes=tuple(
            themes[theme.translation_key]
            for theme in page.themes.all()
            if theme.translation_key in themes
        ),
        cover=tuple(cover.get_renditions(*COVER_FILTERS).values()) if cover else (),
        point=points[0] if points else None,
    )


def _local_themes(pages: list[TourPage], locale: Locale) -> dict[Any, Theme]:
    """Themes in the page's language, by their permanent key."""
    keys = {theme.translation_key for page in pages for theme in page.themes.all()}
    found = Theme.objects.filter(translation_key__in=keys, locale=locale)
    return {theme.translation_key: theme for theme in found}


def _listening_seconds(pages: list[TourPage], language: str) -> dict[int, float]:
    """Seconds of sound of each trail: the first recording of each stop counts."""
    chosen = {
        page.pk: [
            [b["value"] for b in stop.story.raw_data if b and b["type"] == "recording"]
            for stop in page.stops.all()
        ]
        for page in pages
    }
    ids = {pk for stops in chosen.values() for stop in stops for pk in stop} - {None}
    durations = dict(
        Recording.objects.filter(pk__in=ids, language=language).values_list(
            "pk", "duration_seconds"
        )
    )
    return {
        page: sum(
            next((durations[pk] for pk in stop if pk in durations), 0.0)
            for stop in stops
        )
        for page, stops in chosen.items()
    }
