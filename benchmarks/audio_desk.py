"""The audio desk: how many seconds of sound it prepares in one of a core's seconds.

    .venv/bin/python benchmarks/audio_desk.py [FILE …] [--runs 3]

Takes sound files, or the demo's recordings one after the other as a WAV of ten minutes.
Each goes through the whole desk: read, levels, loudness, coded, measured again. Time is
that of the processor, this process and ffmpeg together, so it does not depend on how
many cores there are. Beside it, in the same run, ffmpeg decoding the file and nothing
else. Prints medians; exits with 1 below 30 times real time.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from media_library.audio import UPLOADED_FORMATS
from media_library.audio_desk.ffmpeg import Ffmpeg, SoundFile
from media_library.audio_desk.mastering import master

ROOT = Path(__file__).resolve().parent.parent
AT_LEAST = 30
TEN_MINUTES = 600


def core_seconds(act: Callable[[], object]) -> float:
    """What an act costs the processor, with the programs that it runs."""
    before = os.times()
    act()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def long_story(ffmpeg: Ffmpeg, folder: Path) -> Path:
    """Ten minutes of the demo's recordings, as an editor's WAV."""
    listed = folder / "list.txt"
    voices = sorted((ROOT / "home" / "demo" / "audio").glob("*.m4a"))
    listed.write_text("".join(f"file '{path}'\n" for path in voices))
    made = folder / "ten-minutes.wav"
    joining = ["-f", "concat", "-safe", "0", "-i", str(listed), "-t", str(TEN_MINUTES)]
    ffmpeg.run([*joining, "-af", "volume=-8dB", str(made)])
    return made


def main() -> int:
    """Prints a row for each file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    ffmpeg, slowest = Ffmpeg(), float("inf")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in options.files or [long_story(ffmpeg, folder)]:
            sound = SoundFile(path, UPLOADED_FORMATS[path.suffix[1:].lower()])
            target = folder / "made.m4a"
            report = master(ffmpeg, sound, target)
            desk, decoding = [], []
            for _run in range(options.runs):
                desk.append(core_seconds(lambda: master(ffmpeg, sound, target)))  # noqa: B023
                plain = [*sound.as_input(), "-f", "null", "-"]
                decoding.append(core_seconds(lambda: ffmpeg.run(plain)))  # noqa: B023
            speed = report.original_s / median(desk)
            slowest = min(slowest, speed)
            print(
                f"{path.name}: {report.original_s:.0f} s of sound,"
                f" {speed:.0f} times real time a core"
                f" ({median(desk) / median(decoding):.1f} times plain decoding),"
                f" {report.before.integrated_lufs} LUFS made"
                f" {report.after.integrated_lufs}"
            )
    return 0 if slowest >= AT_LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
