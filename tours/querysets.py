"""Trails as they are asked for."""

from django.db import models
from django.utils import timezone
from wagtail.query import PageQuerySet

from media_library import clock
from places.short_code import identifier_range


class TourPageQuerySet(PageQuerySet):
    """Trails as the public sees them."""

    def with_code(self, code: str) -> "TourPageQuerySet":
        """Every language's version of the trail with a code; none when malformed."""
        try:
            return self.filter(translation_key__range=identifier_range(code))
        except ValueError:
            return self.none()

    def in_force(self) -> "TourPageQuerySet":
        """What may be published at this moment, whoever asks and however."""
        ends = models.Q(expire_at=None) | models.Q(expire_at__gt=timezone.now())
        return self.live().public().filter(ends)

    def on_show(self, language: str) -> "TourPageQuerySet":
        """Live, public trails in a language, newest first."""
        ends = models.Q(expire_at=None) | models.Q(expire_at__gt=clock.now())
        return (
            self.live()
            .public()
            .filter(ends)
            .filter(locale__language_code=language)
            .order_by("-first_published_at", "-pk")
        )


class StopQuerySet(models.QuerySet):
    """Stops by their permanent code."""

    def with_code(self, code: str) -> "StopQuerySet":
        """Every language's version of the stop with a code; none when malformed."""
        try:
            return self.filter(translation_key__range=identifier_range(code))
        except ValueError:
            return self.none()
