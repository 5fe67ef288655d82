"""Pictures and sounds that a JSON file names, in whatever way it does. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from exchange.clean import MAX_ADDRESS, web_address
from exchange.found import FoundWork
from exchange.json_values import Object, label, text

MOST = 20
"""Works of one field that are looked at: a stop with more is none."""
ADDRESSES = ("url", "src", "href", "fullsize", "original", "image", "audio", "file")
TITLES = ("caption", "legend", "legende", "titre", "title", "alt", "description")
AUTHORS = ("credit", "author", "auteur", "creator", "artist", "copyright")
LICENCES = ("licence", "license", "rights")
KINDS = ("type", "mime-type", "mime_type", "mimetype", "type_media", "kind")
_SUFFIXES = {
    "image": {"jpg", "jpeg", "png", "webp", "gif", "avif"},
    "audio": {"mp3", "m4a", "ogg", "oga", "opus", "wav", "flac", "aac"},
}
_BETWEEN = re.compile(r"[\s;|]+|,(?=\s*https?:)")

Work = tuple[str, FoundWork]
"""``image``, ``audio`` or something else, and the work."""


def works(value: Any, kind: str = "") -> list[Work]:
    """The works that a value names, each once.

    They may be an address, several in one text, an object, a list of these, or an
    object whose keys are the addresses. ``kind`` is taken where a work says none.
    """
    found: dict[str, Work] = {}
    for work in islice(_works(value, kind), MOST):
        found.setdefault(work[1].url, work)
    return list(found.values())


def of_kind(kind: str, found: Sequence[Work]) -> tuple[FoundWork, ...]:
    """Those of one kind."""
    return tuple(work for each, work in found if each == kind)


def _works(value: Any, kind: str) -> Iterator[Work]:
    if isinstance(value, str):
        for part in _BETWEEN.split(value.strip()[: MOST * MAX_ADDRESS]):
            if url := web_address(part):
                yield _kind({}, url) or kind, FoundWork(url)
    elif isinstance(value, list):
        for each in value:
            yield from _works(each, kind)
    elif isinstance(value, dict):
        url = web_address(_first(value, ADDRESSES))
        if url:
            yield _kind(value, url) or kind, _work(value, url)
        else:
            for key, each in value.items():
                if isinstance(each, dict) and (url := web_address(key)):
                    yield _kind(each, url) or kind, _work(each, url)


def _work(told: Object, url: str) -> FoundWork:
    return FoundWork(
        url,
        title=label(_first(told, TITLES)),
        author=label(_first(told, AUTHORS)),
        licence=label(_first(told, LICENCES)),
    )


def _kind(told: Object, url: str) -> str:
    """What a work says that it is, or its suffix; empty where neither tells."""
    said = _first(told, KINDS).partition("/")[0].lower()
    said = {"photo": "image", "picture": "image", "sound": "audio"}.get(said, said)
    if said and said not in ("file", "original"):
        return said
    suffix = re.split(r"[?#]", url)[0].rpartition(".")[2].lower()
    return next((kind for kind, those in _SUFFIXES.items() if suffix in those), "")


def _first(told: Object, names: Sequence[str]) -> str:
    found = (text(told[name]) for name in names if name in told)
    return next(filter(None, found), "")
