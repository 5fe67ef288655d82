"""GeoJSON (RFC 7946): the stops as points, then the line. Pure.

WGS 84, longitude first, and no ``crs`` member, as the RFC asks.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from exchange.writers.facts import (
    Package,
    box,
    instant,
    line_parts,
    listed_files,
    publisher,
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
    parts, track = line_parts(package), package["track"]
    points = [*(each for part in parts for each in part), *map(where, package["stops"])]
    city_map = package["map"] or {}
    several = len(parts) > 1
    lines = parts if several else parts[:1]
    geometry = parts and {
        "type": "MultiLineString" if several else "LineString",
        "coordinates": lines if several else lines[0],
    }
    return {
        "type": "Feature",
        "id": package["id"],
        "bbox": box(points),
        "geometry": geometry or None,
        "properties": {
            "kind": "track",
            "name": package["title"],
            "description": package["summary"],
            "language": package["language"],
            "city": package["city"],
            "themes": package["themes"],
            "metres": track["metres"],
            "seconds": track["seconds"],
            "step_free": package["is_step_free"],
            "url": package["url"],
            "version": package["version"],
            "updated": instant(package, updated) or None,
            "publisher": publisher(package),
            "licence": package["licence"],
            "geometry_source": track["geometry_source"],
            "map_extract_date": city_map.get("extract_date") or None,
            "attribution": attribution(package),
        },
    }


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
            "radius_m": stop["trigger"]["radius_m"],
            "url": stop["url"],
            "recordings": [
                {
                    "title": each["title"],
                    "url": files[each["file"]]["url"],
                    "type": files[each["file"]]["type"],
                    "language": each["language"],
                    "duration_s": each["duration_s"],
                    "credit": credit_line(each, language),
                    "licence": each["licence"],
                }
                for each in stop["recordings"]
            ],
            "pictures": [
                {
                    "url": files[widest(each["files"])]["url"],
                    "alt": each["alt"],
                    "caption": each["caption"],
                    "credit": picture_credit(each, language),
                    "licence": each["licence"],
                }
                for each in stop["pictures"]
            ],
        },
    }
