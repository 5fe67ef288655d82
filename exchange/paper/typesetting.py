"""Has a document set apart, so that none takes the site with it. Pure."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from exchange.paper.typesetter import MAX_CPU_SECONDS, Work
from media_library.apart import run_apart

PROGRAM = ("-m", "exchange.paper.typesetter")
ROOT = Path(__file__).resolve().parent.parent.parent
FONTS = ROOT / "frontend" / "print-fonts"  # made with the front end
MAX_WAIT_SECONDS = 2 * MAX_CPU_SECONDS  # where the processor is shared


class TypesettingFailed(Exception):
    """No document was made; the message says why."""


def set_apart(work: Work, files: Mapping[str, bytes]) -> bytes:
    """The PDF of a work, from a process with limits of its own.

    ``files`` are put beside it, in a folder that goes with it. The process is told
    none of our environment. Raises TypesettingFailed.
    """
    if not any(FONTS.glob("*.ttf")):
        msg = "its fonts are missing: build the front end"
        raise TypesettingFailed(msg)
    with tempfile.TemporaryDirectory(prefix="traboule-paper-") as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        there = replace(work, folder=folder, fonts=str(FONTS))
        run_apart(PROGRAM, there.as_json(), MAX_WAIT_SECONDS, TypesettingFailed)
        return Path(folder, "out.pdf").read_bytes()
