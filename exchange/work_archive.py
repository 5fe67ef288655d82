"""A folder of sounds, pictures and one table in a zip, read with care. Pure.

Nothing is unpacked to disk, and no more comes out than may be.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO
from unicodedata import normalize
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

from exchange.archive import DAMAGED, MAX_UNPACKED_BYTES, opened_zip
from exchange.found import FileRefused, Where
from exchange.limits import MAX_BYTES, MEGABYTE
from media_library.audio import MAX_BYTES as MAX_SOUND_BYTES
from media_library.audio import UPLOADED_FORMATS

SOUNDS = frozenset(UPLOADED_FORMATS)
PICTURES = frozenset({"avif", "jpg", "jpeg", "png", "webp"})
TABLES = frozenset({"csv", "tsv", "ods", "xlsx"})
MAX_WORKS = 500
_ENCRYPTED = 0x1  # of the flags of an entry (APPNOTE.TXT 4.4.4)
_CHUNK = 256 * 1024


class WorkArchive:
    """The works of a folder by their paths in it, and its table.

    ``left`` are files that are neither. Refused: ``archive``, ``archive_entries``,
    ``no_work``, ``many_works``, ``many_tables``, ``too_big_unpacked``.
    """

    def __init__(self, source: BinaryIO) -> None:
        self._zip = opened_zip(source)
        entries = {normalize("NFC", e.filename): e for e in _kept(self._zip.infolist())}
        self._entries = entries
        self.works = sorted(n for n in entries if ending(n) in SOUNDS | PICTURES)
        tables = [name for name in entries if ending(name) in TABLES]
        self.left = sorted(set(entries) - {*self.works, *tables})
        if not self.works:
            raise FileRefused("no_work")
        if len(self.works) > MAX_WORKS:
            raise FileRefused("many_works", works=len(self.works), limit=MAX_WORKS)
        if len(tables) > 1:
            raise FileRefused("many_tables", names=", ".join(sorted(tables)[:5]))
        if sum(entry.file_size for entry in entries.values()) > MAX_UNPACKED_BYTES:
            limit = MAX_UNPACKED_BYTES // MEGABYTE
            raise FileRefused("too_big_unpacked", limit=limit)
        self.table = self.content(tables[0], MAX_BYTES) if tables else None

    def content(self, name: str, most: int = MAX_SOUND_BYTES) -> bytes:
        """The bytes of a file, no more than may be.

        Refused: ``encrypted``, ``broken_archive``, ``too_big_unpacked``.
        """
        where, entry = Where("entry", name[:100]), self._entries[name]
        if entry.flag_bits & _ENCRYPTED:
            raise FileRefused("encrypted", where)
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise FileRefused("broken_archive", where)
        pieces, size = [], 0
        try:
            with self._zip.open(entry) as file:
                while piece := file.read(_CHUNK):
                    size += len(piece)
                    if size > most:
                        limit = most // MEGABYTE
                        raise FileRefused("too_big_unpacked", where, limit=limit)
                    pieces.append(piece)
        except DAMAGED as error:
            raise FileRefused("broken_archive", where) from error
        return b"".join(pieces)

    def named(self, name: str) -> str | None:
        """The work that a table means: by its path, or by its name where that is one.

        Capitals and the way accents are written do not count.
        """
        wanted = _key(name)
        paths = [each for each in self.works if _key(each) == wanted]
        names = [n for n in self.works if _key(PurePosixPath(n).name) == wanted]
        found = paths or names
        return found[0] if len(found) == 1 else None


def ending(name: str) -> str:
    """A file's ending in small letters, without the dot."""
    return PurePosixPath(name).suffix.lower().lstrip(".")


def _key(name: str) -> str:
    return normalize("NFC", name.replace("\\", "/").strip("/ ")).casefold()


def _kept(entries: list[ZipInfo]) -> Iterator[ZipInfo]:
    """Without folders, and what systems put beside files for themselves."""
    for entry in entries:
        parts = PurePosixPath(entry.filename).parts
        is_hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
        if parts and not entry.is_dir() and not is_hidden and parts[-1] != "Thumbs.db":
            yield entry
