"""schema.org in JSON-LD, for the pages of a trail and of its stops. Pure.

Only properties that schema.org 30 has for each type: a ``TouristTrip`` has neither
licence nor language, so they stand on the ``WebPage`` and on each work. The trail's
page must stay small: it lists the pages of its stops, where each place is told with
what is heard and seen there.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from exchange.story_parts import story_parts
from exchange.writers.facts import (
    Package,
    instant,
    listed_files,
    publisher,
    season_of,
    start_name,
    where,
    widest,
)
from exchange.writers.opening_hours import opening_hours
from exchange.writers.rights import credit_line, licence_url
from exchange.writers.sounds import sound_title
from exchange.writers.text import json_bytes, plain_text

CONTEXT = "https://schema.org"
Node = dict[str, Any]


def trail_graph(package: Package, updated: datetime | None = None) -> Node:
    """The trail's page, and in it the trip with the pages of its stops in order."""
    sounds = any(stop["recordings"] for stop in package["stops"])
    return _told(
        {
            "@context": CONTEXT,
            "@type": "WebPage",
            "url": package["url"],
            "name": package["title"],
            "description": package["summary"],
            "inLanguage": package["language"],
            "license": licence_url(package["licence"]),
            "keywords": package["themes"],
            "datePublished": package["published_at"],
            "dateModified": instant(package, updated),
            "publisher": {"@type": "Organization", "name": publisher(package)},
            "isAccessibleForFree": True,
            "accessibilityFeature": [
                "alternativeText",
                "structuralNavigation",
                *(["transcript"] if sounds else []),
            ],
            "mainEntity": _trip(package),
        }
    )


def stop_graph(package: Package, stop: Mapping[str, Any]) -> Node:
    """A stop's place, with what is heard and seen there."""
    files = listed_files(package)
    sounds = [_sound(each, files, package["language"]) for each in stop["recordings"]]
    images = [_image(each, files) for each in stop["pictures"]]
    works = {each["@id"]: each for each in (*sounds, *images)}
    place = _attraction(stop, sounds, images, season_of(package, stop["id"]))
    return {"@context": CONTEXT, "@graph": [place, *works.values()]}


def script_text(graph: Node) -> str:
    """A graph as a script element may hold it.

    As in Django's ``json_script``, nothing in it can end the element.
    """
    text = json_bytes(graph).decode()
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04X}")
    return text


def _trip(package: Package) -> Node:
    stops = package["stops"]
    items = [
        {"@type": "ListItem", "position": stop["number"], "url": stop["url"]}
        for stop in stops
    ]
    guided = package["mode"] == "guided"
    order = "ItemListOrderAscending" if guided else "ItemListUnordered"
    return {
        "@type": "TouristTrip",
        "name": package["title"],
        "tripOrigin": {"@type": "Place", "name": start_name(package)},
        "itinerary": {
            "@type": "ItemList",
            "numberOfItems": len(stops),
            "itemListOrder": f"{CONTEXT}/{order}",
            "itemListElement": items,
        },
    }


def _attraction(
    stop: Mapping[str, Any],
    sounds: list[Node],
    images: list[Node],
    season: Mapping[str, Any] | None,
) -> Node:
    longitude, latitude = where(stop)
    geo = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return _told(
        {
            "@type": "TouristAttraction",
            "@id": stop["url"],
            "url": stop["url"],
            "name": stop["title"],
            "geo": geo,
            "description": _first_words(stop),
            "address": stop["address"],
            "openingHoursSpecification": opening_hours(season),
            "image": _references(images),
            "subjectOf": _references(sounds),
        }
    )


def _references(nodes: list[Node]) -> list[Node]:
    return [{"@id": name} for name in dict.fromkeys(each["@id"] for each in nodes)]


def _first_words(stop: Mapping[str, Any]) -> str:
    """The first text of a story."""
    texts = (plain_text(part.html) for part in story_parts(stop["story"]) if part.html)
    return next((text for text in texts if text), "")


def _sound(work: Mapping[str, Any], files: Mapping[str, Any], language: str) -> Node:
    file = files[work["file"]]
    return _told(
        {
            "@type": "AudioObject",
            "@id": file["url"],
            "name": sound_title(work, language),
            "contentUrl": file["url"],
            "encodingFormat": file["type"],
            "contentSize": f"{file['bytes']} B",
            "duration": duration(work["duration_s"]),
            "inLanguage": work["language"],
            "transcript": work["transcript"],
            "creator": _creators(work["credits"]),
            "creditText": credit_line(work, language),
            "license": licence_url(work["licence"]),
        }
    )


def _image(work: Mapping[str, Any], files: Mapping[str, Any]) -> Node:
    file = files[widest(work["files"])]
    return _told(
        {
            "@type": "ImageObject",
            "@id": file["url"],
            "name": work["title"],
            "contentUrl": file["url"],
            "encodingFormat": file["type"],
            "caption": work.get("caption"),
            "description": work.get("alt"),
            "creator": _creators(work.get("credits", ())),
            "creditText": work["credit"],
            "copyrightYear": work["year"],
            "license": licence_url(work["licence"]),
        }
    )


def _creators(credits_: Iterable[Mapping[str, str]]) -> list[Node]:
    """Whoever is thanked for a work, each once."""
    by_name = {each["name"]: each for each in credits_}
    return [
        _told(
            {
                "@type": "Organization" if each.get("kind") == "body" else "Person",
                "name": name,
                "url": each.get("page"),
                "sameAs": each.get("isni") and f"https://isni.org/isni/{each['isni']}",
            }
        )
        for name, each in by_name.items()
    ]


def duration(seconds: float) -> str:
    """Seconds as ISO 8601 writes them: 92.4 is PT1M32S."""
    minutes, rest = divmod(round(seconds), 60)
    return f"PT{minutes}M{rest}S"


def _told(node: Node) -> Node:
    """The node without what it does not say."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}
