"""How loud a recording is from moment to moment: channels, silences, faults.

Levels are in dBFS, of windows of 10 ms. What is louder than full scale, as some coded
files are once decoded, is above 0.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

RATE_HZ = 48_000
WINDOW_S = 0.01
WINDOW = int(RATE_HZ * WINDOW_S)
FLOOR_DB = -120.0  # of digital silence, which has no level
SILENT_DB = -60.0  # nobody hears less in a street
DEAD_DB = 30.0  # under the other channel: a cable that was not plugged in
CANCELLED_DB = 9.0  # both channels together are that much under the louder one
SPAN_DB = 40.0  # from the loudest moments down to what counts as silence
PAUSE_DB, PAUSE_S = 25.0, 0.18  # so far under the voice, for so long: a breath
KEPT_BEFORE_S, KEPT_AFTER_S = 0.15, 0.35
CLIPPED = 0.998  # of full scale
CLIPPED_SAMPLES = 3  # in a row: a wave has been cut flat

Samples: TypeAlias = npt.NDArray[np.float32]
Windows: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Levels:
    """A whole recording, window by window.

    ``energies`` and ``peaks`` have one row a source: left, right and both together; a
    mono file has one row. ``clippings`` counts the waves that were cut flat.
    """

    energies: Windows
    peaks: Windows
    clippings: int
    duration_s: float

    def rms_db(self, source: int) -> float:
        """Level of a source over the whole recording."""
        return decibels(float(self.energies[source].mean())) if self.duration_s else 0.0

    @property
    def channel(self) -> str:
        """What to make one channel of: ``mono``, ``mix``, ``left`` or ``right``.

        One channel alone where the other is dead, or where both cancel each other.
        """
        if len(self.energies) == 1:
            return "mono"
        left, right, mix = (self.rms_db(source) for source in range(3))
        louder = "left" if left >= right else "right"
        if abs(left - right) > DEAD_DB or mix < max(left, right) - CANCELLED_DB:
            return louder
        return "mix"

    @property
    def source(self) -> int:
        """The row of ``channel``."""
        return {"mono": 0, "left": 0, "right": 1, "mix": 2}[self.channel]

    def windows_db(self) -> Windows:
        """Levels of all windows of the channel."""
        quietest = 10 ** (FLOOR_DB / 10)
        levels: Windows = 10 * np.log10(
            np.maximum(self.energies[self.source], quietest)
        )
        return levels

    def heard(self) -> tuple[float, float] | None:
        """Seconds between which there is something to hear; None where there is not.

        A little of the silence is kept, since breath and room belong to a voice.
        """
        levels = self.windows_db()
        if not levels.size or levels.max() < SILENT_DB:
            return None
        threshold = max(float(np.percentile(levels, 95)) - SPAN_DB, SILENT_DB)
        loud = np.flatnonzero(levels >= threshold)
        start = loud[0] * WINDOW_S - KEPT_BEFORE_S
        end = (loud[-1] + 1) * WINDOW_S + KEPT_AFTER_S
        return max(0.0, round(start, 2)), min(self.duration_s, round(end, 2))

    def pauses(self, start_s: float, end_s: float) -> list[tuple[float, float]]:
        """When nobody speaks within that part, in seconds from its beginning."""
        levels = self.windows_db()[_window(start_s) : _window(end_s)]
        if not levels.size:
            return []
        is_quiet = levels < np.percentile(levels, 95) - PAUSE_DB
        edges = np.flatnonzero(np.diff(np.concatenate([[0], is_quiet, [0]])))
        return [
            (round(float(first) * WINDOW_S, 2), round(float(last) * WINDOW_S, 2))
            for first, last in zip(edges[::2], edges[1::2], strict=True)
            if (last - first) * WINDOW_S >= PAUSE_S
        ]

    def noise_floor_db(self, start_s: float, end_s: float) -> float:
        """Level of the quietest twentieth of that part."""
        part = self.windows_db()[_window(start_s) : max(_window(end_s), 1)]
        return round(float(np.percentile(part, 5)), 1) if part.size else FLOOR_DB

    def waveform(self, start_s: float, end_s: float, count: int) -> list[int]:
        """``count`` peaks of that part, from 0 to 100: the loudest."""
        part = self.peaks[self.source][_window(start_s) : max(_window(end_s), 1)]
        if not part.size:
            return [0] * count
        borders = np.linspace(0, part.size, count + 1).astype(int)
        tops = [
            part[first : max(last, first + 1)].max()
            for first, last in zip(borders[:-1], borders[1:], strict=True)
        ]
        highest = max(*tops, 1e-6)
        return [round(float(100 * top / highest)) for top in tops]


def measure_levels(chunks: Iterable[bytes], channels: int) -> Levels:
    """Levels of 32-bit floats at 48 kHz, ``channels`` (1 or 2) interleaved."""
    energies: list[Windows] = []
    peaks: list[Windows] = []
    clippings = total = 0
    left_over = np.empty((channels, 0), np.float32)
    for chunk in chunks:
        samples = np.frombuffer(chunk, "<f4").reshape(-1, channels).T
        total += samples.shape[1]
        samples = np.concatenate([left_over, np.nan_to_num(samples)], axis=1)
        whole = samples.shape[1] // WINDOW * WINDOW
        left_over = samples[:, whole:]
        _measure(samples[:, :whole], energies, peaks)
        clippings += _clippings(samples[:, :whole])
    if left_over.size:
        padded = np.pad(left_over, ((0, 0), (0, WINDOW - left_over.shape[1])))
        _measure(padded, energies, peaks)
        clippings += _clippings(left_over)
    rows = 1 if channels == 1 else 3
    nothing = [np.empty((rows, 0))]
    return Levels(
        np.concatenate(energies or nothing, axis=1),
        np.concatenate(peaks or nothing, axis=1),
        clippings,
        round(total / RATE_HZ, 3),
    )


def decibels(energy: float) -> float:
    """Level of a mean square."""
    return float(10 * np.log10(max(energy, 10 ** (FLOOR_DB / 10))))


def _measure(samples: Samples, energies: list[Windows], peaks: list[Windows]) -> None:
    """Adds the energy and the peak of each window of whole windows of samples."""
    sources = samples
    if len(samples) == 2:
        sources = np.concatenate([samples, samples.mean(axis=0, keepdims=True)])
    windows = sources.reshape(len(sources), -1, WINDOW)
    energies.append(
        np.einsum("swi,swi->sw", windows, windows, dtype=np.float64) / WINDOW
    )
    peaks.append(np.abs(windows).max(axis=2).astype(np.float64))


def _clippings(samples: Samples) -> int:
    """How many runs of ``CLIPPED_SAMPLES`` at full scale begin in the worst channel."""
    full = np.abs(samples) >= CLIPPED
    if not full.any():
        return 0
    runs = full[:, 2:] & full[:, 1:-1] & full[:, :-2]
    begins = runs & ~np.pad(runs, ((0, 0), (1, 0)))[:, :-1]
    return int(begins.sum(axis=1).max())


def _window(seconds: float) -> int:
    return round(seconds / WINDOW_S)
