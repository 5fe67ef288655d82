"""What an import tells: sentences for people, one JSON object for machines."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from exchange.found import FoundTrail, Reading, Remark
from exchange.importing import Made
from exchange.package_reading import KIND
from exchange.planning import Change, Planned
from exchange.sentences import place, sentence
from frontend.formatting import metres
from places.geo import length_m


def told(remark: Remark) -> dict[str, str]:
    """A remark as a machine reads it, its sentence in the language of the moment."""
    return {
        "code": remark.code,
        "message": sentence(remark),
        "where": place(remark),
    }


def refusal(remark: Remark) -> dict[str, Any]:
    """The report on a file from which nothing can be made."""
    return {**_report("", None), "ok": False, "errors": [told(remark)]}


def success(
    reading: Reading,
    planned: Sequence[Planned],
    made: Iterable[Made] = (),
    base_url: str = "",
) -> dict[str, Any]:
    """The report on a file that was understood, and on what was made of it."""
    trails = [each.found for each in planned]
    report = _report(reading.kind, trails[0])
    if len(trails) > 1:
        report["trails"] = [_facts(trail) for trail in trails]
    remarks = [*reading.remarks, *(each for p in planned for each in p.remarks)]
    report["warnings"] = [told(remark) for remark in remarks]
    report["made"] = [
        {"title": each.title, "url": f"{base_url}{each.edit_url}"} for each in made
    ]
    return report


def _report(kind: str, trail: FoundTrail | None) -> dict[str, Any]:
    empty = {"title": "", "stops": 0, "track_points": 0, "length_m": 0}
    facts = _facts(trail) if trail else empty
    return {"ok": True, "kind": kind, **facts, "warnings": [], "errors": []}


def _facts(trail: FoundTrail) -> dict[str, Any]:
    return {
        "title": trail.title,
        "stops": len(trail.stops),
        "track_points": len(trail.line),
        "length_m": round(length_m(trail.line)),
    }


def line(remark: Remark) -> str:
    """A remark with its place before it, such as “line 12: …”."""
    where = place(remark)
    return f"{where}: {sentence(remark)}" if where else sentence(remark)


def summary(planned: Planned) -> str:
    """How much there is of a trail: stops, length, points of its line."""
    found = planned.found
    stops, points = len(found.stops), len(found.line)
    parts = [ngettext("%(count)s stop", "%(count)s stops", stops) % {"count": stops}]
    if points:
        parts.append(metres(planned.length_m, get_language() or "en"))
        words = ngettext("line of %(count)s point", "line of %(count)s points", points)
        parts.append(words % {"count": points})
    else:
        parts.append(_("no line"))
    return ", ".join(parts)


def intentions(planned: Planned) -> list[str]:
    """What will be made of a trail, in whole sentences."""
    said = [_about_trail(planned)]
    if planned.kind == KIND:
        said += _about_works(planned)
    if planned.new_places:
        count = len(planned.new_places)
        words = ngettext(
            "%(count)s place will be made.", "%(count)s places will be made.", count
        )
        said.append(words % {"count": count})
    if planned.reused:
        count = len({stop.place.pk for stop in planned.reused})
        words = ngettext(
            "%(count)s place that is here already is used again.",
            "%(count)s places that are here already are used again.",
            count,
        )
        said.append(words % {"count": count})
    if planned.kept:
        names = _names(stop.title for stop in planned.kept)
        words = _("Stops that this file does not have stay in the trail: %(names)s.")
        said.append(words % {"names": names})
    if planned.left:
        names = _names(stop.title for stop in planned.left)
        words = _("Stops that this package does not have leave the trail: %(names)s.")
        said.append(words % {"names": names})
    return said


def _about_trail(planned: Planned) -> str:
    facts = {
        "title": planned.draft.title if planned.draft else planned.home.title,
        "language": planned.home.locale.get_display_name(),
    }
    if planned.draft is None:
        words = _("A draft in %(language)s will be made under “%(title)s”.")
        return words % facts
    if planned.kind == KIND:
        words = _(
            "“%(title)s” is here already: it gets a new draft, as this package says."
            " Earlier drafts stay in its history. What is public stays as it is."
        )
        return words % facts
    changes = [stop.change for stop in planned.stops]
    facts |= {
        "new": changes.count(Change.NEW),
        "changed": changes.count(Change.CHANGED),
        "same": changes.count(Change.SAME),
    }
    words = _(
        "“%(title)s” is here already: it gets a new draft. Stops: %(new)s new,"
        " %(changed)s changed, %(same)s the same. What is public stays as it is."
    )
    return words % facts


def _about_works(planned: Planned) -> list[str]:
    """How much comes with a package, in one sentence where anything does."""
    stops = planned.found.stops
    pictures = sum(len(stop.pictures) for stop in stops)
    sounds = sum(len(stop.sounds) for stop in stops)
    counted = [
        ngettext("%(count)s picture", "%(count)s pictures", pictures),
        ngettext("%(count)s recording", "%(count)s recordings", sounds),
    ]
    told = [
        words % {"count": count}
        for words, count in zip(counted, (pictures, sounds), strict=True)
        if count
    ]
    if not told:
        return []
    words = _("Come with it, with their credits and licences: %(works)s.")
    return [words % {"works": ", ".join(told)}]


def _names(names: Iterable[str]) -> str:
    return ", ".join(_("“%(name)s”") % {"name": name} for name in names)
