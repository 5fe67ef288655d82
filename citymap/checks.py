"""Says which city's map or routing server cannot be used, by `manage.py check`."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from citymap import cities


@register()
def check_city_maps(**kwargs: Any) -> list[CheckMessage]:
    """One warning for each folder of `TRABOULE_CITY_MAPS` that holds no usable map."""
    return [
        Warning(
            f"The map of a city cannot be used: {fault}.",
            hint="Build it again with manage.py build_city_map, or delete its folder.",
            id="citymap.W001",
        )
        for fault in cities.unreadable()
    ]


@register()
def check_routing_server(**kwargs: Any) -> list[CheckMessage]:
    """Whether `VALHALLA_URL`, when it is set, is an address that can be asked."""
    url = settings.VALHALLA_URL
    if not url or url.startswith(("http://", "https://")):
        return []
    return [
        Error(
            f"VALHALLA_URL is “{url}”: write an address that begins with http://"
            " or https://, or leave it empty to use the city's own map.",
            id="citymap.E001",
        )
    ]
