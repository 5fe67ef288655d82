"""A recording as the desk shows it: state, figures, waveform."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from media_library.audio_desk.loudness import Loudness
from media_library.models import Recording
from media_library.webvtt import sentences, words, words_a_minute

WAVEFORM_HEIGHT = 100
NOISY_DB = -45.0  # of a story: a quiet room lies near -60, a street near -40
# Outdoors one listens with half an ear: the composer's rhythm counts the same pace.
CALM_WORDS_A_MINUTE, HURRIED_WORDS_A_MINUTE = 150, 180
LONG_SENTENCE_WORDS = 25
# Half an hour of sound takes less than a minute: a worker has been stopped.
STUCK_AFTER = timedelta(minutes=20)


@dataclass(frozen=True)
class DeskView:
    """What the form's sound part tells."""

    recording: Recording
    is_busy: bool
    can_retry: bool
    waveform: str
    report: dict[str, Any] | None
    trimmed_s: float
    channel: str
    is_noisy: bool
    is_off_target: bool


def desk_view(recording: Recording) -> DeskView:
    """A recording, as it stands on the desk now."""
    state, report = recording.state, recording.report
    is_busy = state in (Recording.State.WAITING, Recording.State.WORKING)
    is_stuck = is_busy and timezone.now() - recording.state_since > STUCK_AFTER
    return DeskView(
        recording=recording,
        is_busy=is_busy and not is_stuck,
        can_retry=is_stuck or state == Recording.State.FAILED,
        waveform=waveform_path(report["waveform"]) if report else "",
        report=report,
        channel=report["channel"] if report else "",
        **_remarks(recording, report),
    )


def _remarks(recording: Recording, report: dict[str, Any] | None) -> dict[str, Any]:
    """What an editor should know of the sound."""
    if report is None:
        return {"trimmed_s": 0.0, "is_noisy": False, "is_off_target": False}
    is_story = recording.kind == Recording.Kind.STORY
    return {
        "trimmed_s": report["original_s"] - (report["end_s"] - report["start_s"]),
        "is_noisy": is_story and report["noise_floor_db"] > NOISY_DB,
        "is_off_target": not Loudness(**report["after"]).is_as_wanted,
    }


def waveform_path(peaks: list[int]) -> str:
    """An SVG path of bars, one unit wide each, around the middle of 100 units."""
    middle = WAVEFORM_HEIGHT / 2
    bars = []
    for x, peak in enumerate(peaks):
        half = max(1.0, peak * middle / 100)
        bars.append(f"M{x}.5 {middle - half:g}V{middle + half:g}")
    return "".join(bars)


@dataclass(frozen=True)
class Pace:
    """How much a transcript says, and how fast: sentences of so many words are long."""

    words: int
    sentences: int
    long_sentences: int
    words_a_minute: int
    estimated_s: float
    is_hurried: bool
    is_timed: bool


def pace_of(recording: Recording) -> Pace | None:
    """The pace of a recording; None while it says nothing."""
    text = recording.transcript
    if not text.strip() or recording.kind != Recording.Kind.STORY:
        return None
    said = sentences(text)
    rate = words_a_minute(text, recording.duration_seconds)
    return Pace(
        words=words(text),
        sentences=len(said),
        long_sentences=sum(words(each) > LONG_SENTENCE_WORDS for each in said),
        words_a_minute=round(rate),
        estimated_s=words(text) * 60 / CALM_WORDS_A_MINUTE,
        is_hurried=rate > HURRIED_WORDS_A_MINUTE,
        is_timed=bool(recording.cues),
    )
