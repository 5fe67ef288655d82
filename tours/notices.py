"""Notices: dated closures and warnings, which need no publication."""

import uuid
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media_library.plain_text import validate_plain_text
from media_library.rights_period import Period
from tours.notice_rules import Severity, Subject, notice_period, read_subject, told_in

MAX_TEXT = 300


def today() -> date:
    """The day that it is in the city, wherever the editor is."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices by when they hold."""

    def on_at(self, at: datetime) -> "NoticeQuerySet":
        """Those that hold at an instant."""
        return self.not_over(at).filter(begins_at__lte=at)

    def coming(self, at: datetime) -> "NoticeQuerySet":
        """Those that have not begun."""
        return self.filter(begins_at__gt=at)

    def not_over(self, at: datetime) -> "NoticeQuerySet":
        """Those that hold at an instant, or will."""
        return self.filter(models.Q(ends_at=None) | models.Q(ends_at__gt=at))

    def over(self, at: datetime) -> "NoticeQuerySet":
        """Those that have ended."""
        return self.filter(ends_at__lte=at)


class Notice(models.Model):
    """A dated closure or warning. Saved, it holds in its period and ends by itself."""

    class Severities(models.TextChoices):
        """How much it matters, in the words of the form."""

        INFO = Severity.INFO.value, _("Information")
        WARNING = Severity.WARNING.value, _("Warning")
        CLOSED = Severity.CLOSED.value, _("Closed")

    identifier = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    # A stop may be deleted, or be there in several languages: no foreign key.
    about = models.CharField(_("what it is about"), max_length=160, db_index=True)
    severity = models.CharField(
        _("severity"),
        max_length=10,
        choices=Severities.choices,
        default=Severities.WARNING,
    )
    first_day = models.DateField(_("first day"), default=today)
    first_hour = models.TimeField(
        _("from what time"), null=True, blank=True, help_text=_("Empty: all day.")
    )
    last_day = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("Included. Empty: until further notice."),
    )
    last_hour = models.TimeField(
        _("until what time"),
        null=True,
        blank=True,
        help_text=_("Empty: to the end of that day."),
    )
    texts = models.JSONField(
        _("text"),
        help_text=_(
            "One or two sentences for walkers. A language left empty shows another one."
        ),
    )
    detour = models.JSONField(
        _("detour"),
        null=True,
        blank=True,
        help_text=_("The way round, drawn on the map, or GeoJSON typed here."),
    )
    begins_at = models.DateTimeField(editable=False, db_index=True)
    ends_at = models.DateTimeField(editable=False, null=True, db_index=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-begins_at", "-pk"]

    def __str__(self) -> str:
        return self.told_in(next(iter(self.texts or ()), ""))[0]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Knows its instants."""
        period = self.period
        self.begins_at, self.ends_at = period.begins_at, period.ends_at
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Some words, an end that has a day, and lies after the beginning."""
        super().clean()
        check_texts(self.texts)
        if self.last_hour and not self.last_day:
            sentence = _("Say on which day it ends, or leave the time empty.")
            raise ValidationError({"last_day": sentence})
        if self.first_day is None:
            return  # its own field says so
        period = self.period
        if period.ends_at and period.ends_at <= period.begins_at:
            raise ValidationError({"last_day": _("It would end before it begins.")})

    @property
    def subject(self) -> Subject:
        """What it is about. Raises ValueError for what nobody wrote by the form."""
        return read_subject(self.about)

    @property
    def period(self) -> Period:
        """When it holds."""
        last = (self.last_day, self.last_hour) if self.last_day else None
        zone = timezone.get_default_timezone()
        return notice_period((self.first_day, self.first_hour), last, zone)

    def told_in(self, language: str) -> tuple[str, str]:
        """Its text in a language, or in another one, with that one's code."""
        order = [code for code, _name in settings.LANGUAGES]
        return told_in(self.texts or {}, language, order)


def check_texts(texts: Any) -> None:
    """Plain text, not too long, in one language at least. Raises ValidationError."""
    if not any((texts or {}).values()):
        sentence = _("Write it in one language at least.")
        raise ValidationError({"texts": sentence})
    for text in texts.values():
        try:
            validate_plain_text(text)
        except ValidationError as error:
            raise ValidationError({"texts": error}) from error
        if len(text) > MAX_TEXT:
            sentence = _("A notice has %(limit)d characters at most in each language.")
            raise ValidationError({"texts": sentence % {"limit": MAX_TEXT}})


def turns() -> list[datetime]:
    """All instants at which a notice begins or ends."""
    found = Notice.objects.values_list("begins_at", "ends_at")
    return [each for each in chain.from_iterable(found) if each]
