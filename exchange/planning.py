"""What an import will make: told first, done when an editor agrees.

A plan reads the database and changes nothing. ``importing.carry_out`` does what it
says.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from wagtail.models import Page, Site

from exchange.clean import plain
from exchange.fitting import fitted, safe_html
from exchange.found import FileRefused, FoundStop, FoundTrail, Reading, Remark
from exchange.keys import free_key, stop_keys, trail_keys, trail_name
from exchange.likeness import alike
from exchange.limits import MAX_TRAIL_STOPS
from places.geo import Point, distance_m, length_m
from places.models import Place
from tours.legs import MAX_STOPS
from tours.models import Stop, Theme, TourPage

SAME_PLACE_M = 25
_BEGINNING = 2_000  # characters of a story that a preview looks at
SAME_POINT_M = 1


class ImportRefused(FileRefused):
    """The file is understood, but its trails cannot be made here. Says why."""


class Change(StrEnum):
    """What becomes of a stop of the file."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class PlannedStop:
    """A stop as it will be. Its place is here already, or will be made.

    ``existing`` is the stop of the trail's draft that is brought up to date. Only a
    package has stops without a place, which have a point of their own. ``blocks`` of
    its story come behind what the file tells.
    """

    found: FoundStop
    key: UUID
    place: Place | None
    is_new_place: bool
    change: Change
    existing: Stop | None = None
    blocks: tuple[Mapping[str, Any], ...] = ()

    @property
    def words(self) -> str:
        """The beginning of what is told, as plain text."""
        story = self.found.story
        is_long = len(story) > _BEGINNING
        return plain(story[:_BEGINNING].rpartition("<")[0] if is_long else story)

    @property
    def own_point(self) -> Point | None:
        """The point that the stop needs, where its place is not exactly there."""
        is_there = self.place is not None and self.place.point == self.found.point
        return None if is_there else self.found.point


@dataclass(frozen=True)
class Planned:
    """A trail as it will be: a new one, or a new draft of an existing one.

    ``draft`` is what the existing trail's form would show now. ``kept`` are its stops
    that the file does not have: they stay. ``left`` are those that do not.
    """

    kind: str
    found: FoundTrail
    home: Page
    key: UUID
    stops: tuple[PlannedStop, ...]
    kept: tuple[Stop, ...] = ()
    left: tuple[Stop, ...] = ()
    themes: tuple[Theme, ...] = ()
    draft: TourPage | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def is_update(self) -> bool:
        """Whether the trail is here already."""
        return self.draft is not None

    @cached_property
    def length_m(self) -> float:
        """Metres along its line."""
        return length_m(self.found.line)

    @cached_property
    def new_places(self) -> list[Place]:
        """The places that will be made, each once."""
        places = [stop.place for stop in self.stops if stop.is_new_place]
        return list({id(place): place for place in places}.values())

    @cached_property
    def reused(self) -> list[PlannedStop]:
        """New stops at places that are here already."""
        return [
            stop
            for stop in self.stops
            if stop.place and not stop.is_new_place and stop.existing is None
        ]

    @property
    def provenance(self) -> dict[str, str]:
        """What the trail will say of where it comes from."""
        found = self.found
        return {
            "kind": self.kind,
            "identifier": found.uuid or trail_name(found),
            "title": found.title,
            "url": found.url,
            "source": found.source,
            "licence": found.licence,
        }


def plan(
    reading: Reading, home: Page | None = None, *, as_new: bool = False
) -> list[Planned]:
    """What will be made of a file, one plan for each of its trails.

    Trails go under ``home``, else under the home page of their language. With
    ``as_new`` none of them is an update. Raises ImportRefused without a home page, for
    a reading without a trail, and for a trail of more stops than its form can hold.
    """
    if not reading.trails:
        raise ImportRefused("no_positions" if reading.headings else "no_trail")
    for trail in reading.trails:
        if (stops := len(trail.stops)) > MAX_TRAIL_STOPS:
            facts = {"stops": stops, "limit": MAX_TRAIL_STOPS}
            raise ImportRefused("too_many_stops", **facts)
    planner = _Planner(reading.kind, as_new)
    return [
        planner.planned(trail, home or home_for(trail.language))
        for trail in reading.trails
    ]


def home_for(language: str) -> Page:
    """The home page under which a trail of a language goes; else the site's own.

    Raises ImportRefused where trails can go nowhere.
    """
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    root = site.root_page.specific if site else None
    if root is None or type(root) not in TourPage.allowed_parent_page_models():
        raise ImportRefused("no_home")
    short = language.replace("_", "-").partition("-")[0].lower()
    for page in root.get_translations(inclusive=True).select_related("locale"):
        if short and page.locale.language_code.partition("-")[0].lower() == short:
            return page.specific
    return root


def homes_for(user: object) -> list[Page]:
    """The home pages under which somebody may make trails, the site's own first."""
    try:
        own = home_for("")
    except ImportRefused:
        own = None
    homes = [
        page
        for model in TourPage.allowed_parent_page_models()
        for page in model.objects.select_related("locale").order_by("path")
        if page.permissions_for_user(user).can_add_subpage()
    ]
    return sorted(homes, key=lambda page: page != own)


class _Planner:
    """Plans the trails of one file, which may share places, and no identifier."""

    def __init__(self, kind: str, as_new: bool) -> None:
        self.kind, self.as_new = kind, as_new
        self.places = _Places()
        self.taken: set[UUID] = set()

    def planned(self, trail: FoundTrail, home: Page) -> Planned:
        """The plan of one trail."""
        names = (gettext("Trail without a title"), gettext("Stop %(number)s"))
        found, remarks = fitted(trail, names)
        key, page = self._identity(found, home)
        draft = page.get_latest_revision_as_object() if page else None
        there = {}
        if draft:
            there = {stop.translation_key: stop for stop in draft.stops.all()}
        keys = self._stop_keys(key, found, home, page)
        stops = [
            self._stop(stop, each, there.get(each), home)
            for stop, each in zip(found.stops, keys, strict=True)
        ]
        themes, unknown = themes_of(found.themes, home)
        return Planned(
            kind=self.kind,
            found=found,
            home=home,
            key=key,
            stops=tuple(stops),
            kept=tuple(stop for each, stop in there.items() if each not in keys),
            themes=themes,
            draft=draft,
            remarks=(*remarks, *unknown, *_told(found)),
        )

    def _identity(self, found: FoundTrail, home: Page) -> tuple[UUID, TourPage | None]:
        """Its identifier, and the trail that has it in the home page's language."""
        keys = trail_keys(found, self.kind)
        pages = Page.objects.filter(translation_key__in=keys, locale=home.locale)
        there = {page.translation_key: page for page in pages.specific()}
        known = [
            (key, there[key])
            for key in keys
            if isinstance(there.get(key), TourPage)
            and there[key].alias_of_id is None
            and key not in self.taken
        ]
        if known and not self.as_new:
            key, page = known[0]
        else:
            key, page = free_key(keys, {*there, *self.taken}), None
        self.taken.add(key)
        return key, page

    def _stop_keys(
        self, trail: UUID, found: FoundTrail, home: Page, page: TourPage | None
    ) -> list[UUID]:
        """The stops' identifiers, but for those that stops of other trails have."""
        others = Stop.objects.filter(locale=home.locale).exclude(
            page=page.pk if page else None
        )
        wanted = stop_keys(trail, found.stops)
        used = others.filter(translation_key__in=wanted)
        taken = {*self.taken, *used.values_list("translation_key", flat=True)}
        keys = stop_keys(trail, found.stops, taken)
        self.taken.update(keys)
        return keys

    def _stop(
        self, found: FoundStop, key: UUID, existing: Stop | None, home: Page
    ) -> PlannedStop:
        if existing is None:
            place = self.places.at(found, home)
            return PlannedStop(found, key, place, place.pk is None, Change.NEW)
        stays = existing.place is not None and _is_at(found.point, existing.point)
        place = existing.place
        if not stays and (place is None or not _is_near(place, found.point)):
            place = self.places.at(found, home)
        # A point that stays is the trail's: it may be finer than the file's.
        kept = replace(found, point=existing.point) if stays else found
        same = (
            stays and found.title == existing.title and not tells_news(found, existing)
        )
        change = Change.SAME if same else Change.CHANGED
        return PlannedStop(kept, key, place, place.pk is None, change, existing)


def _is_near(place: Place, point: Point) -> bool:
    return distance_m(place.point, point) <= SAME_PLACE_M


def _is_at(point: Point, other: Point | None) -> bool:
    return other is not None and distance_m(point, other) <= SAME_POINT_M


def tells_news(found: FoundStop, existing: Stop) -> bool:
    """Whether the file tells at a stop what the trail does not tell yet."""
    texts = texts_of(existing.story.get_prep_value())
    return bool(found.story) and found.story not in (*texts, "".join(texts))


def texts_of(blocks: Iterable[dict[str, Any]]) -> list[str]:
    """The HTML of each text block of a story, as a file would tell it."""
    return [safe_html(block["value"]) for block in blocks if block["type"] == "text"]


class _Places:
    """The places that stops are put at: those near with a like name, or new ones.

    A place that two stops of a file share is made once.
    """

    def __init__(self) -> None:
        self.made: list[Place] = []

    def at(self, stop: FoundStop, home: Page) -> Place:
        """The place of a stop, saved or yet to be made."""
        near = Place.objects.select_related("locale").near(stop.point, SAME_PLACE_M)
        own = [place for place in near if place.locale_id == home.locale_id]
        made = [
            place
            for place in self.made
            if place.locale_id == home.locale_id and _is_near(place, stop.point)
        ]
        for place in (*own, *made, *near):
            if alike(place.name, stop.title):
                return place
        self.made.append(_new_place(stop, home))
        return self.made[-1]


def _new_place(stop: FoundStop, home: Page) -> Place:
    known = Place.Category.values
    return Place(
        locale=home.locale,
        name=stop.title,
        latitude=stop.point.latitude,
        longitude=stop.point.longitude,
        address=stop.address,
        category=stop.category if stop.category in known else Place.Category.OTHER,
    )


def themes_of(
    names: Iterable[str], home: Page
) -> tuple[tuple[Theme, ...], list[Remark]]:
    """The themes of those names, and a remark for each name that is none."""
    known = {
        theme.name.casefold(): theme
        for theme in Theme.objects.filter(locale=home.locale)
    }
    wanted = list(dict.fromkeys(name for name in names if name))
    found = {known[name.casefold()] for name in wanted if name.casefold() in known}
    unknown = [
        Remark("theme_unknown", None, {"theme": name[:60]})
        for name in wanted
        if name.casefold() not in known
    ]
    return tuple(sorted(found, key=lambda theme: theme.name)), unknown


def _told(found: FoundTrail) -> list[Remark]:
    """What an editor has to do by hand."""
    remarks = []
    works = sum(len(stop.pictures) + len(stop.sounds) for stop in found.stops)
    if works:
        remarks.append(Remark("works_left", None, {"count": works}))
    if len(found.stops) > MAX_STOPS:
        facts = {"stops": len(found.stops), "limit": MAX_STOPS}
        remarks.append(Remark("many_stops", None, facts))
    return remarks
