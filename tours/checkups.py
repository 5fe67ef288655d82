"""Checkups: what the site found when it last looked a published trail over.

Looking takes many queries, so it is done by the worker, at each publication and once
a day; dashboards and reports read what is kept.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language

from tours.drift_words import drift_sentence


class Checkup(models.Model):
    """What was found in a trail in one language, as it is published."""

    page = models.OneToOneField(
        "tours.TourPage", on_delete=models.CASCADE, related_name="checkup"
    )
    page.wagtail_reference_index_ignore = True  # found in it, no use of it
    # Sentences by the language of their reader: they are made where nobody reads.
    faults = models.JSONField(default=dict)
    fault_count = models.PositiveIntegerField(default=0)
    # What a translation does not say as its original does: see tours/drift.py; and
    # the sounds of both, when the translation's own were chosen.
    drift = models.JSONField(default=list)
    drift_count = models.PositiveIntegerField(default=0)
    heard = models.JSONField(default=dict)
    looked_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.page_id)

    @property
    def fault_words(self) -> list[str]:
        """The faults, in the reader's language."""
        language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
        found: list[str] = self.faults.get(language) or []
        return found

    @property
    def drift_words(self) -> list[str]:
        """What has drifted, part by part, in the reader's language."""
        model = type(self)._meta.get_field("page").related_model
        return [drift_sentence(model, part) for part in self.drift]
