"""What a phone asks of a site that is put on its home screen. Pure.

See the W3C's Web Application Manifest. Phones take what they know of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from frontend.app_icon import PAPER

SHORT_NAME_LETTERS = 12  # more is cut under an icon, wherever it happens to be
# What cannot end a short name: "Balades de", "Les", "Walks in the".
LEADING_ON = """
à au aux d’ d' dans de des du en et l’ l' la le les ou par pour sur un une
a an and at by for in of on or the to & + - – — : | · /
"""


@dataclass(frozen=True)
class Icon:
    """A square PNG, whole or for phones that cut icons to a shape (``maskable``)."""

    address: str
    pixels: int
    purpose: str


@dataclass(frozen=True)
class Shortcut:
    """A way that phones offer under a long touch on the icon."""

    name: str
    address: str


@dataclass(frozen=True)
class SiteFacts:
    """What the manifest says of the site, in one language."""

    name: str
    description: str
    language: str
    is_right_to_left: bool
    icons: Sequence[Icon]
    shortcuts: Sequence[Shortcut]


def web_manifest(site: SiteFacts) -> dict[str, Any]:
    """The manifest of a site: one and the same app, whichever language is read."""
    return {
        "id": "/",
        "name": site.name,
        "short_name": short_name(site.name),
        "description": site.description,
        "lang": site.language,
        "dir": "rtl" if site.is_right_to_left else "ltr",
        "start_url": f"/{site.language}/",
        "scope": "/",
        "display": "standalone",
        "orientation": "any",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {
                "src": icon.address,
                "sizes": f"{icon.pixels}x{icon.pixels}",
                "type": "image/png",
                "purpose": icon.purpose,
            }
            for icon in site.icons
        ],
        "shortcuts": [
            {"name": each.name, "url": each.address} for each in site.shortcuts
        ],
    }


def short_name(name: str) -> str:
    """As many whole words of a name as fit under an icon; else its first letters."""
    if len(name) <= SHORT_NAME_LETTERS:
        return name
    words = name.split()
    while words and len(" ".join(words)) > SHORT_NAME_LETTERS:
        words.pop()
    while words and words[-1].lower() in LEADING_ON.split():
        words.pop()
    short = " ".join(words).rstrip(",;:.")
    return short or f"{name[: SHORT_NAME_LETTERS - 1].rstrip()}…"
