"""Looks published trails over: what is wrong with them, and what has drifted."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, override

from tours.checkups import Checkup
from tours.drift import drift_of
from tours.drift_words import visitors_line
from tours.faults import fault_sentences
from tours.links import dead_link_sentences
from tours.signals import drift_changed
from tours.trail_of_day import numbered
from tours.trigger_words import trigger_warnings


def look_over(page: Any) -> Checkup:
    """Looks at a trail as it is published, and keeps what is found."""
    before = Checkup.objects.filter(page=page).first() or Checkup(page=page)
    told = visitors_line(before.drift)
    faults = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            faults[code] = faults_of(page)
    drift, heard = drift_of(page, before.heard)
    facts = {
        "faults": faults,
        "fault_count": len(faults[settings.LANGUAGES[0][0]]),
        "drift": drift,
        "drift_count": len(drift),
        "heard": heard,
        "looked_at": timezone.now(),
    }
    kept, _made = Checkup.objects.update_or_create(page=page, defaults=facts)
    if visitors_line(drift) != told:
        drift_changed.send(sender=type(page), page=page)
    return kept


def look_versions_over(page: Any) -> None:
    """Looks at a trail in every language in which it is published."""
    versions = type(page).objects.live().select_related("locale")
    for version in versions.filter(translation_key=page.translation_key):
        look_over(version)


def faults_of(page: Any) -> list[str]:
    """What is wrong with a published trail: a sentence each, in one's language.

    What would refuse its publication today, sounds that are gone from the disk,
    stories that may not start on time, and links that lead nowhere any more.
    """
    return [
        *fault_sentences(page),
        *_lost_sounds(page),
        *trigger_warnings(page),
        *dead_link_sentences(page),
    ]


def _lost_sounds(page: Any) -> list[str]:
    words = gettext(
        "Stop %(number)s, “%(title)s”: the sound of “%(recording)s” is gone."
    )
    return [
        words % {"number": number, "title": stop.title, "recording": work.title}
        for number, stop in numbered(page.stops.all())
        for work in _recordings(stop)
        if work.file and not work.file.storage.exists(work.file.name)
    ]


def _recordings(stop: Any) -> list[Any]:
    blocks = (block for block in stop.story if block.block_type == "recording")
    return [block.value for block in blocks if block.value]
