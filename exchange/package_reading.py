"""A tour package as files of other formats are read, to be looked at first. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from exchange.archive import PackageArchive
from exchange.clean import clean_html
from exchange.found import FoundStop, FoundTrail, FoundWork, Reading
from exchange.story_parts import story_parts
from places.geo import Point
from tours.package import pictures_of

KIND = "package"


def reading_of(archive: PackageArchive) -> Reading:
    """The one trail of a package, and what was remarked while it was opened."""
    return Reading(KIND, (_trail(archive.document),), archive.remarks)


def _trail(document: Mapping[str, Any]) -> FoundTrail:
    return FoundTrail(
        title=document["title"],
        line=tuple(_line(document["track"]["legs"])),
        stops=tuple(_stop(each) for each in document["stops"]),
        identifier=document["id"],
        uuid=document["id"],
        language=document["language"],
        summary=document["summary"],
        city=document["city"],
        start=document["start"],
        end=document["end"],
        practical_information=clean_html(document["practical_information"]),
        accessibility=clean_html(document["accessibility"]),
        themes=tuple(document["themes"]),
        geometry_source=document["track"]["geometry_source"],
        source=document["publisher"],
        url=document["url"],
        licence=document["licence"],
    )


def _line(legs: list[Mapping[str, Any]]) -> Iterator[Point]:
    """The points of all legs; where two of them meet, one."""
    last = None
    for leg in legs:
        for longitude, latitude in leg["line"]:
            point = Point(latitude, longitude)
            if point != last:
                yield point
            last = point


def _stop(told: Mapping[str, Any]) -> FoundStop:
    place = told["place"] or {}
    parts = story_parts(told["story"])
    return FoundStop(
        title=told["title"],
        point=Point(told["location"]["latitude"], told["location"]["longitude"]),
        story="".join(clean_html(part.html) for part in parts if part.kind == "text"),
        identifier=told["id"],
        address=told["address"],
        category=place.get("category", "other"),
        pictures=tuple(_works(pictures_of(told), "alt")),
        sounds=tuple(_works(told["recordings"], "title")),
    )


def _works(told: Iterable[Mapping[str, Any]], title: str) -> Iterator[FoundWork]:
    """They come with the package: nothing has to be fetched, so no address is said."""
    for each in told:
        yield FoundWork("", title=each[title], licence=each["licence"])
