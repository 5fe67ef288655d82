"""Stories at places: JSON of Curatescape, Omeka and audio guides. Pure.

Curatescape's tours are an object with ``items``, each with ``latitude``, ``longitude``
and ``title`` (CuratescapeJSON); a list of items alone, or one item with its story, is
read too, and so is whatever looks like them: objects with a title and a position. An
audio guide in several languages tells each under ``content``, and where its stops are
under ``staticData``: French is taken where it is, else the first language with a title.

Stops keep the order of the file: a tour has no line, and is told from stop to stop.
Every other JSON ends here, and is refused: ``not_understood``.
"""

from collections.abc import Iterator
from typing import Any

from exchange.clean import web_address
from exchange.found import FileRefused, FoundTrail, Reading, Where
from exchange.json_values import Object, fields, is_number, label, objects, parsed, text
from exchange.keys import as_uuid
from exchange.limits import MAX_FILE_STOPS
from exchange.naming import titled
from exchange.properties import LEDES, PAGES, STORIES, TITLES, named, said, told
from exchange.shapes import shapes
from exchange.sketch import DrawnStop, Sketch, each_apart, refuse_too_many
from exchange.tally import Tally

LISTS = (
    *("items", "stops", "stories", "places", "points", "pois", "locations"),
    *("landmarks", "etapes", "tappe", "markers", "results", "data"),
)
WHOLES = ("tours", "walks", "trails", "parcours")
LATITUDES = ("latitude", "lat", "geolatitude")
LONGITUDES = ("longitude", "lng", "lon", "long", "geolongitude")
PLACES = ("coordinates", "coords", "location", "position", "gps", "geo", "geolocation")
LANGUAGES = ("language", "lang", "langue")

Guide = tuple[Object, list[Object]]
"""What a tour says of itself, and its stories in their order."""


def read(content: bytes, name: str) -> Reading:
    """The tours of a file. Raises ``FileRefused``."""
    tally = Tally()
    document = parsed(content)
    guides = _in_languages(document, tally) or list(_guides(document))
    guides = [each for each in guides if any(map(_is_story, each[1][:MAX_FILE_STOPS]))]
    if not guides:
        raise FileRefused("not_understood")
    refuse_too_many(sum(len(stories) for _whole, stories in guides))
    drawn = [_drawn(about, stories, tally) for about, stories in guides]
    trails = each_apart(drawn, tally)
    return Reading("stories", titled(trails, name), tally.remarks())


def _guides(document: Any) -> Iterator[Guide]:
    """The tours of a document: several, one, or a list of stories."""
    if isinstance(document, list):
        tours = [each for each in objects(document) if _stories(each)]
        if tours:
            yield from ((tour, _stories(tour)) for tour in tours)
        else:
            yield {}, objects(document)
        return
    about = fields(document)
    for name in WHOLES:
        if objects(about.get(name)):
            yield from _guides(about[name])
            return
    inner = fields(about.get("tour"))
    if _stories(inner):
        about = inner
    yield (about, _stories(about)) if _stories(about) else ({}, [about])


def _stories(about: Object) -> list[Object]:
    return next((found for name in LISTS if (found := objects(about.get(name)))), [])


def _is_story(story: Object) -> bool:
    """Whether an object has a title, and something for a position."""
    has_title = said(named(_with_elements(story)), TITLES)
    return bool(has_title and _at(story) is not None)


def _told_fields(story: Object) -> tuple[str, Object]:
    """A story's title, and its fields by their plain names."""
    fields_ = _with_elements(story)
    return label(said(named(fields_), TITLES)), fields_


def _with_elements(story: Object) -> Object:
    """A story with its element texts, as Omeka's own API has them, as fields."""
    elements = objects(story.get("element_texts"))
    texts = {
        text(fields(each.get("element")).get("name")): each.get("text")
        for each in elements
    }
    rest = {name: value for name, value in story.items() if name != "element_texts"}
    return {**texts, **rest} if elements else story


def _at(story: Object) -> tuple[Any, Any] | None:
    """Latitude and longitude as the story has them, or None where it has neither."""
    known = named(story)
    found = [
        next((known[name] for name in names if name in known), None)
        for names in (LATITUDES, LONGITUDES)
    ]
    if any(value is not None for value in found):
        latitude, longitude = map(_number, found)
        return latitude, longitude
    geometry = {"type": "Point", **fields(story.get("geometry"))}
    for shape in shapes(geometry):
        if shape.kind == "point":
            return shape.pairs[0][1], shape.pairs[0][0]
    places = (known[name] for name in PLACES if isinstance(known.get(name), dict))
    return next((at for place in places if (at := _at(place)) is not None), None)


def _number(value: Any) -> Any:
    """A number, or a short text that may be one."""
    return value if is_number(value) else text(value)[:40] or "?"


def _drawn(
    about: Object, stories: list[Object], tally: Tally
) -> tuple[Sketch, FoundTrail]:
    sketch = Sketch(tally, "stop", keeps_order=True)
    for number, story in enumerate(stories, start=1):
        title, known = _told_fields(story)
        at = _at(story)
        if at is None:
            tally.add("no_geometry", Where("stop", number), title=title)
            continue
        position = sketch.position(*at, number)
        if position is not None:
            tells = told(known, tally, Where("stop", number))
            sketch.stops.append(DrawnStop(position, tells))
    return sketch, _about(about)


def _about(about: Object) -> FoundTrail:
    """What a tour says of itself."""
    known = named(about)
    names = (text(known.get(name)) for name in ("uuid", "id"))
    identifier = next((each for each in names if as_uuid(each)), "")
    return FoundTrail(
        title=label(said(known, TITLES)),
        summary=label(said(known, (*STORIES, *LEDES))),
        identifier=identifier,
        uuid=identifier,
        language=label(said(known, LANGUAGES)),
        source=label(said(known, ("creator", "author", "sponsorname", "credits"))),
        url=web_address(said(known, PAGES)),
        licence=label(said(known, ("licence", "license", "rights"))),
    )


def _in_languages(document: Any, tally: Tally) -> list[Guide]:
    """An audio guide that tells its tour in several languages; none in other files."""
    guide = fields(fields(document).get("tour")) or fields(document)
    content = {
        code: each
        for code, each in fields(guide.get("content")).items()
        if isinstance(each, dict) and objects(each.get("stops"))
    }
    if not content:
        return []
    language = "fr" if "fr" in content else next(iter(content))
    others = ", ".join(code for code in content if code != language)
    if others:
        tally.add("languages_left", languages=label(others)[:100])
    about = content[language]
    for value in about.values():
        if isinstance(value, dict) and _paragraphs(value):
            tally.add("texts_left")  # an introduction, or a conclusion
    static = fields({**fields(document), **guide}.get("staticData"))
    places = {text(each.get("id")): each for each in objects(static.get("stops"))}
    stories = [
        {**places.get(text(stop.get("id")), {}), **_spoken(stop)}
        for stop in objects(about.get("stops"))
    ]
    orders = [story.get("order") for story in stories]
    if all(map(is_number, orders)):
        stories.sort(key=lambda story: story["order"])
    return [({"language": language, **about}, stories)]


def _spoken(stop: Object) -> Object:
    """A stop of an audio guide: what is said there is its story."""
    words = _paragraphs(stop)
    return {**stop, "story": words} if words else stop


def _paragraphs(told_there: Object) -> str:
    lines = fields(told_there.get("transcription")).get("paragraphs")
    texts = map(text, lines if isinstance(lines, list) else [])
    return "\n\n".join(each for each in texts if each)
