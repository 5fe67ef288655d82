"""Sound files made in memory, as small as their format allows.

WAV is written by the standard library and MP3 from its frame headers alone; M4A, OGG,
OPUS and FLAC need an encoder, which not every machine has.
"""

import functools
import io
import shutil
import subprocess
import tempfile
import wave
from pathlib import Path

import pytest

WAV_RATE = 8000
MP3_FRAME_SECONDS = 1152 / 44_100
ENCODERS = {"m4a": "aac", "ogg": "libvorbis", "opus": "libopus", "flac": "flac"}


def wav(seconds: float = 1.0) -> bytes:
    """Silence: mono, 8 kHz, 8 bits."""
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(WAV_RATE)
        file.writeframes(b"\x80" * round(WAV_RATE * seconds))
    return written.getvalue()


def mp3(seconds: float = 1.0) -> bytes:
    """Silence: MPEG 1 layer III frames of 32 kbit/s at 44.1 kHz, without any tag."""
    frame = bytes([0xFF, 0xFB, 0x10, 0xC4]).ljust(144 * 32_000 // 44_100, b"\x00")
    return frame * max(1, round(seconds / MP3_FRAME_SECONDS))


@functools.cache
def encoded(extension: str, seconds: float = 1.0) -> bytes:
    """Silence in a format of ``ENCODERS``; skips the test without ffmpeg."""
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        pytest.skip(f"making a .{extension} needs ffmpeg")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.wav"), Path(folder, f"out.{extension}")
        source.write_bytes(wav(seconds))
        done = subprocess.run(  # noqa: S603
            [ffmpeg, "-v", "error", "-i", source, "-c:a", ENCODERS[extension], target],
            capture_output=True,
            check=False,
        )
        if done.returncode:
            pytest.skip(f"this ffmpeg does not encode .{extension}")
        return target.read_bytes()


def sound(extension: str, seconds: float = 1.0) -> bytes:
    """A sound in any format that recordings accept."""
    makers = {"wav": wav, "mp3": mp3}
    if extension in makers:
        return makers[extension](seconds)
    return encoded(extension, seconds)
