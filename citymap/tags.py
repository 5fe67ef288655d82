"""What is drawn of each OpenStreetMap object, by its tags. Pure.

Keys and values are those of the OpenStreetMap wiki ("Map features"). Tables come in
order: of two keys that say different things, the one named first is drawn.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Tags = Mapping[str, str]
Kinds = Mapping[str, tuple[str, int]]  # value of a key → kind and first zoom
NAMES = ("name", "name:fr", "name:en")


@dataclass(frozen=True)
class Drawn:
    """One thing to draw: its layer, the first zoom that shows it, its properties."""

    layer: str
    zoom: int
    properties: Mapping[str, str | bool]


def _same(zoom: int, kind: str, *values: str) -> dict[str, tuple[str, int]]:
    """Several values of a key drawn as one kind."""
    return dict.fromkeys(values, (kind, zoom))


ROADS: Kinds = {
    **_same(10, "highway", "motorway", "trunk"),
    **_same(12, "highway", "motorway_link", "trunk_link"),
    **_same(10, "major", "primary", "secondary"),
    **_same(12, "major", "primary_link", "secondary_link"),
    **_same(11, "medium", "tertiary"),
    **_same(12, "medium", "tertiary_link"),
    **_same(13, "minor", "residential", "unclassified", "living_street", "road"),
    **_same(14, "service", "service"),
    **_same(14, "pedestrian", "pedestrian"),
    **_same(14, "steps", "steps"),
    **_same(14, "path", "footway", "path", "bridleway"),
    **_same(14, "cycle", "cycleway"),
    **_same(14, "track", "track"),
}
# Small print of streets: drawn late, and without the street's name once more.
MINOR_WAYS = {
    "footway": {"sidewalk", "crossing", "traffic_island"},
    "cycleway": {"crossing"},
    "service": {"parking_aisle", "driveway", "emergency_access", "drive-through"},
}
MINOR_WAYS_ZOOM = 15

RAILWAYS: Kinds = {
    **_same(12, "rail", "rail", "light_rail", "narrow_gauge", "funicular", "monorail"),
    **_same(13, "rail", "subway", "preserved"),
    **_same(13, "tram", "tram"),
}
SIDINGS = {"yard", "siding", "spur", "crossover"}
SIDINGS_ZOOM = 14

WALLS: Kinds = {
    **_same(14, "wall", "city_wall"),
    **_same(15, "wall", "wall", "retaining_wall"),
}
WATERWAYS: Kinds = {
    **_same(10, "river", "river"),
    **_same(11, "canal", "canal"),
    **_same(13, "stream", "stream"),
}

WATER_AREAS: Mapping[str, Kinds] = {
    "natural": _same(10, "water", "water"),
    "waterway": _same(10, "water", "riverbank", "dock"),
    "landuse": _same(10, "water", "reservoir", "basin"),
    "leisure": _same(14, "water", "swimming_pool"),
    "amenity": _same(15, "water", "fountain"),
}
LANDUSE: Mapping[str, Kinds] = {
    "place": _same(13, "square", "square"),
    "leisure": {
        **_same(10, "park", "park"),
        **_same(12, "garden", "garden"),
        **_same(12, "grass", "common", "golf_course", "dog_park"),
        **_same(14, "playground", "playground"),
        **_same(13, "pitch", "pitch", "track"),
    },
    "tourism": _same(11, "zoo", "zoo", "theme_park"),
    "natural": {
        **_same(10, "wood", "wood"),
        **_same(11, "scrub", "scrub", "heath"),
        **_same(12, "grass", "grassland"),
        **_same(11, "beach", "beach", "shingle"),
        **_same(12, "sand", "sand"),
        **_same(12, "rock", "bare_rock", "scree"),
    },
    "landuse": {
        **_same(10, "wood", "forest"),
        **_same(12, "grass", "grass", "meadow", "village_green", "recreation_ground"),
        **_same(11, "cemetery", "cemetery"),
        **_same(11, "industrial", "industrial", "port"),
        **_same(12, "railway", "railway"),
        **_same(12, "allotments", "allotments"),
        **_same(14, "flowerbed", "flowerbed"),
    },
    "amenity": {
        **_same(12, "cemetery", "grave_yard"),
        **_same(12, "school", "school", "university", "college", "kindergarten"),
        **_same(12, "hospital", "hospital", "clinic"),
    },
    "man_made": _same(13, "pier", "pier", "breakwater", "groyne"),
}
WALKED_AREAS = {"pedestrian", "footway", "path", "living_street"}
SQUARE_ZOOM = 13

BUILDING_ZOOM = 13
WORSHIP_BUILDINGS = {
    "church", "cathedral", "chapel", "mosque", "synagogue", "temple", "monastery",
}  # fmt: skip

POIS: Mapping[str, Kinds] = {
    "tourism": {
        **_same(14, "museum", "museum", "gallery"),
        **_same(15, "artwork", "artwork"),
        **_same(15, "viewpoint", "viewpoint"),
        **_same(15, "attraction", "attraction"),
        **_same(15, "information", "information"),
    },
    "historic": {
        **_same(14, "castle", "castle", "fort"),
        **_same(14, "monument", "monument", "city_gate"),
        **_same(15, "memorial", "memorial"),
    },
    "amenity": {
        **_same(14, "theatre", "theatre", "arts_centre"),
        **_same(14, "library", "library"),
        **_same(14, "townhall", "townhall"),
        **_same(14, "worship", "place_of_worship"),
        **_same(15, "cinema", "cinema"),
        **_same(15, "marketplace", "marketplace"),
        **_same(15, "fountain", "fountain"),
        **_same(15, "drinking_water", "drinking_water"),
        **_same(15, "toilets", "toilets"),
    },
    "railway": {
        **_same(14, "station", "station", "halt"),
        **_same(15, "tram_stop", "tram_stop"),
    },
    "natural": _same(15, "tree", "tree"),
}
# Shown by their sign alone; the others are of use only with a name.
NAMELESS_POIS = {
    "tree", "tram_stop", "metro", "artwork", "viewpoint", "fountain",
    "drinking_water", "toilets", "information", "memorial", "monument",
}  # fmt: skip
INFORMATION = {"office", "map", "board", "visitor_centre"}  # no guideposts
PLACES: Kinds = {
    **_same(10, "city", "city"),
    **_same(10, "town", "town"),
    **_same(10, "village", "village"),
    **_same(13, "suburb", "suburb"),
    **_same(13, "quarter", "quarter"),
    **_same(13, "neighbourhood", "neighbourhood"),
    **_same(13, "island", "island"),
    **_same(13, "square", "square"),
}


def names(tags: Tags) -> dict[str, str]:
    """The name, and those in French and English where they differ from it."""
    return {
        key: tags[key]
        for key in NAMES
        if tags.get(key) and (key == "name" or tags[key] != tags.get("name"))
    }


def line_drawn(tags: Tags, is_closed: bool) -> Drawn | None:
    """What a way is as a line: road, railway, watercourse or wall."""
    if is_closed and tags.get("area") == "yes":
        return None
    for draw in (_road, _railway, _waterway, _wall):
        if found := draw(tags):
            return found
    return None


def _road(tags: Tags) -> Drawn | None:
    value = tags.get("highway", "")
    if value not in ROADS:
        return None
    kind, zoom = ROADS[value]
    properties: dict[str, str | bool] = {"kind": kind}
    if tags.get(value) in MINOR_WAYS.get(value, ()):
        zoom = MINOR_WAYS_ZOOM
    else:
        properties |= names(tags)
    return Drawn("roads", zoom, properties | _levels(tags))


def _levels(tags: Tags) -> dict[str, str | bool]:
    """Whether a way runs under the ground, or over something."""
    return {key: True for key in ("tunnel", "bridge") if _says(tags, key)}


def _says(tags: Tags, key: str) -> bool:
    """Whether a key is there with another value than ``no``."""
    return tags.get(key, "no") != "no"


def _railway(tags: Tags) -> Drawn | None:
    value = tags.get("railway", "")
    # Walkers see no train under their feet.
    if value not in RAILWAYS or _says(tags, "tunnel"):
        return None
    kind, zoom = RAILWAYS[value]
    if tags.get("service") in SIDINGS:
        zoom = SIDINGS_ZOOM
    properties: dict[str, str | bool] = {"kind": kind}
    return Drawn("roads", zoom, properties | _levels(tags))


def _waterway(tags: Tags) -> Drawn | None:
    value = tags.get("waterway", "")
    if value not in WATERWAYS or _says(tags, "tunnel"):
        return None
    kind, zoom = WATERWAYS[value]
    return Drawn("water", zoom, {"kind": kind} | names(tags))


def _wall(tags: Tags) -> Drawn | None:
    if tags.get("historic") == "citywalls":
        return Drawn("roads", 14, {"kind": "wall"})
    value = tags.get("barrier", "")
    if value not in WALLS:
        return None
    kind, zoom = WALLS[value]
    return Drawn("roads", zoom, {"kind": kind})


def area_drawn(tags: Tags, is_way: bool) -> Drawn | None:
    """What an area is: building, water, or how its ground is used."""
    if tags.get("location") == "underground":
        return None
    if _says(tags, "building"):
        return Drawn("buildings", BUILDING_ZOOM, {"kind": "building"} | _look(tags))
    if found := _first(tags, WATER_AREAS):
        if _says(tags, "tunnel"):
            return None
        kind, zoom = found
        return Drawn("water", zoom, {"kind": kind} | names(tags))
    # A closed way is a street that goes round, unless it says that it is an area.
    if tags.get("highway") in WALKED_AREAS and (
        not is_way or tags.get("area") == "yes"
    ):
        return Drawn("landuse", SQUARE_ZOOM, {"kind": "square"} | names(tags))
    if found := _first(tags, LANDUSE):
        kind, zoom = found
        return Drawn("landuse", zoom, {"kind": kind} | names(tags))
    return None


def _look(tags: Tags) -> dict[str, str]:
    """Buildings that one finds one's way by."""
    is_worship = tags.get("amenity") == "place_of_worship"
    if is_worship or tags["building"] in WORSHIP_BUILDINGS:
        return {"look": "worship"}
    is_old = _says(tags, "historic") or _says(tags, "heritage")
    if is_old or tags.get("tourism") == "museum":
        return {"look": "heritage"}
    return {}


def points_drawn(tags: Tags, is_square: bool = False) -> Iterator[Drawn]:
    """The points that stand for an object: a sight, the name of a place.

    ``is_square`` says of an area that it is walked across, so that its name is one.
    """
    if poi := _poi(tags):
        yield poi
    kind, zoom = PLACES.get(tags.get("place", ""), ("", 0))
    if is_square and not kind:
        kind, zoom = PLACES["square"]
    if kind and tags.get("name"):
        yield Drawn("places", zoom, {"kind": kind} | names(tags))


def _poi(tags: Tags) -> Drawn | None:
    found = _first(tags, POIS)
    if not found:
        return None
    kind, zoom = found
    if kind == "information" and tags.get("information") not in INFORMATION:
        return None
    if kind == "station" and tags.get("station") == "subway":
        kind = "metro"
    if not tags.get("name") and kind not in NAMELESS_POIS:
        return None
    return Drawn("pois", zoom, {"kind": kind} | ({} if kind == "tree" else names(tags)))


def _first(tags: Tags, table: Mapping[str, Kinds]) -> tuple[str, int] | None:
    """What the first key that has anything to say makes of an object."""
    for key, kinds in table.items():
        if found := kinds.get(tags.get(key, "")):
            return found
    return None
