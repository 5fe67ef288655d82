"""What a file is called, as words. Pure."""

from pathlib import PurePath

LONGEST = 255


def title_of(file_name: str) -> str:
    """The title that a name gives: “02_la-mine.WAV” gives “02 la mine”."""
    stem = PurePath(file_name.replace("\\", "/")).stem
    words = " ".join(stem.replace("_", " ").replace("-", " ").split())
    return words[:LONGEST] or "…"
