"""Runs ffmpeg on files that strangers made, with allow-lists and limits.

The file's content decides nothing that ffmpeg could be led astray by: its demuxer is
named by us, only local files are read, only sound decoders are allowed, and the process
may use so much memory, time and disk and no more.
"""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import imageio_ffmpeg

if sys.platform == "linux":
    import resource

# ffmpeg's demuxer for each format that recordings may come in.
DEMUXERS = {
    "mp3": "mp3",
    "m4a": "mov",
    "ogg": "ogg",
    "opus": "ogg",
    "flac": "flac",
    "wav": "wav",
    "aiff": "aiff",
    "webm": "matroska",
}
DECODERS = (
    "mp3,mp3float,aac,alac,vorbis,opus,libopus,flac,pcm_s8,pcm_u8,pcm_s16le,pcm_s16be,"
    "pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be"
)
MAX_MEMORY_BYTES = 2 << 30
MAX_FILE_BYTES = 256 << 20
MAX_WAIT_SECONDS = 600
_CHUNK_BYTES = 1 << 20
_STREAM = re.compile(r"Stream #0:\d+.*?: Audio: (\w+).*?, (\d+) Hz, ([^,]+)")
_DURATION = re.compile(r"Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)")


class FfmpegFailed(Exception):
    """ffmpeg gave up, or was stopped; ``log`` is the end of what it said."""

    def __init__(self, log: str) -> None:
        super().__init__(log)
        self.log = log


@dataclass(frozen=True)
class Stream:
    """The first sound of a file, by its headers alone.

    ``declared_s`` is None where the file does not say how long it lasts, as files
    written while one records do not.
    """

    codec: str
    rate_hz: int
    channels: int
    declared_s: float | None


@dataclass(frozen=True)
class SoundFile:
    """A file to be read as one of ``DEMUXERS``."""

    path: Path
    format: str

    def as_input(self) -> list[str]:
        """Arguments that open it, and can open nothing else."""
        demuxer = DEMUXERS[self.format]
        lists = ["-protocol_whitelist", "file,pipe", "-format_whitelist", demuxer]
        lists += ["-codec_whitelist", DECODERS]
        return [*lists, "-f", demuxer, "-i", f"file:{self.path}"]


class Ffmpeg:
    """The ffmpeg at ``program``; without a name the one that the project installs.

    Its release is in the lock file, so every city's recordings are made alike.
    """

    def __init__(self, program: str = "") -> None:
        self.program = program or imageio_ffmpeg.get_ffmpeg_exe()

    def run(self, arguments: Sequence[str], level: str = "error") -> str:
        """Runs to the end; gives what was said at that level. Raises FfmpegFailed."""
        with self._started(arguments, level, subprocess.DEVNULL) as process:
            log = self._finish(process)
        if process.returncode:
            raise FfmpegFailed(log[-2000:])
        return log

    def read(self, arguments: Sequence[str], sample_bytes: int) -> Iterator[bytes]:
        """What goes to ``pipe:1``, in pieces of whole samples. Raises FfmpegFailed.

        The errors are few at this level, so they fit into the pipe they are read from
        at the end.
        """
        size = _CHUNK_BYTES // sample_bytes * sample_bytes
        with self._started(arguments, "fatal", subprocess.PIPE) as process:
            output: IO[bytes] = process.stdout  # type: ignore[assignment]
            while chunk := output.read(size):
                yield chunk[: len(chunk) // sample_bytes * sample_bytes]
            log = self._finish(process)
        if process.returncode:
            raise FfmpegFailed(log[-2000:])

    def probe(self, file: SoundFile) -> Stream | None:
        """What the headers say; None when they hold no sound."""
        with self._started(file.as_input(), "info", subprocess.DEVNULL) as process:
            log = self._finish(process)  # it always fails: no output was asked for
        if not (found := _STREAM.search(log)):
            return None
        codec, rate, layout = found.groups()
        return Stream(codec, int(rate), 1 if layout == "mono" else 2, _declared(log))

    def _started(
        self, arguments: Sequence[str], level: str, stdout: int
    ) -> "subprocess.Popen[bytes]":
        fixed = [self.program, "-nostdin", "-hide_banner", "-y", "-v", level]
        process = subprocess.Popen(  # noqa: S603 (arguments are ours)
            [*fixed, *arguments], stdout=stdout, stderr=subprocess.PIPE
        )
        if sys.platform == "linux":
            for limit, most in (
                (resource.RLIMIT_AS, MAX_MEMORY_BYTES),
                (resource.RLIMIT_FSIZE, MAX_FILE_BYTES),
                (resource.RLIMIT_CPU, MAX_WAIT_SECONDS),
            ):
                resource.prlimit(process.pid, limit, (most, most))
        return process

    def _finish(self, process: "subprocess.Popen[bytes]") -> str:
        try:
            _output, log = process.communicate(timeout=MAX_WAIT_SECONDS)
        except subprocess.TimeoutExpired as error:
            process.kill()
            msg = f"stopped after {MAX_WAIT_SECONDS} s"
            raise FfmpegFailed(msg) from error
        return log.decode("utf-8", "replace")


def _declared(log: str) -> float | None:
    found = _DURATION.search(log)
    if not found:
        return None
    hours, minutes, seconds = found.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
