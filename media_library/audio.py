"""What an uploaded sound file really is, read from its content.

The extension only tells what the file claims to be; the first bytes and the
container's own headers tell what it is. Nothing is decoded here.
"""

from dataclasses import dataclass
from io import SEEK_END
from typing import BinaryIO

from tinytag import TinyTag, TinyTagException

MAX_BYTES = 50 * 1024 * 1024
MAX_SECONDS = 30 * 60
SHORTEST_SECONDS = 0.01  # less is a damaged header, not a sound
MEDIA_TYPES = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "flac": "audio/flac",
    "wav": "audio/wav",
}


class AudioRefused(Exception):
    """The file cannot be played by phones; ``code`` says why.

    Codes: ``empty``, ``too_big``, ``extension``, ``content`` (not the sound its
    name claims), ``unreadable`` (no duration can be found), ``too_long``.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class AudioFacts:
    """Format (a key of ``MEDIA_TYPES``) and duration of a sound file."""

    format: str
    duration_s: float


def sniff(head: bytes) -> str | None:
    """The container that the first 64 bytes announce, or None.

    Signatures: ID3v2 and MPEG frame sync (ISO 11172-3), ISO base media ``ftyp``
    (ISO 14496-12), Ogg page (RFC 3533), FLAC (RFC 9639), RIFF/WAVE.
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
    return None


def _is_mpeg_frame(head: bytes) -> bool:
    """Eleven sync bits, then a layer and a version that exist."""
    return head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] & 0x06 != 0


def read_audio(file: BinaryIO, name: str) -> AudioFacts:
    """Format and duration of an open sound file called ``name``.

    Leaves the file at its beginning. Raises ``AudioRefused``.
    """
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if extension not in MEDIA_TYPES:
        raise AudioRefused("extension", extension=extension)
    size = file.seek(0, SEEK_END)
    file.seek(0)
    if size == 0:
        raise AudioRefused("empty")
    if size > MAX_BYTES:
        raise AudioRefused("too_big", megabytes=size // (1024 * 1024))
    kind = sniff(file.read(64))
    file.seek(0)
    if kind is None or kind != ("ogg" if extension == "opus" else extension):
        raise AudioRefused("content", extension=extension)
    duration_s = _duration(file, extension)
    file.seek(0)
    if duration_s > MAX_SECONDS:
        raise AudioRefused("too_long", minutes=round(duration_s / 60))
    return AudioFacts(format=extension, duration_s=round(duration_s, 2))


def _duration(file: BinaryIO, extension: str) -> float:
    """Seconds of sound by the container's headers; ``unreadable`` without any."""
    try:
        tag = TinyTag.get(filename=f"upload.{extension}", file_obj=file, tags=False)
    except (TinyTagException, ValueError, OSError, OverflowError) as error:
        raise AudioRefused("unreadable") from error
    if not tag.duration or tag.duration < SHORTEST_SECONDS:
        raise AudioRefused("unreadable")
    return float(tag.duration)
