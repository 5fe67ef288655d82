"""Title, people, licence and cover inside the file, for players outside of a page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from media_library.audio_desk.ffmpeg import Ffmpeg, SoundFile

# ISO 639-2/T, which MP4 wants (ISO 14496-12, 8.4.2).
LANGUAGES = {
    "ar": "ara",
    "de": "deu",
    "en": "eng",
    "es": "spa",
    "fr": "fra",
    "it": "ita",
    "nl": "nld",
    "pt": "por",
}


@dataclass(frozen=True)
class Tags:
    """What the database says of a recording.

    ``texts`` are by ffmpeg's names, which stand for iTunes' atoms: ``title`` (©nam),
    ``artist`` (©ART, who speaks), ``composer`` (©wrt, who wrote it), ``comment``
    (©cmt, everyone with their roles), ``copyright`` (cprt, the licence).
    ``language`` is an ISO 639-1 code.
    """

    language: str
    texts: Mapping[str, str] = field(default_factory=dict)

    def arguments(self) -> list[str]:
        """For ffmpeg; tags without a text are left out."""
        told = [(key, _one_line(text)) for key, text in self.texts.items() if text]
        tags = [part for key, text in told for part in ("-metadata", f"{key}={text}")]
        code = LANGUAGES.get(self.language, "und")
        return [*tags, "-metadata:s:a:0", f"language={code}"]


def write_tags(
    ffmpeg: Ffmpeg, source: Path, target: Path, tags: Tags, cover: Path | None = None
) -> None:
    """Copies the sound of ``source`` (.m4a) as it is, with these tags and no others.

    ``cover`` is a JPEG. Raises FfmpegFailed.
    """
    inputs = SoundFile(source, "m4a").as_input()
    streams = ["-map", "0:a:0", "-c:a", "copy", "-map_metadata", "-1"]
    if cover:
        inputs += ["-protocol_whitelist", "file", "-f", "mjpeg", "-i", f"file:{cover}"]
        streams += ["-map", "1:v:0", "-c:v", "copy", "-disposition:v:0", "attached_pic"]
    exact = ["-fflags", "+bitexact", "-movflags", "+faststart", "-f", "ipod"]
    ffmpeg.run([*inputs, *streams, *tags.arguments(), *exact, f"file:{target}"])


def _one_line(text: str) -> str:
    return " ".join(text.split())
