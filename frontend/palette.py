"""The colours of the city's map, which the phone and the server draw alike. Pure."""

import json
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "src" / "basemap" / "palette.json"
STILL_THEMES = ("light", "dark")  # the theme for full sun comes with the walk


@cache
def still_palette(theme: str) -> dict[str, str]:
    """Colours by role, in a theme of the page. Raises KeyError when there is none."""
    palette: dict[str, str] = json.loads(FILE.read_text(encoding="utf-8"))[theme]
    return palette
