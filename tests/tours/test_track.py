"""The line walked, as GeoJSON holds it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.geo import Point
from tours import track
from tours.track import TrackRefused, parse_track, track_geojson

LINE = {"type": "LineString", "coordinates": [[4.38, 45.43], [4.39, 45.44]]}
POINTS = [Point(45.43, 4.38), Point(45.44, 4.39)]


def line(*positions: Any) -> dict[str, Any]:
    """A LineString of some positions."""
    return {"type": "LineString", "coordinates": list(positions)}


def refusal(value: Any) -> TrackRefused:
    """Why a track is refused."""
    with pytest.raises(TrackRefused) as caught:
        parse_track(value)
    return caught.value


@pytest.mark.parametrize("value", [LINE, json.dumps(LINE)], ids=["decoded", "text"])
def test_a_line_string_gives_points_latitude_first(value: Any) -> None:
    assert parse_track(value) == POINTS


@pytest.mark.parametrize("value", [None, "", {}], ids=["none", "text", "object"])
def test_an_empty_track_has_no_point(value: Any) -> None:
    assert parse_track(value) == []


def test_an_altitude_is_dropped() -> None:
    assert parse_track(line([4.38, 45.43, 517.5], [4.39, 45.44, 520])) == POINTS


@pytest.mark.parametrize(
    "text",
    ["{", "LINESTRING (4 45, 5 46)", "<gpx/>", "4.38, 45.43"],
    ids=["cut", "wkt", "gpx", "numbers"],
)
def test_text_that_is_no_json_is_refused(text: str) -> None:
    assert refusal(text).code == "json"


@pytest.mark.parametrize(
    "value",
    [
        [],
        [[4.38, 45.43]],
        42,
        0,
        False,
        "null",
        "[]",
        {"coordinates": [[4, 45], [5, 46]]},
        {"type": "Point", "coordinates": [4.38, 45.43]},
        {"type": "MultiLineString", "coordinates": [[[4, 45], [5, 46]]]},
        {"type": "Feature", "geometry": LINE},
        {"type": ["LineString"]},
    ],
    ids=lambda value: json.dumps(value)[:40],
)
def test_only_a_line_string_is_a_track(value: Any) -> None:
    assert refusal(value).code == "type"


@pytest.mark.parametrize(
    "coordinates",
    [None, "45", 7, {}, [], [[4.38, 45.43]]],
    ids=["none", "text", "number", "object", "no-point", "one-point"],
)
def test_a_track_needs_two_points(coordinates: Any) -> None:
    value = {"type": "LineString", "coordinates": coordinates}
    assert refusal(value).code == "too_few"


def test_a_track_of_too_many_points_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(track, "MAX_POINTS", 3)
    refused = refusal(line(*[[4, 45]] * 4))
    assert (refused.code, refused.facts) == ("too_many", {"points": 4, "limit": 3})


@pytest.mark.parametrize(
    "position",
    [
        [4.38, 999],
        [181, 45],
        [4.38],
        [],
        "45",
        None,
        7,
        {},
        {"lat": 45, "lng": 4},
        ["4.38", "45.43"],
        [True, False],
        [None, None],
        [[4.38], 45],
        [float("nan"), 45],
        [float("inf"), 45],
        [10**400, 45],
    ],
    ids=lambda position: str(position)[:30],
)
def test_a_position_that_is_no_point_is_named(position: Any) -> None:
    refused = refusal(line([4.38, 45.43], position))
    assert refused.code == "position"
    assert refused.facts["number"] == 2
    assert isinstance(refused.facts["position"], str)


def test_a_long_position_is_shown_cut() -> None:
    shown = refusal(line(["x" * 500], [4, 45])).facts["position"]
    assert len(str(shown)) == 60


def test_latitude_and_longitude_swapped_far_east_are_out_of_range() -> None:
    # Auckland written latitude first: −36.8, 174.7.
    assert refusal(line([-36.8, 174.7], [-36.9, 174.8])).code == "position"


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.just("LineString"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "coordinates", "0", "x"]), inner, max_size=3
        )
    ),
    max_leaves=12,
)


@given(json_values)
def test_any_json_is_a_track_or_is_refused(value: Any) -> None:
    for given_as in (value, json.dumps(value)):
        try:
            assert all(isinstance(point, Point) for point in parse_track(given_as))
        except TrackRefused as refused:
            assert refused.code in {"json", "type", "too_few", "position"}


@given(st.lists(json_values, min_size=2, max_size=4))
def test_any_positions_are_points_or_are_refused(positions: list[Any]) -> None:
    value = line(*positions)
    try:
        assert len(parse_track(value)) == len(positions)
    except TrackRefused as refused:
        assert refused.code == "position"
        assert 1 <= refused.facts["number"] <= len(positions)


@given(st.text(max_size=60))
def test_any_text_is_a_track_or_is_refused(text: str) -> None:
    try:
        assert parse_track(text) == []
    except TrackRefused as refused:
        assert refused.code in {"json", "type"}


def test_json_nested_beyond_reason_is_refused() -> None:
    assert refusal("[" * 100_000).code == "json"


def test_no_point_writes_no_geojson() -> None:
    assert track_geojson([]) is None


def test_geojson_is_written_longitude_first_to_a_tenth_of_a_metre() -> None:
    written = track_geojson([Point(45.123456789, 4.987654321), *POINTS])
    assert written == line([4.987654, 45.123457], [4.38, 45.43], [4.39, 45.44])


@given(
    st.lists(
        st.builds(
            Point,
            st.floats(min_value=-90, max_value=90),
            st.floats(min_value=-180, max_value=180),
        ),
        min_size=2,
        max_size=6,
    )
)
def test_what_is_written_is_read_again(points: list[Point]) -> None:
    read = parse_track(json.dumps(track_geojson(points)))
    for point, again in zip(points, read, strict=True):
        assert again.latitude == pytest.approx(point.latitude, abs=1e-6)
        assert again.longitude == pytest.approx(point.longitude, abs=1e-6)
