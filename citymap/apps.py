"""The map of the city."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CityMapConfig(AppConfig):
    """Room of the city's map: basemap, walking graph, tiles cut for a trail."""

    name = "citymap"
    verbose_name = _("City map")

    def ready(self) -> None:
        """Have the checks known."""
        from citymap import checks  # noqa: F401 (they register themselves)
