"""Runs a program of ours apart, so that what it opens takes nothing with it. Pure."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_LETTERS = 1000  # that are told of why it failed


def run_apart(
    program: tuple[str, ...],
    work: str,
    max_wait_seconds: float,
    failure: type[Exception],
) -> str:
    """What a program answers to its work, in a process with limits of its own.

    ``program``: arguments of Python. It is told none of our environment. Raises
    ``failure``, which says why.
    """
    try:
        done = subprocess.run(  # noqa: S603 (arguments are ours)
            [sys.executable, *program],
            env={"PYTHONPATH": str(ROOT)},
            input=work,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=max_wait_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        msg = f"stopped after {max_wait_seconds} s"
        raise failure(msg) from error
    if done.returncode:
        raise failure(done.stderr[-MOST_LETTERS:] or f"ended with {done.returncode}")
    return done.stdout
