"""Makes drafts of trails that were read from a file. Nothing public changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from exchange.found import Reading, Remark
from exchange.keys import text_key
from exchange.planning import (
    ImportRefused,
    Planned,
    PlannedStop,
    plan,
    tells_news,
    texts_of,
)
from places.models import Place
from tours.blocks import StoryBlock
from tours.models import Stop, TourPage
from tours.track import TrackRefused, parse_track, track_geojson

# A trail's plain fields that a file may fill; what it leaves empty stays as it is.
FILLED = (
    "title",
    "summary",
    "city",
    "start",
    "end",
    "practical_information",
    "accessibility",
)
MAX_SLUG = 80


@dataclass(frozen=True)
class Made:
    """A trail that was made, or has a new draft."""

    page: TourPage
    is_update: bool

    @property
    def title(self) -> str:
        """The draft's title."""
        return self.page.title

    @property
    def edit_url(self) -> str:
        """The path of its form."""
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])


def import_trails(
    reading: Reading, *, user: AbstractBaseUser | None = None, home: Page | None = None
) -> list[Made]:
    """Drafts of all trails of a file. Raises ImportRefused."""
    return carry_out(plan(reading, home), user)


@transaction.atomic
def carry_out(planned: Iterable[Planned], user: AbstractBaseUser | None) -> list[Made]:
    """Make what was planned, or nothing.

    ``user`` is who imports: their permissions count, and the revisions are theirs. A
    command without one may do everything. Raises ImportRefused.
    """
    made = []
    for each in planned:
        if user is not None and (reason := obstacle(each, user)):
            raise ImportRefused(reason.code, **reason.facts)
        _save_places(each, user)
        page = _updated(each, user) if each.draft else _new(each, user)
        made.append(Made(page, each.is_update))
    return made


def obstacle(planned: Planned, user: AbstractBaseUser) -> Remark | None:
    """Why somebody may not have a plan carried out; None if they may."""
    may_add_places = ModelPermissionPolicy(Place).user_has_permission(user, "add")
    if planned.new_places and not may_add_places:
        return Remark("may_not_add_places")
    if planned.draft is None:
        home = planned.home.permissions_for_user(user)
        return None if home.can_add_subpage() else Remark("may_not_add")
    trail = planned.draft.permissions_for_user(user)
    if trail.can_edit() and not trail.page_locked():
        return None
    return Remark("may_not_change", None, {"title": planned.draft.title})


def _save_places(planned: Planned, user: AbstractBaseUser | None) -> None:
    for place in planned.new_places:
        if place.pk:
            continue  # shared with a trail before this one
        place.save()
        log(place, "wagtail.create", user=user, content_changed=True)


def _new(planned: Planned, user: AbstractBaseUser | None) -> TourPage:
    """A trail that was not here, as Wagtail's own form makes one."""
    home = Page.objects.get(pk=planned.home.pk)  # its count of children is fresh
    base = slugify(planned.found.title)[:MAX_SLUG].strip("-") or "trail"
    page = TourPage(
        live=False,
        has_unpublished_changes=True,
        locale=planned.home.locale,
        translation_key=planned.key,
        slug=find_available_slug(home, base),
        owner=user,
    )
    _fill(page, planned)
    home.add_child(instance=page)
    page.save_revision(user=user)
    log(page, "wagtail.create", user=user, content_changed=True)
    return page


def _updated(planned: Planned, user: AbstractBaseUser | None) -> TourPage:
    """A new draft of a trail; what is public waits for its publication."""
    page = planned.draft
    _fill(page, planned)
    # Not cleaned: an editor's draft may be unfinished, and stays so.
    page.save_revision(user=user, log_action=True, clean=False)
    return page


def _fill(page: TourPage, planned: Planned) -> None:
    found = planned.found
    for field in FILLED:
        if value := getattr(found, field):
            setattr(page, field, value)
    if found.line and list(found.line) != _line(page):
        page.track = track_geojson(list(found.line))
        page.geometry_source = found.geometry_source or found.source[:255]
    page.themes = {*page.themes.all(), *planned.themes}
    page.stops = _stops(planned)
    others = [
        each
        for each in page.provenance
        if each.get("identifier") != planned.provenance["identifier"]
    ]
    page.provenance = [*others, planned.provenance]


def _line(page: TourPage) -> list[Any]:
    """The line of a draft, which may hold anything."""
    try:
        return parse_track(page.track)
    except TrackRefused:
        return []


def _stops(planned: Planned) -> list[Stop]:
    """The file's stops in its order; a kept one stays behind the one it followed."""
    stops = [_stop(each, planned) for each in planned.stops]
    kept = {stop.translation_key for stop in planned.kept}
    before = None
    for stop in planned.draft.stops.all() if planned.draft else ():
        if stop.translation_key in kept:
            keys = [each.translation_key for each in stops]
            stops.insert(keys.index(before) + 1 if before in keys else 0, stop)
        before = stop.translation_key
    for number, stop in enumerate(stops):
        stop.sort_order = number
    return stops


def _stop(planned: PlannedStop, trail: Planned) -> Stop:
    stop = planned.existing or Stop(
        locale=trail.home.locale, translation_key=planned.key
    )
    stop.title = planned.found.title
    stop.place = planned.place
    point = planned.own_point
    stop.latitude = point.latitude if point else None
    stop.longitude = point.longitude if point else None
    if planned.found.story:
        stop.story = told(stop.story, planned)
    if planned.blocks:
        before = stop.story.get_prep_value() if stop.story else []
        stop.story = StoryBlock().to_python([*before, *planned.blocks])
    return stop


def told(story: Any, planned: PlannedStop) -> Any:
    """A story that tells what the file tells; every other block stays where it is.

    The file's text takes the place of the text that an earlier import put there, else
    of the first text, else it comes last. Other texts go where it says the same.
    """
    found = planned.found.story
    if planned.existing and not tells_news(planned.found, planned.existing):
        return story
    key = str(text_key(planned.key))
    blocks = list(story.get_prep_value()) if story else []
    texts = [block for block in blocks if block["type"] == "text"]
    texts.sort(key=lambda block: block["id"] != key)
    block = {"type": "text", "value": found, "id": key}
    if not texts:
        return StoryBlock().to_python([*blocks, block])
    old, *others = texts
    said = [other for other in others if texts_of([other])[0] in found]
    blocks = [
        {**block, "id": old["id"]} if each is old else each
        for each in blocks
        if each not in said
    ]
    return StoryBlock().to_python(blocks)
