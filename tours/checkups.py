"""Checkups: what the site found when it last looked a published trail over.

Looking takes many queries, so it is done by the worker, at each publication and once
a day; dashboards and reports read what is kept.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, gettext, override

from tours.faults import fault_sentences
from tours.trigger_words import trigger_warnings


class Checkup(models.Model):
    """What was found in a trail in one language, as it is published."""

    page = models.OneToOneField(
        "tours.TourPage", on_delete=models.CASCADE, related_name="checkup"
    )
    page.wagtail_reference_index_ignore = True  # found in it, no use of it
    # Sentences by the language of their reader: they are made where nobody reads.
    faults = models.JSONField(default=dict)
    looked_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.page_id)

    @property
    def fault_words(self) -> list[str]:
        """The faults, in the reader's language."""
        language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
        found: list[str] = self.faults.get(language) or []
        return found


def look_over(page: Any) -> Checkup:
    """Looks at a trail as it is published, and keeps what is found."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = faults_of(page)
    facts = {"faults": found, "looked_at": timezone.now()}
    kept, _made = Checkup.objects.update_or_create(page=page, defaults=facts)
    return kept


def faults_of(page: Any) -> list[str]:
    """What is wrong with a published trail: a sentence each, in one's language.

    What would refuse its publication today, sounds that are gone from the disk, and
    stories that may not start on time.
    """
    return [*fault_sentences(page), *_lost_sounds(page), *trigger_warnings(page)]


def _lost_sounds(page: Any) -> list[str]:
    words = gettext(
        "Stop %(number)s, “%(title)s”: the sound of “%(recording)s” is gone."
    )
    return [
        words % {"number": number, "title": stop.title, "recording": work.title}
        for number, stop in enumerate(page.stops.all(), start=1)
        for work in _recordings(stop)
        if work.file and not work.file.storage.exists(work.file.name)
    ]


def _recordings(stop: Any) -> list[Any]:
    blocks = (block for block in stop.story if block.block_type == "recording")
    return [block.value for block in blocks if block.value]
