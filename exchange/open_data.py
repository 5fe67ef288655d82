"""All trails of a language as a data set: what it holds, and on which terms."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from exchange.writers.formats import BOOKLET, FORMATS, Format
from exchange.writers.rights import licence_name, licence_url, map_sources
from tours.package import recordings_of
from tours.packages import current_packages

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Terms:
    """A licence, by its name and where its text stands, or empty."""

    code: str
    name: str
    url: str


@dataclass(frozen=True)
class Entry:
    """One trail. ``terms`` are of its texts, then of its pictures and recordings."""

    title: str
    city: str
    url: str
    stops: int
    metres: float
    changed_at: datetime
    terms: tuple[Terms, ...]
    sources: tuple[str, ...]
    themes: tuple[str, ...]
    bounds: tuple[float, ...]
    archive_bytes: int

    @property
    def files(self) -> Iterator[tuple[Format, str]]:
        """The trail in every format, with its address."""
        for form in (BOOKLET, *FORMATS):
            yield form, f"{self.url}{form.file_name}"


@dataclass(frozen=True)
class Collection:
    """All trails of a language, the last changed first."""

    language: str
    entries: tuple[Entry, ...]

    @property
    def changed_at(self) -> datetime | None:
        """When a trail was last published or changed."""
        return max((entry.changed_at for entry in self.entries), default=None)

    @property
    def sources(self) -> list[str]:
        """Whom the lines and maps are owed to."""
        return _once(source for entry in self.entries for source in entry.sources)

    @property
    def themes(self) -> list[str]:
        """What the trails are about."""
        return sorted({theme for entry in self.entries for theme in entry.themes})

    @property
    def bounds(self) -> list[float] | None:
        """West, south, east, north."""
        boxes = [entry.bounds for entry in self.entries if entry.bounds]
        if not boxes:
            return None
        west, south, east, north = zip(*boxes, strict=True)
        return [min(west), min(south), max(east), max(north)]


def documents(
    language: str | None = None,
) -> Iterator[tuple[Mapping[str, Any], datetime]]:
    """The packages of all trails with their last change, one in memory at a time."""
    for package in current_packages(language):
        try:
            yield package.document, package.built_at
        except FileNotFoundError:
            logger.error("a package's document is missing: %s", package.record.path)


def collection(language: str) -> Collection:
    """What the data set of a language holds."""
    return Collection(language, tuple(_entry(*each) for each in documents(language)))


def _entry(document: Mapping[str, Any], changed_at: datetime) -> Entry:
    language = document["language"]
    codes = _once((document["licence"], *sorted(_work_licences(document))))
    return Entry(
        title=document["title"],
        city=document["city"],
        url=document["url"],
        stops=len(document["stops"]),
        metres=document["track"]["metres"],
        changed_at=changed_at,
        terms=tuple(terms(code, language) for code in codes),
        sources=tuple(map_sources(document)),
        themes=tuple(document["themes"]),
        bounds=tuple(document["track"]["bounds"] or ()),
        archive_bytes=sum(file["bytes"] for file in document["files"]),
    )


def terms(code: str, language: str) -> Terms:
    """A licence of that code, named in a language."""
    return Terms(code, licence_name(code, language), licence_url(code))


def _work_licences(document: Mapping[str, Any]) -> set[str]:
    works = [document["cover"]] if document["cover"] else []
    works += recordings_of(document)
    for stop in document["stops"]:
        works += stop["pictures"]
    return {work["licence"] for work in works}


def _once(texts: Iterable[str]) -> list[str]:
    """Each text that says something once, in their order."""
    return [text for text in dict.fromkeys(texts) if text]
