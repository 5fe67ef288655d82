"""Form widget of a track."""

import json

from django import forms
from django.conf import settings


class TrackTextarea(forms.Textarea):
    """GeoJSON text that brings a map on which the line is drawn.

    The Stimulus controller ``track-field`` draws and edits; without JavaScript it
    stays a text area.
    """

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        latitude, longitude = settings.LEAFLET_CONFIG["DEFAULT_CENTER"]
        super().__init__(
            {
                "rows": 3,
                "spellcheck": "false",
                "data-controller": "track-field",
                "data-track-field-latitude-value": latitude,
                "data-track-field-longitude-value": longitude,
                "data-track-field-zoom-value": settings.LEAFLET_CONFIG["DEFAULT_ZOOM"],
                **(attrs or {}),
            }
        )

    def format_value(self, value: object) -> str:
        """Compact GeoJSON; nothing for an empty track, which JSON writes ``null``."""
        text = super().format_value(value)
        if text in (None, "", "null"):
            return ""
        try:
            return json.dumps(json.loads(text), separators=(",", ":"))
        except (TypeError, ValueError):
            return str(text)
