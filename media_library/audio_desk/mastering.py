"""From an uploaded file to the one that phones play, with a report of what was done.

Measured gain, then a limiter, then measured again: two passes of ``loudnorm`` miss the
target on short clips. Phones get one channel of AAC at 64 kbit/s: speech loses nothing
that is heard in a street, and half an hour weighs 14 MB.
"""

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from media_library.audio_desk.ffmpeg import Ffmpeg, FfmpegFailed, SoundFile, Stream
from media_library.audio_desk.levels import RATE_HZ, Levels, measure_levels
from media_library.audio_desk.loudness import (
    MAX_TRUE_PEAK_DBTP,
    SILENCE_LUFS,
    TARGET_LUFS,
    TOLERANCE_LU,
    Loudness,
    measure_loudness,
)

MAX_SECONDS = 30 * 60
SHORTEST_SECONDS = 0.5  # EBU R 128 measures blocks of 0.4 s
CUT_SHORT = 0.9  # of what the headers declare: less has been lost on the way
MAX_GAIN_DB = 40.0  # more would make a story of the room's hum
BIT_RATE = "64k"
WAVEFORM_PEAKS = 400
TRIES = 4
FIRST_CEILING_DB = MAX_TRUE_PEAK_DBTP - 1.3  # coding lets peaks grow by about this
LIMITER_LOSS_LU = 0.4  # what holding peaks takes from the mean, as a rule
FIRST_MAKEUP_DB = 6.0
# Evens out syllables by what stands over -14 dB, where holding peaks is not enough.
COMPRESSOR = "threshold=-14dB:ratio=4:attack=1:release=40:knee=4:detection=peak"
CLOSE_ENOUGH_LU = 0.6 * TOLERANCE_LU
_PAN = {"mix": "0.5*c0+0.5*c1", "left": "c0", "right": "c1"}


class SoundUnusable(Exception):
    """No story can be made of this file; ``code`` says why.

    Codes: ``unreadable`` (nothing to decode), ``truncated`` (less than its headers
    declare: ``heard_s``, ``declared_s``), ``too_long``, ``silent``, ``too_short``.
    """

    def __init__(self, code: str, **facts: float) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class DeskReport:
    """What was found in a recording and what was made of it.

    ``start_s`` and ``end_s`` tell the part of the original that was kept, ``gain_db``
    how much louder it was made; ``waveform`` has peaks from 0 to 100; ``pauses`` tell
    when nobody speaks.
    """

    codec: str
    rate_hz: int
    channels: int
    channel: str
    original_s: float
    start_s: float
    end_s: float
    clippings: int
    noise_floor_db: float
    before: Loudness
    after: Loudness
    gain_db: float
    is_limited: bool
    waveform: list[int]
    pauses: list[tuple[float, float]]

    @property
    def duration_s(self) -> float:
        """Length of what phones play."""
        return round(self.end_s - self.start_s, 2)

    def as_json(self) -> dict[str, Any]:
        """Everything, as it is kept beside the recording."""
        return asdict(self)


@dataclass(frozen=True)
class _Plan:
    """One way to make the file.

    ``gain_db`` comes first; ``makeup_db`` is given back after a compressor (None: there
    is none); ``ceiling_db`` is where a limiter holds peaks (None: there is none).
    """

    gain_db: float
    makeup_db: float | None = None
    ceiling_db: float | None = None

    def filters(self) -> list[str]:
        """ffmpeg's filters. Peaks between samples show at four times the rate."""
        chain = [f"volume={self.gain_db:.2f}dB:precision=float"]
        if self.makeup_db is not None:
            chain.append(f"acompressor={COMPRESSOR}")
            chain.append(f"volume={self.makeup_db:.2f}dB:precision=float")
        if self.ceiling_db is not None:
            limit = f"alimiter=limit={10 ** (self.ceiling_db / 20):.5f}"
            limit += ":attack=2:release=20:level=false:latency=true"
            rate = f"aresample={RATE_HZ}"
            chain += [f"aresample={4 * RATE_HZ}", limit, rate]
        return chain


def master(ffmpeg: Ffmpeg, original: SoundFile, target: Path) -> DeskReport:
    """Writes ``target`` (.m4a, without tags) out of ``original``.

    Raises SoundUnusable, and leaves no target then.
    """
    stream, levels = listen(ffmpeg, original)
    start_s, end_s = _usable_part(levels, stream)
    shaping = _shaping(levels.channel, start_s, end_s)
    source = original.as_input()
    before = measure_loudness(ffmpeg, source, shaping)
    if before.integrated_lufs <= SILENCE_LUFS:
        raise SoundUnusable("silent")
    plan, after = _make(ffmpeg, source, shaping, before, target)
    return DeskReport(
        codec=stream.codec,
        rate_hz=stream.rate_hz,
        channels=stream.channels,
        channel=levels.channel,
        original_s=levels.duration_s,
        start_s=start_s,
        end_s=end_s,
        clippings=levels.clippings,
        noise_floor_db=levels.noise_floor_db(start_s, end_s),
        before=before,
        after=after,
        gain_db=round(plan.gain_db, 1),
        is_limited=plan.ceiling_db is not None,
        waveform=levels.waveform(start_s, end_s, WAVEFORM_PEAKS),
        pauses=levels.pauses(start_s, end_s),
    )


def listen(ffmpeg: Ffmpeg, original: SoundFile) -> tuple[Stream, Levels]:
    """What the headers say, and the levels of the whole file. Raises SoundUnusable."""
    try:
        stream = ffmpeg.probe(original)
        if stream is None:
            raise SoundUnusable("unreadable")
        levels = measure_levels(_decoded(ffmpeg, original, stream), stream.channels)
    except FfmpegFailed as failure:
        raise SoundUnusable("unreadable") from failure
    return stream, levels


def _decoded(ffmpeg: Ffmpeg, original: SoundFile, stream: Stream) -> Any:
    """Samples of the whole file, and one second more than is allowed, to see it."""
    shape = ["-map", "0:a:0", "-vn", "-t", str(MAX_SECONDS + 1)]
    shape += ["-ac", str(stream.channels), "-ar", str(RATE_HZ), "-f", "f32le", "pipe:1"]
    return ffmpeg.read([*original.as_input(), *shape], 4 * stream.channels)


def _usable_part(levels: Levels, stream: Stream) -> tuple[float, float]:
    """Seconds between which the story lies. Raises SoundUnusable."""
    declared = stream.declared_s
    if levels.duration_s > MAX_SECONDS:
        raise SoundUnusable("too_long", minutes=MAX_SECONDS // 60)
    if not levels.duration_s:
        raise SoundUnusable("unreadable")
    if declared and levels.duration_s < CUT_SHORT * declared - 0.5:
        raise SoundUnusable("truncated", heard_s=levels.duration_s, declared_s=declared)
    heard = levels.heard()
    if heard is None:
        raise SoundUnusable("silent")
    if heard[1] - heard[0] < SHORTEST_SECONDS:
        raise SoundUnusable("too_short", heard_s=heard[1] - heard[0])
    return heard


def _shaping(channel: str, start_s: float, end_s: float) -> list[str]:
    """One channel of the part that is kept, at our rate; more than two become two."""
    pan = []
    if channel in _PAN:
        pan = ["aformat=channel_layouts=stereo", f"pan=mono|c0={_PAN[channel]}"]
    trim = [f"atrim=start={start_s}:end={end_s}", "asetpts=PTS-STARTPTS"]
    return [*pan, f"aresample={RATE_HZ}", *trim]


def _make(
    ffmpeg: Ffmpeg,
    source: list[str],
    shaping: list[str],
    before: Loudness,
    target: Path,
) -> tuple[_Plan, Loudness]:
    """Tries plans until one is as wanted; the best one's file stays."""
    plan = _first_plan(before)
    best: tuple[float, _Plan, Loudness] | None = None
    attempt = target.with_suffix(".try.m4a")
    try:
        for _number in range(TRIES):
            _encode(ffmpeg, source, [*shaping, *plan.filters()], attempt)
            after = measure_loudness(ffmpeg, SoundFile(attempt, "m4a").as_input())
            cost = _cost(after)
            if best is None or cost < best[0]:
                best = (cost, plan, after)
                attempt.replace(target)
            if cost <= CLOSE_ENOUGH_LU:
                break
            plan = _next_plan(plan, after)
    except FfmpegFailed:
        target.unlink(missing_ok=True)
        raise
    finally:
        attempt.unlink(missing_ok=True)
    assert best is not None  # noqa: S101 (there is a first try)
    return best[1], best[2]


def _first_plan(before: Loudness) -> _Plan:
    gain_db = min(TARGET_LUFS - before.integrated_lufs, MAX_GAIN_DB)
    if before.true_peak_dbtp + gain_db <= FIRST_CEILING_DB:
        return _Plan(gain_db)
    return _Plan(gain_db + LIMITER_LOSS_LU, ceiling_db=FIRST_CEILING_DB)


def _next_plan(plan: _Plan, after: Loudness) -> _Plan:
    """Louder by what is missing, under a ceiling as much lower as peaks stood out.

    What a limiter alone could not make loud enough gets a compressor.
    """
    miss = TARGET_LUFS - after.integrated_lufs
    over = max(0.0, after.true_peak_dbtp - MAX_TRUE_PEAK_DBTP)
    ceiling = FIRST_CEILING_DB if plan.ceiling_db is None else plan.ceiling_db
    if over:
        ceiling -= over + 0.2
    if plan.makeup_db is not None:
        return replace(plan, makeup_db=plan.makeup_db + miss, ceiling_db=ceiling)
    if plan.ceiling_db is not None and miss > CLOSE_ENOUGH_LU:
        return replace(plan, makeup_db=FIRST_MAKEUP_DB, ceiling_db=ceiling)
    gain_db = min(plan.gain_db + miss, MAX_GAIN_DB)
    return replace(plan, gain_db=gain_db, ceiling_db=ceiling)


def _cost(after: Loudness) -> float:
    """How far from what is wanted; loudness is never paid for with peaks."""
    over = max(0.0, after.true_peak_dbtp - MAX_TRUE_PEAK_DBTP)
    return abs(after.integrated_lufs - TARGET_LUFS) + 1000 * over


def _encode(
    ffmpeg: Ffmpeg, source: list[str], filters: list[str], target: Path
) -> None:
    """The same bytes for the same source: no date, no name of an encoder.

    The quicker of ffmpeg's two ways to code: at this rate it keeps speech 8 to 12 dB
    nearer to the original below 4 kHz, and peaks grow less.
    """
    plain = ["-map", "0:a:0", "-vn", "-map_metadata", "-1", "-map_chapters", "-1"]
    coding = ["-c:a", "aac", "-aac_coder", "fast", "-b:a", BIT_RATE]
    coding += ["-ac", "1", "-ar", str(RATE_HZ)]
    exact = ["-flags:a", "+bitexact", "-fflags", "+bitexact"]
    ffmpeg.run(
        [*source, *plain, "-af", ",".join(filters), *coding, *exact]
        + ["-movflags", "+faststart", "-f", "ipod", f"file:{target}"]
    )
