"""A picture's sizes as pages name them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from wagtail.images.models import Filter

from media_library.models import Picture, PictureRendition
from media_library.picture_sizes import FORMATS, spec


@dataclass(frozen=True)
class ShownSize:
    """One size: its WebP, which packages hold, and the same in the other formats."""

    webp: PictureRendition
    avif: PictureRendition | None = None
    jpeg: PictureRendition | None = None

    @property
    def width(self) -> int:
        """In pixels."""
        return int(self.webp.width)

    @property
    def height(self) -> int:
        """In pixels."""
        return int(self.webp.height)

    @property
    def url(self) -> str:
        """Of the WebP."""
        return str(self.webp.url)

    @property
    def file(self) -> Any:
        """Of the WebP."""
        return self.webp.file

    @property
    def image(self) -> Picture:
        """The picture."""
        return self.webp.image

    @property
    def twins(self) -> tuple[PictureRendition, ...]:
        """The other formats."""
        return tuple(each for each in (self.avif, self.jpeg) if each)


def shown_sizes(picture: Picture, frames: Sequence[str]) -> tuple[ShownSize, ...]:
    """The sizes there are of a picture; none where its file cannot be read.

    The task of publication makes them (``media_library/sizing.py``), and then nothing
    is encoded here. Before that, in a preview or in the moment after publication, the
    WebP is made on demand, as Wagtail does: a trail without pictures would be worse
    than one slow answer, which the page cache then keeps. A file of which the task
    could make nothing is not tried again.
    """
    filters = {
        (frame, form): Filter(spec(frame, form)) for frame in frames for form in FORMATS
    }
    there = picture.find_existing_renditions(*filters.values())
    if absent := [f for f in frames if filters[f, "webp"] not in there]:
        if picture.unreadable_file == picture.file.name:
            return ()
        specs = [spec(frame, "webp") for frame in absent]
        try:
            made = picture.get_renditions(*specs)
        except (OSError, ValueError):
            return ()
        there |= {Filter(name): rendition for name, rendition in made.items()}
    found = {key: there.get(asked) for key, asked in filters.items()}
    sizes = [
        ShownSize(*(found[frame, f] for f in ("webp", "avif", "jpeg")))
        for frame in frames
    ]
    return tuple(_whole(sizes))


def _whole(sizes: Sequence[ShownSize]) -> Sequence[ShownSize]:
    """Another format in all sizes, or in none: browsers choose the format first."""
    for form in ("avif", "jpeg"):
        if not all(getattr(each, form) for each in sizes):
            sizes = [replace(each, **{form: None}) for each in sizes]
    return sizes
