"""What phones play of what is sent: measured by ffmpeg's own ebur128, not by us."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from media_library.audio_desk.ffmpeg import Ffmpeg, SoundFile
from media_library.audio_desk.mastering import DeskReport, SoundUnusable, master
from tests import sounds
from tests.media_library.shared_sounds import REGALBUTO, SHARED_SOUNDS

FFMPEG = Ffmpeg()
LENGTHS_S = (1.0, 3.0, 20.0, 90.0)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that goes away."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def mastered(
    folder: Path, content: bytes, extension: str = "wav"
) -> tuple[DeskReport, Path]:
    """A file through the whole desk."""
    original = folder / f"original.{extension}"
    original.write_bytes(content)
    target = folder / "made.m4a"
    return master(FFMPEG, SoundFile(original, extension), target), target


def refusal(folder: Path, content: bytes, extension: str = "wav") -> SoundUnusable:
    """Why the desk makes nothing of a file; nothing is left of the try."""
    with pytest.raises(SoundUnusable) as refused:
        mastered(folder, content, extension)
    assert [path.name for path in folder.iterdir()] == [f"original.{extension}"]
    return refused.value


def measured(path: Path) -> tuple[float, float]:
    """Integrated loudness and true peak of a file, asked of ffmpeg anew."""
    done = subprocess.run(  # noqa: S603
        [FFMPEG.program, "-nostdin", "-hide_banner", "-i", path]
        + ["-af", "ebur128=peak=true", "-f", "null", "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    summary = done.stderr[done.stderr.rindex("Summary:") :]
    loudness = re.search(r"I:\s+(\S+) LUFS", summary)
    peak = re.search(r"Peak:\s+(\S+) dBFS", summary)
    assert loudness
    assert peak
    return float(loudness[1]), float(peak[1])


def assert_as_wanted(path: Path) -> None:
    """Minus 16 LUFS within 1 LU, and no peak above minus 1.5 dBTP."""
    loudness, peak = measured(path)
    assert loudness == pytest.approx(-16, abs=1.0)
    assert peak <= -1.5


def is_one_channel_of_aac(path: Path) -> bool:
    """What phones are given: mono AAC at 48 kHz."""
    stream = FFMPEG.probe(SoundFile(path, "m4a"))
    return stream is not None and (stream.codec, stream.channels, stream.rate_hz) == (
        "aac",
        1,
        48_000,
    )


MADE = {
    "tone": lambda s: sounds.stored(sounds.tone(s, -30)),
    "speech": lambda s: sounds.stored(sounds.speech(s)),
    "faint speech": lambda s: sounds.stored(0.02 * sounds.speech(s)),
    "clipped speech": lambda s: sounds.stored(8 * sounds.speech(s)),
    "dead right channel": lambda s: sounds.stored(sounds.speech(s), sounds.quiet(s)),
    "dead left channel": lambda s: sounds.stored(sounds.quiet(s), sounds.speech(s)),
    "opposed channels": lambda s: sounds.stored(sounds.speech(s), -sounds.speech(s)),
}


# What is asked of every length; the others differ by channel and level alone.
LONG = ("tone", "speech", "clipped speech", "dead right channel")


@pytest.mark.parametrize(
    ("name", "seconds"),
    [
        (name, seconds)
        for name in MADE
        for seconds in LENGTHS_S
        if name in LONG or seconds < 20
    ],
)
def test_every_story_is_equally_loud_and_no_peak_stands_out(
    folder: Path, name: str, seconds: float
) -> None:
    report, made = mastered(folder, MADE[name](seconds))
    assert_as_wanted(made)
    assert is_one_channel_of_aac(made)
    assert report.after.is_as_wanted
    assert report.duration_s == pytest.approx(seconds, abs=0.6)


@pytest.mark.parametrize("seconds", LENGTHS_S)
def test_silence_is_no_story(folder: Path, seconds: float) -> None:
    assert refusal(folder, sounds.stored(sounds.quiet(seconds))).code == "silent"


def test_a_murmur_below_all_hearing_is_no_story(folder: Path) -> None:
    murmur = sounds.stored(sounds.noise(3, -75))
    assert refusal(folder, murmur).code == "silent"


def test_a_click_is_no_story(folder: Path) -> None:
    click = np.concatenate([sounds.quiet(1), [0.9], sounds.quiet(0.001)])
    assert refusal(folder, sounds.stored(click)).code == "too_short"


@pytest.mark.parametrize(
    ("name", "channel"),
    [
        ("speech", "mono"),
        ("dead right channel", "left"),
        ("dead left channel", "right"),
        ("opposed channels", "left"),
    ],
)
def test_the_channel_with_the_voice_is_taken(
    folder: Path, name: str, channel: str
) -> None:
    report, _made = mastered(folder, MADE[name](3.0))
    assert report.channel == channel


def test_two_good_channels_become_one(folder: Path) -> None:
    voice = sounds.speech(3)
    report, made = mastered(folder, sounds.stored(voice, 0.7 * voice))
    assert report.channel == "mix"
    assert is_one_channel_of_aac(made)


def test_silence_at_the_ends_is_cut_and_pauses_are_kept(folder: Path) -> None:
    spoken = np.concatenate(
        [
            sounds.quiet(4),
            sounds.tone(2, -20),
            sounds.quiet(3),
            sounds.tone(2, -20),
            sounds.quiet(5),
        ]
    )
    report, made = mastered(folder, sounds.stored(spoken))
    assert report.original_s == pytest.approx(16, abs=0.01)
    assert report.start_s == pytest.approx(4 - 0.15, abs=0.02)
    assert report.end_s == pytest.approx(11 + 0.35, abs=0.02)
    stream = FFMPEG.probe(SoundFile(made, "m4a"))
    assert stream
    assert stream.declared_s == pytest.approx(report.duration_s, abs=0.05)


def test_a_noisy_room_is_told_and_not_cut(folder: Path) -> None:
    room = sounds.noise(6, -38)
    spoken = room + np.concatenate([sounds.quiet(1), sounds.speech(4), sounds.quiet(1)])
    report, _made = mastered(folder, sounds.stored(spoken))
    assert report.noise_floor_db == pytest.approx(-38, abs=2)
    assert (report.start_s, report.end_s) == (0, 6)


def test_distorted_moments_are_counted(folder: Path) -> None:
    clean, _made = mastered(folder, MADE["speech"](3.0))
    hard, _made = mastered(folder, MADE["clipped speech"](3.0))
    assert clean.clippings == 0
    assert hard.clippings > 50


def test_the_same_file_gives_the_same_bytes(folder: Path) -> None:
    content = MADE["speech"](3.0)
    _report, made = mastered(folder, content)
    first = made.read_bytes()
    _report, made = mastered(folder, content)
    assert made.read_bytes() == first


def test_the_waveform_follows_the_sound(folder: Path) -> None:
    rising = sounds.tone(4, -12) * np.linspace(0.05, 1, 4 * sounds.RATE)
    report, _made = mastered(folder, sounds.stored(rising))
    assert len(report.waveform) == 400
    assert report.waveform[-20] > report.waveform[200] > report.waveform[20]
    assert max(report.waveform) == 100


@pytest.mark.parametrize("extension", sorted(sounds.ENCODERS))
def test_every_format_that_editors_send_is_read(folder: Path, extension: str) -> None:
    content = sounds.recoded(MADE["speech"](3.0), extension)
    report, made = mastered(folder, content, extension)
    assert_as_wanted(made)
    assert report.original_s == pytest.approx(3, abs=0.1)


def test_surround_and_odd_rates_become_one_channel(folder: Path) -> None:
    voice = 0.3 * sounds.speech(3)
    content = sounds.recoded(sounds.stored(voice), "flac", "-ac", "6", "-ar", "22050")
    _report, made = mastered(folder, content, "flac")
    assert_as_wanted(made)
    assert is_one_channel_of_aac(made)


@pytest.mark.parametrize(
    ("content", "extension", "code"),
    [
        (b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n", "mp3", "unreadable"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "wav", "unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "ogg", "unreadable"),
        (b"PK\x03\x04" + bytes(4000), "m4a", "unreadable"),
        (bytes(100_000), "mp3", "unreadable"),
        (b"", "flac", "unreadable"),
    ],
    ids=["playlist", "concat", "svg", "zip", "zeros", "empty"],
)
def test_what_is_no_sound_is_refused(
    folder: Path, content: bytes, extension: str, code: str
) -> None:
    assert refusal(folder, content, extension).code == code


def test_a_file_cut_short_says_how_much_is_there(folder: Path) -> None:
    whole = sounds.recoded(sounds.stored(sounds.speech(20)), "flac")
    refused = refusal(folder, whole[: len(whole) // 4], "flac")
    assert refused.code == "truncated"
    assert 3 < refused.facts["heard_s"] < 8
    assert refused.facts["declared_s"] == pytest.approx(20, abs=0.1)


def test_what_lasts_longer_than_half_an_hour_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("media_library.audio_desk.mastering.MAX_SECONDS", 2)
    refused = refusal(folder, MADE["speech"](3.5))
    assert refused.code == "too_long"


@pytest.mark.parametrize("path", SHARED_SOUNDS + REGALBUTO[::7], ids=lambda p: p.name)
def test_real_recordings_come_out_as_wanted(folder: Path, path: Any) -> None:
    extension = path.suffix[1:]
    _report, made = mastered(folder, path.read_bytes(), extension)
    assert_as_wanted(made)
