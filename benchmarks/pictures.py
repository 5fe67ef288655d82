"""Sizes of pictures: how many bytes they weigh beside the original, and what they cost.

    .venv/bin/python benchmarks/pictures.py FOLDER_OR_FILE …

Takes photographs (JPEG), and makes what publication makes of each: three widths in
three formats, in a process of its own. Time is that of the processor, the encoder's
process included. Prints a row for each photograph and the medians; exits with 1 where a
size is heavier than its ceiling, or where no format is lighter than JPEG.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from PIL import Image, ImageOps

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from media_library.picture_encoder import WantedSize, Work
from media_library.picture_sandbox import encode_apart
from media_library.picture_sizes import CEILING_BYTES, FORMATS, PICTURE_FRAMES


def photographs(given: list[Path]) -> list[Path]:
    """Those that are named, and those of the folders that are."""
    found = [
        path
        for each in given
        for path in (sorted(each.rglob("*.jpg")) if each.is_dir() else [each])
    ]
    return [path for path in found if path.is_file()]


def wanted_sizes(standing: tuple[int, int]) -> tuple[WantedSize, ...]:
    """What publication makes of a picture in a story."""
    wanted = []
    for frame in PICTURE_FRAMES:
        width = min(standing[0], int(frame.removeprefix("width-")))
        size = (width, round(width * standing[1] / standing[0]))
        wanted += [
            WantedSize(form, (0, 0, *standing), size, CEILING_BYTES[frame])
            for form in FORMATS
        ]
    return tuple(wanted)


def measure(path: Path) -> tuple[dict[str, list[int]], float]:
    """Bytes by format, the narrowest first, and seconds of the processor."""
    with Image.open(path) as image:
        standing = ImageOps.exif_transpose(image).size
    sizes = wanted_sizes(standing)
    before = os.times()
    with tempfile.TemporaryDirectory() as folder:
        made = encode_apart(Work(str(path), folder, standing, sizes))
    after = os.times()
    weights: dict[str, list[int]] = {form: [] for form in FORMATS}
    for size, content in zip(sizes, made, strict=True):
        weights[size.form].append(len(content))
    return weights, sum(after[:4]) - sum(before[:4])


def main() -> int:
    """Prints a row for each photograph."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("given", nargs="+", type=Path)
    files = photographs(parser.parse_args().given)
    if not files:
        print("skipped: no photograph (*.jpg) there")
        return 0
    totals: dict[str, list[list[int]]] = {form: [] for form in FORMATS}
    seconds, originals = [], []
    for path in files:
        weights, took = measure(path)
        seconds.append(took)
        originals.append(path.stat().st_size)
        for form in FORMATS:
            totals[form].append(weights[form])
        told = ", ".join(f"{form} {weights[form]}" for form in FORMATS)
        print(f"{path.name}: {originals[-1]} bytes, {took:.1f} s: {told}")
    for form in FORMATS:
        middle = [round(median(each)) for each in zip(*totals[form], strict=True)]
        parts = [w[1] / o for w, o in zip(totals[form], originals, strict=True)]
        beside = [
            w[1] / j[1] for w, j in zip(totals[form], totals["jpeg"], strict=True)
        ]
        print(
            f"{form}: median bytes {middle} at {', '.join(PICTURE_FRAMES)};"
            f" at 800 px {median(parts):.3f} of the original,"
            f" {median(beside):.2f} of JPEG"
        )
    print(f"a picture: {median(seconds):.1f} s of the processor")
    ceilings = [CEILING_BYTES[frame] for frame in PICTURE_FRAMES]
    is_held = all(
        weight <= ceiling
        for form in FORMATS
        for made in totals[form]
        for weight, ceiling in zip(made, ceilings, strict=True)
    )
    lighter = sum(w[1] for w in totals["avif"]) < sum(w[1] for w in totals["jpeg"])
    return 0 if is_held and lighter else 1


if __name__ == "__main__":
    sys.exit(main())
