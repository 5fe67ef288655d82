"""What a reader would give: trails as files have them."""

from typing import Any

from exchange.found import FoundStop, FoundTrail, Reading
from places.geo import Point

LINE = (Point(45.4397, 4.3872), Point(45.441, 4.388), Point(45.4425, 4.3861))


def found_stop(title: str, number: int = 0, **given: Any) -> FoundStop:
    """A stop with a story, some 150 m north of the one before it."""
    values = {
        "point": Point(round(45.4397 + number * 0.00135, 6), 4.3872),
        "story": f"<p>Ce que dit {title}.</p>",
        **given,
    }
    return FoundStop(title, **values)


def found_trail(**given: Any) -> FoundTrail:
    """A trail of two stops, with everything that a file may tell."""
    values = {
        "title": "De la mine au marché",
        "line": LINE,
        "stops": (found_stop("Puits Couriot"), found_stop("Halles Biltoux", 1)),
        "identifier": "trek 12",
        "language": "fr",
        "summary": "Une heure à pied.",
        "city": "Saint-Étienne",
        "start": "Gare de Carnot",
        "end": "Place Chavanelle",
        "practical_information": "<p>Prendre de l’eau.</p>",
        "accessibility": "<p>Deux marches.</p>",
        "geometry_source": "© IGN",
        "source": "Ville de Saint-Étienne",
        "url": "https://example.org/trek/12",
        "licence": "CC-BY-4.0",
        **given,
    }
    return FoundTrail(**values)


def reading(*trails: FoundTrail, kind: str = "gpx", **given: Any) -> Reading:
    """A file of those trails, or of one as ``found_trail`` makes it."""
    return Reading(kind, trails or (found_trail(),), **given)
