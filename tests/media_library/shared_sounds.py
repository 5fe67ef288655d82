"""Real recordings that may lie beside the project."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
ABSENT = pytest.param(
    Path("absent"), marks=pytest.mark.skip(reason="no shared data beside the project")
)
ENDINGS = {".mp3", ".wav", ".flac", ".aiff"}


def _sounds(folder: Path) -> list[object]:
    found = sorted(path for path in folder.rglob("*") if path.suffix in ENDINGS)
    return list(found) or [ABSENT]


SHARED_SOUNDS = _sounds(SHARED / "media" / "audio")
REGALBUTO = _sounds(SHARED / "walks" / "regalbuto_audioguide" / "audio")
