"""The line walked, as GeoJSON holds it. Pure.

A track is one LineString, or a FeatureCollection with one LineString for each leg,
from stop to stop (see docs/decisions/0013-a-track-is-made-of-legs.md). This is the
only place of the trails that knows GeoJSON's order, longitude before latitude
(RFC 7946 §3.1.1); everything else handles ``Point``.
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from places.geo import Point

MAX_POINTS = 50_000
MAX_LEGS = 60  # as many as there may be stops, with the way back to the first
MAX_VIAS = 10
EMPTY: tuple[Any, ...] = (None, "", {})


class LegBy(StrEnum):
    """How a leg was drawn."""

    STREET = "street"
    FREEHAND = "freehand"
    IMPORTED = "imported"


class LegReason(StrEnum):
    """Why a leg that should follow streets is a straight line somewhere."""

    START_FAR = "start-far-from-street"
    END_FAR = "end-far-from-street"
    ENDS_FAR = "ends-far-from-street"
    VIA_FAR = "via-far-from-street"
    NOT_CONNECTED = "not-connected"
    NO_MAP = "no-map"
    NO_ANSWER = "no-answer"


class TrackRefused(Exception):
    """A track that cannot be walked; ``code`` and ``facts`` say where and why.

    Codes of a line: ``json``, ``type``, ``too_few``, ``too_many``, ``position``
    (number n is not two numbers in range). Codes of a leg, whose number from 1 is
    in ``facts``: ``leg_type`` (no LineString), ``leg_by``, ``leg_reason``,
    ``leg_via`` (a via that is no position, or too many), ``leg_facts`` (steps or
    step-free), ``leg_too_few``, ``leg_position``. And ``too_many_legs``.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class TrackLeg:
    """One leg: its line, how it was drawn, and what the map said of it that day.

    ``vias`` are points that a leg along streets passes on purpose. ``steps`` and
    ``is_step_free`` are None where no map was asked. ``closes`` marks the way back
    from the last stop to the first.
    """

    points: tuple[Point, ...]
    by: LegBy = LegBy.IMPORTED
    vias: tuple[Point, ...] = ()
    reason: LegReason | None = None
    steps: int | None = None
    is_step_free: bool | None = None
    closes: bool = False


def parse_track(value: Any) -> list[Point]:
    """Points of a whole track, given as text or as decoded JSON.

    Legs are joined: where one begins as the one before it ended, that point comes
    once. A third number, the altitude, is dropped. Empty values give an empty list.
    Raises ``TrackRefused``.
    """
    line: list[Point] = []
    for leg in parse_legs(value):
        is_joined = bool(line) and line[-1] == leg.points[0]
        line.extend(leg.points[1:] if is_joined else leg.points)
    return line


def parse_legs(value: Any) -> list[TrackLeg]:
    """Legs of a track in the order walked; a plain LineString is one imported leg.

    Raises ``TrackRefused``.
    """
    if value in EMPTY:
        return []
    value = _decoded(value)
    if not _is_collection(value):
        return [TrackLeg(tuple(_line(value)))]
    features = value.get("features")
    if not isinstance(features, list):
        raise TrackRefused("type")
    if len(features) > MAX_LEGS:
        raise TrackRefused("too_many_legs", legs=len(features), limit=MAX_LEGS)
    legs = [_leg(number, feature) for number, feature in enumerate(features, start=1)]
    _refuse_too_many(sum(len(leg.points) for leg in legs))
    return legs


def normal_track(value: Any) -> dict[str, Any] | None:
    """The track as it is kept: nothing but what ``parse_legs`` reads of it.

    A LineString stays one. Raises ``TrackRefused``.
    """
    if value not in EMPTY and _is_collection(value := _decoded(value)):
        return legs_geojson(parse_legs(value))
    return track_geojson(parse_track(value))


def track_geojson(points: list[Point]) -> dict[str, Any] | None:
    """The GeoJSON LineString of some points, to six decimals (0.1 m)."""
    if not points:
        return None
    return {"type": "LineString", "coordinates": [_position(each) for each in points]}


def legs_geojson(legs: list[TrackLeg]) -> dict[str, Any] | None:
    """The GeoJSON FeatureCollection of some legs; what is not known is left out."""
    if not legs:
        return None
    return {"type": "FeatureCollection", "features": [_feature(leg) for leg in legs]}


def _feature(leg: TrackLeg) -> dict[str, Any]:
    """One leg, its properties in the order in which the map's script writes them."""
    properties: dict[str, Any] = {"by": leg.by.value}
    if leg.vias:
        properties["via"] = [_position(via) for via in leg.vias]
    if leg.reason is not None:
        properties["reason"] = leg.reason.value
    if leg.steps is not None:
        properties["steps"] = leg.steps
    if leg.is_step_free is not None:
        properties["step_free"] = leg.is_step_free
    if leg.closes:
        properties["closes"] = True
    line = track_geojson(list(leg.points))
    return {"type": "Feature", "properties": properties, "geometry": line}


def _position(point: Point) -> list[float]:
    return [round(point.longitude, 6), round(point.latitude, 6)]


def _is_collection(value: Any) -> bool:
    return isinstance(value, dict) and value.get("type") == "FeatureCollection"


def _decoded(value: Any) -> Any:
    """What a text holds; anything else as it is."""
    if isinstance(value, str):
        try:
            return json.loads(value)
        except (ValueError, RecursionError) as error:
            raise TrackRefused("json") from error
    return value


def _line(value: Any, leg: int | None = None) -> list[Point]:
    """Points of a LineString; ``leg`` is the number of the leg, for refusals."""
    prefix, facts = ("", {}) if leg is None else ("leg_", {"leg": leg})
    if not isinstance(value, dict) or value.get("type") != "LineString":
        raise TrackRefused(prefix + "type", **facts)
    positions = value.get("coordinates")
    if not isinstance(positions, list) or len(positions) < 2:
        raise TrackRefused(prefix + "too_few", **facts)
    _refuse_too_many(len(positions))
    return [
        _point(item, prefix + "position", number=number, **facts)
        for number, item in enumerate(positions, start=1)
    ]


def _refuse_too_many(points: int) -> None:
    if points > MAX_POINTS:
        raise TrackRefused("too_many", points=points, limit=MAX_POINTS)


def _leg(number: int, feature: Any) -> TrackLeg:
    """One Feature as a leg; ``number`` counts from 1."""
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise TrackRefused("leg_type", leg=number)
    points = _line(feature.get("geometry"), number)
    properties = feature.get("properties")
    if properties is None:
        return TrackLeg(tuple(points))
    if not isinstance(properties, dict):
        raise TrackRefused("leg_by", leg=number, by=_shown(properties))
    return TrackLeg(
        points=tuple(points),
        by=_by(number, properties.get("by", LegBy.IMPORTED)),
        vias=_vias(number, properties.get("via")),
        reason=_reason(number, properties.get("reason")),
        steps=_steps(number, properties.get("steps")),
        is_step_free=_truth(number, properties.get("step_free")),
        closes=_truth(number, properties.get("closes")) or False,
    )


def _by(number: int, value: Any) -> LegBy:
    try:
        return LegBy(value)
    except ValueError as error:
        raise TrackRefused("leg_by", leg=number, by=_shown(value)) from error


def _reason(number: int, value: Any) -> LegReason | None:
    try:
        return None if value is None else LegReason(value)
    except ValueError as error:
        raise TrackRefused("leg_reason", leg=number, reason=_shown(value)) from error


def _vias(number: int, value: Any) -> tuple[Point, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MAX_VIAS:
        raise TrackRefused("leg_via", leg=number, limit=MAX_VIAS)
    return tuple(_point(via, "leg_via", leg=number, limit=MAX_VIAS) for via in value)


def _steps(number: int, value: Any) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TrackRefused("leg_facts", leg=number)
    return value


def _truth(number: int, value: Any) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise TrackRefused("leg_facts", leg=number)


def _point(position: Any, code: str, **facts: object) -> Point:
    """One GeoJSON position as a point; refused as ``code`` says."""
    try:
        longitude, latitude = (_number(part) for part in position[:2])
        return Point(latitude, longitude)
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        raise TrackRefused(code, **facts, position=_shown(position)) from error


def _number(part: Any) -> float:
    """A JSON number; truth values and text are not."""
    if isinstance(part, bool) or not isinstance(part, int | float):
        raise TypeError("not a number")
    return float(part)


def _shown(value: Any) -> str:
    """A value short enough for a sentence."""
    return json.dumps(value, default=str)[:60]
