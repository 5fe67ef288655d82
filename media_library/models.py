"""Works that trails show and play: pictures and recordings, credited and licensed."""

from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index

from media_library import licences
from media_library.audio import MAX_SECONDS, MEDIA_TYPES, AudioRefused, read_audio
from media_library.plain_text import validate_plain_text

REFUSALS = {
    "empty": _("This file is empty: export the sound again."),
    "too_big": _("This file weighs %(megabytes)s MB: the limit is 50 MB."),
    "extension": _(
        "“.%(extension)s” is not a sound file phones play: send MP3, M4A, OGG, OPUS,"
        " FLAC or WAV."
    ),
    "content": _(
        "This file is named “.%(extension)s” but its content is something else:"
        " export it as sound again."
    ),
    "unreadable": _("No sound could be read in this file: it is damaged or cut short."),
    "too_long": _("This recording lasts %(minutes)s minutes: the limit is 30."),
}


# The others are called alike everywhere.
LICENCE_NAMES = {
    "PUBLIC-DOMAIN": _("Public domain"),
    "ALL-RIGHTS-RESERVED": _("All rights reserved"),
}


def licence_choices() -> list[tuple[str, Any]]:
    """Licences for a select, in the order of the list."""
    return [
        (licence.code, LICENCE_NAMES.get(licence.code, licence.name))
        for licence in licences.LICENCES
    ]


def language_choices() -> list[tuple[str, str]]:
    """Languages in which the site is written."""
    return list(settings.LANGUAGES)


def recording_file_name(recording: "Recording", name: str) -> str:
    """A short name made by us: the uploaded one could hold anything."""
    return f"recordings/{get_random_string(10)}{PurePath(name).suffix.lower()}"


class Licensed(models.Model):
    """The licence of a work."""

    licence = models.CharField(
        _("licence"),
        max_length=40,
        choices=licence_choices,
        default="CC-BY-SA-4.0",
        help_text=_("What others may do with this work."),
    )

    class Meta:
        abstract = True

    @property
    def licence_terms(self) -> licences.Licence | None:
        """Address of the licence, and its name in no particular language."""
        return licences.licence(self.licence)

    @property
    def licence_name(self) -> str:
        """What the licence is called, in the reader's language."""
        terms = self.licence_terms
        return str(LICENCE_NAMES.get(terms.code, terms.name)) if terms else ""


class Picture(Licensed, AbstractImage):
    """A photograph or drawing. ``description`` is its alternative text."""

    caption = models.CharField(
        _("caption"),
        max_length=255,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("A short sentence shown under the picture."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Who made it, as they wish to be named."),
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1000), MaxValueValidator(2100)],
        help_text=_("When it was made, such as 1926."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "caption",
        "credit",
        "licence",
        "year",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [
        *Image.search_fields,
        index.SearchField("credit"),
        index.SearchField("caption"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return self.title

    @property
    def default_alt_text(self) -> str:
        """The alternative text; never the title, which describes the file."""
        return self.description


class PictureRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(
        Picture, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def __str__(self) -> str:
        return f"{self.image_id} {self.filter_spec}"


class Recording(Licensed, index.Indexed, models.Model):
    """A spoken or sound file in one language, with its transcript."""

    title = models.CharField(
        _("title"),
        max_length=255,
        validators=[validate_plain_text],
        help_text=_("To find it again, such as “Puits Couriot, French”."),
    )
    file = models.FileField(
        _("sound file"),
        upload_to=recording_file_name,
        help_text=_("MP3, M4A, OGG, OPUS, FLAC or WAV, up to 50 MB and 30 minutes."),
    )
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    voice = models.CharField(
        _("voice"),
        max_length=255,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Who speaks, as they wish to be named."),
    )
    author = models.CharField(
        _("author"),
        max_length=255,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Who wrote what is said."),
    )
    transcript = models.TextField(
        _("transcript"),
        blank=True,
        validators=[validate_plain_text],
        help_text=_(
            "Everything that is said, and the sounds that matter. Needed before a"
            " trail that plays this recording is published."
        ),
    )
    duration_seconds = models.FloatField(
        _("duration"),
        editable=False,
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(MAX_SECONDS)],
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("file"), FieldPanel("language")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("voice"), FieldPanel("author")]),
                FieldPanel("licence"),
            ],
            heading=_("Credits"),
        ),
        FieldPanel("transcript"),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("transcript"),
        index.FilterField("language"),
    ]

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"

    @property
    def media_type(self) -> str:
        """The sound's media type, such as ``audio/mp4``."""
        extension = self.file.name.rsplit(".", 1)[-1].lower()
        return MEDIA_TYPES.get(extension, "application/octet-stream")

    def clean(self) -> None:
        """Read the sound itself; refuse in words what phones could not play."""
        super().clean()
        if not self.file:
            return
        is_stored = self.file._committed  # one that is being sent is still to be saved
        try:
            facts = read_audio(self.file.file, self.file.name)
        except AudioRefused as refusal:
            raise ValidationError(
                {"file": ValidationError(REFUSALS[refusal.code], params=refusal.facts)}
            ) from refusal
        except FileNotFoundError as error:
            raise ValidationError({"file": REFUSALS["unreadable"]}) from error
        finally:
            if is_stored:
                self.file.close()
        self.duration_seconds = facts.duration_s
