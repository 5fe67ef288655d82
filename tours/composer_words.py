"""What the composer says: the sentences of its map, of its tools and of its lists."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tours.check_words import CHECK_WORDS

TRACK_WORDS = {
    "map": _("Map to compose the trail"),
    "map_help": _(
        "Map of the trail. The arrow keys move it, + and − zoom, Enter puts a stop or a"
        " point in the middle. Tab leads to the stops and to the points of the line."
    ),
    "map_tools": _("Map"),
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
    "empty": _("No line: “Follow the streets”, “Draw” or “Join the stops” begins one."),
    "empty_draw": _("Click on the map to put the first point of the line."),
    "empty_stop": _(
        "Click on the map to put the first stops: from the second on, the line follows"
        " the streets."
    ),
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
    "legs_slowly": _("At 3 km/h"),
    "legs_slowly_who": _("with children, or less mobile"),
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

# Stops put, moved and taken away on the map.
STOP_WORDS = {
    "add_stops": _("Place stops"),
    "put_stop_here": _("Stop in the middle"),
    "stop_list": _("Stops of the trail, in walking order"),
    "no_stops": _("No stop yet: “Place stops”, then click on the map."),
    "untitled_stop": _("untitled"),
    "stop_flag": _(
        "Stop {number}, {name}. The arrow keys move it by one metre, by ten with the"
        " Shift key; with the Alt key, up and down change its turn. Page Up and Page"
        " Down choose another, Delete removes it."
    ),
    "stop_up": _("Stop {number}, {name}: earlier"),
    "stop_down": _("Stop {number}, {name}: later"),
    "stop_edit": _("Stop {number}, {name}: write its story"),
    "stop_remove": _("Stop {number}, {name}: remove"),
    "stop_here": _("Stop here"),
    "stop_looking": _("Looking at what is near…"),
    "stop_near": _("Take a place that is near, or make a new one."),
    "stop_near_only": _("Take a place that is near."),
    "stop_alone": _("No place is near: a new one will be made."),
    "stop_refused": _("No place is near, and you may not make one."),
    "stop_unknown": _("The site did not tell which places are near."),
    "stop_places": _("Place of the stop"),
    "stop_away": _("{distance} away"),
    "stop_new_place": _("New place"),
    "stop_name": _("Name of the new place"),
    "stop_nameless": _("Give the place a name."),
    "stop_unmade": _("The site did not answer: the place was not made. Try again."),
    "stop_add": _("Add the stop"),
    "stop_cancel": _("Cancel"),
}

# Where stories start by themselves, and what is wrong with it.
ZONE_WORDS = {
    "zone_stop": _("{number} ({title})"),
    "zone_handle": _("Trigger radius of stop {stop}"),
    "zone_metres": _("{metres} metres"),
    "zone_label": _("{metres} m"),
    "zone_warnings": _("Trigger zones, to look at: {count}"),
    "zone_show": _("Show on the map"),
    "zone_show_stop": _("Show on the map: stop {stop}"),
    "zone_overlap": _(
        "The zones of stops {stop} and {other} overlap by {metres} m: whoever stands in"
        " both could hear either story."
    ),
    "zone_too_small": _(
        "The zone of stop {stop} has a radius of {metres} m, under {limit} m: a phone"
        " seldom knows its place that well, and the story may not start."
    ),
    "zone_too_wide": _(
        "The zone of stop {stop} has a radius of {radius} m, over half of the {metres}"
        " m to stop {other}: its story could start nearer to that one."
    ),
    "zone_far_from_track": _(
        "Stop {stop} is {metres} m away from the track, over {limit} m: one could walk"
        " past without hearing its story."
    ),
    "zone_other_way": _(
        "The track does not pass stop {stop} by the bearing {bearing}°: who walks along"
        " it would not hear its story."
    ),
    "zone_parallel_street": _(
        "A street parallel to the track passes {metres} m from stop {stop}, in its zone"
        " of {radius} m: whoever walks there would hear the story."
    ),
}

# The walk as a timeline.
RHYTHM_WORDS = {
    "rhythm": _("Rhythm of the walk"),
    "rhythm_total": _("{walking} of walking, {standing} standing"),
    "rhythm_all_calm": _("Every leg is calm."),
    "rhythm_again": _("Legs to look at again: {legs}."),
    "rhythm_help": _(
        "A story starts at its stop and goes on while one walks at 4 km/h; without a"
        " recording it is read at 150 words a minute. A leg is calm with one minute"
        " standing or four minutes of silence at most; beyond four minutes standing or"
        " eight of silence it is too much."
    ),
    "rhythm_key_recorded": _("recording"),
    "rhythm_key_estimated": _("estimated from its words"),
    "rhythm_key_silence": _("silence"),
    "rhythm_key_walking": _("walking"),
    "rhythm_key_standing": _("standing"),
    "rhythm_leg_silence": _(
        "{leg}: story {story} ({source}), walk {walk}, silence {rest}: {verdict}."
    ),
    "rhythm_leg_standing": _(
        "{leg}: story {story} ({source}), walk {walk}, standing {rest}: {verdict}."
    ),
    "rhythm_end": _("Last stop, {name}: story {story} ({source}), standing {rest}."),
    "rhythm_story": _("Story"),
    "rhythm_walk": _("Walking"),
    "rhythm_silence_or_standing": _("Silence or standing"),
    "rhythm_recorded_none": _("recorded"),
    "rhythm_recorded_one": _("recorded, one word"),
    "rhythm_recorded_many": _("recorded, {words} words"),
    "rhythm_written_none": _("nothing written"),
    "rhythm_written_one": _("from one word"),
    "rhythm_written_many": _("from {words} words"),
    "rhythm_calm": _("calm"),
    "rhythm_watch_silence": _("long silence"),
    "rhythm_alarm_silence": _("too long a silence"),
    "rhythm_watch_standing": _("long story"),
    "rhythm_alarm_standing": _("too long a story"),
    "rhythm_last": _("end of the walk"),
}

# The walk from the desk, with the phone beside it.
DESK_WALK_WORDS: dict[str, Any] = {
    "desk_open": _("Walk it from here"),
    "desk_play": _("Walk"),
    "desk_pause": _("Pause"),
    "desk_speed": _("Speed of the walk"),
    "desk_speed_1": _("On foot, at 4 km/h"),
    "desk_speed_8": _("Eight times as fast"),
    "desk_distance": _("Distance walked"),
    "desk_measure": _("{walked} of {length}, {minutes} min."),
    "desk_aside": _("Away from the line by {metres}."),
    "desk_walker": _(
        "Walker. The arrow keys move it by one metre, by ten with the Shift key."
    ),
    "desk_log": _("What happens on the way"),
    "desk_enter": _("Stop {number}, {name}: its story starts ({metres} m away)."),
    "desk_silent": _(
        "Stop {number}, {name}: it opens, but has no recording ({metres} m away)."
    ),
    "desk_passed": _(
        "Stop {number}, {name}: its story starts on the way ({metres} m away)."
    ),
    "desk_announce": _("Stop {number}, {name}, comes near: {metres} m away."),
    "desk_off_track": _("The track is left."),
    "desk_found": _("The track is found again."),
    "desk_end": _("The end of the track."),
    "desk_page": _("The trail on a phone"),
    "desk_refresh": _("Refresh the phone"),
    "desk_loading": _("The phone is getting ready…"),
    "desk_changed": _("The form has changed since: refresh the phone to see it."),
    "desk_invalid": _(
        "The phone cannot show this trail yet: a field of the form is wrong. Correct"
        " it, then refresh the phone."
    ),
    "desk_unanswered": _("The site did not answer: refresh the phone to ask again."),
}

# A line read from a file.
IMPORT_WORDS: dict[str, Any] = {
    "import_button": _("Import a line…"),
    "import_help": _(
        "GPX, KML, KMZ or GeoJSON, which can also be dropped on the map. The file is"
        " read in this page and sent nowhere."
    ),
    "import_drop": _("Drop the file here: its line becomes the track."),
    "import_one_file": _("One file at a time: choose the one that holds the track."),
    "import_question": _("{file} holds {count} lines. Which one is the track?"),
    "import_track": _("Line {number}"),
    "import_line": _("{name}: {length}, {count} points"),
    "import_choose": _("Import this line"),
    "import_cancel": _("Cancel"),
    "import_read": _("{file}: {length}, {count} points."),
    "import_simplified": _(
        "{file}: {length}, {count} points, simplified to {kept} that stay within"
        " {metres} m of them."
    ),
    "import_coarse": _(
        "{file}: {length}, {count} points. So long a line is simplified to {kept}"
        " points, up to {metres} m beside the original: check the bends."
    ),
    "import_joined": _("{count} pieces that follow each other were joined."),
    "import_legs": _("The line is cut at the stops; legs: {count}."),
    "import_reversed": _(
        "The line was turned round to follow the stops in their order."
    ),
    "import_lost": _(
        "Left out, before the first stop and after the last one: {length}."
    ),
    "import_far": _(
        "The line stays in one piece, without legs: stop {stop} is {length} away."
    ),
    "import_order": _(
        "The line stays in one piece, without legs: it does not pass the stops in"
        " their order."
    ),
    "import_outside": _(
        "The line stays in one piece, without legs: {length} of it lie before the first"
        " stop or after the last one."
    ),
    "import_unread": _("{file} could not be opened."),
    "import_fault_too_big": _("{file} is larger than {megabytes} MB."),
    "import_fault_empty": _("{file} is empty."),
    "import_fault_format": _("{file} is no GPX, KML, KMZ or GeoJSON file."),
    "import_fault_doctype": _(
        "{file} begins with a DOCTYPE, as web pages do, and is not read: save the GPX"
        " or KML file itself."
    ),
    "import_fault_not_xml": _("{file} is not well-formed XML: see its line {row}."),
    "import_fault_not_json": _("{file} is not valid JSON."),
    "import_fault_not_json_row": _("{file} is not valid JSON: see its line {row}."),
    "import_fault_too_deep": _("{file} is nested more than {most} levels deep."),
    "import_fault_too_many_points": _(
        "{file} holds more than {most} points: simplify its line first."
    ),
    "import_fault_too_many_lines": _(
        "{file} holds {count} lines, and {most} at most can be offered: keep only that"
        " of the track."
    ),
    "import_fault_too_short": _("The line of {file} has no two different points."),
    "import_fault_only_points": _("{file} holds no line, only points: {count}."),
    "import_fault_no_line": _("{file} holds no line."),
    "import_fault_position": _(
        "{file}: point {number} of line {track} has no position that can be read:"
        " {found}."
    ),
    "import_fault_range": _(
        "{file}: point {number} of line {track} is no latitude between −90 and 90 with"
        " a longitude between −180 and 180: {found}."
    ),
    "import_fault_axes": _(
        "{file}: latitude and longitude seem to be swapped at point {number} of line"
        " {track}: {found}."
    ),
    "import_fault_kmz_without_kml": _("{file} holds no KML."),
    "import_fault_kmz_broken": _(
        "{file} cannot be unpacked: unzip it, and choose the KML inside."
    ),
    "import_fault_kmz_too_big": _(
        "{file} holds too much (20 files and 20 MB at most): unzip it, and choose the"
        " KML inside."
    ),
}

COMPOSER_WORDS = (
    TRACK_WORDS
    | LEG_WORDS
    | STOP_WORDS
    | ZONE_WORDS
    | RHYTHM_WORDS
    | DESK_WALK_WORDS
    | CHECK_WORDS
    | IMPORT_WORDS
)
