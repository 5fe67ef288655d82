"""Encodes a picture in some sizes: the program that the sandbox runs. Pure.

It reads the work from its input, as JSON, binds itself to its limits, and only then
opens the file: whatever the file does, it does within them. The sizes are written into
a folder, named by their number. Nothing of the original's metadata is in them.
"""

import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps

from media_library.picture_sizes import Rung, descend

MAX_PIXELS = 50_000_000
MAX_MEMORY_BYTES = 1536 << 20
MAX_CPU_SECONDS = 90
MAX_FILE_BYTES = 16 << 20
LIMITS = {
    "RLIMIT_AS": MAX_MEMORY_BYTES,
    "RLIMIT_CPU": MAX_CPU_SECONDS,
    "RLIMIT_FSIZE": MAX_FILE_BYTES,
    "RLIMIT_CORE": 0,
}
READ_FORMATS = ("AVIF", "JPEG", "PNG", "WEBP")
# Speed 8 takes half the time of 6, for photographs of the same weight.
OPTIONS: dict[str, dict[str, Any]] = {
    "avif": {"speed": 8},
    "webp": {"method": 4},
    "jpeg": {"progressive": True, "optimize": True},
    "png": {"optimize": True},
}
WHITE = (255, 255, 255)


@dataclass(frozen=True)
class WantedSize:
    """One size: which part of the standing picture (left, top, right, bottom), how
    large in pixels, in which format, and how many bytes at most."""

    form: str
    box: tuple[float, float, float, float]
    size: tuple[int, int]
    ceiling_bytes: int


@dataclass(frozen=True)
class Work:
    """What is to be made of a file. ``standing``: its size, as the library knows it."""

    source: str
    folder: str
    standing: tuple[int, int]
    sizes: tuple[WantedSize, ...]

    def as_json(self) -> str:
        """As it is handed over."""
        return json.dumps(asdict(self))


def read_work(text: str) -> Work:
    """What ``Work.as_json`` has written."""
    told = json.loads(text)
    sizes = tuple(
        WantedSize(
            each["form"],
            tuple(each["box"]),
            tuple(each["size"]),
            each["ceiling_bytes"],
        )
        for each in told["sizes"]
    )
    return Work(told["source"], told["folder"], tuple(told["standing"]), sizes)


def encode(work: Work) -> None:
    """Writes every size. Raises ValueError, OSError and whatever a bad file does."""
    picture = _opened(work)
    scale = picture.width / work.standing[0]
    scaled: dict[object, Image.Image] = {}
    for number, wanted in enumerate(work.sizes):
        cut = (wanted.box, wanted.size)
        if cut not in scaled:
            scaled[cut] = _scaled(picture, wanted, scale)
        encode_at = partial(_encoded, scaled[cut], wanted.form)
        _rung, content = descend(wanted.form, wanted.ceiling_bytes, encode_at)
        Path(work.folder, str(number)).write_bytes(content)


def _opened(work: Work) -> Image.Image:
    """The picture, upright, decoded no larger than is needed."""
    content = BytesIO(Path(work.source).read_bytes())
    image: Image.Image = Image.open(content, formats=READ_FORMATS)
    if image.width * image.height > MAX_PIXELS:
        msg = f"{image.width} × {image.height} pixels are more than {MAX_PIXELS}"
        raise ValueError(msg)
    share = min(1.0, 2 * max(map(_share, work.sizes)))
    image.draft(None, (int(image.width * share), int(image.height * share)))
    image = ImageOps.exif_transpose(image)
    # A turned picture whose size was kept before it was turned would be cut wrong.
    if (image.width > image.height) != (work.standing[0] > work.standing[1]):
        msg = f"{image.size} is not how the library knows it: {work.standing}"
        raise ValueError(msg)
    return image


def _share(wanted: WantedSize) -> float:
    """How large a size is beside what it is cut from."""
    return wanted.size[0] / max(1.0, wanted.box[2] - wanted.box[0])


def _scaled(picture: Image.Image, wanted: WantedSize, scale: float) -> Image.Image:
    """The part that is shown, in the colours that every screen knows."""
    if picture.mode not in {"L", "RGB", "CMYK"}:
        has_alpha = picture.has_transparency_data
        picture = picture.convert("RGBA" if has_alpha else "RGB")
    left, top, right, bottom = (edge * scale for edge in wanted.box)
    box = (left, top, min(right, picture.width), min(bottom, picture.height))
    made = picture.resize(wanted.size, Image.Resampling.LANCZOS, box, reducing_gap=3.0)
    made = _in_srgb(made, picture.info.get("icc_profile"))
    if made.mode == "RGBA" and made.getchannel("A").getextrema() == (255, 255):
        made = made.convert("RGB")
    made.info.clear()  # Pillow would write some of it into the file
    return made


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            named = ImageCms.ImageCmsProfile(BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            made = ImageCms.profileToProfile(image, named, srgb, outputMode=mode)
            if made is not None:
                return made
    return image.convert(mode)


def _encoded(image: Image.Image, form: str, rung: Rung) -> bytes:
    if rung.detail < 1:
        fewer = [max(1, round(side * rung.detail)) for side in image.size]
        image = image.resize((fewer[0], fewer[1])).resize(image.size)
    if form == "jpeg" and image.mode == "RGBA":
        behind = Image.new("RGB", image.size, WHITE)
        behind.paste(image, mask=image)
        image = behind
    written = BytesIO()
    image.save(written, form.upper(), quality=rung.quality, **OPTIONS[form])
    return written.getvalue()


def bind(limits: Mapping[str, int] = LIMITS) -> None:
    """Sets the limits of this very process, where the system has them."""
    if sys.platform == "linux":
        import resource

        for name, most in limits.items():
            resource.setrlimit(getattr(resource, name), (most, most))


def main() -> int:
    """One work; 1 with the reason where it fails."""
    work = read_work(sys.stdin.read())
    bind()
    try:
        encode(work)
    except Exception as error:  # noqa: BLE001 (a bad file may raise anything)
        sys.stderr.write(f"{type(error).__name__}: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
