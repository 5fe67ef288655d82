"""A trail as its pages show it, read in a number of queries that stays flat."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.db.models import F

from media_library.models import Picture, Recording
from media_library.picture_sizes import COVER_FRAMES
from media_library.shown_sizes import ShownSize, shown_sizes
from media_library.tellings import one_of_each
from places.geo import Point
from tours.closed_ways import way_to
from tours.drawing import DRAWING_ZOOM, Drawing, DrawnWay, draw
from tours.drift_words import visitors_line
from tours.notice_rules import Kind
from tours.organisations import organisation_of
from tours.origins import Origin, origins
from tours.package import quiz
from tours.question import Question, read_question
from tours.season_words import sentence
from tours.shown_map import Still, basemap_data, map_credit, read_still
from tours.stories import (
    StoryItem,
    TrailWorks,
    picture_item,
    read_works,
    recording_item,
)
from tours.told_notices import ToldNotice, told_notices
from tours.told_seasons import ToldSeason, told_season
from tours.trail_of_day import (
    TrailOfDay,
    next_turn_of,
    season_of,
    trail_of_day,
    whole_trail,
)
from tours.walk import Walk, legs_m, measure

if TYPE_CHECKING:
    from tours.models import Stop, TourPage


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
    notices: tuple[ToldNotice, ...] = ()

    @property
    def closure(self) -> ToldNotice | None:
        """What closes the stop now."""
        return next((each for each in self.notices if each.closes_stop), None)

    @property
    def season(self) -> str:
        """When it is on, in a sentence; empty where it always is."""
        return sentence(season_of(self.stop)) if self.stop.seasons else ""

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
    def _heard(self) -> tuple[Recording, ...]:
        """What can be heard here in the page's language."""
        return tuple(
            item.recording
            for item in self.story
            if item.recording and not item.is_other_language
        )

    @cached_property
    def tellings(self) -> tuple[Recording, ...]:
        """The ways in which the story is told, in their order."""
        return one_of_each(
            each for each in self._heard if each.kind == Recording.Kind.STORY
        )

    @cached_property
    def recording(self) -> Recording | None:
        """The recording that plays here unless another telling was chosen.

        Music or ambience plays by itself only where nobody speaks.
        """
        return next(iter([*self.tellings, *self._heard]), None)

    @cached_property
    def picture(self) -> StoryItem | None:
        """The first picture of the story."""
        return next((each for item in self.story for each in item.pictures), None)

    @cached_property
    def reading(self) -> tuple[StoryItem, ...]:
        """The story without the recordings that the player holds."""
        held = {self.recording, *self.tellings}
        return tuple(
            item
            for item in self.story
            if item.recording is None or item.recording not in held
        )


@dataclass(frozen=True)
class TourView:
    """A trail with its stops, its figures and its first drawn map.

    ``changes_at``: when a work or a stop comes or goes by itself, as rights or seasons
    begin or end. ``day``: which of its stops are there.
    ``drift_line``: that the original has changed since; mostly empty.
    ``organisation``: name and colour of the one whose trail it is, if any.
    """

    page: "TourPage"
    day: TrailOfDay
    stops: tuple[StopView, ...]
    walk: Walk
    drawing: Drawing | None
    themes: tuple[str, ...] = ()
    cover: tuple[ShownSize, ...] = ()
    introduction: StoryItem | None = None
    map_data: dict[str, Any] = field(default_factory=dict)
    still: Still | None = None
    credit: str = ""
    changes_at: datetime | None = None
    notices: tuple[ToldNotice, ...] = ()
    drift_line: str = ""
    organisation: dict[str, str] | None = None

    @cached_property
    def tellings(self) -> tuple[Recording, ...]:
        """One recording of each telling to choose from; none without a choice."""
        several = (stop.tellings for stop in self.stops if len(stop.tellings) > 1)
        return one_of_each(chain.from_iterable(several))

    @property
    def stop_count(self) -> int:
        """How many stops one walks to: in a preview, takes stand beside theirs."""
        return len(set(self.day.counted))

    @cached_property
    def closed_ways(self) -> list[DrawnWay]:
        """The legs that are closed now, as the drawing shows them."""
        # In a preview a take has the number of its stop: the stop's own point counts.
        numbered = {stop.number: stop.point for stop in reversed(self.stops)}
        points = [numbered[number] for number in sorted(numbered)]
        found = (
            (each, way_to(stop.number, points, self.day.legs, self.day.line))
            for stop in self.stops
            for each in stop.notices
            if each.is_closure and each.kind == Kind.LEG
        )
        return self._drawn([(each, way) for each, way in found if way])

    @cached_property
    def detours(self) -> list[DrawnWay]:
        """The ways round what is closed, as the drawing shows them."""
        ways = [(each, each.detour) for each in self.notices if each.detour]
        return self._drawn(ways)

    def _drawn(self, ways: list[tuple[ToldNotice, list[Point]]]) -> list[DrawnWay]:
        if self.drawing is None:
            return []
        return [self.drawing.way(str(e.notice.identifier), way) for e, way in ways]

    @property
    def season(self) -> ToldSeason | None:
        """When the trail is on; None where it always is."""
        return told_season(self.page)

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


def present_tour(
    page: "TourPage", is_preview: bool = False, also: Container[str] = ()
) -> TourView:
    """All that the trail's page shows; a preview is not in the database yet.

    Stops out of season are left out, but in previews, and but for ``also``, by code.
    """
    every = _ordered_stops(page)
    day = whole_trail(page, every) if is_preview else trail_of_day(page, every, also)
    stops = day.stops
    located = [point for stop in stops if (point := stop.point) is not None]
    line = day.line
    drawing = draw(line, located)
    works = _read_works(page, stops, is_preview)
    notices = told_notices(page, stops)
    views = _stop_views(page, day, legs_m(line, located), drawing, works, notices)
    cover = works.pictures.get(page.cover_id or 0)
    introduction = works.recordings.get(page.introduction_id or 0)
    heard = {view.number: view.recording for view in reversed(views)}
    listening_s = sum(each.duration_seconds for each in heard.values() if each)
    changes = (works.changes_at, next_turn_of(every))
    return TourView(
        page=page,
        day=day,
        stops=views,
        walk=measure(line, located, listening_s),
        drawing=drawing,
        themes=theme_names(page, is_preview),
        cover=shown_sizes(cover, COVER_FRAMES) if cover else (),
        introduction=recording_item(introduction, page.locale.language_code),
        map_data=map_data(views, drawing, page.basemap),
        still=read_still(page.basemap),
        credit=map_credit(page.basemap),
        changes_at=min((each for each in changes if each), default=None),
        notices=notices,
        drift_line=visitors_line(getattr(next(iter(every), None), "drift", None)),
        organisation=getattr(next(iter(every), None), "organisation", None),
    )


def _read_works(
    page: "TourPage", stops: "Sequence[Stop]", is_preview: bool
) -> TrailWorks:
    """All works of the trail, read at once."""
    questions = [read_question(stop.question.raw_data) for stop in stops]
    pictures = {
        page.cover_id,
        *(stop.look_for_picture_id for stop in stops),
        *(question.picture_id for question in questions if question),
    }
    language = page.locale.language_code
    return read_works(stops, language, pictures, page.introduction_id, is_preview)


def _stop_views(
    page: "TourPage",
    day: TrailOfDay,
    lengths_m: Iterable[float],
    drawing: Drawing | None,
    works: TrailWorks,
    notices: tuple[ToldNotice, ...],
) -> tuple[StopView, ...]:
    """The stops as they are shown."""
    questions = [read_question(stop.question.raw_data) for stop in day.stops]
    pictures = works.pictures
    legs, pins = iter(lengths_m), iter(drawing.pins if drawing else ())
    return tuple(
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
            notices=tuple(each for each in notices if stop in each.stops),
        )
        for number, stop, story, question in zip(
            day.counted, day.stops, works.stories, questions, strict=True
        )
    )


def _ordered_stops(page: "TourPage") -> "list[Stop]":
    """The stops with their places: one query when saved, none in a preview.

    The trail's drift and organisation come with them: queries of their own would be
    too many.
    """
    stops = page.stops.all()
    if hasattr(stops, "select_related"):
        stops = stops.select_related("place__locale", "place__picture")
    if hasattr(stops, "annotate"):
        stops = stops.annotate(
            drift=F("page__checkup__drift"),
            organisation=organisation_of("page__translation_key"),
        )
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


def map_data(
    stops: Iterable[StopView], drawing: Drawing | None, basemap: dict[str, Any]
) -> dict[str, Any]:
    """What the page's script needs, beside the drawing, to draw the same map.

    The line and the stops' names are read from the drawing itself: the first view
    is small, and both maps tell the same. Without a city's map there is no basemap,
    unless the settings name a provider of pictures.
    """
    return {
        "basemap": basemap_data(basemap),
        "zoom": DRAWING_ZOOM,
        "centre": drawing
        and [round(drawing.centre.latitude, 6), round(drawing.centre.longitude, 6)],
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
