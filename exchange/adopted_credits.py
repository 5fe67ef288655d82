"""Whom a package thanks, as contributors: those that are known here, or new ones."""

from collections.abc import Mapping
from typing import Any

from media_library.contributors import Contributor
from media_library.credited import Credited, Pair


def adopted_credits(told: Mapping[str, Any]) -> list[Pair]:
    """The credits of a package's work; new contributors are not saved yet.

    Somebody is known by their ISNI, else by their name. Nothing that is kept here of
    them changes.
    """
    people: dict[tuple[str, str], Contributor] = {}
    for each in told.get("credits", ()):
        key = (each["name"], each.get("isni", ""))
        if key not in people:
            people[key] = _contributor(each)
    return [
        (each["role"], people[each["name"], each.get("isni", "")])
        for each in told.get("credits", ())
    ]


def adopted_line(told: Mapping[str, Any]) -> str:
    """The line that thanks for a picture; empty where it only names the credits."""
    names = ", ".join(dict.fromkeys(each["name"] for each in told.get("credits", ())))
    return "" if told["credit"] == names else str(told["credit"])


def has_credits(work: Credited, pairs: list[Pair]) -> bool:
    """Whether a work that is here thanks the same people for the same."""
    kept = [(each.role, each.contributor.pk) for each in work.thanked]
    return kept == [(role, contributor.pk) for role, contributor in pairs]


def _contributor(told: Mapping[str, str]) -> Contributor:
    name, isni = told["name"], told.get("isni", "")
    known = Contributor.objects.filter(name=name)
    if isni and (found := Contributor.objects.filter(isni=isni).first()):
        return found
    namesakes = list(known)
    for each in namesakes:
        if not (isni and each.isni):
            return each
    return Contributor(
        name=name,
        kind=told.get("kind", Contributor.Kind.PERSON),
        isni=isni,
        page=told.get("page", ""),
        note=f"ISNI {isni}" if namesakes else "",
    )
