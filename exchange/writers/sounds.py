"""What is heard at a stop, and how its story is told. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from exchange.writers.facts import Package
from exchange.writers.words import words
from media_library.tellings import FULL, one_of_each

Sound = Mapping[str, Any]


def sound_title(sound: Sound, language: str) -> str:
    """Its title, such as “The mine (for children)” where it is not told in full."""
    if "telling" not in sound:
        return str(sound["title"])
    say = words(language)
    telling = say[sound["telling"]]
    return say["told_as"].format(title=sound["title"], telling=telling)


def listening_s(package: Package) -> float:
    """Seconds of sound at all stops; of a story's tellings the first one counts."""
    heard = (sound for stop in package["stops"] for sound in _heard(stop["recordings"]))
    return float(sum(sound["duration_s"] for sound in heard))


def _heard(sounds: list[Sound]) -> Iterator[Sound]:
    """What sounds at a stop without the other tellings of its story."""
    stories: dict[str, list[Sound]] = {}
    for sound in filter(_is_story, sounds):
        stories.setdefault(sound["language"], []).append(sound)
    first = {key: one_of_each(told, _telling)[0] for key, told in stories.items()}
    for sound in sounds:
        if not _is_story(sound) or _telling(sound) == _telling(
            first[sound["language"]]
        ):
            yield sound


def _is_story(sound: Sound) -> bool:
    return bool(sound["kind"] == "story")


def _telling(sound: Sound) -> str:
    return str(sound.get("telling", FULL))
