"""What is drawn of each object, by its tags."""

import pytest

from citymap.tags import area_drawn, line_drawn, names, points_drawn

ROADS = [
    ({"highway": "motorway"}, "highway", 10),
    ({"highway": "secondary"}, "major", 10),
    ({"highway": "tertiary"}, "medium", 11),
    ({"highway": "living_street"}, "minor", 13),
    ({"highway": "service"}, "service", 14),
    ({"highway": "service", "service": "driveway"}, "service", 15),
    ({"highway": "pedestrian"}, "pedestrian", 14),
    ({"highway": "steps"}, "steps", 14),
    ({"highway": "footway"}, "path", 14),
    ({"highway": "footway", "footway": "sidewalk"}, "path", 15),
    ({"highway": "cycleway"}, "cycle", 14),
    ({"highway": "track"}, "track", 14),
    ({"railway": "rail"}, "rail", 12),
    ({"railway": "rail", "service": "yard"}, "rail", 14),
    ({"railway": "tram"}, "tram", 13),
    ({"barrier": "city_wall"}, "wall", 14),
    ({"historic": "citywalls"}, "wall", 14),
]


@pytest.mark.parametrize(("tags", "kind", "zoom"), ROADS)
def test_ways_are_drawn_by_their_class(
    tags: dict[str, str], kind: str, zoom: int
) -> None:
    drawn = line_drawn(tags, is_closed=False)
    assert drawn is not None
    assert (drawn.layer, drawn.properties["kind"], drawn.zoom) == ("roads", kind, zoom)


@pytest.mark.parametrize(
    "tags",
    [
        {},
        {"highway": "proposed"},
        {"railway": "abandoned"},
        {"railway": "subway", "tunnel": "yes"},
        {"waterway": "stream", "tunnel": "culvert"},
        {"barrier": "hedge"},
        {"natural": "coastline"},
    ],
)
def test_what_one_does_not_walk_by_is_not_drawn(tags: dict[str, str]) -> None:
    assert line_drawn(tags, is_closed=False) is None


def test_a_street_says_its_name_its_bridge_and_its_tunnel() -> None:
    tags = {"highway": "primary", "name": "Pont", "bridge": "yes", "tunnel": "no"}
    drawn = line_drawn(tags, is_closed=False)
    assert drawn is not None
    assert drawn.properties == {"kind": "major", "name": "Pont", "bridge": True}


def test_a_pavement_does_not_repeat_its_street_s_name() -> None:
    tags = {"highway": "footway", "footway": "sidewalk", "name": "Grand-Rue"}
    drawn = line_drawn(tags, is_closed=False)
    assert drawn is not None
    assert drawn.properties == {"kind": "path"}


def test_a_street_that_goes_round_is_a_line_and_a_square_is_an_area() -> None:
    street = {"highway": "pedestrian"}
    square = {**street, "area": "yes"}
    assert line_drawn(street, is_closed=True) is not None
    assert area_drawn(street, is_way=True) is None
    assert line_drawn(square, is_closed=True) is None
    drawn = area_drawn(square, is_way=True)
    assert drawn is not None
    assert drawn.properties["kind"] == "square"


def test_a_square_with_a_hole_needs_not_say_that_it_is_an_area() -> None:
    drawn = area_drawn({"highway": "pedestrian"}, is_way=False)
    assert drawn is not None
    assert drawn.properties["kind"] == "square"


@pytest.mark.parametrize(
    ("tags", "look"),
    [
        ({"building": "yes"}, None),
        ({"building": "cathedral"}, "worship"),
        ({"building": "yes", "amenity": "place_of_worship"}, "worship"),
        ({"building": "yes", "historic": "castle"}, "heritage"),
        ({"building": "yes", "heritage": "2"}, "heritage"),
        ({"building": "yes", "tourism": "museum"}, "heritage"),
        ({"building": "yes", "historic": "no"}, None),
    ],
)
def test_buildings_that_one_finds_the_way_by_look_different(
    tags: dict[str, str], look: str | None
) -> None:
    drawn = area_drawn(tags, is_way=True)
    assert drawn is not None
    assert drawn.layer == "buildings"
    assert drawn.properties.get("look") == look


@pytest.mark.parametrize(
    ("tags", "layer", "kind"),
    [
        ({"natural": "water"}, "water", "water"),
        ({"leisure": "park"}, "landuse", "park"),
        ({"landuse": "forest"}, "landuse", "wood"),
        ({"amenity": "grave_yard"}, "landuse", "cemetery"),
        ({"man_made": "pier"}, "landuse", "pier"),
        # Two keys: the square that is also a garden is a square.
        ({"leisure": "garden", "place": "square"}, "landuse", "square"),
    ],
)
def test_the_ground_is_drawn_by_its_use(
    tags: dict[str, str], layer: str, kind: str
) -> None:
    drawn = area_drawn(tags, is_way=True)
    assert drawn is not None
    assert (drawn.layer, drawn.properties["kind"]) == (layer, kind)


@pytest.mark.parametrize(
    "tags",
    [
        {},
        {"building": "no"},
        {"building": "garage", "location": "underground"},
        {"natural": "water", "tunnel": "yes"},
        {"landuse": "residential"},
    ],
)
def test_areas_that_are_not_seen_are_not_drawn(tags: dict[str, str]) -> None:
    assert area_drawn(tags, is_way=True) is None


@pytest.mark.parametrize(
    ("tags", "layer", "kind"),
    [
        ({"tourism": "museum", "name": "Mine"}, "pois", "museum"),
        ({"railway": "station", "name": "Gare"}, "pois", "station"),
        ({"railway": "station", "station": "subway", "name": "M"}, "pois", "metro"),
        ({"amenity": "drinking_water"}, "pois", "drinking_water"),
        ({"tourism": "information", "information": "map"}, "pois", "information"),
        ({"natural": "tree", "name": "Chêne"}, "pois", "tree"),
        ({"place": "suburb", "name": "Bellevue"}, "places", "suburb"),
    ],
)
def test_sights_and_names_are_points(
    tags: dict[str, str], layer: str, kind: str
) -> None:
    (drawn,) = points_drawn(tags)
    assert (drawn.layer, drawn.properties["kind"]) == (layer, kind)


@pytest.mark.parametrize(
    "tags",
    [
        {"tourism": "museum"},
        {"place": "suburb"},
        {"tourism": "information", "information": "guidepost"},
        {"amenity": "bench", "name": "Banc"},
    ],
)
def test_points_that_help_nobody_are_left_out(tags: dict[str, str]) -> None:
    assert list(points_drawn(tags)) == []


def test_a_tree_is_a_dot_without_a_name() -> None:
    (drawn,) = points_drawn({"natural": "tree", "name": "Chêne"})
    assert drawn.properties == {"kind": "tree"}


def test_the_name_of_a_square_is_a_place() -> None:
    (drawn,) = points_drawn({"highway": "pedestrian", "name": "Place"}, is_square=True)
    assert (drawn.layer, drawn.properties["kind"]) == ("places", "square")


def test_names_in_other_languages_are_kept_where_they_differ() -> None:
    tags = {"name": "Torikatu", "name:fr": "Torikatu", "name:en": "Market Street"}
    assert names(tags) == {"name": "Torikatu", "name:en": "Market Street"}
