"""Whose a trail was before it came here, as its page names them. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from media_library.licences import licence

WEB = re.compile(r"https?://[^\s<>\"]+$", re.IGNORECASE)


@dataclass(frozen=True)
class Origin:
    """A trail elsewhere. ``url`` and ``licence_url`` are of the web, or empty."""

    title: str
    author: str
    url: str
    licence_name: str
    licence_url: str


def origins(provenance: Iterable[Mapping[str, Any]]) -> Iterator[Origin]:
    """Each trail that says whose it was, or where it is; a nameless file says nothing.

    ``provenance`` is as ``TourPage`` keeps it.
    """
    for told in provenance:
        words = {
            key: str(told.get(key) or "") for key in ("title", "source", "licence")
        }
        url = str(told.get("url") or "")
        if not WEB.match(url):
            url = ""
        if not words["title"] or not (words["source"] or url):
            continue
        terms = licence(words["licence"])
        yield Origin(
            title=words["title"],
            author=words["source"],
            url=url,
            licence_name=terms.name if terms else words["licence"],
            licence_url=terms.url if terms else "",
        )
