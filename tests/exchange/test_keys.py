"""Identifiers by which what was imported is found again."""

from uuid import UUID, uuid4

from exchange.found import FoundStop, FoundTrail
from exchange.keys import as_uuid, free_key, stop_keys, text_key, trail_keys
from places.geo import Point

HERE = Point(45.4397, 4.3872)
TRAIL = UUID("11111111-2222-4333-8444-555555555555")


def test_a_source_keeps_its_own_uuid() -> None:
    trail = FoundTrail("Balade", uuid=str(TRAIL), identifier="trek 12")
    assert trail_keys(trail, "geotrek")[0] == TRAIL


def test_any_other_identifier_gives_the_same_uuid_each_time() -> None:
    trail = FoundTrail("Balade", identifier="trek 12")
    renamed = FoundTrail("Promenade", identifier="trek 12")
    assert trail_keys(trail, "geotrek") == trail_keys(renamed, "geotrek")
    assert trail_keys(trail, "geotrek") != trail_keys(trail, "gpx")


def test_a_trail_without_identifier_is_known_by_its_title_and_its_beginning() -> None:
    trail = FoundTrail("Balade", line=(HERE, Point(45.44, 4.39)))
    again = FoundTrail("BALADE", line=(HERE, Point(45.45, 4.39)))
    elsewhere = FoundTrail("Balade", line=(Point(46.0, 4.0), HERE))
    assert trail_keys(trail, "gpx") == trail_keys(again, "gpx")
    assert trail_keys(trail, "gpx") != trail_keys(elsewhere, "gpx")


def test_an_address_that_a_tool_writes_into_every_file_tells_nothing() -> None:
    one = FoundTrail("Balade", url="https://example.org/")
    two = FoundTrail("Promenade", url="https://example.org/")
    assert trail_keys(one, "gpx") != trail_keys(two, "gpx")


def test_stops_keep_their_uuid_unless_another_trail_has_it() -> None:
    own = uuid4()
    stop = FoundStop("Puits", HERE, identifier=str(own))
    assert stop_keys(TRAIL, [stop]) == [own]
    (other,) = stop_keys(TRAIL, [stop], {own})
    assert other != own
    assert stop_keys(TRAIL, [stop], {own}) == [other]


def test_stops_of_one_name_are_told_apart_by_their_turn() -> None:
    stops = [FoundStop("Banc", HERE), FoundStop("Banc", HERE)]
    keys = stop_keys(TRAIL, stops)
    assert len(set(keys)) == 2
    assert stop_keys(TRAIL, stops) == keys


def test_the_same_uuid_twice_is_used_once() -> None:
    stop = FoundStop("Puits", HERE, identifier=str(uuid4()))
    assert len(set(stop_keys(TRAIL, [stop, stop]))) == 2


def test_a_key_is_found_when_all_are_taken() -> None:
    assert free_key([TRAIL], {TRAIL}) != TRAIL
    assert free_key([TRAIL], {TRAIL}) == free_key([TRAIL], {TRAIL})


def test_what_is_no_uuid_is_none() -> None:
    assert as_uuid("12") is None
    assert as_uuid("") is None
    assert as_uuid(str(TRAIL)) == TRAIL
    assert text_key(TRAIL) != TRAIL
