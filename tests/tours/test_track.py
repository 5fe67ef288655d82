"""The line walked, as GeoJSON holds it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.geo import Point
from tours import track
from tours.faults import track_sentence
from tours.track import (
    LegBy,
    LegReason,
    TrackLeg,
    TrackRefused,
    normal_track,
    parse_legs,
    parse_track,
    track_geojson,
)

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


def feature(*positions: Any, **properties: Any) -> dict[str, Any]:
    """A leg as a GeoJSON Feature."""
    return {"type": "Feature", "properties": properties, "geometry": line(*positions)}


def collection(*features: Any) -> dict[str, Any]:
    """Legs as a GeoJSON FeatureCollection."""
    return {"type": "FeatureCollection", "features": list(features)}


FIRST = feature([4.38, 45.43], [4.39, 45.44], by="street", steps=12, step_free=False)
SECOND = feature([4.39, 45.44], [4.4, 45.45], by="freehand", closes=True)


class TestLegs:
    def test_each_feature_is_a_leg(self) -> None:
        first, second = parse_legs(json.dumps(collection(FIRST, SECOND)))
        assert first == TrackLeg(
            tuple(POINTS), LegBy.STREET, steps=12, is_step_free=False
        )
        assert (second.by, second.steps, second.is_step_free, second.closes) == (
            LegBy.FREEHAND,
            None,
            None,
            True,
        )

    def test_vias_and_the_reason_are_read(self) -> None:
        made = feature(
            [4, 45], [5, 46], by="street", via=[[4.5, 45.5]], reason="not-connected"
        )
        (leg,) = parse_legs(collection(made))
        assert leg.vias == (Point(45.5, 4.5),)
        assert leg.reason is LegReason.NOT_CONNECTED

    def test_a_line_string_is_one_imported_leg(self) -> None:
        assert parse_legs(LINE) == [TrackLeg(tuple(POINTS), LegBy.IMPORTED)]

    def test_the_whole_line_holds_each_junction_once(self) -> None:
        assert parse_track(collection(FIRST, SECOND)) == [*POINTS, Point(45.45, 4.4)]

    def test_a_gap_between_legs_keeps_both_ends(self) -> None:
        assert len(parse_track(collection(SECOND, FIRST))) == 4

    def test_a_collection_without_legs_is_no_track(self) -> None:
        assert parse_track(collection()) == []
        assert normal_track(collection()) is None

    @pytest.mark.parametrize(
        ("leg", "code"),
        [
            (LINE, "leg_type"),
            (None, "leg_type"),
            ({"type": "Feature"}, "leg_type"),
            (feature([4, 45]), "leg_too_few"),
            (feature([4, 45], [4, 99]), "leg_position"),
            (feature([4, 45], [5, 46], by="boat"), "leg_by"),
            (feature([4, 45], [5, 46], by=["street"]), "leg_by"),
            ({**FIRST, "properties": 7}, "leg_by"),
            (feature([4, 45], [5, 46], via=[[4]]), "leg_via"),
            (feature([4, 45], [5, 46], via=7), "leg_via"),
            (feature([4, 45], [5, 46], via=[[4, 45]] * 11), "leg_via"),
            (feature([4, 45], [5, 46], reason="rain"), "leg_reason"),
            (feature([4, 45], [5, 46], steps=-1), "leg_facts"),
            (feature([4, 45], [5, 46], steps=True), "leg_facts"),
            (feature([4, 45], [5, 46], step_free="no"), "leg_facts"),
            (feature([4, 45], [5, 46], closes=1), "leg_facts"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_what_is_no_leg_is_refused_by_its_number(self, leg: Any, code: str) -> None:
        refused = refusal(collection(FIRST, leg))
        assert (refused.code, refused.facts["leg"]) == (code, 2)
        assert "2" in track_sentence(collection(FIRST, leg))

    def test_the_position_of_a_leg_is_named(self) -> None:
        facts = refusal(collection(FIRST, feature([4, 45], [4, 99]))).facts
        assert (facts["leg"], facts["number"], facts["position"]) == (2, 2, "[4, 99]")

    def test_too_many_legs_or_points_in_all_are_refused(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert refusal(collection(*[FIRST] * 61)).code == "too_many_legs"
        monkeypatch.setattr(track, "MAX_POINTS", 3)
        assert refusal(collection(FIRST, SECOND)).code == "too_many"

    @pytest.mark.parametrize("features", [None, {}, "x"], ids=repr)
    def test_features_are_a_list(self, features: Any) -> None:
        value = {"type": "FeatureCollection", "features": features}
        assert refusal(value).code == "type"

    def test_what_is_kept_is_read_again_and_holds_nothing_more(self) -> None:
        extra = collection({**FIRST, "id": 3, "properties": {**FIRST["properties"]}})
        extra["features"][0]["properties"]["colour"] = "red"
        kept = normal_track(extra)
        assert kept == collection(FIRST)
        assert normal_track(json.dumps(kept)) == kept

    def test_a_line_string_is_kept_as_one(self) -> None:
        assert normal_track(json.dumps(LINE)) == LINE
