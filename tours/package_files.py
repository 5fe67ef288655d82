"""The files of packages among the media, under the name of their content."""

import hashlib
import mimetypes
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, BinaryIO
from urllib.parse import urljoin, urlsplit

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from media_library.audio import MEDIA_TYPES
from tours.package import PackedFile, file_name

FOLDER = "packages"
FILES_FOLDER = f"{FOLDER}/files"
# The machine's own list may not know these.
OTHER_TYPES = {"pmtiles": "application/vnd.pmtiles", "webp": "image/webp"}


class Shelf:
    """The files of one package as they are put away, each once.

    ``root`` is the site's address without a path, such as ``https://a.org``.
    """

    def __init__(self, root: str) -> None:
        self._root = root
        self._files: dict[str, PackedFile] = {}

    def put(self, file: File, part: str) -> str:
        """Keeps a stored file's bytes under their own name; gives that name.

        What is essential once is essential. Raises FileNotFoundError.
        """
        with file.storage.open(file.name) as source:
            packed = self._keep(source, file.name, part)
        known = self._files.get(packed.name, packed)
        best = packed if part == "essential" else known
        shown_as = known.shown_as | packed.shown_as
        self._files[packed.name] = replace(best, shown_as=shown_as)
        return packed.name

    def show(self, name: str, file: File) -> None:
        """Pages may show a file that was put away as another one, as good as it."""
        known = self._files[name]
        shown_as = known.shown_as | {_path(file.name)}
        self._files[name] = replace(known, shown_as=shown_as)

    def put_stored(self, path: str, part: str) -> str:
        """The same for a file of the media that only its path is known of."""
        file = File(None, name=path)
        file.storage = default_storage
        return self.put(file, part)

    def as_json(self) -> list[dict[str, Any]]:
        """All files, essential ones first, in an order that content alone decides."""
        ordered = sorted(
            self._files.values(), key=lambda each: (each.part != "essential", each.name)
        )
        return [each.as_json() for each in ordered]

    def _keep(self, source: Any, original: str, part: str) -> PackedFile:
        digest, size = hashlib.sha256(), 0
        for chunk in source.chunks():
            digest.update(chunk)
            size += len(chunk)
        sha256 = digest.hexdigest()
        name = file_name(sha256, original)
        path = stored_path(name)
        source.seek(0)
        _store(path, source, size)
        url = urljoin(f"{self._root}/", default_storage.url(path))
        shown_as = frozenset({_path(original)})
        return PackedFile(name, url, size, sha256, media_type(name), part, shown_as)


def _path(name: str) -> str:
    """Under which pages show a file of the media."""
    return urlsplit(default_storage.url(name)).path


def stored_path(name: str) -> str:
    """Where a file of packages lies among the media."""
    return f"{FILES_FOLDER}/{name}"


def open_stored(name: str) -> BinaryIO:
    """A file of packages. Raises FileNotFoundError."""
    return default_storage.open(stored_path(name))


def store_document(content: bytes) -> str:
    """Keeps a package's document; gives its path among the media."""
    path = f"{FOLDER}/{file_name(hashlib.sha256(content).hexdigest(), 'a.json')}"
    _store(path, ContentFile(content), len(content))
    return path


def delete_stored(paths: Iterable[str]) -> None:
    """Deletes files that no package names any more."""
    for path in paths:
        default_storage.delete(path)


def media_type(name: str) -> str:
    """The media type of a file, by its ending."""
    ending = name.rsplit(".", 1)[-1].lower()
    known = MEDIA_TYPES.get(ending) or OTHER_TYPES.get(ending)
    return known or mimetypes.guess_type(name)[0] or "application/octet-stream"


def _store(path: str, content: File, size: int) -> None:
    """Keeps the bytes unless they are there, whole: a writer may have been stopped."""
    if default_storage.exists(path):
        if default_storage.size(path) == size:
            return
        default_storage.delete(path)
    kept = default_storage.save(path, content)
    if kept != path:  # another worker was quicker
        default_storage.delete(kept)
