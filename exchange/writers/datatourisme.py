"""DATAtourisme, in JSON-LD: France's data of tourist offices. Pure.

No official list of required fields is public; these are the fields that every tour of
the national feed has, and those that a city trail can fill. Texts are maps of language
to a list; latitude and longitude are texts; ``duration`` is in minutes. The stops are
the slots of the ordered list that a ``Tour`` is.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from exchange.writers.facts import (
    Package,
    day,
    instant,
    is_loop,
    line_parts,
    listed_files,
    publisher,
    root,
    where,
    widest,
)
from exchange.writers.rights import (
    attribution,
    credit_names,
    licence_name,
    licence_url,
)
from exchange.writers.sounds import listening_s, sound_title
from exchange.writers.story import story_text
from exchange.writers.text import decimal, json_bytes, paragraphs

CORE = "https://www.datatourisme.fr/ontology/core#"
LANGUAGE_MAP = {"@container": "@language"}
CONTEXT = {
    "@vocab": CORE,
    "dc": "http://purl.org/dc/elements/1.1/",
    "ebucore": "http://www.ebu.ch/metadata/ontologies/ebucore/ebucore#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "kb": "https://www.datatourisme.fr/resource/core#",
    "olo": "http://purl.org/ontology/olo/core#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dc:description": LANGUAGE_MAP,
    "ebucore:title": LANGUAGE_MAP,
    "rdfs:comment": LANGUAGE_MAP,
    "rdfs:label": LANGUAGE_MAP,
    "shortDescription": LANGUAGE_MAP,
    "creationDate": {"@type": "xsd:date"},
    "duration": {"@type": "xsd:positiveInteger"},
    "lastUpdate": {"@type": "xsd:date"},
    "olo:index": {"@type": "xsd:int"},
    "schema:latitude": {"@type": "xsd:decimal"},
    "schema:longitude": {"@type": "xsd:decimal"},
    "tourDistance": {"@type": "xsd:float"},
}
# Classes of the ontology by our categories of places; others are places alone.
CLASSES = {
    "building": ("CulturalSite", "RemarkableBuilding"),
    "industrial_heritage": ("CulturalSite", "TechnicalHeritage", "IndustrialSite"),
    "market": ("CulturalSite", "TechnicalHeritage", "CoveredMarket"),
    "monument": ("CulturalSite",),
    "museum": ("CulturalSite", "Museum"),
    "park": ("CulturalSite", "ParkAndGarden"),
    "public_art": ("CulturalSite",),
    "religious": ("CulturalSite", "ReligiousSite"),
    "theatre": ("SportsAndLeisurePlace", "Theater"),
    "viewpoint": ("NaturalHeritage", "PointOfView"),
}


def write(package: Package, updated: datetime | None = None) -> bytes:
    """The trail as one node with its context."""
    return json_bytes({"@context": CONTEXT, **tour(package, updated)})


def tour(package: Package, updated: datetime | None = None) -> dict[str, Any]:
    """The trail's node; what is not known is left out."""
    language = package["language"]
    summary = package["summary"] or package["title"]
    changed = day(instant(package, updated))
    about = paragraphs((summary, attribution(package)))
    told = {
        "@id": f"urn:uuid:{package['id']}",
        "@type": ["olo:OrderedList", "PointOfInterest", "Tour", "WalkingTour"],
        "dc:identifier": package["id"],
        "rdfs:label": {language: [package["title"]]},
        "rdfs:comment": {language: [summary]},
        "creationDate": day(package["published_at"]) or changed,
        "lastUpdate": changed,
        "hasBeenCreatedBy": _agent(package),
        "hasBeenPublishedBy": [_agent(package)],
        "hasContact": [_agent(package)],
        "hasDescription": [
            {
                "@type": ["Description"],
                "shortDescription": {language: [summary]},
                "dc:description": {language: [about]},
            }
        ],
        **_figures(package),
        "isLocatedAt": [_located(package["stops"][0], package["city"])],
        "hasRepresentation": _representations(package),
        "olo:slot": [_slot(stop, package) for stop in package["stops"]],
    }
    return {key: value for key, value in told.items() if value}


def _agent(package: Package) -> dict[str, Any]:
    home = root(package)
    return {
        "@id": f"{home}#publisher",
        "@type": ["schema:Organization", "foaf:Agent", "Agent"],
        "schema:legalName": publisher(package),
        "foaf:homepage": [home],
    }


def _figures(package: Package) -> dict[str, Any]:
    """Shape, metres and minutes, of the line that was drawn."""
    if not line_parts(package):
        return {}
    seconds = package["track"]["seconds"] + listening_s(package)
    shape = "kb:Loop" if is_loop(package) else "kb:OneWay"
    return {
        "hasTourType": [{"@id": shape, "@type": ["TourType"]}],
        "tourDistance": f"{package['track']['metres']:.1f}",
        "duration": str(max(1, round(seconds / 60))),
    }


def _located(stop: Mapping[str, Any], city: str) -> dict[str, Any]:
    longitude, latitude = where(stop)
    address = {
        "@type": ["schema:PostalAddress", "PostalAddress"],
        "schema:streetAddress": [stop["address"]] if stop["address"] else [],
        "schema:addressLocality": city,
    }
    return {
        "@type": ["schema:Place", "Place"],
        "schema:address": [{key: each for key, each in address.items() if each}],
        "schema:geo": {
            "@type": ["schema:GeoCoordinates"],
            "schema:latitude": decimal(latitude),
            "schema:longitude": decimal(longitude),
        },
    }


def _slot(stop: Mapping[str, Any], package: Package) -> dict[str, Any]:
    language, place = package["language"], stop["place"] or {}
    classes = CLASSES.get(place.get("category", ""), ())
    told = story_text(stop, language)
    item = {
        "@id": f"urn:uuid:{stop['id']}",
        "@type": ["PointOfInterest", "PlaceOfInterest", *classes],
        "dc:identifier": stop["id"],
        "rdfs:label": {language: [stop["title"]]},
        "rdfs:comment": {language: [told]} if told else None,
        "isLocatedAt": [_located(stop, package["city"])],
    }
    return {
        "@type": "olo:Slot",
        "olo:index": stop["number"],
        "olo:item": {key: value for key, value in item.items() if value},
    }


def _representations(package: Package) -> list[dict[str, Any]]:
    """The track as GPX, then pictures and recordings, each once, with their rights."""
    files, language = listed_files(package), package["language"]
    found: dict[str, dict[str, Any]] = {}

    def add(url: str, title: str, credit: str, code: str, kind: str = "") -> None:
        rights = (title, credit, code, language)
        found.setdefault(url, _representation(url, kind, rights))

    if line_parts(package):
        gpx = f"{package['url']}trail.gpx"
        add(gpx, package["title"], publisher(package), package["licence"], "kb:GPX")
    covers = [package["cover"]] if package["cover"] else []
    pictures = [each for stop in package["stops"] for each in stop["pictures"]]
    for each in (*covers, *pictures):
        title = each.get("caption") or each["title"]
        url = files[widest(each["files"])]["url"]
        add(url, title, each["credit"], each["licence"])
    for each in (sound for stop in package["stops"] for sound in stop["recordings"]):
        names = credit_names(each, language)
        title = sound_title(each, language)
        add(files[each["file"]]["url"], title, names, each["licence"])
    return list(found.values())


def _representation(
    url: str, kind: str, rights: tuple[str, str, str, str]
) -> dict[str, Any]:
    title, credit, code, language = rights
    covered = licence_url(code) or licence_name(code, language)
    annotation = {
        "@type": ["ebucore:Annotation"],
        "ebucore:title": {language: [title]} if title else None,
        "credits": [credit] if credit else None,
        "ebucore:isCoveredBy": covered,
    }
    resource = {
        "@type": ["ebucore:Resource"],
        "ebucore:locator": [url],
        "ebucore:hasMimeType": [{"@id": kind}] if kind else None,
    }
    return {
        "@type": ["ebucore:EditorialObject"],
        "ebucore:hasAnnotation": [{k: v for k, v in annotation.items() if v}],
        "ebucore:hasRelatedResource": [{k: v for k, v in resource.items() if v}],
    }
