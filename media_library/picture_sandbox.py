"""Opens pictures apart, so that none takes the site with it. Pure."""

import json
import tempfile
from pathlib import Path

from media_library.apart import run_apart
from media_library.picture_encoder import MAX_CPU_SECONDS, Work
from media_library.picture_reader import (
    SOURCE,
    ReadPicture,
    TooManyPixels,
    handed_over,
)

ENCODER = ("-m", "media_library.picture_encoder")
READER = ("-m", "media_library.picture_reader")
MAX_WAIT_SECONDS = 3 * MAX_CPU_SECONDS  # where the processor is shared


class PictureFailed(Exception):
    """A file could not be opened to its end; the message says why."""


def encode_apart(work: Work) -> list[bytes]:
    """The sizes of a work, in its order. Raises PictureFailed."""
    run_apart(ENCODER, work.as_json(), MAX_WAIT_SECONDS, PictureFailed)
    return [Path(work.folder, str(n)).read_bytes() for n in range(len(work.sizes))]


def read_apart(content: bytes) -> ReadPicture:
    """What a file is that somebody sent. Raises PictureFailed, TooManyPixels."""
    with tempfile.TemporaryDirectory(prefix="traboule-picture-") as name:
        folder = Path(name)
        (folder / SOURCE).write_bytes(content)
        answer = run_apart(READER, name, MAX_WAIT_SECONDS, PictureFailed)
        told = json.loads(answer)
        if "too_many_pixels" in told:
            raise TooManyPixels(told["too_many_pixels"])
        return handed_over(folder, answer)
