"""What the import of a tour package will make, and the making of it.

A package is a whole: its trail becomes as it says, with its pictures, recordings,
places and themes, and keeps its permanent identifiers. ``adopting`` does the work.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from wagtail.models import Page

from exchange.adopting import adopt, home_of_package, new_place
from exchange.archive import PackageArchive
from exchange.found import FoundStop, Remark
from exchange.importing import Made, obstacle
from exchange.package_reading import KIND, reading_of
from exchange.planning import (
    Change,
    ImportRefused,
    Planned,
    PlannedStop,
    home_for,
    tells_news,
    themes_of,
)
from exchange.season_blocks import away
from media_library.models import Picture, Recording
from media_library.work_permissions import may
from places.models import Place
from tours.models import Stop, TourPage
from tours.package import quiz
from tours.question import read_question


def plan_package(archive: PackageArchive, home: Page | None = None) -> Planned:
    """What will be made of a package; nothing is changed.

    It goes under ``home``, else under the home page of its language. Raises
    ImportRefused where there is none, where ``home`` is in another language, and where
    its identifiers belong to something else here.
    """
    document = archive.document
    home = _home(document, home)
    known = _known(document, home)
    _refuse_taken_stops(document, home, known)
    [found] = reading_of(archive).trails
    draft = known.get_latest_revision_as_object() if known else None
    there = {str(s.translation_key): s for s in draft.stops.all()} if draft else {}
    places = _places(document, home)
    stops = tuple(
        _planned_stop(told, stop, places, there.get(told["id"]))
        for told, stop in zip(document["stops"], found.stops, strict=True)
    )
    return Planned(
        kind=KIND,
        found=found,
        home=home,
        key=UUID(document["id"]),
        stops=stops,
        left=tuple(
            stop
            for key, stop in there.items()
            if key not in {each["id"] for each in document["stops"]} | away(document)
        ),
        themes=themes_of(found.themes, home)[0],
        draft=draft,
    )


def carry_out_package(
    archive: PackageArchive, planned: Planned, user: AbstractBaseUser | None
) -> Made:
    """The draft, made of the package; all or nothing. Raises FileRefused.

    ``user`` is who imports: their permissions count. A command without one may do
    everything.
    """
    if user is not None and (reason := package_obstacle(planned, user)):
        raise ImportRefused(reason.code, **reason.facts)
    page = adopt(archive.document, archive.open_file, planned.home, user)
    return Made(page, planned.is_update)


def package_obstacle(planned: Planned, user: AbstractBaseUser) -> Remark | None:
    """Why somebody may not have a package taken in; None if they may."""
    if remark := obstacle(planned, user):
        return remark
    found = planned.found
    needed = (
        (Picture, any(stop.pictures for stop in found.stops)),
        (Recording, any(stop.sounds for stop in found.stops)),
    )
    for model, is_needed in needed:
        if is_needed and not may(user, "add", model):
            return Remark("may_not_add_works")
    return None


def _home(document: Mapping[str, Any], home: Page | None) -> Page:
    if home is None:
        return home_of_package(document, home_for("")).specific
    if home.locale.language_code != document["language"]:
        raise ImportRefused("package_language", language=document["language"])
    return home


def _known(document: Mapping[str, Any], home: Page) -> TourPage | None:
    """The trail that has the package's identifier in its language."""
    page = Page.objects.filter(
        translation_key=document["id"], locale=home.locale
    ).first()
    trail = page.specific if page else None
    if trail and (not isinstance(trail, TourPage) or trail.alias_of_id):
        raise ImportRefused("package_taken", title=trail.title)
    return trail


def _refuse_taken_stops(
    document: Mapping[str, Any], home: Page, known: TourPage | None
) -> None:
    """Refuse a package one of whose stops is another trail's: a code leads to one."""
    keys = [each["id"] for each in document["stops"]]
    if len(set(keys)) < len(keys):
        raise ImportRefused("package_stops_repeat")
    taken = Stop.objects.filter(translation_key__in=keys, locale=home.locale)
    other = taken.exclude(page=known.pk if known else None).first()
    if other:
        raise ImportRefused(
            "package_stop_taken", stop=other.title, title=other.page.title
        )


def _places(document: Mapping[str, Any], home: Page) -> dict[str, Place]:
    """The places of a package by identifier: those that are here, and new ones."""
    told = [each["place"] for each in document["stops"] if each["place"]]
    keys = {place["id"] for place in told}
    here = Place.objects.filter(translation_key__in=keys, locale=home.locale)
    places = {place["id"]: new_place(place, home.locale) for place in told}
    return places | {str(place.translation_key): place for place in here}


def _planned_stop(
    told: Mapping[str, Any],
    found: FoundStop,
    places: Mapping[str, Place],
    existing: Stop | None,
) -> PlannedStop:
    place = places[told["place"]["id"]] if told["place"] else None
    change = Change.NEW
    if existing is not None:
        is_same = _is_same(found, existing) and _plays_the_same(told, existing)
        change = Change.SAME if is_same else Change.CHANGED
    is_new_place = place is not None and place.pk is None
    key = UUID(told["id"])
    return PlannedStop(found, key, place, is_new_place, change, existing)


def _is_same(found: FoundStop, existing: Stop) -> bool:
    """Whether the draft says the same there, and shows as many works."""
    kinds = [block["type"] for block in existing.story.get_prep_value()]
    works = (_picture_count(existing), kinds.count("recording"))
    return (
        found.title == existing.title
        and found.point == existing.point
        and works == (len(found.pictures), len(found.sounds))
        and not tells_news(found, existing)
    )


def _plays_the_same(told: Mapping[str, Any], existing: Stop) -> bool:
    """Whether the draft says the same on the way, and asks the same."""
    question = read_question(existing.question.get_prep_value())
    asked = quiz(question) if question else {}
    look_for, told_quiz = told.get("look_for", {}), dict(told.get("quiz", {}))
    told_quiz.pop("picture", None)
    return look_for.get("sentence", "") == existing.look_for and told_quiz == asked


def _picture_count(stop: Stop) -> int:
    """How many pictures a draft's stop shows, beside its story too."""
    kinds = [block["type"] for block in stop.story.get_prep_value()]
    question = read_question(stop.question.get_prep_value())
    others = (stop.look_for_picture_id, question and question.picture_id)
    pairs = 2 * kinds.count("then_and_now")
    return kinds.count("picture") + pairs + sum(map(bool, others))
