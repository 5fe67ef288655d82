"""Reads a picture that somebody sent: the program that the sandbox runs. Pure.

It decodes the whole picture once, takes out what is personal, and says what it found:
nobody else opens a file that has not been through here. Whatever the file does, it does
within the limits of this process.
"""

import json
import sys
from dataclasses import asdict, dataclass, replace
from io import BytesIO
from pathlib import Path

from PIL import Image

from media_library.picture_encoder import MAX_PIXELS, bind
from media_library.picture_metadata import FoundCredits, read_credits, strip_personal

READ_FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
SOURCE, CLEAN = "original", "clean"  # names in the folder


@dataclass(frozen=True)
class ReadPicture:
    """What a file is: its format as Pillow names it, its size in pixels, what it tells
    of itself.

    ``clean`` is the same picture without anything personal, with its own size; None
    where the file tells nothing personal.
    """

    form: str
    width: int
    height: int
    credits: FoundCredits
    clean: bytes | None = None
    clean_width: int = 0
    clean_height: int = 0

    def cleaned(self) -> "ReadPicture":
        """The same of the file that is kept."""
        if self.clean is None:
            return self
        width, height = self.clean_width, self.clean_height
        return replace(self, width=width, height=height, clean=None)


class TooManyPixels(ValueError):
    """The picture, with all its frames, has more pixels than we decode.

    Its argument is their number; 0 if nobody knows.
    """


def read_picture(content: bytes) -> ReadPicture:
    """Decodes it all. Raises TooManyPixels, and whatever a bad file does."""
    try:
        opened = Image.open(BytesIO(content), formats=READ_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels(0) from error  # so many that Pillow does not say
    with opened as image:
        pixels = image.width * image.height * getattr(image, "n_frames", 1)
        if pixels > MAX_PIXELS:
            raise TooManyPixels(pixels)
        credits_ = read_credits(image)
        image.load()
        form = "JPEG" if image.format == "MPO" else str(image.format)
        found = ReadPicture(form, *image.size, credits_)
    clean = strip_personal(BytesIO(content))
    if clean is None:
        return found
    with Image.open(BytesIO(clean), formats=READ_FORMATS) as image:
        width, height = image.size
    return replace(found, clean=clean, clean_width=width, clean_height=height)


def handed_over(folder: Path, answer: str) -> ReadPicture:
    """What the program wrote into its folder and said."""
    told = json.loads(answer)
    clean = (folder / CLEAN).read_bytes() if told.pop("has_clean") else None
    credits_ = FoundCredits(**told.pop("credits"))
    return ReadPicture(**told, credits=credits_, clean=clean)


def main() -> int:
    """One picture in the folder that is named; 1 with the reason where it fails.

    A picture with too many pixels is answered: the sender is told how many.
    """
    folder = Path(sys.stdin.read())
    bind()
    try:
        found = read_picture((folder / SOURCE).read_bytes())
    except TooManyPixels as error:
        sys.stdout.write(json.dumps({"too_many_pixels": error.args[0]}))
        return 0
    except Exception as error:  # noqa: BLE001 (a bad file may raise anything)
        sys.stderr.write(f"{type(error).__name__}: {error}")
        return 1
    if found.clean is not None:
        (folder / CLEAN).write_bytes(found.clean)
    told = asdict(replace(found, clean=None))
    del told["clean"]
    sys.stdout.write(json.dumps({**told, "has_clean": found.clean is not None}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
