"""Writes when each sentence of the demo's recordings is said, beside each sound.

For maintainers, when a recording has been made anew; the project itself never runs it.
The moments are guessed from the pauses of the voice: listen to them afterwards. From
the project's folder:

    python -m home.demo.make_moments
"""

import sys

from home.demo.content import TRAILS, read, sound
from media_library.audio_desk.ffmpeg import Ffmpeg, SoundFile
from media_library.audio_desk.mastering import listen
from media_library.guessed_moments import guessed
from media_library.webvtt import write_webvtt


def main() -> None:
    """One WebVTT file for each recording."""
    ffmpeg = Ffmpeg()
    for name in TRAILS:
        trail = read(name)
        introduction = {**trail.get("introduction", {}), "key": "introduction"}
        for told in (introduction, *trail["stops"]):
            for language, transcript in told.get("transcript", {}).items():
                path = sound(trail["key"], told["key"], language)
                levels = listen(ffmpeg, SoundFile(path, "m4a"))[1]
                length = levels.duration_s
                cues = guessed(transcript.strip(), length, levels.pauses(0, length))
                target = path.with_suffix(".vtt")
                target.write_text(write_webvtt(cues, language), encoding="utf-8")
                sys.stdout.write(f"{target.name}: {len(cues)} sentences\n")


if __name__ == "__main__":
    main()
