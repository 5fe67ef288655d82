"""A trail as its pages show it, read in a number of queries that stays flat."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage

from frontend.palette import STILL_THEMES
from frontend.raster import raster_provider
from media_library.models import Picture, Recording
from media_library.picture_sizes import COVER_FRAMES
from media_library.shown_sizes import ShownSize, shown_sizes
from places.geo import Point
from tours.drawing import DRAWING_ZOOM, Drawing, draw
from tours.origins import Origin, origins
from tours.package import quiz
from tours.question import Question, read_question
from tours.stories import (
    StoryItem,
    picture_item,
    read_stories,
    recording_item,
)
from tours.walk import Walk, legs_m, measure

if TYPE_CHECKING:
    from tours.models import Stop, TourPage

STILL_PX = 780  # a phone's width, twice as fine


@dataclass(frozen=True)
class LookFor:
    """How one finds a stop when coming from the one before."""

    sentence: str
    picture: StoryItem | None = None


@dataclass(frozen=True)
class StopView:
    """A stop with all that its page needs. ``number`` counts from 1."""

    number: int
    stop: "Stop"
    url: str
    story: tuple[StoryItem, ...]
    look_for: LookFor | None = None
    question: Question | None = None
    question_picture: StoryItem | None = None
    leg_m: float = 0.0
    pin: tuple[float, float] | None = None

    @property
    def title(self) -> str:
        """The stop's own title, or its place's name."""
        return self.stop.title or (self.stop.place.name if self.stop.place else "")

    @property
    def code(self) -> str:
        """Permanent short code."""
        return self.stop.code

    @property
    def place(self) -> Any:
        """The place, or None in a draft."""
        return self.stop.place

    @property
    def point(self) -> Point | None:
        """Where to stand; None in a draft."""
        return self.stop.point

    @property
    def leg_minutes(self) -> int:
        """Minutes on foot from the stop before."""
        return max(1, round(Walk(self.leg_m, 0).walking_s / 60))

    @property
    def quiz(self) -> dict[str, Any] | None:
        """The question as the package tells it, for the page's script."""
        return quiz(self.question) if self.question else None

    @cached_property
    def recording(self) -> Recording | None:
        """The recording that plays here: the first story in the page's language.

        Music or ambience plays by itself only where nobody speaks.
        """
        heard = [
            item.recording
            for item in self.story
            if item.recording and not item.is_other_language
        ]
        spoken = [each for each in heard if each.kind == Recording.Kind.STORY]
        return next(iter([*spoken, *heard]), None)

    @cached_property
    def picture(self) -> StoryItem | None:
        """The first picture of the story."""
        return next((each for item in self.story for each in item.pictures), None)

    @cached_property
    def reading(self) -> tuple[StoryItem, ...]:
        """The story without the recording that the player holds."""
        return tuple(
            item
            for item in self.story
            if item.recording is None or item.recording != self.recording
        )


@dataclass(frozen=True)
class TourView:
    """A trail with its stops, its figures and its first drawn map."""

    page: "TourPage"
    stops: tuple[StopView, ...]
    walk: Walk
    drawing: Drawing | None
    themes: tuple[str, ...] = ()
    cover: tuple[ShownSize, ...] = ()
    introduction: StoryItem | None = None
    map_data: dict[str, Any] = field(default_factory=dict)
    still: "Still | None" = None
    credit: str = ""

    @property
    def origins(self) -> list[Origin]:
        """Whose it was before it came here."""
        return list(origins(self.page.provenance))

    @property
    def length_km(self) -> float:
        """Kilometres walked, to 0.1."""
        return round(self.walk.length_m / 1000, 1)

    @property
    def listening_minutes(self) -> int:
        """Minutes of sound."""
        seconds = self.walk.listening_s
        return max(1, round(seconds / 60)) if seconds else 0


def present_tour(page: "TourPage", is_preview: bool = False) -> TourView:
    """All that the trail's page shows; a preview is not in the database yet."""
    stops = _ordered_stops(page)
    located = [point for stop in stops if (point := stop.point) is not None]
    line = page.line
    drawing = draw(line, located)
    views, pictures = _stop_views(page, stops, legs_m(line, located), drawing)
    cover = pictures.get(page.cover_id or 0)
    listening_s = sum(
        view.recording.duration_seconds for view in views if view.recording
    )
    return TourView(
        page=page,
        stops=views,
        walk=measure(line, located, listening_s),
        drawing=drawing,
        themes=theme_names(page, is_preview),
        cover=shown_sizes(cover, COVER_FRAMES) if cover else (),
        introduction=recording_item(page.introduction, page.locale.language_code),
        map_data=map_data(views, drawing, page.basemap),
        still=read_still(page.basemap),
        credit=map_credit(page.basemap),
    )


def _stop_views(
    page: "TourPage",
    stops: "list[Stop]",
    lengths_m: Iterable[float],
    drawing: Drawing | None,
) -> tuple[tuple[StopView, ...], dict[int, Picture]]:
    """The stops as they are shown, and all pictures of the trail."""
    questions = [read_question(stop.question.raw_data) for stop in stops]
    others = {
        page.cover_id,
        *(stop.look_for_picture_id for stop in stops),
        *(question.picture_id for question in questions if question),
    }
    pictures, stories = read_stories(stops, page.locale.language_code, others)
    legs, pins = iter(lengths_m), iter(drawing.pins if drawing else ())
    views = tuple(
        StopView(
            number=number,
            stop=stop,
            url=f"{page.url or ''}stop/{stop.code}/",
            story=story,
            look_for=_look_for(stop, pictures),
            question=question,
            question_picture=question
            and picture_item(
                pictures.get(question.picture_id or 0), question.alternative_text
            ),
            leg_m=next(legs) if stop.point else 0.0,
            pin=next(pins) if stop.point else None,
        )
        for number, (stop, story, question) in enumerate(
            zip(stops, stories, questions, strict=True), start=1
        )
    )
    return views, pictures


def _ordered_stops(page: "TourPage") -> "list[Stop]":
    """The stops with their places: one query when saved, none in a preview."""
    stops = page.stops.all()
    if hasattr(stops, "select_related"):
        stops = stops.select_related("place__locale", "place__picture")
    return list(stops)


def theme_names(page: "TourPage", is_preview: bool = False) -> tuple[str, ...]:
    """The trail's themes in the page's language, where they are translated.

    A translation holds its source's themes: they are found by their permanent key.
    """
    themes = page._meta.get_field("themes").related_model.objects
    keys = (
        [theme.translation_key for theme in page.themes.all()]
        if is_preview
        else themes.filter(tourpage=page.pk).values("translation_key")
    )
    names: dict[Any, str] = {}
    for theme in themes.filter(translation_key__in=keys):
        if theme.locale_id == page.locale_id or theme.translation_key not in names:
            names[theme.translation_key] = theme.name
    return tuple(sorted(names.values()))


@dataclass(frozen=True)
class Still:
    """A picture of the city around a trail, in day and ``dark`` colours.

    The pictures are for phones; the drawings (SVG) are sharp on large screens.
    """

    url: str
    dark: str
    drawn: str
    drawn_dark: str
    width: int = STILL_PX
    height: int = STILL_PX


def read_still(basemap: dict[str, Any]) -> Still | None:
    """The stills of a trail's map; None without a city's map."""
    if not basemap:
        return None
    stills = [basemap["stills"][theme] for theme in STILL_THEMES]
    files = [still[form] for form in ("webp", "svg") for still in stills]
    return Still(*map(default_storage.url, files))


def map_credit(basemap: dict[str, Any]) -> str:
    """Whom to thank for what lies under a trail; empty where it lies on paper."""
    provider = raster_provider()
    if basemap:
        return str(basemap["attribution"])
    return provider.attribution if provider else ""


def _basemap_data(basemap: dict[str, Any]) -> dict[str, Any] | None:
    """Where the map under the trail comes from: its own archive, or a provider."""
    if basemap:
        return {"url": default_storage.url(basemap["archive"])}
    provider = raster_provider()
    return {"raster": provider.told()} if provider else None


def map_data(
    stops: Iterable[StopView], drawing: Drawing | None, basemap: dict[str, Any]
) -> dict[str, Any]:
    """What the page's script needs, beside the drawing, to draw the same map.

    The line and the stops' names are read from the drawing itself: the first view
    is small, and both maps tell the same. Without a city's map there is no basemap,
    unless the settings name a provider of pictures.
    """
    return {
        "basemap": _basemap_data(basemap),
        "zoom": DRAWING_ZOOM,
        "centre": drawing
        and [round(drawing.centre.latitude, 7), round(drawing.centre.longitude, 7)],
        "stops": [
            {
                "code": view.code,
                "latitude": view.point.latitude,
                "longitude": view.point.longitude,
                "radius_m": view.stop.trigger_radius_m,
            }
            for view in stops
            if view.point
        ],
    }


def _look_for(stop: "Stop", pictures: dict[int, Picture]) -> LookFor | None:
    """What is said on the way to a stop; None where nothing is."""
    picture = picture_item(
        pictures.get(stop.look_for_picture_id or 0),
        stop.look_for_picture_alternative_text,
    )
    if not (stop.look_for or picture):
        return None
    return LookFor(stop.look_for, picture)
