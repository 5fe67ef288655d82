"""What several formats say alike of a trail: its line, its dates, its files. Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from places.geo import Point, distance_m

Package = Mapping[str, Any]
Position = tuple[float, float]  # longitude, latitude, as the package has them
LOOP_M = 50  # a line that ends so near its start leads back
SAME_M = 1  # two ends so near are one


def line_parts(package: Package) -> list[list[Position]]:
    """The line walked in continuous parts, no point twice in a row."""
    parts: list[list[Position]] = []
    for leg in package["track"]["legs"]:
        line = [(each[0], each[1]) for each in leg["line"]]
        if not parts or metres(parts[-1][-1], line[0]) > SAME_M:
            parts.append([])
        for position in line:
            if parts[-1][-1:] != [position]:
                parts[-1].append(position)
    # One point repeated is no line.
    return [part for part in parts if len(part) > 1]


def whole_line(package: Package) -> list[Position]:
    """The line in one piece; from stop to stop where none was drawn.

    Empty for a single stop without a line.
    """
    line = [position for part in line_parts(package) for position in part]
    if not line:
        line = list(dict.fromkeys(where(stop) for stop in package["stops"]))
    return line if len(line) > 1 else []


def is_loop(package: Package) -> bool:
    """Whether the line drawn leads back to where it begins."""
    parts = line_parts(package)
    return bool(parts) and metres(parts[0][0], parts[-1][-1]) <= LOOP_M


def season_of(package: Package, identifier: str) -> Mapping[str, Any] | None:
    """The season of a trail or a stop by its identifier; None for what is always on.

    Older packages have none, and entries of another shape are passed over.
    """
    found = (each for each in package["seasons"] if each.get("id") == identifier)
    return next(found, None)


def where(stop: Mapping[str, Any]) -> Position:
    """The position of a stop."""
    return stop["location"]["longitude"], stop["location"]["latitude"]


def metres(a: Position, b: Position) -> float:
    """Between two positions."""
    return distance_m(Point(a[1], a[0]), Point(b[1], b[0]))


def box(positions: list[Position]) -> list[float]:
    """West, south, east, north (RFC 7946 §5)."""
    longitudes, latitudes = zip(*positions, strict=True)
    return [min(longitudes), min(latitudes), max(longitudes), max(latitudes)]


def instant(package: Package, updated: datetime | None) -> str:
    """When it was last changed, else first published, in UTC; empty if unknown."""
    if updated is not None:
        return updated.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return str(package["published_at"] or "")


def day(moment: str | None) -> str:
    """The day of an instant, as YYYY-MM-DD; empty if unknown."""
    return (moment or "")[:10]


def publisher(package: Package) -> str:
    """Who answers for the trail: a name, else the site's address."""
    return str(package["publisher"].strip() or urlsplit(package["url"]).netloc)


def root(package: Package) -> str:
    """The site's address, such as ``https://a.org/``."""
    parts = urlsplit(package["url"])
    return f"{parts.scheme}://{parts.netloc}/"


def listed_files(package: Package) -> dict[str, Mapping[str, Any]]:
    """What the package says of each file, by its name."""
    return {file["name"]: file for file in package["files"]}


def widest(sizes: Mapping[str, str]) -> str:
    """The name of the largest file of a picture."""
    return sizes[max(sizes, key=int)]


def start_name(package: Package) -> str:
    """Where the walk begins, in words."""
    return str(package["start"] or package["stops"][0]["title"])


def end_name(package: Package) -> str:
    """Where the walk ends, in words: a loop ends where it began."""
    if is_loop(package) and not package["end"]:
        return start_name(package)
    return str(package["end"] or package["stops"][-1]["title"])
