"""Runs the encoder apart, so that no picture takes the worker with it. Pure."""

import subprocess
import sys
from pathlib import Path

from media_library.picture_encoder import MAX_CPU_SECONDS, Work

PROGRAM = ("-m", "media_library.picture_encoder")
ROOT = Path(__file__).resolve().parent.parent
MAX_WAIT_SECONDS = 3 * MAX_CPU_SECONDS  # where the processor is shared


class PictureFailed(Exception):
    """No size was made of a file; the message says why."""


def encode_apart(work: Work) -> list[bytes]:
    """The sizes of a work, in its order, from a process with limits of its own.

    It is told none of our environment. Raises PictureFailed.
    """
    try:
        done = subprocess.run(  # noqa: S603 (arguments are ours)
            [sys.executable, *PROGRAM],
            env={"PYTHONPATH": str(ROOT)},
            input=work.as_json(),
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
    return [Path(work.folder, str(n)).read_bytes() for n in range(len(work.sizes))]
