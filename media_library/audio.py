"""What an uploaded sound file really is, read from its content.

The extension only tells what the file claims to be; the first bytes and the
container's own headers tell what it is. Nothing is decoded here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from io import SEEK_END
from typing import BinaryIO

from tinytag import TinyTag, TinyTagException

MAX_BYTES = 50 * 1024 * 1024
MAX_SECONDS = 30 * 60
SHORTEST_SECONDS = 0.01  # less is a damaged header, not a sound
# What phones play, and what recordings come in: the desk makes the first of the second.
MEDIA_TYPES = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "flac": "audio/flac",
    "wav": "audio/wav",
}
UPLOADED_FORMATS = {
    **{extension: extension for extension in MEDIA_TYPES},
    "aif": "aiff",
    "aiff": "aiff",
    "webm": "webm",  # what browsers record in
}
UPLOADED_TYPES = {
    **MEDIA_TYPES,
    "aif": "audio/aiff",
    "aiff": "audio/aiff",
    "webm": "audio/webm",
}
WHOLE = 0.95  # of what is announced: less was lost on the way
ARCHIVE_TAIL_BYTES = 66_000  # a ZIP ends with at most 65,557 bytes of directory end


class AudioRefused(Exception):
    """The file is no sound of ours; ``code`` says why.

    Codes: ``empty``, ``too_big``, ``extension``, ``content`` (not the sound its
    name claims), ``two_in_one`` (a sound and an archive or a page at once),
    ``unreadable`` (no duration can be found), ``too_long``, ``cut_short`` (the end
    is missing).
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class AudioFacts:
    """Format (a value of ``UPLOADED_FORMATS``) and duration of a sound file.

    The duration is 0 where the file does not tell it: browsers record so.
    """

    format: str
    duration_s: float


def sniff(head: bytes) -> str | None:
    """The container that the first 64 bytes announce, or None.

    Signatures: ID3v2 and MPEG frame sync (ISO 11172-3), ISO base media ``ftyp``
    (ISO 14496-12), Ogg page (RFC 3533), FLAC (RFC 9639), RIFF/WAVE, AIFF and
    AIFF-C, EBML (RFC 8794) of the type WebM.
    """
    if head[:3] == b"ID3" or (len(head) > 1 and _is_mpeg_frame(head)):
        return "mp3"
    if head[4:8] == b"ftyp":
        return "m4a"
    if head[:4] == b"OggS":
        return "ogg"
    if head[:4] == b"fLaC":
        return "flac"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return "aiff"
    if head[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in head:
        return "webm"
    return None


def _is_mpeg_frame(head: bytes) -> bool:
    """Eleven sync bits, then a layer and a version that exist."""
    return head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] & 0x06 != 0


def read_audio(
    file: BinaryIO, name: str, formats: Mapping[str, str] = MEDIA_TYPES
) -> AudioFacts:
    """Format and duration of an open sound file called ``name``.

    ``formats`` has the extensions that are allowed: what phones play, or what editors
    may send (``UPLOADED_FORMATS``). Leaves the file at its beginning. Raises
    ``AudioRefused``.
    """
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if extension not in formats:
        raise AudioRefused("extension", extension=extension)
    size = file.seek(0, SEEK_END)
    file.seek(0)
    if size == 0:
        raise AudioRefused("empty")
    if size > MAX_BYTES:
        raise AudioRefused("too_big", megabytes=size // (1024 * 1024))
    wanted = UPLOADED_FORMATS[extension]
    kind = sniff(file.read(64))
    file.seek(0)
    if kind is None or kind != ("ogg" if wanted == "opus" else wanted):
        raise AudioRefused("content", extension=extension)
    _refuse_two_in_one(file, size)
    duration_s = 0.0 if wanted == "webm" else _duration(file, wanted)
    file.seek(0)
    if duration_s > MAX_SECONDS:
        raise AudioRefused("too_long", minutes=round(duration_s / 60))
    _refuse_cut_short(file, size)
    return AudioFacts(format=wanted, duration_s=round(duration_s, 2))


def _refuse_cut_short(file: BinaryIO, size: int) -> None:
    """A WAV or AIFF of which a good part is missing: its size stands at its head.

    Programs that write while they record leave 0 or the largest number there. What
    other formats announce is compared once they are decoded.
    """
    head = file.read(8)
    file.seek(0)
    order = {b"RIFF": "little", b"FORM": "big"}.get(head[:4])
    if order is None:
        return
    announced = int.from_bytes(head[4:8], order) + 8  # type: ignore[arg-type]
    if 8 < announced < 2**32 and size < WHOLE * announced:
        raise AudioRefused("cut_short", percent=100 * size // announced)


def _refuse_two_in_one(file: BinaryIO, size: int) -> None:
    """A sound that other programs open as an archive, a document or a page.

    A ZIP is read from its end (APPNOTE 4.3.16), whatever stands before it; a PDF may
    begin anywhere in the first 1,024 bytes (ISO 32000-1, note of Adobe's readers);
    a browser that guesses looks for tags as early.
    """
    head = file.read(1024).lower()
    file.seek(max(0, size - ARCHIVE_TAIL_BYTES))
    tail = file.read()
    file.seek(0)
    is_page = any(mark in head for mark in (b"<script", b"<html", b"<svg", b"<!doc"))
    if is_page or b"%pdf-" in head or _ends_as_zip(tail):
        raise AudioRefused("two_in_one")


def _ends_as_zip(tail: bytes) -> bool:
    """Whether an end of central directory closes these last bytes of a file."""
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        return False
    return int.from_bytes(tail[at + 20 : at + 22], "little") == len(tail) - at - 22


def _duration(file: BinaryIO, extension: str) -> float:
    """Seconds of sound by the container's headers; ``unreadable`` without any."""
    try:
        tag = TinyTag.get(filename=f"upload.{extension}", file_obj=file, tags=False)
    except (TinyTagException, ValueError, OSError, OverflowError) as error:
        raise AudioRefused("unreadable") from error
    if not tag.duration or tag.duration < SHORTEST_SECONDS:
        raise AudioRefused("unreadable")
    return float(tag.duration)
