"""Form widgets of a point."""

from django import forms
from django.conf import settings


class LatitudeInput(forms.NumberInput):
    """A latitude that brings a map, on which it is set with its longitude.

    The Stimulus controller ``point-field`` finds the longitude beside it: the field
    of the same name and prefix. It works in rows and dialogs added on the fly, and
    both fields stay plain numbers when JavaScript fails.
    """

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        latitude, longitude = settings.LEAFLET_CONFIG["DEFAULT_CENTER"]
        super().__init__(
            {
                "step": "any",
                "data-controller": "point-field",
                "data-point-field-latitude-value": latitude,
                "data-point-field-longitude-value": longitude,
                "data-point-field-zoom-value": settings.LEAFLET_CONFIG["DEFAULT_ZOOM"],
                **(attrs or {}),
            }
        )
