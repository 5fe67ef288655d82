"""Form widgets of a point, and what every map field of the admin needs."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from frontend.raster import raster_provider
from media_library.choosers import WordedChooser
from places.city_tiles import cities_on_maps

SHARED_WORDS = {
    "zoom_in": _("Zoom in"),
    "zoom_out": _("Zoom out"),
}
POINT_WORDS = {
    "map": _("Map to set the point"),
    "map_help": _(
        "Map. The arrow keys move it, + and − zoom, Enter puts the pin in the middle."
    ),
    "pin_help": _(
        "Pin. The arrow keys move it by one metre, by ten with the Shift key."
    ),
    "put_here": _("Put the pin in the middle"),
    "clear": _("Remove the pin"),
    "pin": _("Pin at {latitude}, {longitude}."),
    "empty": _(
        "No point yet: click on the map, or paste coordinates into the latitude."
    ),
    "show": _("Show the map"),
    "place_used": _("No point of its own: the place’s point is used."),
    "half": _("Give both latitude and longitude."),
    "no_number": _("Write degrees as a number, such as 45.4397."),
    "latitude_range": _("A latitude lies between −90 and 90."),
    "longitude_range": _("A longitude lies between −180 and 180."),
}


def map_settings(words: Mapping[str, object]) -> str:
    """What a map field's script needs, as JSON: where to look, whom to ask, words."""
    leaflet = settings.LEAFLET_CONFIG
    provider = raster_provider()
    return json.dumps(
        {
            "centre": list(leaflet["DEFAULT_CENTER"]),
            "zoom": leaflet["DEFAULT_ZOOM"],
            "minZoom": leaflet["MIN_ZOOM"],
            "maxZoom": leaflet["MAX_ZOOM"],
            "places": reverse("place_points"),
            "cities": cities_on_maps(),
            "raster": provider.told() if provider else None,
            "words": {**SHARED_WORDS, **words},
        },
        cls=DjangoJSONEncoder,
        ensure_ascii=False,
    )


class DegreesInput(forms.TextInput):
    """Degrees as text: a decimal comma is understood, the mouse wheel changes nothing.

    A number input would refuse ``45,4397`` in an English browser, and step by whole
    degrees under the arrow keys.
    """

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__(
            {"inputmode": "decimal", "autocomplete": "off", **(attrs or {})}
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The number in Python's writing; anything else is left to the field."""
        value = super().value_from_datadict(data, files, name)
        if not isinstance(value, str):
            return value
        return value.strip().rstrip("°").replace("\u2212", "-").replace(",", ".")


class LatitudeInput(DegreesInput):
    """A latitude that brings a map, on which it is set with its longitude.

    The Stimulus controller ``point-field`` finds the longitude beside it: the field
    of the same name and prefix. It works in rows and dialogs added on the fly, and
    both fields stay plain numbers when JavaScript fails.
    """

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The words are chosen here, in the language of the editor who looks."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-controller": "point-field",
            "data-point-field-settings-value": map_settings(POINT_WORDS),
        }
        return context


class PlaceChooser(WordedChooser):
    """Chooses a place, or makes one."""

    words = (_("Choose a place"), _("Choose another place"), _("Edit this place"))
