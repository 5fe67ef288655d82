"""Site walks: somebody walked a trail on a day, and saw whether it still holds."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from media_library.plain_text import validate_plain_text
from tours.notices import today

MAX_REMARKS = 1000


class SiteWalk(models.Model):
    """One walk of a trail, in all its languages. Nothing is published for it."""

    trail_key = models.UUIDField(db_index=True, editable=False)
    walked_on = models.DateField(_("walked on"), default=today)
    walked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    walked_by.wagtail_reference_index_ignore = True  # an account is no use of it
    remarks = models.TextField(
        _("remarks"),
        max_length=MAX_REMARKS,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("What is no longer as is told; for colleagues alone."),
    )
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("site walk")
        verbose_name_plural = _("site walks")
        ordering = ["-walked_on", "-pk"]

    def __str__(self) -> str:
        return self.walked_on.isoformat()

    def clean(self) -> None:
        """Nobody has walked tomorrow."""
        super().clean()
        if self.walked_on and self.walked_on > today():
            sentence = _("This day has not come yet.")
            raise ValidationError({"walked_on": sentence})


class WalkReminder(models.Model):
    """When editors were last told by mail that a trail is to be walked again."""

    trail_key = models.UUIDField(unique=True)
    sent_on = models.DateField()

    def __str__(self) -> str:
        return self.sent_on.isoformat()


def last_walks(keys: Iterable[UUID]) -> dict[UUID, date]:
    """When each trail was last walked; nothing for one that never was. One query."""
    found = SiteWalk.objects.filter(trail_key__in=set(keys)).order_by()
    grouped = found.values("trail_key").annotate(last=models.Max("walked_on"))
    return dict(grouped.values_list("trail_key", "last"))


def walks_of(trail: Any) -> models.QuerySet[SiteWalk]:
    """The history of a trail, the newest first."""
    return SiteWalk.objects.filter(trail_key=trail.translation_key).select_related(
        "walked_by"
    )
