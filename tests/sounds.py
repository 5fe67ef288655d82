"""Sound files made in memory: silence as small as its format allows, tones, speech.

WAV is written by the standard library and MP3 from its frame headers alone; the others
are coded by the ffmpeg that the project installs.
"""

import functools
import io
import subprocess
import tempfile
import wave
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import numpy.typing as npt

WAV_RATE = 8000
MP3_FRAME_SECONDS = 1152 / 44_100
ENCODERS = {
    "m4a": "aac",
    "ogg": "libvorbis",
    "opus": "libopus",
    "flac": "flac",
    "aiff": "pcm_s16be",
    "webm": "libopus",
}


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
    """Silence in a format of ``ENCODERS``."""
    return recoded(wav(seconds), extension)


def recoded(content: bytes, extension: str, *options: str) -> bytes:
    """A WAV in a format of ``ENCODERS``."""
    ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.wav"), Path(folder, f"out.{extension}")
        source.write_bytes(content)
        coding = ["-c:a", ENCODERS[extension], *options]
        subprocess.run(  # noqa: S603
            [ffmpeg, "-v", "error", "-i", source, *coding, target],
            capture_output=True,
            check=True,
        )
        return target.read_bytes()


def sound(extension: str, seconds: float = 1.0) -> bytes:
    """A sound in any format that recordings accept."""
    makers = {"wav": wav, "mp3": mp3}
    if extension in makers:
        return makers[extension](seconds)
    return encoded(extension, seconds)


RATE = 48_000
Wave = npt.NDArray[np.float64]


def tone(seconds: float, level_db: float = -12.0, hertz: float = 440.0) -> Wave:
    """A sine whose peaks are at a level, in dBFS."""
    times = np.arange(round(seconds * RATE)) / RATE
    return np.asarray(10 ** (level_db / 20) * np.sin(2 * np.pi * hertz * times))


def quiet(seconds: float) -> Wave:
    """Digital silence."""
    return np.zeros(round(seconds * RATE))


def noise(seconds: float, level_db: float) -> Wave:
    """White noise of a level (RMS, in dBFS), always the same."""
    made = np.random.default_rng(7).standard_normal(round(seconds * RATE))
    return np.asarray(10 ** (level_db / 20) * made)


def speech(seconds: float, language: str = "fr") -> Wave:
    """Somebody who speaks for so long: espeak-ng, repeated and cut."""
    spoken = _spoken(language)
    times = -(-round(seconds * RATE) // len(spoken))
    return np.tile(spoken, times)[: round(seconds * RATE)]


@functools.cache
def _spoken(language: str) -> Wave:
    words = {
        "fr": "Ici, sous la place, passait la rivière. On l’a couverte en 1858, et"
        " la ville a grandi par-dessus ; écoutez : on l’entend encore, certains soirs.",
        "en": "Here, below the square, the river ran. They covered it in 1858, and"
        " the town grew above; listen: some evenings, one still hears it.",
    }[language]
    done = subprocess.run(  # noqa: S603
        ["espeak-ng", "-v", language, "--stdout", words],  # noqa: S607
        capture_output=True,
        check=True,
    )
    with wave.open(io.BytesIO(done.stdout)) as file:
        rate, frames = file.getframerate(), file.readframes(10**8)
    samples = np.frombuffer(frames, "<i2") / 32768
    at = np.arange(0, len(samples), rate / RATE)
    return np.interp(at, np.arange(len(samples)), samples)


def stored(*channels: Wave) -> bytes:
    """A WAV of 16 bits at 48 kHz of one channel or two."""
    samples = np.stack(channels, axis=1)
    frames = (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(frames)
    return written.getvalue()
