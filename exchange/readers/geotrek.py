"""Geotrek's API, version 2: treks, and the points of interest in the same answer. Pure.

Read are a trek, a list of them, an answer with its ``results``, and such answers side
by side, as ``{"trek": …, "pois": …}``. Points of interest are stops; where a trek has
none, its points of reference are, each with the item of the numbered description that
it is for. Places without a trek, such as an answer of points of interest alone, are a
trail without a line. Positions are in degrees.

Texts are in several languages: French is taken where the trek has a name in French,
else the first language in which it has a name, those published before the others. A
stop that has no name in that language has the first name that it has.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from exchange.clean import clean_html, web_address
from exchange.found import FileRefused, FoundTrail, Reading, Where
from exchange.json_values import Object, fields, label, objects, parsed, text
from exchange.keys import as_uuid
from exchange.limits import MAX_TRACKS
from exchange.naming import titled
from exchange.properties import category, named
from exchange.shapes import shapes
from exchange.sketch import DrawnLine, DrawnStop, Sketch, each_apart, refuse_too_many
from exchange.tally import Tally
from exchange.works import of_kind, works

TREK = {"departure", "steps", "arrival", "length_2d", "parking_location"}
"""Names of fields that treks have, and points of interest have not."""
PRACTICAL = (
    *("ambiance", "description", "advice", "gear", "access", "public_transport"),
    "advised_parking",
)
ACCESSIBILITY = (
    *("disabled_infrastructure", "accessibility_advice", "accessibility_covering"),
    *("accessibility_exposure", "accessibility_slope", "accessibility_width"),
    "accessibility_signage",
)
_ANSWERS = ("results", "trek", "treks", "pois", "steps", "children")
_LANGUAGES = 50
_ITEM = re.compile(r"<li>(.*?)</li>", re.S)


def read(content: bytes, name: str) -> Reading:
    """The treks of an answer. Raises ``FileRefused``."""
    tally = Tally()
    treks: list[tuple[Object, list[Object]]] = []
    loose = list(_loose(parsed(content), treks))
    if len(treks) == 1:
        treks[0][1].extend(loose)
    elif any(_names(place) for place in loose):
        treks.append(({}, loose))
    if not treks:
        raise FileRefused("not_understood")
    if len(treks) > MAX_TRACKS:
        raise FileRefused("too_many_trails", trails=len(treks), limit=MAX_TRACKS)
    refuse_too_many(sum(len(places) for _trek, places in treks))
    drawn = [
        _drawn(number, trek, places, tally)
        for number, (trek, places) in enumerate(treks, start=1)
    ]
    trails = each_apart(drawn, tally)
    return Reading("geotrek", titled(trails, name), tally.remarks())


def _loose(value: Any, treks: list[tuple[Object, list[Object]]]) -> Iterator[Object]:
    """The places of an answer that are in no trek; its treks go to a list.

    Each trek goes with the places that it holds.
    """
    if isinstance(value, list):
        for each in value:
            yield from _loose(each, treks)
    elif isinstance(value, dict):
        is_trek = "geometry" in value and bool(value.keys() & TREK)
        within: list[Object] = []
        if is_trek:
            treks.append((value, within))
        elif "geometry" in value:
            yield value
        for name in _ANSWERS:
            if isinstance(value.get(name), (dict, list)):
                found = _loose(value[name], treks)
                if is_trek:
                    within.extend(found)
                else:
                    yield from found


def _names(told: Object) -> dict[str, str]:
    """The names of a trek or a place by language; those published first."""
    name = told.get("name")
    if not isinstance(name, dict):
        return {"": label(name)} if text(name) else {}
    found = {code: label(each) for code, each in list(name.items())[:_LANGUAGES]}
    published = fields(told.get("published"))

    def first(code: str) -> tuple[bool, bool]:
        return code != "fr", not published.get(code)

    return {code: found[code] for code in sorted(found, key=first) if found[code]}


def _in(told: Object, name: str, language: str) -> str:
    """A text in a language; a text that is in none is in all."""
    value = told.get(name)
    return text(value.get(language) if isinstance(value, dict) else value)


def _drawn(
    number: int, trek: Object, places: list[Object], tally: Tally
) -> tuple[Sketch, FoundTrail]:
    """A trek's line and stops, and what it says of itself."""
    where = Where("feature", number)
    names = _names(trek)
    language = next(iter(names), "")
    sketch = Sketch(tally, "feature")
    found = list(shapes(trek.get("geometry")))
    if any(shape.has_height for shape in found):
        tally.add("altitude", where)
    parts = [shape.placed(sketch, number) for shape in found if shape.kind == "line"]
    if parts:
        sketch.lines.append(DrawnLine(number, parts=parts))
    _add_stops(places, language or _common(places), sketch, tally)
    steps = [] if places else _reference(trek, language, number, sketch)
    sketch.stops.extend(steps)
    for _work in works(trek.get("attachments")):
        tally.add("trail_works", where)
    if len(names) > 1:
        others = ", ".join(code for code in names if code != language)
        tally.add("languages_left", where, languages=label(others)[:100])
    about = _about(trek, names, language, has_steps=any(s.told["story"] for s in steps))
    return sketch, about if trek else replace(about, language=_common(places))


def _common(places: list[Object]) -> str:
    """The language of places alone."""
    return next((code for place in places for code in _names(place)), "")


def _add_stops(
    places: list[Object], language: str, sketch: Sketch, tally: Tally
) -> None:
    """Points of interest, in the order of the file."""
    for number, place in enumerate(places, start=1):
        names = _names(place)
        title = names.get(language) or next(iter(names.values()), "")
        where = Where("feature", number)
        found = [s for s in shapes(place.get("geometry")) if s.kind == "point"]
        if not found:
            tally.add("no_geometry", where, title=title)
        if any(shape.has_height for shape in found):
            tally.add("altitude", where)
        for at in [at for shape in found[:1] for at in shape.placed(sketch, number)]:
            sketch.stops.append(DrawnStop(at, _place(place, title, language)))


def _place(place: Object, title: str, language: str) -> dict[str, Any]:
    """What is told at a point of interest."""
    story = _in(place, "description", language) or _in(
        place, "description_teaser", language
    )
    files = works(place.get("attachments"))
    kinds = {"type_label": _in(place, "type_label", language)}
    return {
        "title": title,
        "story": clean_html(story),
        "identifier": label(place.get("uuid")) or label(place.get("id")),
        "category": category(named(kinds)),
        "pictures": of_kind("image", files),
        "sounds": of_kind("audio", files),
    }


def _reference(
    trek: Object, language: str, number: int, sketch: Sketch
) -> list[DrawnStop]:
    """The points that a trek's description numbers, in their order.

    What is told there is its item of the same number, where there are as many.
    """
    found = list(shapes(trek.get("points_reference")))
    items = _ITEM.findall(clean_html(_in(trek, "description", language)))
    told = [clean_html(item) for item in items]
    if len(told) != len(found):
        told = [""] * len(found)
    return [
        DrawnStop(at, {"title": "", "story": story})
        for shape, story in zip(found, told, strict=True)
        for at in shape.placed(sketch, number)
    ]


def _about(
    trek: Object, names: dict[str, str], language: str, *, has_steps: bool
) -> FoundTrail:
    """What a trek says of itself. Its steps are told at the stops, or here."""
    summary = label(_in(trek, "description_teaser", language))
    practical = [
        _in(trek, name, language)
        for name in PRACTICAL
        if not (has_steps and name == "description")
    ]
    if not summary and practical[0]:
        summary = label(practical.pop(0))
    uuid = text(trek.get("uuid")) if as_uuid(text(trek.get("uuid"))) else ""
    url = web_address(text(trek.get("url")))
    return FoundTrail(
        title=names.get(language, ""),
        summary=summary,
        identifier=uuid or url,
        uuid=uuid,
        language=language,
        start=label(_in(trek, "departure", language)),
        end=label(_in(trek, "arrival", language)),
        practical_information="".join(map(clean_html, practical)),
        accessibility="".join(
            clean_html(_in(trek, name, language)) for name in ACCESSIBILITY
        ),
        themes=tuple(_labels(trek.get("themes"), language)),
        source=", ".join(_labels(trek.get("source"), language)),
        url=url,
        licence=label(trek.get("license")),
    )


def _labels(value: Any, language: str) -> Iterable[str]:
    """The names of what a list holds whole; mere numbers tell nothing here."""
    for each in objects(value):
        words = _in(each, "label", language) or _in(each, "name", language)
        if found := label(words):
            yield found
