"""Says which city's map cannot be used, by `manage.py check`."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register

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
