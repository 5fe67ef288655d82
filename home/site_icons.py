"""The site's icons on home screens: drawn from the city's logo, else the project's."""

import logging

from django.templatetags.static import static

from frontend.web_manifest import Icon
from home.models import SiteSettings
from home.page_cache import kept_part

logger = logging.getLogger(__name__)

TOUCH_ICON = (180, "any")  # iOS rounds it itself
MANIFEST_ICONS = ((192, "any"), (512, "any"), (512, "maskable"))
OWN_ICONS = {
    TOUCH_ICON: "icon-180.png",
    (192, "any"): "icon-192.png",
    (512, "any"): "icon-512.png",
    (512, "maskable"): "icon-maskable-512.png",
}


def site_icons(settings: SiteSettings | None) -> dict[tuple[int, str], Icon]:
    """Every icon, by its pixels and purpose. Without a logo, no query."""
    if settings is None or settings.logo_id is None:
        return _own_icons()
    part = f"icons-{settings.pk}"
    return kept_part(part, lambda: _logo_icons(settings)) or _own_icons()


def _own_icons() -> dict[tuple[int, str], Icon]:
    return {
        kind: Icon(static(f"frontend/images/{name}"), *kind)
        for kind, name in OWN_ICONS.items()
    }


def _logo_icons(settings: SiteSettings) -> dict[tuple[int, str], Icon]:
    """The logo's renditions; none when its file is lost or damaged."""
    specs = {kind: f"appicon-{kind[0]}-{kind[1]}|format-png" for kind in OWN_ICONS}
    try:
        made = settings.logo.get_renditions(*specs.values())
    except OSError:
        logger.warning("The logo of %s cannot be read.", settings.name, exc_info=True)
        return {}
    return {kind: Icon(made[spec].url, *kind) for kind, spec in specs.items()}
