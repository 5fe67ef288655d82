"""Walks that editors have noted in the street, and sent from their phones."""

from collections.abc import Iterable
from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from field.limits import MAX_TEXT, MAX_TITLE
from media_library.kept_storage import kept_storage
from places.geo import Point, length_m
from tours.track import parse_track


class FieldWalk(models.Model):
    """A walk of one person: where it went, and what was noted on the way.

    ``key`` was made on the phone, so that what is sent twice is there once. ``trace``
    is a GeoJSON LineString without times, or None. ``draft`` is the trail that was made
    of it.
    """

    key = models.UUIDField(unique=True, default=uuid4)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("walked by"),
    )
    title = models.CharField(_("title"), max_length=MAX_TITLE, blank=True)
    begun_at = models.DateTimeField(_("begun"))
    trace = models.JSONField(null=True, default=None, blank=True)
    # How many notes the phone had as it was sent: fewer are here until all arrived.
    note_count = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(default=timezone.now)
    draft = models.ForeignKey(
        "tours.TourPage", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("field walk")
        verbose_name_plural = _("field walks")
        ordering = ["-begun_at", "-pk"]

    def __str__(self) -> str:
        return self.title or gettext("Walk of %(date)s") % {"date": self.date}

    @property
    def date(self) -> str:
        """The day on which it was walked, such as “29 November 2026”."""
        return date_format(timezone.localtime(self.begun_at), "DATE_FORMAT")

    @cached_property
    def line(self) -> list[Point]:
        """The points of its trace, in the order walked."""
        return parse_track(self.trace)

    @property
    def length_m(self) -> float:
        """Metres along its trace."""
        return length_m(self.line)


class FieldNote(models.Model):
    """Something that was noted on a walk.

    A mark says that a story starts here; its texts are its stop's. A photograph's file
    moves into the library as a draft is made: ``picture`` is what became of it. A memo
    stays a memo, which nobody publishes; ``recording`` is what somebody made of it.
    """

    class Kind(models.TextChoices):
        """What was noted."""

        MARK = "mark", _("The story starts here")
        PHOTO = "photo", _("Photograph")
        MEMO = "memo", _("Voice memo")

    walk = models.ForeignKey(FieldWalk, on_delete=models.CASCADE, related_name="notes")
    key = models.UUIDField(unique=True, default=uuid4)
    kind = models.CharField(max_length=5, choices=Kind.choices)
    noted_at = models.DateTimeField()
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    accuracy_m = models.FloatField(null=True)
    title = models.CharField(max_length=MAX_TITLE, blank=True)
    text = models.TextField(max_length=MAX_TEXT, blank=True)
    file = models.FileField(
        storage=kept_storage, upload_to="field/", max_length=120, blank=True
    )
    # What the process that read the file has said of it.
    facts = models.JSONField(default=dict)
    picture = models.ForeignKey(
        "media_library.Picture",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    recording = models.ForeignKey(
        "media_library.Recording",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["noted_at", "pk"]

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())

    @property
    def point(self) -> Point | None:
        """Where it was noted, where the phone knew it."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)

    @property
    def has_file(self) -> bool:
        """Whether its own file is here, and not yet in the library."""
        return bool(self.file) and self.picture_id is None

    def let_file_go(self) -> None:
        """Deletes its file once what replaces it is really kept. Not saved."""
        _let_go([self.file.name])
        self.file = ""


def _let_go(names: Iterable[str | None]) -> None:
    storage = kept_storage()
    for name in filter(None, names):
        transaction.on_commit(lambda name=name: storage.delete(name))  # type: ignore[misc]


@receiver(post_delete, sender=FieldNote)
def let_the_file_go(sender: object, instance: FieldNote, **kwargs: object) -> None:
    """With its row, however that goes; not before the row is really gone."""
    _let_go([instance.file.name])
