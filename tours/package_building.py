"""Builds a trail's package from what is live, and puts its files away."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.urls import reverse

from citymap.legs import StraightRouter
from media_library.credited import Credited
from media_library.models import Contributor, Credit, Picture, Recording
from media_library.rights import RightsHeld
from media_library.shown_sizes import ShownSize
from media_library.tellings import FULL
from places.geo import Point
from tours.basemap import is_map_of
from tours.package import (
    FORMAT,
    along_the_track,
    credits_part,
    position,
    quiz,
    track_part,
    version,
)
from tours.package_files import Shelf
from tours.package_seasons import instead_of, seasons_part
from tours.package_story import absolute, story_html
from tours.presentation import StopView, TourView, present_tour
from tours.question import DETAIL
from tours.signals import describing_site
from tours.stories import StoryItem
from tours.trigger_checks import zone_of

if TYPE_CHECKING:
    from tours.models import TourPage

ESSENTIAL, COMPLETE = "essential", "complete"
SIDES = ("then", "now")


class PackageIncomplete(Exception):
    """A trail that cannot be walked as it stands; the package before it stays."""


def build_document(page: "TourPage") -> dict[str, Any]:
    """The whole package of a live trail; its files are put away on the way.

    Raises PackageIncomplete when a stop has no point or a file is missing.
    """
    view = page.presented
    pointless = [stop.number for stop in view.stops if stop.point is None]
    if pointless or not view.stops:
        msg = f"stops without a point: {pointless}" if view.stops else "no stop"
        raise PackageIncomplete(msg)
    try:
        document = _Builder(page, view).document()
    except FileNotFoundError as error:
        msg = f"a file is missing: {error.filename}"
        raise PackageIncomplete(msg) from error
    return {**document, "version": version(document)}


def whole_document(page: "TourPage") -> dict[str, Any]:
    """The package with all stops, also those that are out of season now.

    For copies: what is in force is the trail of its day. Raises PackageIncomplete.
    """
    every = {stop.code for stop in page.stops.all()}
    page.presented = present_tour(page, also=every)
    return build_document(page)


class _Builder:
    """One trail's document while it is made."""

    def __init__(self, page: "TourPage", view: TourView) -> None:
        self.page, self.view = page, view
        self.url = public_url(page)
        self.root = root_of(self.url)
        self.shelf = Shelf(self.root)
        self.works: list[tuple[str, str, str]] = []

    def document(self) -> dict[str, Any]:
        """Everything but the version, in the order of the schema."""
        page, points = self.page, [stop.point for stop in self.view.stops if stop.point]
        cover = self._cover()
        stops = [self._stop(stop) for stop in self.view.stops]
        track = track_part(self.view.day.legs, points, page.geometry_source)
        matrix = _matrix(page, points, self.view.day.numbers)
        # In a copy, takes stand beside their stops: no leg leads to them.
        legs = track["legs"] if self.view.stop_count == len(points) else []
        city_map = self._map()
        return {
            **self._heading(),
            **self._words(),
            "cover": cover,
            **self._introduction(),
            "track": track,
            "stops": stops,
            "walking_seconds": along_the_track(matrix, legs),
            "map": city_map,
            "seasons": seasons_part(page, self.view.day),
            "notices": f"{self.url}notices.json",
            "files": self.shelf.as_json(),
            "credits": credits_part(self.works),
            **site_facts(page),
            "provenance": list(page.provenance),
        }

    def _heading(self) -> dict[str, Any]:
        page = self.page
        return {
            "format": FORMAT,
            "id": str(page.translation_key),
            "version": "",
            "language": page.locale.language_code,
            "languages": dict(self._languages()),
            "title": page.title,
            "summary": page.summary,
            "url": self.url,
            "published_at": _instant(page.first_published_at),
        }

    def _words(self) -> dict[str, Any]:
        page = self.page
        return {
            "city": page.city,
            "mode": page.mode,
            "themes": list(self.view.themes),
            "start": page.start,
            "end": page.end,
            "practical_information": absolute(page.practical_information, self.root),
            "accessibility": absolute(page.accessibility, self.root),
            "is_step_free": page.is_step_free,
        }

    def _languages(self) -> Iterator[tuple[str, str]]:
        shown = type(self.page).objects.in_force()
        found = shown.filter(translation_key=self.page.translation_key)
        for page in found.select_related("locale").order_by("locale__language_code"):
            yield page.locale.language_code, f"{public_url(page)}package.json"

    def _stop(self, view: StopView) -> dict[str, Any]:
        place, point = view.place, view.point
        assert point is not None  # noqa: S101 (build_document refused it)
        # A picture whose file cannot be read has no size to show.
        story = [x for x in view.story if x.kind != "picture" or x.renditions]
        recordings = [item for item in story if item.recording]
        return {
            "id": str(view.stop.translation_key),
            "number": view.number,
            "title": view.title,
            **instead_of(view.stop),
            "place": place and _place(place),
            "location": _location(point),
            "address": place.address if place else "",
            "trigger": zone_of(view.stop, point).trigger,
            "story": story_html(story, self.root),
            "recordings": [self._recording(item.recording) for item in recordings],
            "pictures": [each for item in story for each in self._pictures(item)],
            **self._play(view),
            "url": urljoin(self.url, view.url),
            "short_url": self.root + reverse("short_address", args=[view.code]),
        }

    def _play(self, view: StopView) -> dict[str, Any]:
        """What helps to find the stop, and its question, where it has them."""
        told: dict[str, Any] = {}
        if look_for := view.look_for:
            picture = self._extra_picture(look_for.picture)
            told["look_for"] = {"sentence": look_for.sentence, "picture": picture}
        if question := view.question:
            told["quiz"] = quiz(question)
            if question.kind == DETAIL:
                told["quiz"]["picture"] = self._extra_picture(view.question_picture)
        return told

    def _introduction(self) -> dict[str, Any]:
        """What is heard as the walk begins; a trail may go without."""
        item = self.view.introduction
        return {"introduction": self._recording(item.recording)} if item else {}

    def _recording(self, recording: Recording) -> dict[str, Any]:
        return {
            "kind": recording.kind,
            **_told_as(recording),
            "title": recording.title,
            "language": recording.language,
            "duration_s": round(recording.duration_seconds, 2),
            "file": self.shelf.put(recording.file, ESSENTIAL),
            "transcript": recording.transcript,
            "credits": self._credits(recording),
            "licence": recording.licence,
            **_until(recording),
            **_moments(recording),
        }

    def _credits(self, work: Credited) -> list[dict[str, str]]:
        """Who made a work, in the order of roles; they are thanked for it too."""
        told = work.thanked
        self.works += [(c.role, c.contributor.name, work.licence) for c in told]
        return [told_credit(each) for each in told]

    def _picture_facts(self, picture: Picture) -> dict[str, Any]:
        """The line that thanks, and those whom it names where they are known."""
        told = self._credits(picture)
        if not told:
            self.works.append(("picture", picture.credit, picture.licence))
        return {
            "title": picture.title,
            "credit": picture.credit_line,
            **({"credits": told} if told else {}),
            "licence": picture.licence,
            **_until(picture),
            "year": picture.year,
        }

    def _extra_picture(self, item: StoryItem | None) -> dict[str, Any] | None:
        """A picture without which one can walk."""
        if item is None or not item.renditions:
            return None
        return self._picture(item, COMPLETE)

    def _pictures(self, item: StoryItem) -> list[dict[str, Any]]:
        """Of a block. A pair is two pictures that say so; the later has its caption."""
        told = [self._picture(each) for each in item.pictures]
        if item.pair:
            told[-1]["caption"] = item.caption
            for side, picture, each in zip(SIDES, told, item.pair, strict=True):
                picture["then_and_now"] = {"side": side, "label": each.label}
        return told

    def _picture(self, item: StoryItem, part: str = ESSENTIAL) -> dict[str, Any]:
        picture = item.picture
        widest = max(item.renditions, key=lambda each: each.width)
        return {
            "files": self._sizes(item.renditions, part),
            "width": widest.width,
            "height": widest.height,
            "alt": item.alternative_text,
            "decorative": not item.alternative_text,
            "caption": item.caption,
            **self._picture_facts(picture),
        }

    def _cover(self) -> dict[str, Any] | None:
        if not self.view.cover:
            return None
        picture = self.view.cover[0].image
        return {"files": self._sizes(self.view.cover), **self._picture_facts(picture)}

    def _sizes(
        self, renditions: Sequence[ShownSize], part: str = ESSENTIAL
    ) -> dict[str, str]:
        """File names by width in pixels; ``part`` is the smallest's alone.

        A package holds the WebP, which stands in for the formats that pages prefer.
        """
        by_width: dict[int, list[ShownSize]] = {}
        for each in renditions:
            by_width.setdefault(each.width, []).append(each)
        names = {}
        for number, width in enumerate(sorted(by_width)):
            *others, chosen = by_width[width]
            name = self.shelf.put(chosen.file, COMPLETE if number else part)
            # A small picture is as wide in all its sizes: pages show one of them.
            for other in others:
                self.shelf.show(name, other.file)
            for twin in chain.from_iterable(each.twins for each in by_width[width]):
                self.shelf.show(name, twin.file)
            names[str(width)] = name
        return names

    def _map(self) -> dict[str, Any] | None:
        """The piece of the city's map; the drawings, sharp and heavy, are extras."""
        basemap = self.page.basemap
        if not basemap:
            return None
        put = self.shelf.put_stored
        return {
            "archive": put(basemap["archive"], ESSENTIAL),
            "stills": {
                theme: {
                    "webp": put(still["webp"], ESSENTIAL),
                    "svg": put(still["svg"], COMPLETE),
                }
                for theme, still in sorted(basemap["stills"].items())
            },
            "city": basemap["city"],
            "attribution": basemap["attribution"],
            "extract_date": basemap["extract_date"],
        }


def site_facts(page: Any) -> dict[str, str]:
    """Who answers for a page, and under which licence, as the rooms above say."""
    answers = describing_site.send(sender=type(page), page=page)
    told = {key: value for _by, each in answers for key, value in each.items()}
    return {
        "publisher": told.get("publisher", ""),
        "licence": told.get("licence", ""),
    }


def public_url(page: Any) -> str:
    """A page's whole address, at the site's public name where the settings know it.

    Raises PackageIncomplete for a page outside every site.
    """
    parts = page.get_url_parts()
    if parts is None or parts[2] is None:
        msg = "it lies outside every site"
        raise PackageIncomplete(msg)
    _site, root, path = parts
    return f"{settings.BASE_URL or root}{path}"


def root_of(url: str) -> str:
    """The address of a site, without a path, of a page's whole address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _place(place: Any) -> dict[str, Any]:
    return {
        "id": str(place.translation_key),
        "name": place.name,
        "category": place.category,
        "address": place.address,
        "access_notes": place.access_notes,
        **_location(place.point),
    }


def _location(point: Point) -> dict[str, float]:
    longitude, latitude = position(point)
    return {"latitude": latitude, "longitude": longitude}


def told_credit(credit: Credit) -> dict[str, str]:
    """A credit as packages tell it."""
    contributor = credit.contributor
    is_body = contributor.kind == Contributor.Kind.BODY
    told = {
        "kind": contributor.kind if is_body else "",
        "isni": contributor.isni,
        "page": contributor.page,
    }
    return {
        "role": credit.role,
        "name": contributor.name,
        **{name: value for name, value in told.items() if value},
    }


def _until(work: RightsHeld) -> dict[str, str]:
    """When the right to publish a work ends, where it does."""
    until = _instant(work.rights.until)
    return {"until": until} if until else {}


def _told_as(recording: Recording) -> dict[str, str]:
    """How a story is told, unless it is told in full."""
    is_told = recording.kind == Recording.Kind.STORY and recording.telling != FULL
    return {"telling": recording.telling} if is_told else {}


def _moments(recording: Recording) -> dict[str, Any]:
    """Chapters, and what is said when, where a recording has them."""
    told = {"chapters": recording.chapters, "cues": recording.cues}
    return {name: value for name, value in told.items() if value}


def _instant(moment: Any) -> str | None:
    """An instant as RFC 3339 writes it, to the second."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def _matrix(
    page: "TourPage", points: Sequence[Point], numbers: Sequence[int]
) -> Sequence[Sequence[float]]:
    """Seconds on foot between the stops, by streets where the city's are known.

    ``numbers``: which of all the trail's stops they are, as the map knows them.
    """
    if is_map_of(page) and (found := page.basemap["walking_seconds"]):
        return [[found[one][other] for other in numbers] for one in numbers]
    positions = [tuple(position(point)) for point in points]
    return StraightRouter().walking_seconds(positions)
