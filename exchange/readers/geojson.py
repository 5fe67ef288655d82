"""GeoJSON (RFC 7946, and that of 2008 before it): features, or bare geometries. Pure.

A point is a stop; lines are the way. Areas and features without a place are remarked.
In files that we wrote each feature says of which trail it is, and what it is of it:
such trails come back as they went. An ``id`` that counts the features is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

from exchange.clean import clean_html, web_address
from exchange.found import FileRefused, FoundTrail, Reading, Where
from exchange.json_values import Object, fields, label, parsed, text
from exchange.keys import as_uuid
from exchange.limits import MAX_FEATURES
from exchange.naming import titled
from exchange.properties import CITIES, PAGES, STORIES, TITLES, named, said, told
from exchange.shapes import TYPES, Shape, settle, shapes
from exchange.sketch import DrawnLine, DrawnStop, Sketch, each_apart, refuse_too_many
from exchange.tally import Tally

LICENCES = ("licence", "license", "rights", "droits")
SOURCES = ("publisher", "producteur", "source", "author", "auteur", "attribution")
LANGUAGES = ("language", "lang", "langue")


@dataclass
class Feature:
    """A feature as the file has it; ``number`` counts from 1."""

    number: int
    properties: Object
    identifier: str = ""
    shapes: list[Shape] = field(default_factory=list)

    @property
    def where(self) -> Where:
        """Where it is in the file."""
        return Where("feature", self.number)

    @property
    def trail(self) -> str:
        """The trail of ours to which it says it belongs; empty in other files."""
        kind = self.properties.get("kind")
        names = {"stop": text(self.properties.get("trail")), "track": self.identifier}
        name = names.get(kind, "") if isinstance(kind, str) else ""
        return name if as_uuid(name) else ""


def read(content: bytes, name: str) -> Reading:
    """The trails of a GeoJSON file. Raises ``FileRefused``."""
    tally = Tally()
    document = fields(parsed(content))
    features = found_features(document, tally)
    if features and all(feature.trail for feature in features):
        trails = _ours(features, tally)
    else:
        sketch = Sketch(tally, "feature")
        for feature in features:
            _draw(feature, sketch, tally)
        trails = sketch.trails(_about(document, sketch))
    return Reading("geojson", titled(trails, name), tally.remarks())


def found_features(document: Object, tally: Tally) -> list[Feature]:
    """The features of a document, all their positions in degrees.

    Remarks: ``altitude``, ``area``, ``no_geometry`` and those of ``settle``. Refused:
    ``not_understood``, ``too_many_elements``, ``too_many_stops``.
    """
    features = []
    for number, each in enumerate(_features(document), start=1):
        found = fields(each)
        properties = fields(found.get("properties"))
        feature = Feature(number, properties, _identifier(found, number))
        feature.shapes = list(shapes(found.get("geometry")))
        features.append(feature)
    found_shapes = [shape for feature in features for shape in feature.shapes]
    settle(found_shapes, _crs(document), tally)
    refuse_too_many(sum(shape.kind == "point" for shape in found_shapes))
    for feature in features:
        for shape in feature.shapes:
            if shape.kind == "area":
                tally.add("area", feature.where)
            if shape.has_height:
                tally.add("altitude", feature.where)
    return features


def _features(document: Object) -> list[Any]:
    kind = document.get("type")
    if kind == "FeatureCollection":
        within = document.get("features")
        found = within if isinstance(within, list) else []
        if len(found) > MAX_FEATURES:
            raise FileRefused("too_many_elements", limit=MAX_FEATURES)
        return found
    if kind == "Feature":
        return [document]
    if isinstance(kind, str) and kind in TYPES:
        return [{"geometry": document}]
    raise FileRefused("not_understood")


def _crs(document: Object) -> Any:
    """The ``crs`` member of a document; before 2016 any object might have its own."""
    first = next(iter(_features(document)), None)
    geometry = fields(fields(first).get("geometry"))
    return document.get("crs") or fields(first).get("crs") or geometry.get("crs")


def _identifier(feature: Object, number: int) -> str:
    """The ``id`` of a feature, where it does not just count."""
    identifier = label(feature.get("id"))
    return "" if identifier in (str(number), str(number - 1)) else identifier


def _draw(feature: Feature, sketch: Sketch, tally: Tally) -> None:
    """A feature of anybody's."""
    points = [shape for shape in feature.shapes if shape.kind == "point"]
    lines = [shape for shape in feature.shapes if shape.kind == "line"]
    if points:
        _add_stops(feature, points, sketch, tally)
    if lines:
        parts = [shape.placed(sketch, feature.number) for shape in lines]
        sketch.lines.append(_line(feature, parts, is_stop=bool(points)))
    if not feature.shapes:
        title = label(said(named(feature.properties), TITLES))
        tally.add("no_geometry", feature.where, title=title)


def _add_stops(
    feature: Feature, points: list[Shape], sketch: Sketch, tally: Tally
) -> None:
    """A stop; several where a feature of several points has nothing to say."""
    found = [at for point in points for at in point.placed(sketch, feature.number)]
    if not found:
        return
    tells = told(feature.properties, tally, feature.where)
    tells["identifier"] = feature.identifier or tells["identifier"]
    if feature.properties:
        for _point in found[1:]:
            tally.add("extra_point", feature.where, title=tells["title"])
        found = found[:1]
    sketch.stops.extend(DrawnStop(at, tells) for at in found)


def _line(feature: Feature, parts: list[Any], *, is_stop: bool) -> DrawnLine:
    """A line, and what it says of its trail."""
    known = named(feature.properties)
    identifier = feature.identifier or text(known.get("uuid"))
    return DrawnLine(
        feature.number,
        "" if is_stop else label(said(known, TITLES)),
        "" if is_stop else label(said(known, STORIES)),
        parts,
        {
            # A bare number is another feature's too, in the next file.
            "identifier": "" if identifier.isdigit() else identifier,
            "uuid": identifier if as_uuid(identifier) else "",
            **_rights(known),
        },
    )


def _rights(known: Object) -> dict[str, Any]:
    """What fields say of a trail beside its name."""
    return {
        "city": label(said(known, CITIES)),
        "language": label(said(known, LANGUAGES)),
        "licence": label(said(known, LICENCES)),
        "source": label(said(known, SOURCES)),
        "url": web_address(said(known, PAGES)),
    }


def _about(document: Object, sketch: Sketch) -> FoundTrail:
    """What a document says of itself.

    Its ``name`` is often that of a layer: a line's own is better.
    """
    known = named({**fields(document.get("metadata")), **document})
    if document.get("type") != "FeatureCollection":
        return FoundTrail("")
    layer = () if any(line.title for line in sketch.lines) else ("name", "nom")
    summary = label(said(known, ("description", "summary", "resume")))
    title = label(said(known, ("title", "titre", *layer)))
    return FoundTrail(title, summary=summary, **_rights(known))


def _ours(features: list[Feature], tally: Tally) -> tuple[FoundTrail, ...]:
    """The trails of a file that we wrote, in the order of the file."""
    trails: dict[str, list[Feature]] = {}
    for feature in features:
        trails.setdefault(feature.trail, []).append(feature)
    drawn = [_our_trail(own, tally) for own in trails.values()]
    return each_apart(drawn, tally)


def _our_trail(features: list[Feature], tally: Tally) -> tuple[Sketch, FoundTrail]:
    sketch = Sketch(tally, "feature", keeps_order=True)
    about: Object = {}
    for feature in features:
        if feature.properties.get("kind") == "track":
            about = feature.properties
            parts = [s.placed(sketch, feature.number) for s in feature.shapes]
            if parts:
                sketch.lines.append(DrawnLine(feature.number, parts=parts))
            continue
        tells = told(feature.properties, tally, feature.where)
        # Plain text here, in which a sign is itself.
        story = clean_html(escape(text(feature.properties.get("description")), False))
        tells |= {"story": story, "identifier": feature.identifier}
        for shape in feature.shapes:
            for at in shape.placed(sketch, feature.number):
                sketch.stops.append(DrawnStop(at, tells))
    first = features[0].properties
    return sketch, _our_whole(features[0].trail, {**first, **about}, bool(about))


def _our_whole(trail: str, about: Object, has_track: bool) -> FoundTrail:
    """What a trail of ours says of itself, in its track."""
    themes = about.get("themes")
    known = named(about)
    rights = _rights(known) if has_track else {"language": text(about.get("language"))}
    return FoundTrail(
        title=label(about.get("name")) if has_track else "",
        summary=label(about.get("description")) if has_track else "",
        identifier=trail,
        uuid=trail,
        themes=tuple(_themes(themes)),
        geometry_source=label(about.get("geometry_source")),
        **rights,
    )


def _themes(value: Any) -> Iterator[str]:
    for each in value[:50] if isinstance(value, list) else []:
        if theme := label(each):
            yield theme
