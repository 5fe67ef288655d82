"""Form widget of a track."""

import json
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from places.widgets import map_settings

TRACK_WORDS = {
    "map": _("Map to draw the track"),
    "map_help": _(
        "Map of the track. The arrow keys move it, + and − zoom, Enter puts a point in"
        " the middle. Tab leads to the points of the line."
    ),
    "line_tools": _("Line"),
    "follow_streets": _("Follow the streets"),
    "loop": _("Back to the first stop"),
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
        "The track must be one GeoJSON LineString, or a FeatureCollection of one for"
        " each leg: correct the text, undo, or remove it to draw again."
    ),
    "fault_too_few": _("A track needs at least two points."),
    "fault_position": _(
        "Point {number} of the text is not a longitude between −180 and 180 and a"
        " latitude between −90 and 90."
    ),
    "fault_too_many_legs": _("A track has 60 legs at most."),
    "fault_leg_type": _("Leg {leg} of the text is not a Feature with one LineString."),
    "fault_leg_by": _("Leg {leg}: “by” must be street, freehand or imported."),
    "fault_leg_too_few": _("Leg {leg} needs at least two points."),
    "fault_leg_position": _(
        "Point {number} of leg {leg} is not a longitude between −180 and 180 and a"
        " latitude between −90 and 90."
    ),
}
LEG_WORDS = {
    "looking": _("Looking for the way along the streets…"),
    "empty_legs": _("No leg yet: legs come with the second stop that has a place."),
    "measure_legs": _("Length {length}, {minutes} min on foot, legs: {count}."),
    "street_help": _(
        "Leg {number} follows streets: drag it on the map to pass elsewhere, or move"
        " the map and press Enter to pass by its middle."
    ),
    "freehand_help": _(
        "Leg {number} is drawn by hand: its points can be moved, added and removed."
    ),
    "leg_name": _("Leg {number}, from {start} to {end}"),
    "leg_fault": _("{leg}: {reason}"),
    "via_point": _(
        "Passage {number} of leg {leg}. The arrow keys move it by one metre, by ten"
        " with the Shift key; Delete or a double click removes it."
    ),
    "passes": _("Passes by"),
    "remove_via": _("Remove passage {number} of leg {leg}"),
    "way_of_leg": _("How leg {number} is drawn"),
    "by_street": _("Streets"),
    "by_freehand": _("Freehand"),
    "by_imported": _("Imported line"),
    "legs_leg": _("Leg"),
    "legs_length": _("Length"),
    "legs_on_foot": _("At 4 km/h"),
    "legs_steps": _("Steps"),
    "legs_step_free": _("Step-free"),
    "legs_drawn_by": _("Drawn along"),
    "legs_total": _("All legs"),
    "minutes": _("{minutes} min"),
    "yes": _("yes"),
    "no": _("no"),
    "unknown": _("unknown"),
    "stops_changed": _(
        "The stops are no longer where the legs end: “Follow the streets” brings the"
        " track back to them."
    ),
    "no_map": _("No map of this city is installed: legs are straight lines."),
    "no_answer": _(
        "The site did not answer: “Follow the streets” asks again. Nothing is lost."
    ),
    "reason_start-far-from-street": _("{start} is over 60 m away from any street."),
    "reason_end-far-from-street": _("{end} is over 60 m away from any street."),
    "reason_ends-far-from-street": _(
        "{start} and {end} are over 60 m away from any street."
    ),
    "reason_via-far-from-street": _(
        "a point that it passes is over 60 m away from any street."
    ),
    "reason_not-connected": _("no way on foot is known between them."),
    "reason_no-answer": _("straight line, the site did not answer."),
}


class TrackTextarea(forms.Textarea):
    """GeoJSON text that brings a map on which the line is drawn.

    The Stimulus controller ``track-field`` draws and edits, shows the stops of the
    form and lets legs follow streets between them; without JavaScript it stays a
    text area.
    """

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__({"rows": 4, "spellcheck": "false", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The words are chosen here, in the language of the editor who looks."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-controller": "track-field",
            "data-track-field-stops-value": "stops",
            "data-track-field-step-free-value": "is_step_free",
            "data-track-field-legs-value": reverse("tour_legs"),
            "data-track-field-settings-value": map_settings(TRACK_WORDS | LEG_WORDS),
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
