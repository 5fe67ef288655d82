"""All trails in one file, one trail in memory at a time. Pure.

Each feed takes trails with the moment of their last change, and gives bytes in order.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from exchange.writers import geojson, schema_randonnee
from exchange.writers.facts import Package
from exchange.writers.programme import icalendar_feed
from exchange.writers.text import json_bytes

Trails = Iterable[tuple[Package, datetime | None]]
Feed = Callable[[Trails], Iterator[bytes]]


def write(packages: Iterable[Package]) -> Iterator[bytes]:
    """All trails as GeoJSON, dated by their first publication."""
    return geojson_feed((package, None) for package in packages)


def geojson_feed(trails: Trails) -> Iterator[bytes]:
    """All trails as GeoJSON: the stops of each, then its line."""
    return _collection(
        feature
        for package, updated in trails
        for feature in geojson.features(package, updated)
    )


def schema_randonnee_feed(trails: Trails) -> Iterator[bytes]:
    """All trails as schema_randonnee; those that are no line are left out."""
    found = (schema_randonnee.feature(package, moment) for package, moment in trails)
    return _collection(feature for feature in found if feature)


# By the key of their format.
FEEDS: Mapping[str, Feed] = {
    "geojson": geojson_feed,
    "schema_randonnee": schema_randonnee_feed,
    "icalendar": icalendar_feed,
}


def _collection(features: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """A FeatureCollection, a feature at a time."""
    yield b'{"type":"FeatureCollection","features":['
    for number, feature in enumerate(features):
        yield (b",\n" if number else b"\n") + json_bytes(feature)
    yield b"\n]}\n"
