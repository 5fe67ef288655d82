"""Files within a zip archive, never more than may be. Pure.

Nothing is written anywhere, so that no name in an archive leads out of it. What counts
is what comes out while it is unpacked, not what the archive says of itself.
"""

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from exchange.found import FileRefused, Where
from exchange.limits import MAX_UNPACKED_BYTES, MEGABYTE

_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_CHUNK = 65_536
_ENCRYPTED = 0x1  # of the flags of an entry (APPNOTE.TXT 4.4.4)
# What a broken archive raises, beside its own exception.
_FAULTS = (BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError)


def is_archive(content: bytes) -> bool:
    """Whether some bytes begin as a zip archive does."""
    return content.startswith(_SIGNATURES)


class Archive:
    """A zip archive in memory. Raises ``FileRefused`` where it is broken."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(content))
        except (*_FAULTS, NotImplementedError, OverflowError) as error:
            raise FileRefused("broken_archive") from error
        # An entry without a name has none of ours; zipfile cannot say what it is.
        entries = [each for each in self._zip.infolist() if each.filename]
        self.names = [each.filename for each in entries if not each.is_dir()]

    def content(self, name: str, most: int = MAX_UNPACKED_BYTES) -> bytes:
        """The bytes of an entry.

        Refused: ``encrypted``, ``too_big_unpacked``, ``broken_archive``.
        """
        where = Where("entry", name[:100])
        entry = self._zip.getinfo(name)
        if entry.flag_bits & _ENCRYPTED:
            raise FileRefused("encrypted", where)
        # The others are rare, and may ask for gigabytes of memory.
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise FileRefused("broken_archive", where)
        pieces, bytes_read = [], 0
        try:
            with self._zip.open(entry) as file:
                while piece := file.read(_CHUNK):
                    bytes_read += len(piece)
                    if bytes_read > most:
                        raise FileRefused(
                            "too_big_unpacked", where, limit=most // MEGABYTE
                        )
                    pieces.append(piece)
        except (*_FAULTS, NotImplementedError) as error:
            raise FileRefused("broken_archive", where) from error
        return b"".join(pieces)
