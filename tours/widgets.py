"""Form widget of a track."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from places.widgets import map_settings

TRACK_WORDS = {
    "map": _("Map to draw the track"),
    "map_help": _(
        "Map of the track. The arrow keys move it, + and − zoom, Enter puts a point in"
        " the middle. Tab leads to the points of the line."
    ),
    "line_tools": _("Line"),
    "draw": _("Draw"),
    "put_here": _("Point in the middle"),
    "undo": _("Undo"),
    "redo": _("Redo"),
    "from_stops": _("Join the stops"),
    "reverse": _("Reverse"),
    "show_all": _("Show everything"),
    "text": _("GeoJSON"),
    "clear": _("Remove the line"),
    "point_tools": _("Chosen point"),
    "chosen": _("Point"),
    "previous": _("Previous"),
    "next": _("Next"),
    "insert": _("Add one after"),
    "remove": _("Remove this point"),
    "point": _(
        "Point {number} of {count}. The arrow keys move it by one metre, by ten with"
        " the Shift key; Page Up and Page Down choose another, Delete removes it."
    ),
    "empty": _("No line: “Draw” or “Join the stops” begins one."),
    "empty_drawing": _("Click on the map to put the first point."),
    "second_point": _("Put a second point: one alone is not kept."),
    "measure": _("Length {length}, points: {count}."),
    "come_closer": _("Come closer to see and move all the points."),
    "fault_json": _(
        "This is not GeoJSON: correct the text, undo, or remove it to draw again."
    ),
    "fault_type": _(
        "The track must be one GeoJSON LineString: correct the text, undo, or remove"
        " it to draw again."
    ),
    "fault_too_few": _("A track needs at least two points."),
    "fault_position": _(
        "Point {number} of the text is not a longitude between −180 and 180 and a"
        " latitude between −90 and 90."
    ),
}


class TrackTextarea(forms.Textarea):
    """GeoJSON text that brings a map on which the line is drawn.

    The Stimulus controller ``track-field`` draws and edits, and shows the stops of
    the form; without JavaScript it stays a text area.
    """

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__({"rows": 4, "spellcheck": "false", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The words are chosen here, in the language of the editor who looks."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-controller": "track-field",
            "data-track-field-stops-value": "stops",
            "data-track-field-settings-value": map_settings(TRACK_WORDS),
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
