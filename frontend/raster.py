"""Map pictures of somebody else, where a city has no map of its own.

Off unless the settings name a provider. It is the only way in which a page of the
site makes a browser call another one: the provider learns where each reader looks.
"""

import re
from dataclasses import dataclass

from django.conf import settings

PLACEHOLDERS = ("{z}", "{x}", "{y}")
# A whole address. Its host ends up in a header and may hold nothing to be filled in.
ADDRESS = re.compile(
    r"(https://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d+)?)/[^\s\"'<>;]*"
)
MOST_ZOOM = 22


@dataclass(frozen=True)
class RasterProvider:
    """Whom to ask for pictures of 256 pixels, and whom to thank."""

    url: str
    attribution: str
    max_zoom: int

    @property
    def host(self) -> str:
        """The site that is called, as a security policy names it."""
        found = ADDRESS.fullmatch(self.url)
        return found[1] if found else ""

    def told(self) -> dict[str, object]:
        """What a map's script needs to know."""
        return {
            "url": self.url,
            "attribution": self.attribution,
            "maxZoom": self.max_zoom,
        }


def raster_provider() -> RasterProvider | None:
    """The provider that the settings name; None for none, or for a faulty one."""
    provider = _named()
    return provider if provider.url and not raster_faults() else None


def raster_faults() -> list[tuple[str, str]]:
    """What is wrong with the settings, each with the way out."""
    provider = _named()
    if not provider.url:
        return []
    found = []
    rest = provider.url
    for placeholder in PLACEHOLDERS:
        rest = rest.replace(placeholder, "", 1)
    if not provider.host or "{" in rest or len(rest) != len(provider.url) - 9:
        found.append(
            (
                f"TRABOULE_RASTER_TILES_URL is “{provider.url}”.",
                "Write an https address that holds {z}, {x} and {y}, each once, and"
                " no other braces.",
            )
        )
    if not provider.attribution:
        found.append(
            (
                "TRABOULE_RASTER_TILES_URL is set without an attribution.",
                "Name whom to thank in TRABOULE_RASTER_TILES_ATTRIBUTION.",
            )
        )
    if not 0 < provider.max_zoom <= MOST_ZOOM:
        found.append(
            (
                f"TRABOULE_RASTER_TILES_MAX_ZOOM is {provider.max_zoom}.",
                f"Write the provider's last zoom, from 1 to {MOST_ZOOM}.",
            )
        )
    return found


def _named() -> RasterProvider:
    return RasterProvider(
        url=settings.TRABOULE_RASTER_TILES_URL.strip(),
        attribution=settings.TRABOULE_RASTER_TILES_ATTRIBUTION.strip(),
        max_zoom=settings.TRABOULE_RASTER_TILES_MAX_ZOOM,
    )
