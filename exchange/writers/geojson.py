"""GeoJSON (RFC 7946): the stops as points, then the line. Pure.

WGS 84, longitude first, and no ``crs`` member, as the RFC asks.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from exchange.writers.facts import (
    Package,
    Position,
    box,
    instant,
    line_parts,
    listed_files,
    publisher,
    season_of,
    where,
    widest,
)
from exchange.writers.rights import attribution, credit_line, picture_credit
from exchange.writers.story import story_text
from exchange.writers.text import json_bytes


def write(package: Package, updated: datetime | None = None) -> bytes:
    """The trail as a FeatureCollection. What it says of itself stands in its line."""
    return json_bytes(collection(features(package, updated)))


def collection(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Features with the box around them."""
    boxes = [each["bbox"] for each in found if "bbox" in each]
    corners = [corner for each in boxes for corner in (each[:2], each[2:])]
    around = {"bbox": box([(x, y) for x, y in corners])} if corners else {}
    return {"type": "FeatureCollection", **around, "features": found}


def features(package: Package, updated: datetime | None = None) -> list[dict[str, Any]]:
    """The stops in their order, then the trail; its geometry is null without a line."""
    stops = [_stop(stop, package) for stop in package["stops"]]
    return [*stops, _trail(package, updated)]


def _trail(package: Package, updated: datetime | None) -> dict[str, Any]:
    parts = line_parts(package)
    points = [*(each for part in parts for each in part), *map(where, package["stops"])]
    return {
        "type": "Feature",
        "id": package["id"],
        "bbox": box(points),
        "geometry": _geometry(parts),
        "properties": {
            "kind": "track",
            "name": package["title"],
            "description": package["summary"],
            "language": package["language"],
            "city": package["city"],
            "themes": package["themes"],
            "metres": package["track"]["metres"],
            "seconds": package["track"]["seconds"],
            "step_free": package["is_step_free"],
            "url": package["url"],
            "notices": package["notices"],
            "version": package["version"],
            **_season(package, package["id"]),
            "updated": instant(package, updated) or None,
            **_rights(package),
        },
    }


def _geometry(parts: list[list[Position]]) -> dict[str, Any] | None:
    """One line, several where it has gaps, or none."""
    if not parts:
        return None
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}


def _rights(package: Package) -> dict[str, Any]:
    city_map = package["map"] or {}
    return {
        "publisher": publisher(package),
        "licence": package["licence"],
        "geometry_source": package["track"]["geometry_source"],
        "map_extract_date": city_map.get("extract_date") or None,
        "attribution": attribution(package),
    }


def _season(package: Package, identifier: str) -> dict[str, Any]:
    """When it is on, in words and as events; nothing where it always is."""
    season = season_of(package, identifier)
    if season is None:
        return {}
    told = ("words", "time_zone", "events")
    return {"season": {name: season[name] for name in told}}


def _stop(stop: Mapping[str, Any], package: Package) -> dict[str, Any]:
    files, language = listed_files(package), package["language"]
    place = stop["place"] or {}
    return {
        "type": "Feature",
        "id": stop["id"],
        "geometry": {"type": "Point", "coordinates": where(stop)},
        "properties": {
            "kind": "stop",
            "trail": package["id"],
            "language": language,
            "number": stop["number"],
            "name": stop["title"],
            "description": story_text(stop, language),
            "address": stop["address"],
            "category": place.get("category", "other"),
            **stop["trigger"],
            **_season(package, stop["id"]),
            "url": stop["url"],
            "recordings": [_sound(x, files, language) for x in stop["recordings"]],
            "pictures": [_picture(x, files, language) for x in stop["pictures"]],
        },
    }


def _sound(
    work: Mapping[str, Any], files: Mapping[str, Any], language: str
) -> dict[str, Any]:
    file = files[work["file"]]
    return {
        "title": work["title"],
        **({"telling": work["telling"]} if "telling" in work else {}),
        "url": file["url"],
        "type": file["type"],
        "language": work["language"],
        "duration_s": work["duration_s"],
        "credit": credit_line(work, language),
        "licence": work["licence"],
    }


def _picture(
    work: Mapping[str, Any], files: Mapping[str, Any], language: str
) -> dict[str, Any]:
    return {
        "url": files[widest(work["files"])]["url"],
        "alt": work["alt"],
        "caption": work["caption"],
        "credit": picture_credit(work, language),
        "licence": work["licence"],
    }
