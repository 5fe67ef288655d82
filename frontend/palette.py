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


def contrast_with_white(colour: str) -> float:
    """As WCAG 2.2 measures it, of a colour such as ``#a3261b``."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in channels
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
