"""Whether a voice memo can be heard, and for how long: ffmpeg decodes it, bound."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings

from media_library.audio import UPLOADED_FORMATS, read_audio
from media_library.audio_desk.ffmpeg import Ffmpeg, SoundFile

RATE_HZ = 8000
SAMPLE_BYTES = 2
AS_SAMPLES = ["-vn", "-ac", "1", "-ar", str(RATE_HZ), "-f", "s16le", "pipe:1"]


def heard_seconds(file: Any, name: str) -> float:
    """How long a sound lasts that phones record. Leaves the file at its beginning.

    Raises AudioRefused for what is no sound, FfmpegFailed for one that breaks.
    """
    facts = read_audio(file, name, UPLOADED_FORMATS)
    with tempfile.TemporaryDirectory(prefix="traboule-memo-") as folder:
        path = Path(folder, "memo")
        with path.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        file.seek(0)
        ffmpeg = Ffmpeg(settings.TRABOULE_FFMPEG)
        arguments = [*SoundFile(path, facts.format).as_input(), *AS_SAMPLES]
        heard = sum(len(part) for part in ffmpeg.read(arguments, SAMPLE_BYTES))
    return heard / (RATE_HZ * SAMPLE_BYTES)
