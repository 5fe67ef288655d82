"""Opens pictures apart, so that none takes the site with it. Pure."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from media_library.picture_encoder import MAX_CPU_SECONDS, Work
from media_library.picture_reader import (
    SOURCE,
    ReadPicture,
    TooManyPixels,
    handed_over,
)

ENCODER = ("-m", "media_library.picture_encoder")
READER = ("-m", "media_library.picture_reader")
ROOT = Path(__file__).resolve().parent.parent
MAX_WAIT_SECONDS = 3 * MAX_CPU_SECONDS  # where the processor is shared


class PictureFailed(Exception):
    """A file could not be opened to its end; the message says why."""


def encode_apart(work: Work) -> list[bytes]:
    """The sizes of a work, in its order. Raises PictureFailed."""
    _run(ENCODER, work.as_json())
    return [Path(work.folder, str(n)).read_bytes() for n in range(len(work.sizes))]


def read_apart(content: bytes) -> ReadPicture:
    """What a file is that somebody sent. Raises PictureFailed, TooManyPixels."""
    with tempfile.TemporaryDirectory(prefix="traboule-picture-") as name:
        folder = Path(name)
        (folder / SOURCE).write_bytes(content)
        answer = _run(READER, name)
        told = json.loads(answer)
        if "too_many_pixels" in told:
            raise TooManyPixels(told["too_many_pixels"])
        return handed_over(folder, answer)


def _run(program: tuple[str, ...], work: str) -> str:
    """What a program of ours answers, in a process with limits of its own.

    It is told none of our environment. Raises PictureFailed.
    """
    try:
        done = subprocess.run(  # noqa: S603 (arguments are ours)
            [sys.executable, *program],
            env={"PYTHONPATH": str(ROOT)},
            input=work,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=MAX_WAIT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        msg = f"stopped after {MAX_WAIT_SECONDS} s"
        raise PictureFailed(msg) from error
    if done.returncode:
        raise PictureFailed(done.stderr[-500:] or f"ended with {done.returncode}")
    return done.stdout
