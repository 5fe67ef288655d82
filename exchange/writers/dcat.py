"""The catalogue of a site's open data: DCAT 3 in JSON-LD, as DCAT-AP asks. Pure.

Portals such as data.gouv.fr read it to list our data sets and to see when they change.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from exchange.writers.rights import licence_name, licence_url
from exchange.writers.text import json_bytes

EUROPE = "http://publications.europa.eu/resource/authority"
IANA = "https://www.iana.org/assignments/media-types/"
CULTURE = f"{EUROPE}/data-theme/EDUC"  # education, culture and sport
# The codes of ISO 639-3 that the European list is made of, by ours.
LANGUAGES = {"de": "DEU", "en": "ENG", "es": "SPA", "fr": "FRA", "it": "ITA"}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcat:accessURL": {"@type": "@id"},
    "dcat:downloadURL": {"@type": "@id"},
    "dcat:landingPage": {"@type": "@id"},
    "dcat:mediaType": {"@type": "@id"},
    "dcat:theme": {"@type": "@id"},
    "dct:accessRights": {"@type": "@id"},
    "dct:conformsTo": {"@type": "@id"},
    "dct:language": {"@type": "@id"},
    "dct:license": {"@type": "@id"},
    "dct:modified": {"@type": "xsd:dateTime"},
    "foaf:homepage": {"@type": "@id"},
}
Node = dict[str, Any]


@dataclass(frozen=True)
class Distribution:
    """A data set in one format. ``conforms_to`` is the address of its specification."""

    url: str
    title: str
    media_type: str
    conforms_to: str = ""


@dataclass(frozen=True)
class Dataset:
    """The trails of one city in one language.

    ``url`` is its permanent name and the page about it. ``licence`` is a code of ours;
    ``attributions`` are those whom a reuser must name; ``bounds`` is west, south, east,
    north in degrees.
    """

    url: str
    title: str
    description: str
    language: str
    licence: str
    distributions: Sequence[Distribution]
    modified: datetime | None = None
    keywords: Sequence[str] = ()
    attributions: Sequence[str] = ()
    bounds: Sequence[float] | None = None


@dataclass(frozen=True)
class Catalog:
    """All data sets of a site, and who answers for them."""

    url: str
    title: str
    description: str
    language: str
    publisher: str
    homepage: str
    datasets: Sequence[Dataset]


def write(catalog: Catalog) -> bytes:
    """The catalogue as bytes."""
    return json_bytes(graph(catalog))


def graph(catalog: Catalog) -> Node:
    """The catalogue as JSON-LD; what is not known is left out."""
    publisher = {
        "@id": f"{catalog.homepage}#publisher",
        "@type": "foaf:Agent",
        "foaf:name": catalog.publisher,
        "foaf:homepage": catalog.homepage,
    }
    dates = [each.modified for each in catalog.datasets if each.modified]
    return _told(
        {
            "@context": CONTEXT,
            "@id": catalog.url,
            "@type": "dcat:Catalog",
            **_words(catalog.title, catalog.description, catalog.language),
            "foaf:homepage": catalog.homepage,
            "dct:publisher": publisher,
            "dct:modified": _moment(max(dates, default=None)),
            "dcat:dataset": [_dataset(each, publisher) for each in catalog.datasets],
        }
    )


def _dataset(dataset: Dataset, publisher: Node) -> Node:
    return _told(
        {
            "@id": dataset.url,
            "@type": "dcat:Dataset",
            **_words(dataset.title, dataset.description, dataset.language),
            "dct:identifier": dataset.url,
            "dcat:landingPage": dataset.url,
            "dct:publisher": {"@id": publisher["@id"]},
            "dct:modified": _moment(dataset.modified),
            "dct:accessRights": f"{EUROPE}/access-right/PUBLIC",
            "dcat:theme": CULTURE,
            "dcat:keyword": _tagged(dataset.keywords, dataset.language),
            "dct:spatial": _box(dataset.bounds),
            "dcat:distribution": [
                _distribution(each, dataset) for each in dataset.distributions
            ],
        }
    )


def _distribution(distribution: Distribution, dataset: Dataset) -> Node:
    rights = _rights(dataset)
    return _told(
        {
            "@id": distribution.url,
            "@type": "dcat:Distribution",
            "dct:title": distribution.title,
            "dcat:accessURL": distribution.url,
            "dcat:downloadURL": distribution.url,
            "dcat:mediaType": f"{IANA}{distribution.media_type}",
            "dct:conformsTo": distribution.conforms_to,
            "dct:license": licence_url(dataset.licence),
            "dct:rights": rights,
            "dct:modified": _moment(dataset.modified),
        }
    )


def _rights(dataset: Dataset) -> list[Node]:
    """The licence by its name, and those whom a reuser must name."""
    name = licence_name(dataset.licence, dataset.language)
    return _tagged([each for each in (name, *dataset.attributions) if each], "")


def _words(title: str, description: str, language: str) -> Node:
    code = LANGUAGES.get(language.split("-")[0])
    return {
        "dct:title": _tagged([title], language),
        "dct:description": _tagged([description], language) if description else None,
        "dct:language": f"{EUROPE}/language/{code}" if code else None,
    }


def _tagged(texts: Sequence[str], language: str) -> list[Node]:
    tag = {"@language": language} if language else {}
    return [{"@value": text, **tag} for text in texts]


def _box(bounds: Sequence[float] | None) -> Node | None:
    """A box as GeoJSON, which DCAT-AP takes."""
    if not bounds:
        return None
    west, south, east, north = bounds
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    polygon = json_bytes({"type": "Polygon", "coordinates": [ring]}).decode()
    kind = f"{IANA}application/geo+json"
    return {
        "@type": "dct:Location",
        "dcat:bbox": {"@type": kind, "@value": polygon},
    }


def _moment(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _told(node: Node) -> Node:
    """The node without what it does not say."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}
