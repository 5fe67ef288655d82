"""The city's own map under the maps of the admin: which there are, and their tiles.

An archive of a whole city is too big to be sent: unlike a trail's, it is asked tile
by tile, by those who may enter the admin.
"""

import logging
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
)
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from citymap import cities
from citymap.archive import ArchiveBroken, read_tile, zooms_of

logger = logging.getLogger(__name__)

OPENSTREETMAP = "© OpenStreetMap contributors"
MOST_ZOOM = 30  # beyond it, PMTiles has no numbers
FOR_EVER = "private, max-age=31536000, immutable"
ASK_AGAIN = "private, no-cache"


def cities_on_maps() -> list[dict[str, Any]]:
    """What a map's script needs to know of each city, the widest first.

    ``bounds`` are west, south, east and north, in degrees; ``tiles`` is an address
    with {z}, {x} and {y} to be filled in, and changes when the map is built anew.
    """
    found = sorted(cities.installed(), key=lambda city: -city.box.area)
    return list(_described(found))


def _described(found: list[cities.City]) -> Iterator[dict[str, Any]]:
    for city in found:
        try:
            zooms = zooms_of(city.basemap)
        except ArchiveBroken as error:
            logger.error("the map of %s cannot be shown: %s", city.name, error)
            continue
        yield {
            "bounds": list(city.box),
            "minZoom": zooms[0],
            "maxZoom": zooms[-1],
            "attribution": attribution(city.attribution),
            "tiles": f"{_address(city.name)}?v={city.version}",
        }


def attribution(written: str) -> str:
    """Whom to thank for a map; OpenStreetMap's people in the reader's language."""
    return _("© OpenStreetMap contributors") if written == OPENSTREETMAP else written


def _address(name: str) -> str:
    first = reverse("city_tile", args=[name, 0, 0, 0])
    return first.replace("/0/0/0.mvt", "/{z}/{x}/{y}.mvt")


@require_safe
def city_tile(
    request: HttpRequest, name: str, zoom: int, column: int, row: int
) -> HttpResponse:
    """One vector tile, gzipped as every browser takes it; 204 where nothing is.

    Under the address of this very version it is kept for ever.
    """
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    city = cities.named(name)
    if city is None or zoom > MOST_ZOOM or max(column, row) >= 2**zoom:
        raise Http404
    version = city.version
    headers = {
        "ETag": f'"{version}"',
        "Cache-Control": FOR_EVER if request.GET.get("v") == version else ASK_AGAIN,
    }
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponseNotModified(headers=headers)
    try:
        content = read_tile(city.basemap, (zoom, column, row))
    except ArchiveBroken as error:  # or replaced at this very moment
        raise Http404(str(error)) from error
    if not content:
        return HttpResponse(status=204, headers=headers)
    headers["Content-Encoding"] = "gzip"
    kind = "application/vnd.mapbox-vector-tile"
    return HttpResponse(content, content_type=kind, headers=headers)
