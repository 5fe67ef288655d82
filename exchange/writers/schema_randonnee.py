"""schema_randonnee 1.1.0 (schema.data.gouv.fr): France's open data of trails. Pure.

A GeoJSON FeatureCollection with one LineString for each trail. A key whose value is
not known is left out: an enumeration refuses null. ``duree`` is in hours, ``longueur``
in metres, texts are plain. The schema knows no stops: they are in ``etapes``, which is
our extension, and in words in ``instructions``.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from exchange.writers.facts import (
    Package,
    day,
    end_name,
    instant,
    is_loop,
    line_parts,
    listed_files,
    publisher,
    start_name,
    where,
    whole_line,
    widest,
)
from exchange.writers.rights import attribution, credit_names
from exchange.writers.sounds import listening_s, sound_title
from exchange.writers.story import story_text
from exchange.writers.text import json_bytes, paragraphs, plain_text
from exchange.writers.words import words

ON_FOOT, LOOP, ONE_WAY = "pédestre", "boucle", "aller simple"


def write(package: Package, updated: datetime | None = None) -> bytes:
    """The trail as a collection of one; of none where it has no line and one stop."""
    found = feature(package, updated)
    features = [found] if found else []
    return json_bytes({"type": "FeatureCollection", "features": features})


def feature(package: Package, updated: datetime | None = None) -> dict[str, Any] | None:
    """The trail as a Feature, or None: the schema wants a line of two points."""
    line = whole_line(package)
    if not line:
        return None
    told = {**_who(package), **_walk(package), **_words(package)}
    dates = {
        "date_creation": day(package["published_at"]),
        "date_modification": day(instant(package, updated)),
    }
    works = {"medias": _works(package), "etapes": _stops(package)}
    properties = {**told, **dates, **works}
    return {
        "type": "Feature",
        "properties": {key: each for key, each in properties.items() if _says(each)},
        "geometry": {"type": "LineString", "coordinates": line},
    }


def _says(value: Any) -> bool:
    """Whether a value tells something: no empty text, list or zero does."""
    return bool(value.strip() if isinstance(value, str) else value)


def _who(package: Package) -> dict[str, Any]:
    return {
        "id_local": package["id"],
        "producteur": publisher(package),
        "uuid": package["id"],
        "url": package["url"],
        "nom_itineraire": package["title"],
    }


def _walk(package: Package) -> dict[str, Any]:
    """Figures; those of a line only where one was drawn."""
    shape = LOOP if is_loop(package) else ONE_WAY
    seconds = package["track"]["seconds"]
    hours = (seconds + listening_s(package)) / 3600 if seconds else 0
    return {
        "pratique": ON_FOOT,
        "type_itineraire": shape if line_parts(package) else "",
        "communes_nom": package["city"],
        "depart": start_name(package),
        "arrivee": end_name(package),
        "duree": round(hours, 2),
        "longueur": round(package["track"]["metres"]),
    }


def _words(package: Package) -> dict[str, Any]:
    say = words(package["language"])
    step_free = say["step_free"] if package["is_step_free"] else ""
    return {
        "instructions": "\n".join(_steps(package)),
        "presentation": paragraphs((package["summary"], attribution(package))),
        "presentation_courte": package["summary"],
        "themes": ", ".join(package["themes"]),
        "recommandations": plain_text(package["practical_information"]),
        "accessibilite": "\n".join(
            filter(None, (step_free, plain_text(package["accessibility"])))
        ),
    }


def _steps(package: Package) -> Iterator[str]:
    """The walk from stop to stop, each with the way that leads to it."""
    say, legs = words(package["language"]), package["track"]["legs"]
    stops = package["stops"]
    # A line that is not cut at the stops has no way of its own for each.
    ways = legs if len(legs) in (len(stops) - 1, len(stops)) and len(legs) > 1 else []
    for index, stop in enumerate(stops):
        told = [stop["title"], stop["address"]]
        if index and ways:
            told.append(_way(ways[index - 1], say))
        yield f"{stop['number']}. {', '.join(each for each in told if each)}"


def _way(leg: Mapping[str, Any], say: Mapping[str, str]) -> str:
    minutes = max(1, round(leg["seconds"] / 60))
    return say["on_foot"].format(metres=round(leg["metres"]), minutes=minutes)


def _works(package: Package) -> list[dict[str, str]]:
    """Pictures and recordings, each once."""
    found: dict[str, dict[str, str]] = {}
    files = listed_files(package)
    covers = [package["cover"]] if package["cover"] else []
    pictures = [each for stop in package["stops"] for each in stop["pictures"]]
    for each in (*covers, *pictures):
        url = files[widest(each["files"])]["url"]
        title = each.get("caption") or each.get("alt") or each["title"]
        facts = ("image", url, title, each["credit"], each["licence"])
        found.setdefault(url, _work(*facts))
    for stop in package["stops"]:
        for each in stop["recordings"]:
            url = files[each["file"]]["url"]
            names = credit_names(each, package["language"])
            title = sound_title(each, package["language"])
            facts = ("audio", url, title, names, each["licence"])
            found.setdefault(url, _work(*facts))
    return list(found.values())


def _work(kind: str, url: str, title: str, author: str, code: str) -> dict[str, str]:
    told = {
        "type_media": kind,
        "url": url,
        "titre": title,
        "auteur": author,
        "licence": code,
    }
    return {key: value for key, value in told.items() if value}


def _stops(package: Package) -> list[dict[str, Any]]:
    """Our extension: the stops in their order, with all that is told there."""
    language = package["language"]
    return [
        {
            "id": stop["id"],
            "numero": stop["number"],
            "nom": stop["title"],
            "latitude": where(stop)[1],
            "longitude": where(stop)[0],
            "texte": story_text(stop, language),
            "url": stop["url"],
        }
        for stop in package["stops"]
    ]
