"""Form widget of a track."""

import json
from typing import Any

from django import forms
from django.templatetags.static import static
from django.urls import reverse

from places.widgets import map_settings
from tours.bench import bench_fingerprint
from tours.composer_words import COMPOSER_WORDS


def _addresses() -> dict[str, str]:
    """Where the composer asks the site."""
    names = {
        "legs": "tour_legs",
        "near": "near_places",
        "places": "add_place",
        "streets": "tour_streets",
        "recordings": "recording_durations",
        "check": "keep_trigger_check",
        "knownCheck": "known_trigger_check",
    }
    bench = static("frontend/admin/trigger-worker.js")
    return {**{part: reverse(name) for part, name in names.items()}, "bench": bench}


class TrackTextarea(forms.Textarea):
    """GeoJSON text that brings a map on which the line is drawn.

    The Stimulus controller ``track-field`` draws and edits, shows the stops of the
    form and lets legs follow streets between them; without JavaScript it stays a
    text area.
    """

    # The form's rows of stops; none where a mere line is drawn.
    stops = "stops"
    # How many stories in 100 the city wants on time; the form knows its site.
    threshold: int | None = None

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__({"rows": 4, "spellcheck": "false", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The words are chosen here, in the language of the editor who looks."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-controller": "track-field",
            "data-track-field-stops-value": self.stops,
            "data-track-field-step-free-value": "is_step_free",
            "data-track-field-addresses-value": json.dumps(_addresses()),
            "data-track-field-bench-value": json.dumps(
                {"version": bench_fingerprint(), "threshold": self.threshold}
            ),
            "data-track-field-settings-value": map_settings(COMPOSER_WORDS),
        }
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The text without the blanks around it: alone they are no track."""
        value = super().value_from_datadict(data, files, name)
        return value.strip() if isinstance(value, str) else value

    def format_value(self, value: object) -> str:
        """Compact GeoJSON; nothing for an empty track, which JSON writes ``null``."""
        text = super().format_value(value)
        if text in (None, "", "null"):
            return ""
        try:
            return json.dumps(json.loads(text), separators=(",", ":"))
        except (RecursionError, TypeError, ValueError):
            return str(text)


class LineTextarea(TrackTextarea):
    """A line alone, drawn on the same map."""

    stops = ""
