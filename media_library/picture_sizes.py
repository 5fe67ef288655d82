"""The sizes that pages show of a picture, and how heavy each may be. Pure.

A *frame* is how a picture is cut and scaled, as Wagtail writes it; a size is a frame in
one format. A picture that is narrower than a frame keeps its own width.
"""

from collections.abc import Callable
from dataclasses import dataclass

PICTURE_FRAMES = ("width-400", "width-800", "width-1280")
COVER_FRAMES = ("fill-480x360", "fill-960x720")
FORMATS = ("avif", "webp", "jpeg")
# About as many bytes a pixel everywhere; small pictures need a few more.
CEILING_BYTES = {
    "width-400": 40_000,
    "fill-480x360": 50_000,
    "width-800": 120_000,
    "fill-960x720": 160_000,
    "width-1280": 250_000,
}


@dataclass(frozen=True)
class Rung:
    """One try: the encoder's quality, and how much of the detail is kept (1: all)."""

    quality: int
    detail: float = 1.0


def _ladder(*qualities: int) -> tuple[Rung, ...]:
    """The qualities one after the other; below the last, detail goes."""
    last = qualities[-1]
    return (*map(Rung, qualities), Rung(last, 0.5), Rung(last, 0.25))


# The first rungs look alike, side by side; most photographs stay on the first two.
LADDERS = {
    "avif": _ladder(55, 46, 38, 30, 22, 14),
    "webp": _ladder(80, 72, 62, 50, 36, 22, 10),
    "jpeg": _ladder(80, 72, 62, 50, 38, 26, 15),
    "png": (Rung(100),),  # it loses nothing
}


def spec(frame: str, form: str) -> str:
    """A size as Wagtail names it."""
    return f"{frame}|format-{form}"


def specs(frames: tuple[str, ...], form: str) -> tuple[str, ...]:
    """Some frames in one format."""
    return tuple(spec(frame, form) for frame in frames)


ALL_SPECS = tuple(
    spec(frame, form) for frame in (*PICTURE_FRAMES, *COVER_FRAMES) for form in FORMATS
)


def descend(
    form: str, ceiling_bytes: int, encode: Callable[[Rung], bytes]
) -> tuple[Rung, bytes]:
    """The highest rung whose bytes fit under the ceiling, with them.

    The last one where none does: a picture a hundred times as high as wide.
    """
    for rung in LADDERS[form]:
        content = encode(rung)
        if len(content) <= ceiling_bytes:
            break
    return rung, content
