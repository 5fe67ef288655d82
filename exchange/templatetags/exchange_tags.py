"""What a trail's page says of it in other formats, and to search engines."""

import logging
from dataclasses import dataclass
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from exchange.writers import schema_org
from exchange.writers.formats import BOOKLET, FORMATS, Format
from exchange.writers.rights import licence_name, licence_url
from tours.packages import Package, current_beside

JSON_LD = '<script type="application/ld+json">{}</script>'
ALTERNATES = {"gpx", "kml", "geojson"}

logger = logging.getLogger(__name__)
register = template.Library()


@dataclass(frozen=True)
class File:
    """A trail in a format, at its address. ``size_bytes`` is 0 where it is small."""

    form: Format
    url: str
    size_bytes: int = 0


@dataclass(frozen=True)
class ToTake:
    """What a walker may take of a trail, and on which terms."""

    package: Package
    url: str

    @property
    def files(self) -> list[File]:
        """In the formats that walkers ask for."""
        offered = (form for form in FORMATS if form.is_offered)
        return [self._file(form) for form in (BOOKLET, *offered)]

    @property
    def alternates(self) -> list[File]:
        """Those that say the page's trail in another form."""
        return [file for file in self.files if file.form.key in ALTERNATES]

    @property
    def essential_bytes(self) -> int:
        """What a phone fetches at the least to keep the walk."""
        files = self.package.document["files"]
        return sum(file["bytes"] for file in files if file["part"] == "essential")

    @property
    def publisher(self) -> str:
        """Who answers for it, or empty."""
        return str(self.package.document["publisher"])

    @property
    def licence_name(self) -> str:
        """What the licence of its texts is called, or empty."""
        document = self.package.document
        return licence_name(document["licence"], document["language"])

    @property
    def licence_url(self) -> str:
        """Where the text of that licence stands, or empty."""
        return licence_url(self.package.document["licence"])

    def _file(self, form: Format) -> File:
        heavy = self.package.document["files"] if form.is_archive else ()
        size_bytes = sum(file["bytes"] for file in heavy)
        return File(form, f"{self.url}{form.file_name}", size_bytes)


@register.simple_tag(takes_context=True)
def trail_to_take(context: Context) -> ToTake | None:
    """What may be taken of the page's trail; None for a draft."""
    package = _package(context)
    return ToTake(package, context["page"].url) if package else None


@register.simple_tag(takes_context=True)
def trail_json_ld(context: Context) -> SafeString | str:
    """The trail as schema.org tells it."""
    package = _package(context)
    if package is None:
        return ""
    return _script(schema_org.trail_graph(package.document, package.built_at))


@register.simple_tag(takes_context=True)
def stop_json_ld(context: Context, stop: Any) -> SafeString | str:
    """A stop, with its sounds and pictures, as schema.org tells it."""
    package = _package(context)
    if package is None:
        return ""
    identifier = str(stop.stop.translation_key)
    found = (each for each in package.document["stops"] if each["id"] == identifier)
    told = next(found, None)
    return _script(schema_org.stop_graph(package.document, told)) if told else ""


def _script(graph: dict[str, Any]) -> SafeString:
    text = schema_org.script_text(graph)
    return format_html(JSON_LD, mark_safe(text))  # noqa: S308 - nothing ends it


def _package(context: Context) -> Package | None:
    """The package of the page's trail, read once for each answer."""
    request, page = context.get("request"), context["page"]
    if request is None or not page.live:
        return None
    if not hasattr(request, "trail_package"):
        request.trail_package = _readable(current_beside(page))
    return request.trail_package


def _readable(package: Package | None) -> Package | None:
    """The package, unless its document is gone: the page is shown all the same."""
    try:
        return package if package and package.document else None
    except FileNotFoundError:
        logger.error("a package's document is missing: %s", package)
        return None
