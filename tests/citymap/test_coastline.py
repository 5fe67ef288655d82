"""Land and sea, told apart by the coast: land is on its left."""

import pytest
from shapely.geometry import Point

from citymap.boxes import Box, Position
from citymap.coastline import LandAndSea, land_and_sea
from citymap.extract import Reading, survey
from tests.citymap.extracts import real

BOX = Box(0, 0, 10, 10)
# A coast through the middle, from west to east: the land is in the north.
WESTERN, EASTERN = [(-1.0, 5.0), (4.0, 5.0)], [(4.0, 5.0), (11.0, 5.0)]
ISLAND = [(4.0, 1.0), (6.0, 1.0), (6.0, 3.0), (4.0, 3.0), (4.0, 1.0)]


def is_land(found: LandAndSea, position: Position) -> bool:
    """Whether a position is on land; it is in one of the two."""
    on_land = any(part.covers(Point(position)) for part in found.land)
    at_sea = any(part.covers(Point(position)) for part in found.sea)
    assert on_land != at_sea
    return on_land


def areas(found: LandAndSea) -> tuple[float, float]:
    """Square degrees of land and of sea."""
    return sum(part.area for part in found.land), sum(part.area for part in found.sea)


def test_without_a_coast_all_is_land() -> None:
    assert areas(land_and_sea([], BOX)) == (100, 0)


def test_a_coast_shares_out_the_box() -> None:
    found = land_and_sea([WESTERN, EASTERN], BOX)
    assert is_land(found, (5, 7))
    assert not is_land(found, (5, 2))
    assert areas(found) == pytest.approx((50, 50))


def test_the_other_way_round_the_sea_is_in_the_north() -> None:
    found = land_and_sea([WESTERN[::-1], EASTERN[::-1]], BOX)
    assert not is_land(found, (5, 7))
    assert is_land(found, (5, 2))


def test_an_island_is_land_and_a_lagoon_is_sea() -> None:
    found = land_and_sea([WESTERN, EASTERN, ISLAND], BOX)
    assert is_land(found, (5, 2))
    assert not is_land(found, (2, 2))
    lagoon = [(x, y + 6) for x, y in ISLAND[::-1]]
    found = land_and_sea([WESTERN, EASTERN, lagoon], BOX)
    assert not is_land(found, (5, 8))
    assert is_land(found, (2, 8))


def test_a_box_in_the_open_sea_around_an_island_is_sea() -> None:
    found = land_and_sea([ISLAND], BOX)
    assert areas(found) == pytest.approx((4, 96))


@pytest.mark.parametrize(
    ("coast", "expected"),
    [
        ([(-1.0, -1.0), (11.0, -1.0)], (100, 0)),  # passes south of the box
        ([(11.0, -1.0), (-1.0, -1.0)], (0, 100)),
        ([(-1.0, 11.0), (11.0, 11.0)], (0, 100)),  # passes north of it
    ],
    ids=["land", "sea", "sea-of-the-north"],
)
def test_a_coast_beside_the_box_says_on_which_side_it_lies(
    coast: list[Position], expected: tuple[float, float]
) -> None:
    assert areas(land_and_sea([coast], BOX)) == pytest.approx(expected)


@pytest.mark.parametrize(
    "cut",
    [
        [(1.0, 5.0), (9.0, 5.0)],
        [(1.0, 5.0), (11.0, 5.0)],
        [(-1.0, 5.0), (9.0, 5.0)],
        [(0.0, 5.0), (10.0, 5.0)],
    ],
    ids=["at-both-ends", "in-the-west", "in-the-east", "just-at-the-edge"],
)
def test_a_coast_cut_off_goes_on_to_the_edge(cut: list[Position]) -> None:
    found = land_and_sea([cut], BOX)
    assert is_land(found, (5, 7))
    assert not is_land(found, (5, 2))
    assert areas(found) == pytest.approx((50, 50))


def test_a_coast_with_a_gap_is_mended() -> None:
    found = land_and_sea([WESTERN, [(5.0, 5.0), (11.0, 5.0)]], BOX)
    assert areas(found) == pytest.approx((50, 50))


def test_one_piece_drawn_the_wrong_way_round_turns_nothing_over() -> None:
    wrong = [(4.0, 5.0), (5.0, 5.0)][::-1]
    found = land_and_sea([WESTERN, wrong, [(5.0, 5.0), (11.0, 5.0)]], BOX)
    assert is_land(found, (2, 8))
    assert not is_land(found, (2, 2))


@pytest.mark.parametrize(
    "useless",
    [[], [(5.0, 5.0)], [(5.0, 5.0), (5.0, 5.0)]],
    ids=["none", "one", "twice"],
)
def test_a_coast_without_length_says_nothing(useless: list[Position]) -> None:
    assert areas(land_and_sea([useless], BOX)) == (100, 0)


@pytest.mark.parametrize(
    ("city", "on_land", "at_sea"),
    [
        (
            "helsinki",
            # the railway station, the cathedral, the islet of Siltasaari
            [(24.9414, 60.1719), (24.9521, 60.1704), (24.9490, 60.1788)],
            # the bay of Eläintarha, the harbour by the market
            [(24.9440, 60.1778), (24.9530, 60.1671)],
        ),
        (
            "monaco",
            # the palace, the casino, the stadium
            [(7.4201, 43.7314), (7.4282, 43.7392), (7.4156, 43.7276)],
            # the harbour, the open sea
            [(7.4250, 43.7350), (7.4400, 43.7300)],
        ),
    ],
)
def test_land_is_land_and_sea_is_sea_in_real_cities(
    city: str, on_land: list[Position], at_sea: list[Position]
) -> None:
    path = real(city)
    found = survey(path)
    features = list(Reading(path, found.box, found.objects).features())
    shares = LandAndSea(
        tuple(one.geometry for one in features if one.drawn.layer == "earth"),
        tuple(
            one.geometry for one in features if one.drawn.properties["kind"] == "ocean"
        ),
    )
    assert all(is_land(shares, position) for position in on_land)
    assert not any(is_land(shares, position) for position in at_sea)
    land, sea = areas(shares)
    assert land + sea == pytest.approx(found.box.area)
    houses = [one.geometry for one in features if one.drawn.layer == "buildings"]
    wet = sum(
        any(part.covers(house.representative_point()) for part in shares.sea)
        for house in houses
    )
    assert wet / len(houses) < 0.01  # some stand on piers
