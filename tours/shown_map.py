"""What lies under a trail: the city's own map, or a provider's, and whom to thank."""

from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage

from frontend.palette import STILL_THEMES
from frontend.raster import raster_provider

STILL_PX = 780  # a phone's width, twice as fine


@dataclass(frozen=True)
class Still:
    """A picture of the city around a trail, in day and ``dark`` colours.

    The pictures are for phones; the drawings (SVG) are sharp on large screens.
    """

    url: str
    dark: str
    drawn: str
    drawn_dark: str
    width: int = STILL_PX
    height: int = STILL_PX


def read_still(basemap: dict[str, Any]) -> Still | None:
    """The stills of a trail's map; None without a city's map."""
    if not basemap:
        return None
    stills = [basemap["stills"][theme] for theme in STILL_THEMES]
    files = [still[form] for form in ("webp", "svg") for still in stills]
    return Still(*map(default_storage.url, files))


def map_credit(basemap: dict[str, Any]) -> str:
    """Whom to thank for what lies under a trail; empty where it lies on paper."""
    provider = raster_provider()
    if basemap:
        return str(basemap["attribution"])
    return provider.attribution if provider else ""


def basemap_data(basemap: dict[str, Any]) -> dict[str, Any] | None:
    """Where the map under the trail comes from: its own archive, or a provider."""
    if basemap:
        return {"url": default_storage.url(basemap["archive"])}
    provider = raster_provider()
    return {"raster": provider.told()} if provider else None
