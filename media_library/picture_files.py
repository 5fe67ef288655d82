"""Picture files in the library: none is decoded in the process that answers."""

import shutil
import tempfile
from pathlib import Path, PurePath
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from wagtail.images.image_operations import FormatOperation, TransformOperation
from wagtail.images.models import (
    Filter,
    WagtailImageField,
    WagtailImageFieldFile,
)

from media_library.picture_encoder import WantedSize, Work
from media_library.picture_metadata import FoundCredits
from media_library.picture_reader import ReadPicture, TooManyPixels
from media_library.picture_sandbox import PictureFailed, encode_apart, read_apart
from media_library.picture_sizes import CEILING_BYTES

ENDINGS = {"avif": "avif", "webp": "webp", "jpeg": "jpg", "png": "png"}
FORMS = {"jpg": "jpeg", **{form: form for form in ENDINGS}}
MOST_BYTES = 1_000_000  # of a size that only the admin shows


def read_file(file: Any) -> ReadPicture:
    """What a file is, asked once and remembered on it.

    Leaves the file at its beginning. Raises PictureFailed, TooManyPixels.
    """
    known: ReadPicture | None = getattr(file, "known_picture", None)
    if known is None:
        file.seek(0)
        content = file.read()
        file.seek(0)
        known = read_apart(content)
        file.known_picture = known
    return known


def clean_file(file: Any, name: str) -> ContentFile | None:
    """The picture without anything personal; None where nothing has to change.

    Raises PictureFailed, TooManyPixels.
    """
    known = read_file(file)
    if known.clean is None:
        return None
    clean = ContentFile(known.clean, name=name)
    clean.known_picture = known.cleaned()  # type: ignore[attr-defined]
    return clean


class PictureFile(WagtailImageFieldFile):
    """A stored picture that learns its size from the process apart."""

    def get_image_dimensions(self) -> tuple[int, int]:
        """In pixels, as the file says it. Raises OSError for what is no picture."""
        was_closed = self.closed
        self.open()
        try:
            known = read_file(self.file)
        except (PictureFailed, TooManyPixels) as error:
            raise OSError(str(error)) from error
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)
        return known.width, known.height


class PictureFileField(WagtailImageField):
    """The field of a picture's file."""

    attr_class = PictureFile


def encoded_file(content: bytes, name: str, wanted: WantedSize) -> ContentFile:
    """A size that was made here: nobody has to read it again to know what it is."""
    file = ContentFile(content, name=name)
    known = ReadPicture(wanted.form.upper(), *wanted.size, FoundCredits())
    file.known_picture = known  # type: ignore[attr-defined]
    return file


def rendition_of(picture: Any, asked: Filter, source: Any) -> File | None:
    """A size that Wagtail asks for, encoded apart; None for what we do not encode.

    ``source``: the picture's content, where it has been read already. Raises
    PictureFailed, OSError.
    """
    form = _form(picture, asked)
    kinds = (TransformOperation, FormatOperation)
    if form is None or not all(isinstance(each, kinds) for each in asked.operations):
        return None
    with tempfile.TemporaryDirectory(prefix="traboule-picture-") as folder:
        path = Path(folder, "original")
        with path.open("wb") as copy:
            if source is None:
                with picture.file.storage.open(picture.file.name) as original:
                    shutil.copyfileobj(original, copy)
            else:
                source.seek(0)
                shutil.copyfileobj(source, copy)
        standing = (picture.width, picture.height)
        wanted = wanted_size(picture, asked, form)
        [content] = encode_apart(Work(str(path), folder, standing, (wanted,)))
    return encoded_file(content, _name(picture, asked, form), wanted)


def wanted_size(picture: Any, asked: Filter, form: str) -> WantedSize:
    """Cut around the focal point, as Wagtail does."""
    transform = asked.get_transform(picture)
    box = transform.get_rect().round()
    width, height = (max(1, int(side)) for side in transform.size)
    ceiling = CEILING_BYTES.get(asked.spec.partition("|")[0], MOST_BYTES)
    return WantedSize(form, tuple(box), (width, height), ceiling)


def _form(picture: Any, asked: Filter) -> str | None:
    for operation in asked.operations:
        if isinstance(operation, FormatOperation):
            return FORMS.get(operation.format)
    return FORMS.get(PurePath(picture.file.name).suffix.lower().lstrip("."))


def _name(picture: Any, asked: Filter, form: str) -> str:
    stem = PurePath(picture.file.name).stem[:20]
    parts = [stem, asked.get_cache_key(picture), asked.spec.replace("|", ".")]
    return ".".join([*(part for part in parts if part), ENDINGS[form]])
