"""Sets one document: the program that the sandbox runs. Pure.

It reads the work from its input, as JSON, binds itself to its limits, and only then
opens what came from elsewhere: pictures and tiles. All lies in one folder; the
typesetter sees no file outside it, no network, and no font but ours.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

import typst
from PIL import Image

from exchange.paper.walk_map import MapWork, draw_map
from media_library.picture_encoder import bind

LAYOUTS = Path(__file__).parent / "layouts"
MAX_MEMORY_BYTES = 2048 << 20
MAX_CPU_SECONDS = 90
MAX_FILE_BYTES = 64 << 20
MAX_PIXELS = 50_000_000
MAX_SIDE_PX = 1_800  # 120 mm at 380 dots per inch
JPEG_QUALITY = 86
WHITE = (255, 255, 255)
MADE = "made"


@dataclass(frozen=True)
class Work:
    """What is to be set. ``pictures`` lie in the folder, in the formats of pages.

    ``layout`` is one of ours; ``data`` is what it shows. ``walk_map`` is drawn of tiles
    that lie in the folder as well.
    """

    folder: str
    fonts: str
    layout: str
    data: dict[str, Any]
    pictures: tuple[str, ...] = ()
    walk_map: MapWork | None = None
    made_at: int = field(default=0)  # seconds since 1970: the same work, the same file

    def as_json(self) -> str:
        """As it is handed over."""
        return json.dumps(asdict(self))


def read_work(text: str) -> Work:
    """What ``Work.as_json`` has written."""
    told = json.loads(text)
    drawn = told["walk_map"]
    told["pictures"] = tuple(told["pictures"])
    told["walk_map"] = MapWork(**drawn) if drawn else None
    return Work(**told)


def typeset(work: Work) -> None:
    """Writes ``out.pdf`` into the folder. Raises typst.TypstError."""
    folder = Path(work.folder)
    made = [*_pictures(folder, work.pictures), *_map(folder, work.walk_map)]
    told = json.dumps({**work.data, MADE: made}, ensure_ascii=False)
    (folder / "data.json").write_text(told, encoding="utf-8")
    for layout in LAYOUTS.glob("*.typ"):
        (folder / layout.name).write_bytes(layout.read_bytes())
    try:
        content = _compiled(work, "ua-1")
    except typst.TypstError as error:
        # PDF/UA wants a glyph for every letter, and no font of ours has them all. The
        # file is tagged all the same.
        if "could not be displayed" not in str(error):
            raise
        content = _compiled(work)
    (folder / "out.pdf").write_bytes(content)


def _compiled(work: Work, *standards: Literal["ua-1"]) -> bytes:
    content: bytes = typst.compile(
        str(Path(work.folder, work.layout)),
        root=work.folder,
        font_paths=[work.fonts],
        ignore_system_fonts=True,
        pdf_standards=list(standards),
        package_path=work.folder,
        package_cache_path=work.folder,
        timestamp=work.made_at,
    )
    return content


def _pictures(folder: Path, names: tuple[str, ...]) -> Iterator[str]:
    """The pictures as PDF holds them; one that cannot be read is left out."""
    for name in dict.fromkeys(names):
        try:
            _to_jpeg(folder / name)
        except Exception as error:  # noqa: BLE001 (a bad file may raise anything)
            sys.stderr.write(f"{name}: {type(error).__name__}: {error}\n")
        else:
            yield name


def _to_jpeg(path: Path) -> None:
    with Image.open(path, formats=("AVIF", "JPEG", "PNG", "WEBP")) as image:
        if image.width * image.height > MAX_PIXELS:
            msg = f"{image.width} × {image.height} pixels are too many"
            raise ValueError(msg)
        image.thumbnail((MAX_SIDE_PX, MAX_SIDE_PX))
        shown = image.convert("RGBA")
    behind = Image.new("RGB", shown.size, WHITE)
    behind.paste(shown, mask=shown)
    behind.save(path.with_name(f"{path.name}.jpg"), "JPEG", quality=JPEG_QUALITY)


def _map(folder: Path, wanted: MapWork | None) -> Iterator[str]:
    """The map; where its tiles cannot be read, the way on plain paper."""
    if wanted is None:
        return
    tiles = folder / wanted.tiles if wanted.tiles else None
    content = tiles.read_bytes() if tiles and tiles.exists() else b""
    try:
        svg = draw_map(wanted, content)
    except Exception as error:  # noqa: BLE001 (bad tiles may raise anything)
        sys.stderr.write(f"{wanted.tiles}: {type(error).__name__}: {error}\n")
        svg = draw_map(wanted, b"")
    (folder / wanted.target).write_text(svg, encoding="utf-8")
    yield wanted.target


def main() -> int:
    """One work; 1 with the reason where it fails."""
    work = read_work(sys.stdin.read())
    limits = {
        "RLIMIT_AS": MAX_MEMORY_BYTES,
        "RLIMIT_CPU": MAX_CPU_SECONDS,
        "RLIMIT_FSIZE": MAX_FILE_BYTES,
        "RLIMIT_CORE": 0,
    }
    bind(limits)
    try:
        typeset(work)
    except Exception as error:  # noqa: BLE001 (told to whoever asked)
        sys.stderr.write(f"{type(error).__name__}: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
