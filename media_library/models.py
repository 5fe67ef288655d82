"""Works that trails show and play: pictures and recordings, credited and licensed."""

from pathlib import PurePath
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    SourceImageIOError,
    get_rendition_storage,
    get_rendition_upload_to,
    get_upload_to,
)
from wagtail.search import index

from media_library.contributors import Contributor, Credit
from media_library.credited import Credited
from media_library.grants import GrantedPicture, GrantedRecording, RightsGrant
from media_library.left_files import LeftFile
from media_library.licensed import Licensed, licence_choices
from media_library.picture_files import PictureFileField, clean_file, rendition_of
from media_library.picture_reader import TooManyPixels
from media_library.picture_sandbox import PictureFailed
from media_library.plain_text import validate_plain_text
from media_library.recordings import (
    Recording,
    language_choices,
    original_file_name,
    recording_file_name,
)
from media_library.rights import RightsHeld

__all__ = [
    "Contributor",
    "Credit",
    "GrantedPicture",
    "GrantedRecording",
    "LeftFile",
    "Licensed",
    "Picture",
    "PictureRendition",
    "Recording",
    "RightsGrant",
    "language_choices",
    "licence_choices",
    "original_file_name",
    "recording_file_name",
]


class Picture(Credited, RightsHeld, AbstractImage):
    """A photograph or drawing. ``description`` is its alternative text."""

    file = PictureFileField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )
    caption = models.CharField(
        _("caption"),
        max_length=255,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("A short sentence shown under the picture."),
    )
    credit = models.CharField(
        _("credit line"),
        max_length=255,
        blank=True,
        validators=[validate_plain_text],
        help_text=_(
            "Only where it must read exactly so, such as “© Musée d’art, photo Ana"
            " Martin”. Empty: made of the credits."
        ),
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1000), MaxValueValidator(2100)],
        help_text=_("When it was made, such as 1926."),
    )
    # The file of which no size could be made: pages do not try it again.
    unreadable_file = models.CharField(
        max_length=100, blank=True, default="", editable=False
    )
    # Fields that hold what the file says of itself, until an editor has seen them.
    filled_in: tuple[str, ...] = ()

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps of a new file what is not personal, whichever way it came."""
        kept = getattr(self, "_kept_name", None)
        if self.file and (not self.file._committed or self.file.name != kept):
            self._leave_out_personal_data()
        super().save(*args, **kwargs)
        if kept not in (None, self.file.name):
            self.renditions.all().delete()  # they show the file before
        self._kept_name = self.file.name

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> "Picture":
        """As kept, and the name of its file: another one may come in its place."""
        made = super().from_db(*args, **kwargs)
        made._kept_name = str(made.__dict__.get("file") or "")
        return made

    def _leave_out_personal_data(self) -> None:
        """Position, camera and owner go: see media_library/picture_metadata.py.

        A file that cannot be read stays as it is; forms refuse it.
        """
        was = self.file.name if self.file._committed else ""
        try:
            clean = clean_file(self.file.file, PurePath(self.file.name).name)
        except (OSError, PictureFailed, TooManyPixels):
            return
        if clean is None:
            return
        self.file.close()
        if was:  # Wagtail has put it away already
            self.file.storage.delete(was)
        self.file = clean
        self._set_image_file_metadata()

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> Any:
        """Encoded apart. Raises SourceImageIOError for a file that cannot be read."""
        try:
            made = rendition_of(self, filter, source)
        except (OSError, PictureFailed) as error:
            raise SourceImageIOError(str(error)) from error
        return made or super().generate_rendition_file(filter, source=source)

    @property
    def credit_line(self) -> str:
        """Whom to thank, in one line: as it must read, else the names."""
        return self.credit or ", ".join(self.names())

    @property
    def default_alt_text(self) -> str:
        """The alternative text; never the title, which describes the file."""
        return self.description


class PictureRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(
        Picture, on_delete=models.CASCADE, related_name="renditions"
    )
    file = PictureFileField(
        upload_to=get_rendition_upload_to,
        storage=get_rendition_storage,
        width_field="width",
        height_field="height",
    )

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def __str__(self) -> str:
        return f"{self.image_id} {self.filter_spec}"
