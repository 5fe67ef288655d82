"""schema.org in JSON-LD, for the trail's page. Pure.

Only properties that schema.org 30 has for each type: a ``TouristTrip`` has neither
licence nor language, so they stand on the ``WebPage`` and on each work.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from exchange.story_parts import story_parts
from exchange.writers.facts import (
    Package,
    instant,
    listed_files,
    publisher,
    start_name,
    where,
    widest,
)
from exchange.writers.rights import attribution, credit_line, licence_url
from exchange.writers.text import json_bytes, plain_text

CONTEXT = "https://schema.org"
Node = dict[str, Any]


def write(package: Package, updated: datetime | None = None) -> bytes:
    """The graph as bytes that may stand in a script element as they are.

    As Django's ``json_script`` does, nothing in them can end the element.
    """
    content = json_bytes(graph(package, updated))
    for sign in b"<>&":
        content = content.replace(bytes([sign]), b"\\u%04X" % sign)
    return content


def graph(
    package: Package, updated: datetime | None = None, has_transcripts: bool = True
) -> Node:
    """The page, its trip, the stops and their works.

    Without transcripts it does not say a second time what the page says already.
    """
    files = listed_files(package)
    nodes = [_page(package, files, updated), _trip(package, files)]
    works: dict[str, Node] = {}
    for stop in package["stops"]:
        sounds = [
            _sound(each, files, package["language"], has_transcripts)
            for each in stop["recordings"]
        ]
        images = [_image(each, files) for each in stop["pictures"]]
        nodes.append(_attraction(stop, sounds, images))
        for each in (*sounds, *images):
            works.setdefault(each["@id"], each)
    if package["cover"]:
        cover = _image(package["cover"], files)
        works.setdefault(cover["@id"], cover)
    return {"@context": CONTEXT, "@graph": [*nodes, *works.values()]}


def _page(package: Package, files: Mapping[str, Any], updated: datetime | None) -> Node:
    sounds = any(stop["recordings"] for stop in package["stops"])
    return _told(
        {
            "@type": "WebPage",
            "@id": package["url"],
            "url": package["url"],
            "name": package["title"],
            "description": package["summary"],
            "inLanguage": package["language"],
            "license": licence_url(package["licence"]),
            "creditText": attribution(package),
            "keywords": package["themes"],
            "datePublished": package["published_at"],
            "dateModified": instant(package, updated),
            "publisher": _publisher(package),
            "isAccessibleForFree": True,
            "accessMode": ["textual", "visual", *(["auditory"] if sounds else [])],
            "accessibilityFeature": [
                "alternativeText",
                "structuralNavigation",
                *(["transcript"] if sounds else []),
            ],
            "primaryImageOfPage": _cover(package, files),
            "mainEntity": {"@id": f"{package['url']}#trip"},
        }
    )


def _trip(package: Package, files: Mapping[str, Any]) -> Node:
    stops = package["stops"]
    items = [
        {"@type": "ListItem", "position": stop["number"], "item": {"@id": stop["url"]}}
        for stop in stops
    ]
    guided = package["mode"] == "guided"
    order = "ItemListOrderAscending" if guided else "ItemListUnordered"
    return _told(
        {
            "@type": "TouristTrip",
            "@id": f"{package['url']}#trip",
            "name": package["title"],
            "description": package["summary"],
            "url": package["url"],
            "image": _cover(package, files),
            "provider": _publisher(package),
            "tripOrigin": {"@type": "Place", "name": start_name(package)},
            "itinerary": {
                "@type": "ItemList",
                "numberOfItems": len(stops),
                "itemListOrder": f"{CONTEXT}/{order}",
                "itemListElement": items,
            },
        }
    )


def _publisher(package: Package) -> Node:
    return {"@type": "Organization", "name": publisher(package)}


def _cover(package: Package, files: Mapping[str, Any]) -> Node | None:
    cover = package["cover"]
    return {"@id": files[widest(cover["files"])]["url"]} if cover else None


def _attraction(
    stop: Mapping[str, Any], sounds: list[Node], images: list[Node]
) -> Node:
    longitude, latitude = where(stop)
    return _told(
        {
            "@type": "TouristAttraction",
            "@id": stop["url"],
            "url": stop["url"],
            "name": stop["title"],
            "description": _first_words(stop),
            "address": stop["address"],
            "geo": {
                "@type": "GeoCoordinates",
                "latitude": latitude,
                "longitude": longitude,
            },
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


def _sound(
    work: Mapping[str, Any],
    files: Mapping[str, Any],
    language: str,
    has_transcripts: bool,
) -> Node:
    file = files[work["file"]]
    return _told(
        {
            "@type": "AudioObject",
            "@id": file["url"],
            "name": work["title"],
            "contentUrl": file["url"],
            "encodingFormat": file["type"],
            "contentSize": f"{file['bytes']} B",
            "duration": duration(work["duration_s"]),
            "inLanguage": work["language"],
            "transcript": work["transcript"] if has_transcripts else "",
            "creator": [
                {"@type": "Person", "name": name}
                for name in dict.fromkeys(each["name"] for each in work["credits"])
            ],
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
            "creditText": work["credit"],
            "copyrightYear": work["year"],
            "license": licence_url(work["licence"]),
        }
    )


def duration(seconds: float) -> str:
    """Seconds as ISO 8601 writes them: 92.4 is PT1M32S."""
    minutes, rest = divmod(round(seconds), 60)
    return f"PT{minutes}M{rest}S"


def _told(node: Node) -> Node:
    """The node without what it does not say."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}
