"""The tour package, format 1: the published document that everything reads. Pure.

One trail in one language, as JSON, beside the files that it names by their content.
``schemas/tour-package-1.schema.json`` describes it. Positions are GeoJSON's,
longitude before latitude (RFC 7946 §3.1.1), to six decimals (0.1 m).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from places.geo import Point, bounds, length_m
from tours.question import CHOICE, NUMBER, Question
from tours.track import TrackLeg
from tours.walk import Walk

FORMAT = 1
DECIMALS = 6
NAME_DIGITS = 20  # of a file's SHA-256: 80 bits, as good as unique
VERSION_DIGITS = 32
# Where things stand on the web. The same content elsewhere is the same version, so
# that a trail adopted by another city, or restored, can be told to be the same.
ADDRESSES = frozenset({"languages", "notices", "short_url", "shown_as", "url"})


@dataclass(frozen=True)
class PackedFile:
    """A file of a package. ``part``: essential, or complete (a heavier extra).

    ``name`` is made of the content: the same name is the same bytes. ``shown_as``:
    the paths under which pages of this site name them; for phones that keep the pages.
    """

    name: str
    url: str
    size_bytes: int
    sha256: str
    media_type: str
    part: str
    shown_as: frozenset[str] = frozenset()

    def as_json(self) -> dict[str, Any]:
        """As the package lists it."""
        return {
            "name": self.name,
            "url": self.url,
            "bytes": self.size_bytes,
            "sha256": self.sha256,
            "type": self.media_type,
            "part": self.part,
            "shown_as": sorted(self.shown_as),
        }


def file_name(sha256: str, original: str) -> str:
    """The name of a file in a package: its hash, and its ending in small letters."""
    return f"{sha256[:NAME_DIGITS]}{PurePath(original).suffix.lower()}"


def version(document: Mapping[str, Any]) -> str:
    """The hash of all that a package says, without its addresses and this very hash."""
    told = {key: value for key, value in document.items() if key != "version"}
    text = json.dumps(
        _without_addresses(told),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    )
    return hashlib.sha256(text.encode()).hexdigest()[:VERSION_DIGITS]


def serialised(document: Mapping[str, Any]) -> bytes:
    """The package's bytes: compact, keys in the order given."""
    text = json.dumps(
        document, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return text.encode()


def _without_addresses(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {
            key: _without_addresses(each)
            for key, each in value.items()
            if key not in ADDRESSES
        }
    if isinstance(value, list | tuple):
        return [_without_addresses(each) for each in value]
    return value


def position(point: Point) -> list[float]:
    """A point in GeoJSON's order."""
    return [round(point.longitude, DECIMALS), round(point.latitude, DECIMALS)]


def track_part(
    legs: Sequence[TrackLeg], stops: Iterable[Point], geometry_source: str
) -> dict[str, Any]:
    """The line walked, leg by leg, with its figures; the box holds the stops too."""
    walked = [_leg(leg) for leg in legs]
    points = [*(point for leg in legs for point in leg.points), *stops]
    box = bounds(points) if points else None
    return {
        "legs": walked,
        "metres": round(sum(leg["metres"] for leg in walked), 1),
        "seconds": sum(leg["seconds"] for leg in walked),
        "geometry_source": geometry_source,
        "bounds": box
        and [
            *position(Point(box.south, box.west)),
            *position(Point(box.north, box.east)),
        ],
    }


def _leg(leg: TrackLeg) -> dict[str, Any]:
    metres = length_m(leg.points)
    return {
        "line": [position(point) for point in leg.points],
        "metres": round(metres, 1),
        "seconds": round(Walk(metres, 0).walking_s),
        "by": leg.by.value,
        "via": [position(via) for via in leg.vias],
        "reason": leg.reason.value if leg.reason else None,
        "steps": leg.steps,
        "step_free": leg.is_step_free,
        "closes": leg.closes,
    }


def credits_part(works: Iterable[tuple[str, str, str]]) -> list[dict[str, Any]]:
    """Who is thanked: (role, name, licence) of each work, counted, in a fixed order."""
    counted: dict[tuple[str, str, str], int] = {}
    for work in works:
        if work[1]:
            counted[work] = counted.get(work, 0) + 1
    return [
        {"role": role, "name": name, "licence": licence, "works": works}
        for (role, name, licence), works in sorted(counted.items())
    ]


def quiz(question: Question) -> dict[str, Any]:
    """A stop's question, without the picture that a detail may have."""
    told: dict[str, Any] = {
        "kind": question.kind,
        "question": question.words,
        "hint": question.hint,
        "answer_story": question.answer_story,
    }
    if question.kind == CHOICE:
        told["answers"] = [
            {"text": answer.text, "right": answer.is_right}
            for answer in question.answers
        ]
    if question.kind == NUMBER:
        told |= {"number": question.number, "tolerance": question.tolerance}
    return told


def works_of(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every recording and picture that a package holds."""
    if document["cover"]:
        yield document["cover"]
    yield from recordings_of(document)
    for stop in document["stops"]:
        yield from pictures_of(stop)


def recordings_of(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every recording of a package: its introduction, and its stops' own."""
    if introduction := document.get("introduction"):
        yield introduction
    for stop in document["stops"]:
        yield from stop["recordings"]


def pictures_of(stop: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every picture of a stop: its story's, what to look for, its question's."""
    yield from stop["pictures"]
    for part in ("look_for", "quiz"):
        if picture := stop.get(part, {}).get("picture"):
            yield picture


def rights_end(document: Mapping[str, Any]) -> datetime | None:
    """When the first of its works is nobody's to publish any more."""
    ends = (work["until"] for work in works_of(document) if "until" in work)
    return min(map(datetime.fromisoformat, ends), default=None)


def along_the_track(
    matrix: Sequence[Sequence[float]], legs: Sequence[Mapping[str, Any]]
) -> list[list[int]]:
    """Seconds from stop to stop, whole; neighbours by the leg that joins them.

    The shortest way between neighbours may be another one than the trail's own.
    """
    seconds = [[round(each) for each in row] for row in matrix]
    if len(legs) < len(seconds) - 1:
        return seconds  # a line that is not cut at its stops
    for number in range(len(seconds) - 1):
        seconds[number][number + 1] = legs[number]["seconds"]
        seconds[number + 1][number] = legs[number]["seconds"]
    return seconds
