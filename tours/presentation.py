"""A trail as its pages show it, read in a number of queries that stays flat."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.utils.safestring import SafeString
from wagtail.rich_text import RichText

from frontend.palette import STILL_THEMES
from frontend.raster import raster_provider
from media_library.models import Picture, PictureRendition, Recording
from places.geo import Point
from tours.drawing import DRAWING_ZOOM, Drawing, draw
from tours.origins import Origin, origins
from tours.walk import Walk, legs_m, measure

if TYPE_CHECKING:
    from tours.models import Stop, TourPage

PICTURE_WIDTHS = (400, 800, 1280)
PICTURE_FILTERS = tuple(f"width-{width}|format-webp" for width in PICTURE_WIDTHS)
STILL_PX = 780  # a phone's width, twice as fine
COVER_FILTERS = ("fill-480x360|format-webp", "fill-960x720|format-webp")


@dataclass(frozen=True)
class StoryItem:
    """One block of a story. ``kind``: text, picture, recording or quote."""

    kind: str
    html: SafeString | str = ""
    picture: Picture | None = None
    renditions: tuple[PictureRendition, ...] = ()
    alternative_text: str = ""
    caption: str = ""
    recording: Recording | None = None
    is_other_language: bool = False
    text: str = ""
    attribution: str = ""


@dataclass(frozen=True)
class StopView:
    """A stop with all that its page needs. ``number`` counts from 1."""

    number: int
    stop: "Stop"
    url: str
    story: tuple[StoryItem, ...]
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

    @cached_property
    def recording(self) -> Recording | None:
        """The recording that plays here: the first in the page's language."""
        return next(
            (
                item.recording
                for item in self.story
                if item.recording and not item.is_other_language
            ),
            None,
        )

    @cached_property
    def picture(self) -> StoryItem | None:
        """The first picture of the story."""
        return next((item for item in self.story if item.kind == "picture"), None)

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
    cover: tuple[PictureRendition, ...] = ()
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
    pictures, stories = read_stories(stops, page.locale.language_code, page.cover_id)
    cover = pictures.get(page.cover_id or 0)
    points = [stop.point for stop in stops]
    located = [point for point in points if point is not None]
    line = page.line
    drawing = draw(line, located)
    legs = iter(legs_m(line, located))
    pins = iter(drawing.pins if drawing else ())
    base = page.url or ""
    views = tuple(
        StopView(
            number=number,
            stop=stop,
            url=f"{base}stop/{stop.code}/",
            story=stories[number - 1],
            leg_m=next(legs) if stop.point else 0.0,
            pin=next(pins) if stop.point else None,
        )
        for number, stop in enumerate(stops, start=1)
    )
    listening_s = sum(
        view.recording.duration_seconds for view in views if view.recording
    )
    return TourView(
        page=page,
        stops=views,
        walk=measure(line, located, listening_s),
        drawing=drawing,
        themes=theme_names(page, is_preview),
        cover=picture_renditions(cover, COVER_FILTERS) if cover else (),
        map_data=map_data(views, drawing, page.basemap),
        still=read_still(page.basemap),
        credit=map_credit(page.basemap),
    )


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


Story = tuple[StoryItem, ...]


def read_stories(
    stops: "list[Stop]", language: str, cover_id: int | None = None
) -> tuple[dict[int, Picture], list[Story]]:
    """The stories of all stops, their works fetched together, and those pictures.

    Reads the streams' raw data, since a stream fetches the works of its own stop
    only: twenty stops would cost forty queries.
    """
    raw = [[block for block in stop.story.raw_data if block] for stop in stops]
    blocks = [block for story in raw for block in story]
    pictures = _pictures({cover_id, *(_picture_id(block) for block in blocks)} - {None})
    recordings = Recording.objects.in_bulk(
        {block["value"] for block in blocks if block["type"] == "recording"} - {None}
    )
    works = (pictures, recordings, language)
    return pictures, [
        tuple(item for block in story if (item := _read_block(block, *works)))
        for story in raw
    ]


def _picture_id(block: dict[str, Any]) -> int | None:
    if block["type"] != "picture":
        return None
    return (block["value"].get("image") or {}).get("image")


def _pictures(wanted: set[int]) -> dict[int, Picture]:
    """Pictures with their renditions: one query once the renditions are made."""
    if not wanted:
        return {}
    found: dict[int, Picture] = {}
    made = PictureRendition.objects.filter(
        image__in=wanted, filter_spec__in=(*PICTURE_FILTERS, *COVER_FILTERS)
    )
    for rendition in made.select_related("image"):
        picture = found.setdefault(rendition.image_id, rendition.image)
        picture.__dict__.setdefault("prefetched_renditions", []).append(rendition)
    return found | Picture.objects.in_bulk(wanted - found.keys())


def picture_renditions(
    picture: Picture, filters: tuple[str, ...]
) -> tuple[PictureRendition, ...]:
    """The picture in some sizes; a file that cannot be read gives none."""
    try:
        return tuple(picture.get_renditions(*filters).values())
    except (OSError, ValueError):
        return ()


def _read_block(
    block: dict[str, Any],
    pictures: dict[int, Picture],
    recordings: dict[int, Recording],
    language: str,
) -> StoryItem | None:
    """A block as it is shown; None when its work is gone."""
    kind, value = block["type"], block["value"]
    if kind == "text":
        return StoryItem(kind, html=RichText(value).__html__())
    if kind == "quote":
        return StoryItem(kind, text=value["text"], attribution=value["attribution"])
    if kind == "recording":
        recording = recordings.get(value)
        if recording is None:
            return None
        other = recording.language != language
        return StoryItem(kind, recording=recording, is_other_language=other)
    picture = pictures.get(_picture_id(block) or 0)
    if picture is None:
        return None
    image = value["image"]
    return StoryItem(
        kind="picture",
        picture=picture,
        renditions=picture_renditions(picture, PICTURE_FILTERS),
        alternative_text="" if image.get("decorative") else image.get("alt_text", ""),
        caption=value.get("caption") or "",
    )
