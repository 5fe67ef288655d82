"""What a notice may be about, as an editor chooses it and a list names it."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils.translation import get_language, gettext

from tours.notice_rules import Kind, Subject
from tours.trail_of_day import numbered, usual_of

Choice = tuple[str, str]


def subject_choices() -> list[tuple[str, Any]]:
    """The site; then in groups cities, each live trail with its parts, and places."""
    trails = _once(_trails())
    cities = sorted({trail.city for trail in trails if trail.city})
    places = _once(apps.get_model("places", "Place").objects.select_related("locale"))
    choices: list[tuple[str, Any]] = [(str(Subject(Kind.SITE)), gettext("All trails"))]
    for name, group in (
        (gettext("Cities"), [_city(city) for city in cities]),
        *((trail.title, _parts(trail)) for trail in trails),
        (gettext("Places"), [_choice(Kind.PLACE, each, each.name) for each in places]),
    ):
        if group:
            choices.append((name, group))
    return choices


def subject_labels() -> dict[str, str]:
    """The name of each, with that of the group in which it stands."""
    labels: dict[str, str] = {}
    for name, group in subject_choices():
        if isinstance(group, str):
            labels[name] = group
        else:
            labels |= {value: f"{name} · {label}" for value, label in group}
    return labels


def _trails() -> Any:
    pages = apps.get_model("tours", "TourPage").objects.live()
    return pages.select_related("locale").prefetch_related("stops").order_by("title")


def _once(found: Iterable[Any]) -> list[Any]:
    """Each thing once: in the editor's language where it is translated."""
    language = get_language()
    known = {
        each.translation_key: each
        for each in sorted(found, key=lambda e: e.locale.language_code == language)
    }
    return sorted(known.values(), key=lambda each: str(each).casefold())


def _city(name: str) -> Choice:
    return str(Subject(Kind.CITY, name)), name


def _parts(trail: Any) -> list[Choice]:
    """The whole trail, then each stop with the way that leads to it."""
    choices = [_choice(Kind.TRAIL, trail, gettext("The whole trail"))]
    for number, stop in numbered(trail.stops.all()):
        words = {"number": number, "title": stop.title}
        if usual_of(stop) is stop:  # a take has the way of its stop
            way = gettext("The way to stop %(number)d, %(title)s") % words
            choices.append(_choice(Kind.LEG, stop, way))
        told = gettext("Stop %(number)d, %(title)s") % words
        choices.append(_choice(Kind.STOP, stop, told))
    return choices


def _choice(kind: Kind, thing: Any, label: str) -> Choice:
    return str(Subject(kind, str(thing.translation_key))), label
