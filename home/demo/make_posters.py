"""Renders the posters of the demo trails, SVG to WebP.

For maintainers, when a drawing changes; the project itself never runs it. It needs
Pillow, and rsvg-convert (package librsvg2-bin) on the path:

    python make_posters.py
"""

import io
import subprocess
import sys
from pathlib import Path

from PIL import Image

POSTERS = Path(__file__).resolve().parent / "posters"
WIDTH = 1600
QUALITY = 82


def main() -> None:
    """Renders every drawing beside its source."""
    for source in sorted(POSTERS.glob("*.svg")):
        target = source.with_suffix(".webp")
        with Image.open(io.BytesIO(as_png(source))) as picture:
            picture.convert("RGB").save(target, quality=QUALITY, method=6)
        sys.stdout.write(f"{target.name}: {target.stat().st_size // 1024} KB\n")


def as_png(source: Path) -> bytes:
    """The drawing at full size."""
    command = ["rsvg-convert", "--width", str(WIDTH), str(source)]
    return subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603


if __name__ == "__main__":
    main()
