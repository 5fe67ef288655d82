"""What the bench found, in the editor's words, and what publication says of it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tours.check_words import ADVICE
from tours.signals import describing_site
from tours.trigger_check import Check, Counts, StopCheck
from tours.trigger_checks import geometry_of, kept_for, zoned_stops

UNCHECKED = gettext_lazy(
    "Nobody has checked whether the stories of this trail start on time as it stands"
    " now: press “Will the stories start?” under its map."
)


def threshold_of(page: Any) -> int | None:
    """How many stories in 100 the city wants to start on time; None: it does not say.

    The rooms above know its settings.
    """
    answers = describing_site.send(sender=type(page), page=page)
    told = [each.get("trigger_threshold") for _by, each in answers]
    return next((each for each in told if each), None)


def trigger_warnings(page: Any) -> list[str]:
    """What an editor is told when a trail goes live: one sentence for each stop.

    None without a threshold, nor without a track, on which nobody can be walked.
    """
    threshold, geometry = threshold_of(page), geometry_of(page)
    if threshold is None or not geometry.can_be_walked:
        return []
    check = kept_for(geometry)
    return [str(UNCHECKED)] if check is None else stops_below(page, check, threshold)


def stops_below(page: Any, check: Check, threshold: int) -> list[str]:
    """A sentence with its advice for each stop under the threshold."""
    return [
        " ".join([_below(number, stop.title, found.counts, threshold), *advised(found)])
        for (number, stop), found in zip(zoned_stops(page), check.stops, strict=True)
        if found.counts.is_below(threshold)
    ]


def advised(found: StopCheck) -> list[str]:
    """What may be done about a stop, as sentences."""
    return [str(ADVICE[code]) for code in found.advice]


def _below(number: int, title: str, counts: Counts, threshold: int) -> str:
    facts = {
        "number": number,
        "title": title,
        "count": counts.in_100,
        "threshold": threshold,
    }
    if counts.in_100 is None:
        return _("Stop %(number)s, “%(title)s”: its story does not start.") % facts
    words = ngettext(
        "Stop %(number)s, “%(title)s”: its story starts on time for %(count)s walker in"
        " 100; the city asks for %(threshold)s.",
        "Stop %(number)s, “%(title)s”: its story starts on time for %(count)s walkers"
        " in 100; the city asks for %(threshold)s.",
        counts.in_100,
    )
    return words % facts
