"""Reads the demo's TOML files. Pure.

Texts come in pairs, ``{"fr": …, "en": …}``: French is written first and English
translates it, as a city of the project would work.
"""

import tomllib
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

FOLDER = Path(__file__).resolve().parent
TRAILS = ("saint_etienne", "helsinki")
SOURCE, TARGET = "fr", "en"
VOICES = {
    "fr": "Voix de synthèse (Kokoro, ff_siwis)",
    "en": "Synthetic voice (Piper, Joe)",
}


def read(name: str) -> dict[str, Any]:
    """The content of one file beside this module."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def permanent_id(*names: str) -> UUID:
    """The same identifier at every load: printed codes go on working."""
    return uuid5(NAMESPACE_URL, "/".join(("traboule-demo", *names)))


def poster(trail: str, stop: str) -> Path:
    """The illustration of a stop."""
    return FOLDER / "posters" / f"{trail}-{stop}.webp"


def sound(trail: str, stop: str, language: str) -> Path:
    """The recording of a stop in a language."""
    return FOLDER / "audio" / f"{trail}-{stop}.{language}.m4a"
