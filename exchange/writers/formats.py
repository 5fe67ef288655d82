"""The formats in which a trail can be taken away, for addresses, menus and commands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from exchange.writers import (
    datatourisme,
    geojson,
    gpx,
    kml,
    schema_randonnee,
)
from exchange.writers.facts import Package
from tours.package import serialised

Write = Callable[[Package, datetime | None], bytes]


@dataclass(frozen=True)
class Format:
    """One format; ``file_name`` is the end of a trail's address in it.

    ``label`` is its name, ``use`` a sentence for whoever hesitates, ``specification``
    the address of what it keeps to, or empty. ``write`` is None
    for the archive, which is written to a file: ``archive.write``; and for the booklet,
    which is set by ``exchange/paper``. What is not
    ``is_offered`` is for machines: it has no place in a walker's menu.
    """

    key: str
    file_name: str
    media_type: str
    label: Any
    use: Any
    specification: str
    write: Write | None
    is_offered: bool = True

    @property
    def is_archive(self) -> bool:
        """Whether all that belongs to the trail is in it: it may be heavy."""
        return self.key == "traboule"

    @property
    def suffix(self) -> str:
        """The ending of a file in it, without the first dot."""
        return self.file_name.partition(".")[2]


def _package(package: Package, updated: datetime | None = None) -> bytes:
    """The package itself, to the byte."""
    return serialised(package)


FORMATS = (
    Format(
        "gpx",
        "trail.gpx",
        "application/gpx+xml",
        "GPX",
        _("For a GPS device or a walking app."),
        "http://www.topografix.com/GPX/1/1/",
        gpx.write,
    ),
    Format(
        "kml",
        "trail.kml",
        "application/vnd.google-earth.kml+xml",
        "KML",
        _("For a globe or an online map."),
        "http://www.opengis.net/kml/2.2",
        kml.write,
    ),
    Format(
        "geojson",
        "trail.geojson",
        "application/geo+json",
        "GeoJSON",
        _("For those who make maps."),
        "https://www.rfc-editor.org/rfc/rfc7946",
        geojson.write,
    ),
    Format(
        "traboule",
        "trail.traboule",
        "application/zip",
        _("The whole trail"),
        _("With its sound, pictures and map, for another site made with Traboule."),
        "",
        None,
    ),
    Format(
        "schema_randonnee",
        "trail.schema_randonnee.json",
        "application/geo+json",
        "schema_randonnee",
        _("For France’s open data of walking trails."),
        "https://schema.data.gouv.fr/PnX-SI/schema_randonnee/",
        schema_randonnee.write,
        is_offered=False,
    ),
    Format(
        "datatourisme",
        "trail.datatourisme.jsonld",
        "application/ld+json",
        "DATAtourisme",
        _("For France’s data of tourist offices."),
        "https://www.datatourisme.fr/ontology/core",
        datatourisme.write,
        is_offered=False,
    ),
    Format(
        "package",
        "package.json",
        "application/json",
        _("The package"),
        _("The document that all the others are made of."),
        "",
        _package,
        is_offered=False,
    ),
)
# For people, not for software: it has a place in menus, and none among the formats.
BOOKLET = Format(
    "booklet",
    "booklet.pdf",
    "application/pdf",
    _("Booklet to print (PDF)"),
    _("With the map and the stories."),
    "",
    None,
)
# Of all trails together, those that have a season: no file of a single one.
PROGRAMME = Format(
    "icalendar",
    "trails.ics",
    "text/calendar",
    _("Programme (iCalendar)"),
    _("For a calendar that subscribes to it."),
    "https://www.rfc-editor.org/rfc/rfc5545",
    None,
)
BY_KEY = {each.key: each for each in FORMATS}
