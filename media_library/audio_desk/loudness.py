"""Loudness and true peak of a sound, as EBU R 128 measures them.

EBU R 128 (2023) and ITU-R BS.1770-5: integrated loudness in LUFS, true peak in dBTP.
The measuring is ffmpeg's ``ebur128``; one channel counts as one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from media_library.audio_desk.ffmpeg import Ffmpeg, FfmpegFailed

TARGET_LUFS = -16.0
TOLERANCE_LU = 1.0
MAX_TRUE_PEAK_DBTP = -1.5
SILENCE_LUFS = -70.0  # the gate: nothing quieter is measured
_SUMMARY = re.compile(
    r"Integrated loudness:\s+I:\s+(\S+) LUFS.*?"
    r"Loudness range:\s+LRA:\s+(\S+) LU.*?"
    r"True peak:\s+Peak:\s+(\S+) dBFS",
    re.DOTALL,
)


@dataclass(frozen=True)
class Loudness:
    """How loud a sound is: mean (LUFS), range (LU) and highest peak (dBTP)."""

    integrated_lufs: float
    range_lu: float
    true_peak_dbtp: float

    @property
    def is_as_wanted(self) -> bool:
        """Whether phones may play it as it is."""
        return (
            abs(self.integrated_lufs - TARGET_LUFS) <= TOLERANCE_LU
            and self.true_peak_dbtp <= MAX_TRUE_PEAK_DBTP
        )


def measure_loudness(
    ffmpeg: Ffmpeg, source: Sequence[str], filters: Sequence[str] = ()
) -> Loudness:
    """Loudness of a source (ffmpeg's arguments) after some filters.

    Raises FfmpegFailed.
    """
    chain = ",".join([*filters, "ebur128=peak=true:framelog=quiet"])
    log = ffmpeg.run(
        [*source, "-map", "0:a:0", "-vn", "-af", chain, "-f", "null", "-"], "info"
    )
    return parse_summary(log)


def parse_summary(log: str) -> Loudness:
    """The figures at the end of what ``ebur128`` says. Raises FfmpegFailed."""
    found = None
    for found in _SUMMARY.finditer(log):  # noqa: B007 (the last one counts)
        pass
    if not found:
        msg = f"no loudness in: {log[-500:]}"
        raise FfmpegFailed(msg)
    integrated, span, peak = (_figure(text) for text in found.groups())
    return Loudness(max(integrated, SILENCE_LUFS), span, max(peak, SILENCE_LUFS))


def _figure(text: str) -> float:
    """A figure; of silence, which is minus infinity or no number, the lowest."""
    value = float(text)
    return value if abs(value) < 1000 else SILENCE_LUFS
