"""Places: points with a name, shared by many trails."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    """Room of the points that trails pass through."""

    name = "places"
    verbose_name = _("Places")
