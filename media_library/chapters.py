"""Chapters of a recording: moments with a title, written one a line. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

MOST_CHAPTERS = 60
MOST_LETTERS = 120
_LINE = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,](\d))?[\s–—-]+(\S.*)")


class ChaptersRefused(Exception):
    """The lines cannot be read; ``code`` says why, ``line`` where, from 1.

    Codes: ``line`` (not “1:25 Title”), ``order`` (not later than the one before),
    ``too_late`` (after the recording's end), ``too_many``.
    """

    def __init__(self, code: str, line: int) -> None:
        super().__init__(code)
        self.code, self.line = code, line


@dataclass(frozen=True)
class Chapter:
    """What begins at a moment, in seconds from the recording's beginning."""

    start_s: float
    title: str

    def as_json(self) -> dict[str, Any]:
        """As it is kept, and as packages have it."""
        return {"start_s": self.start_s, "title": self.title}


def read_chapters(text: str, duration_s: float = 0) -> list[Chapter]:
    """Chapters of lines such as “1:25 The mine”; empty lines are skipped.

    ``duration_s`` is the recording's, 0 while it is not known. Raises ChaptersRefused.
    """
    found: list[Chapter] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        chapter = _read_line(line.strip())
        if chapter is None:
            raise ChaptersRefused("line", number)
        if found and chapter.start_s <= found[-1].start_s:
            raise ChaptersRefused("order", number)
        if duration_s and chapter.start_s >= duration_s:
            raise ChaptersRefused("too_late", number)
        if len(found) == MOST_CHAPTERS:
            raise ChaptersRefused("too_many", number)
        found.append(chapter)
    return found


def _read_line(line: str) -> Chapter | None:
    parts = _LINE.fullmatch(line)
    if parts is None:
        return None
    hours, minutes, seconds, tenth, title = parts.groups()
    if int(seconds) > 59 or len(title) > MOST_LETTERS:
        return None
    start = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return Chapter(start + int(tenth or 0) / 10, title)


def write_chapters(chapters: Iterable[Chapter]) -> str:
    """The lines that ``read_chapters`` reads."""
    return "\n".join(f"{clock(each.start_s)} {each.title}" for each in chapters)


def clock(seconds: float) -> str:
    """1:25, or 1:25.4 where the tenth counts."""
    tenths = round(seconds * 10)
    minutes, rest = divmod(tenths, 600)
    text = f"{minutes}:{rest // 10:02d}"
    return f"{text}.{rest % 10}" if rest % 10 else text


def kept_chapters(kept: Any) -> list[Chapter]:
    """Chapters as they were kept; what is no chapter is left out."""
    return [
        Chapter(float(each["start_s"]), str(each["title"]))
        for each in kept or []
        if isinstance(each, dict) and {"start_s", "title"} <= each.keys()
    ]
