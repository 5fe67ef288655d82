"""Has the sizes of pictures made, beside the answers, and keeps them."""

import logging
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePath

from django.db import transaction
from wagtail.images.models import Filter

from media_library.models import Picture, PictureRendition
from media_library.picture_encoder import Work
from media_library.picture_files import ENDINGS, encoded_file, wanted_size
from media_library.picture_sandbox import PictureFailed, encode_apart
from media_library.picture_sizes import ALL_SPECS, CEILING_BYTES, FORMATS, spec

logger = logging.getLogger(__name__)


def make_sizes(frames: dict[int, Sequence[str]]) -> bool:
    """Makes what is missing of some pictures in some frames; whether anything changed.

    A picture that fails is logged, and remembered so that pages do not try it; the
    others are made, and the next call tries it again.
    """
    pictures = Picture.objects.prefetch_renditions(*ALL_SPECS).in_bulk(frames.keys())
    changed = [_make(each, frames[each.pk]) for each in pictures.values()]
    return any(changed)


def _make(picture: Picture, frames: Sequence[str]) -> bool:
    missing = _missing(picture, frames)
    if not missing:
        return False
    unreadable = ""
    try:
        made = _encoded(picture, missing)
    except (PictureFailed, OSError) as error:
        logger.error("picture %s has no sizes: %s", picture.pk, error)
        made, unreadable = [], picture.file.name
    with transaction.atomic():
        still = Picture.objects.select_for_update().filter(
            pk=picture.pk, file=picture.file.name
        )
        # Not saved: signals would have everything made again.
        if still.exists():
            still.update(unreadable_file=unreadable)
            for size, content in zip(missing, made, strict=False):
                _keep(picture, size, content)
    return bool(made) or picture.unreadable_file != unreadable


def _missing(picture: Picture, frames: Sequence[str]) -> list[tuple[str, str]]:
    """Frames and formats that are not there, or are heavier than they may be.

    What fits is left: an adopted trail keeps the very files that phones have.
    """
    wanted = [(frame, form) for frame in dict.fromkeys(frames) for form in FORMATS]
    filters = {each: Filter(spec(*each)) for each in wanted}
    found = picture.find_existing_renditions(*filters.values())
    return [
        (frame, form)
        for (frame, form), asked in filters.items()
        if asked not in found or not _fits(found[asked], CEILING_BYTES[frame])
    ]


def _fits(rendition: PictureRendition, ceiling_bytes: int) -> bool:
    try:
        return bool(rendition.file.size <= ceiling_bytes)
    except OSError:
        return False


def _encoded(picture: Picture, sizes: Sequence[tuple[str, str]]) -> list[bytes]:
    """Raises PictureFailed, OSError."""
    with tempfile.TemporaryDirectory(prefix="traboule-picture-") as folder:
        source = Path(folder, "original")
        stored = picture.file.storage.open(picture.file.name)
        with stored as original, source.open("wb") as copy:
            shutil.copyfileobj(original, copy)
        standing = (picture.width, picture.height)
        wanted = tuple(
            wanted_size(picture, Filter(frame), form) for frame, form in sizes
        )
        return encode_apart(Work(str(source), folder, standing, wanted))


def _keep(picture: Picture, size: tuple[str, str], content: bytes) -> None:
    """In the place of what may be there; phones may keep a name for ever, so that
    storage gives another one to another file."""
    frame, form = size
    asked = Filter(spec(frame, form))
    key = asked.get_cache_key(picture)
    facts = {"filter_spec": asked.spec, "focal_point_key": key}
    for old in picture.renditions.filter(**facts):
        old.delete()
    stem = PurePath(picture.file.name).stem[:40]
    parts = [stem, key, frame.rpartition("-")[2], ENDINGS[form]]
    name = ".".join(part for part in parts if part)
    file = encoded_file(content, name, wanted_size(picture, Filter(frame), form))
    PictureRendition.objects.create(image=picture, file=file, **facts)
