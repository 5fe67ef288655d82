"""Pictures and recordings of a package, found again or made, with their very files."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.images.models import Filter

from exchange.adopted_credits import adopted_credits, adopted_line, has_credits
from exchange.found import FileRefused
from media_library.licences import licence
from media_library.models import Picture, PictureRendition, Recording
from media_library.picture_files import clean_file, read_file
from media_library.picture_reader import TooManyPixels
from media_library.picture_sandbox import PictureFailed
from media_library.tellings import FULL
from media_library.work_permissions import collections_to_add

WIDTH = re.compile(r"(?:width|fill)-(\d+)")
FORMATS = ("WEBP", "JPEG", "PNG")
UNKNOWN_LICENCE = "ALL-RIGHTS-RESERVED"  # the careful reading


class Works:
    """The works that a package's trail shows; each is made once.

    New ones stand where ``user``, who takes the package in, may add works.
    """

    def __init__(self, open_file: Callable[[str], BinaryIO], user: Any = None) -> None:
        self._open_file, self._user = open_file, user
        self.used: list[tuple[Any, Mapping[str, Any]]] = []  # each with what was told

    def picture(
        self, told: Mapping[str, Any], alternative_text: str, filters: Iterable[str]
    ) -> Picture | None:
        """A picture with the renditions that our pages ask for; None without files.

        Its original is the largest file that came. Raises FileRefused.
        """
        sizes = {int(width): name for width, name in told["files"].items()}
        if not sizes:
            return None
        content = self._content(sizes[max(sizes)])
        file = _picture_file(content, sizes[max(sizes)], told["title"])
        picture = self._known_picture(file, told) or self._make_picture(
            file, told, alternative_text
        )
        for spec in filters:
            self._keep_rendition(picture, spec, sizes)
        self.used.append((picture, told))
        return picture

    def recording(self, told: Mapping[str, Any]) -> Recording:
        """A recording, with its transcript and credits. Raises FileRefused."""
        recording = self._recording(told)
        self.used.append((recording, told))
        return recording

    def _recording(self, told: Mapping[str, Any]) -> Recording:
        content = self._content(told["file"])
        facts = {
            "title": told["title"],
            "language": told["language"],
            "transcript": told["transcript"],
            "licence": known_licence(told["licence"]),
            "kind": told["kind"],
            "telling": told.get("telling", FULL),
            "chapters": told.get("chapters", []),
            "cues": told.get("cues", []),
        }
        credits_ = adopted_credits(told)
        for known in Recording.objects.filter(**facts).exclude(file=""):
            if has_credits(known, credits_) and _holds(known, content):
                return known
        recording = Recording(**facts)
        recording.new_credits = credits_
        recording.collection = collections_to_add(self._user, Recording).first()
        recording.file = ContentFile(content, name=told["file"])
        try:
            recording.full_clean()
        except ValidationError as error:
            reason = " ".join(error.messages)
            raise FileRefused(
                "recording", title=told["title"], reason=reason
            ) from error
        recording.file.seek(0)
        recording.save()
        return recording

    def _known_picture(
        self, file: ContentFile, told: Mapping[str, Any]
    ) -> Picture | None:
        same = Picture.objects.filter(
            file_hash=hashlib.sha1(file.read()).hexdigest(),  # noqa: S324 (Wagtail's)
            title=told["title"],
            credit=adopted_line(told),
            licence=known_licence(told["licence"]),
            year=told["year"],
        )
        file.seek(0)
        credits_ = adopted_credits(told)
        return next((each for each in same if has_credits(each, credits_)), None)

    def _make_picture(
        self, file: ContentFile, told: Mapping[str, Any], text: str
    ) -> Picture:
        picture = Picture(
            title=told["title"] or file.name,
            description=text,
            credit=adopted_line(told),
            licence=known_licence(told["licence"]),
            year=told["year"],
            file=file,
        )
        picture.new_credits = adopted_credits(told)
        picture.collection = collections_to_add(self._user, Picture).first()
        picture._set_image_file_metadata()
        picture.save()
        return picture

    def _keep_rendition(
        self, picture: Picture, spec: str, sizes: Mapping[int, str]
    ) -> None:
        """The size that a filter asks for: the widest that is not wider."""
        wanted = int(WIDTH.match(spec)[1])  # type: ignore[index]
        fitting = [width for width in sizes if width <= wanted] or [min(sizes)]
        name = sizes[max(fitting)]
        asked = Filter(spec)
        PictureRendition.objects.get_or_create(
            image=picture,
            filter_spec=asked.spec,
            focal_point_key=asked.get_cache_key(picture),
            defaults={"file": ContentFile(self._content(name), name=name)},
        )

    def _content(self, name: str) -> bytes:
        try:
            with self._open_file(name) as file:
                return file.read()
        except (FileNotFoundError, KeyError) as error:
            raise FileRefused("file_missing", name=name) from error


def known_licence(code: str) -> str:
    """A licence of our list; what is not on it is nobody's to give."""
    return code if licence(code) else UNKNOWN_LICENCE


def _picture_file(content: bytes, name: str, title: str) -> ContentFile:
    """A picture of the formats that we make, of a size that we open, cleaned.

    Raises FileRefused.
    """
    file = ContentFile(content, name=name)
    try:
        form = read_file(file).form
        clean = clean_file(file, name)
    except (PictureFailed, TooManyPixels) as error:
        raise FileRefused("picture", title=title) from error
    if form not in FORMATS:
        raise FileRefused("picture", title=title)
    return clean or file


def _holds(recording: Recording, content: bytes) -> bool:
    try:
        with recording.file.storage.open(recording.file.name) as file:
            return bool(file.size == len(content) and file.read() == content)
    except FileNotFoundError:
        return False
