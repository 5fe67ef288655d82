"""schema_randonnee 1.1.0 (schema.data.gouv.fr): France's open data of trails. Pure.

Each feature is a trail of its own, with one line; several parts are read too.
``etapes`` is our extension: the stops in walking order. Where they are,
``instructions`` repeat them and are left out, and so is a line that only joins them:
the schema asks for one.
Its texts are French, but for trails with our stops, whose language is not told.
"""

from html import escape
from typing import Any

from exchange.clean import clean_html, web_address
from exchange.found import FileRefused, FoundTrail, Reading
from exchange.json_values import Object, fields, is_number, label, objects, parsed, text
from exchange.keys import as_uuid
from exchange.limits import MAX_TRACKS
from exchange.naming import titled
from exchange.readers.geojson import Feature, found_features
from exchange.sketch import (
    DrawnLine,
    DrawnStop,
    Position,
    Sketch,
    each_apart,
    refuse_too_many,
)
from exchange.tally import Tally
from exchange.works import works

# In the order in which one reads them before going; each is a text of its own.
PRACTICAL = (
    *("presentation", "instructions", "balisage", "recommandations", "acces_routier"),
    *("transports_commun", "parking_info", "type_sol"),
)


MOST_THEMES = 50


def read(content: bytes, name: str) -> Reading:
    """The trails of a file of the schema. Raises ``FileRefused``."""
    tally = Tally()
    document = fields(parsed(content))
    features = found_features(document, tally)
    if len(features) > MAX_TRACKS:
        raise FileRefused("too_many_trails", trails=len(features), limit=MAX_TRACKS)
    stops = (objects(each.properties.get("etapes")) for each in features)
    refuse_too_many(sum(map(len, stops)))
    drawn = [_drawn(each, tally) for each in features]
    return Reading(
        "schema_randonnee", titled(each_apart(drawn, tally), name), tally.remarks()
    )


def _drawn(feature: Feature, tally: Tally) -> tuple[Sketch, FoundTrail]:
    """A feature's line and stops, and what it says of its trail."""
    stops = _in_order(feature.properties.get("etapes"))
    sketch = Sketch(tally, "feature", keeps_order=True)
    for stop in stops:
        at = sketch.position(
            _number(stop.get("latitude")),
            _number(stop.get("longitude")),
            feature.number,
        )
        if at is not None:
            sketch.stops.append(DrawnStop(at, _told(stop)))
    lines = [shape for shape in feature.shapes if shape.kind == "line"]
    parts = [shape.placed(sketch, feature.number) for shape in lines]
    is_made_up = not feature.properties.get("longueur") and _joins(parts, sketch.stops)
    if parts and not is_made_up:
        sketch.lines.append(DrawnLine(feature.number, parts=parts))
    for _work in works(feature.properties.get("medias")):
        tally.add("trail_works", feature.where)
    return sketch, _about(feature.properties, has_stops=bool(stops))


def _in_order(stops: Any) -> list[Object]:
    """The stops by their numbers, where all have one."""
    found = objects(stops)
    if all(is_number(stop.get("numero")) for stop in found):
        found.sort(key=lambda stop: stop["numero"])
    return found


def _number(value: Any) -> Any:
    """A number, or a short text that may be one."""
    return value if is_number(value) else text(value)[:40] or "?"


def _told(stop: Object) -> dict[str, Any]:
    return {
        "title": label(stop.get("nom")),
        # Plain text, in which a sign is itself.
        "story": clean_html(escape(text(stop.get("texte")), quote=False)),
        "identifier": label(stop.get("id")),
    }


def _joins(parts: list[list[Position]], stops: list[DrawnStop]) -> bool:
    """Whether a line goes straight from stop to stop, and nowhere else."""
    points = [(at.latitude, at.longitude) for part in parts for at in part]
    at_stops = ((s.position.latitude, s.position.longitude) for s in stops)
    return bool(points) and points == list(dict.fromkeys(at_stops))


def _about(told: Object, *, has_stops: bool) -> FoundTrail:
    """What the feature says of its trail."""
    says = {name: text(value) for name, value in told.items()}
    short = label(says.get("presentation_courte", ""))
    summary = short or label(says.get("presentation", ""))
    names = ("recommandations",) if has_stops else PRACTICAL
    texts = [says.get(name, "") for name in names]
    if not short:
        texts = [each for each in texts if label(each) != summary]
    local, producer = label(says.get("id_local", "")), label(says.get("producteur", ""))
    uuid = next((v for k in ("uuid", "id_local") if as_uuid(v := says.get(k, ""))), "")
    return FoundTrail(
        title=label(says.get("nom_itineraire", "")),
        summary=summary,
        # A producer's own number is another producer's too.
        identifier=uuid or f"{producer} {local}".strip() if local else uuid,
        uuid=uuid,
        language="" if has_stops else "fr",
        city=label(says.get("communes_nom", "").replace(",", ", ")),
        start=label(says.get("depart", "")),
        end=label(says.get("arrivee", "")),
        practical_information="".join(map(clean_html, texts)),
        accessibility=clean_html(says.get("accessibilite", "")),
        themes=_themes(says.get("themes", "")),
        source=producer,
        url=web_address(says.get("url", "")),
    )


def _themes(themes: str) -> tuple[str, ...]:
    return tuple(
        theme for each in themes.split(",")[:MOST_THEMES] if (theme := label(each))
    )
