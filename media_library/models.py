"""Works that trails show and play: pictures and recordings, credited and licensed."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index

from media_library.left_files import LeftFile
from media_library.licensed import Licensed, licence_choices
from media_library.plain_text import validate_plain_text
from media_library.recordings import (
    Recording,
    language_choices,
    original_file_name,
    recording_file_name,
)

__all__ = [
    "LeftFile",
    "Licensed",
    "Picture",
    "PictureRendition",
    "Recording",
    "language_choices",
    "licence_choices",
    "original_file_name",
    "recording_file_name",
]


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
