"""What readers remark, in the editor's words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from exchange.found import Remark

# By the code of a remark. What a file says is shown in quotation marks, cut short.
SENTENCES: dict[str, Any] = {
    "empty": _("This file is empty."),
    "too_big": _("This file weighs %(megabytes)s MB: the limit is %(limit)s MB."),
    "file_missing": _("The package names a file that it does not hold: “%(name)s”."),
    "language": _("This trail is in “%(language)s”: the site has no home page in it."),
    "picture": _("The picture “%(title)s” cannot be read."),
    "recording": _("The recording “%(title)s” was refused. %(reason)s"),
    "not_understood": _("This is none of the formats that are understood."),
    # Limits and faults of any file.
    "broken_archive": _("This archive is broken, or packed in a way that is not read."),
    "broken_xml": _("This file breaks off here, or its XML is wrong."),
    "doctype": _("This file has a document type (DOCTYPE): for safety none is read."),
    "encrypted": _("This archive is encrypted: unpack it with its password first."),
    "entry_left": _("Other files in the archive are left out: %(count)s."),
    "long_text": _("A text has more than %(limit)s characters."),
    "no_kml": _("There is no KML file in this archive."),
    "too_big_unpacked": _("Unpacked, this file weighs more than %(limit)s MB."),
    "too_deep": _("Elements lie within one another deeper than %(limit)s levels."),
    "too_many_elements": _("This file has more than %(limit)s elements."),
    "too_many_entries": _(
        "This archive holds %(entries)s files: the limit is %(limit)s."
    ),
    "too_many_points": _("This file has more than %(limit)s points."),
    "too_many_tags": _("The texts of this file have more than %(limit)s tags."),
    "too_many_trails": _("This file holds %(trails)s trails: the limit is %(limit)s."),
    # Lines and points as GPX and KML draw them.
    "altitude": _("Altitudes are left out: %(count)s points have one."),
    "area": _("Areas and models are left out, only points and lines come: %(count)s."),
    "bad_point": _(
        "Points that are nowhere on Earth are left out: %(count)s, the first is"
        " “%(value)s”."
    ),
    "bad_points": _("No point of this file is on Earth: the first is “%(value)s”."),
    "empty_part": _("Parts of a line without any point are left out: %(count)s."),
    "extended_data": _(
        "Fields of the file’s own are left out: %(count)s points have some, such as"
        " “%(names)s”."
    ),
    "extensions": _("Extensions of other software are left out: %(count)s."),
    "extra_point": _(
        "Of places with several points only the first is taken: %(count)s, the first"
        " is “%(title)s”."
    ),
    "network_link": _("Links to other files are not followed: %(count)s."),
    "no_geometry": _(
        "Places without a point are left out: %(count)s, the first is “%(title)s”."
    ),
    "nothing_found": _("There is neither a line nor a point in this file."),
    "only_areas": _("This file holds only areas or pictures: no line and no point."),
    "only_links": _(
        "There is nothing in this file but links to other files, which are not"
        " followed: save the other file and send that one."
    ),
    "only_point": _("This file holds a single point of a line, and no stop."),
    "only_texts": _("The places in this file have no point: nothing can be drawn."),
    "overlay": _("Pictures laid over the map are left out: %(count)s."),
    "routes_left": _(
        "This file has tracks: its planned routes are left out (%(count)s)."
    ),
    "single_point": _("Parts of a line with only one point are left out: %(count)s."),
    "swapped": _(
        "Latitude and longitude are exchanged in this file: they were put right. Check"
        " on the map that the trail is where it should be."
    ),
    # The line and its stops, whatever the format.
    "gap": _(
        "Parts of the line do not meet (%(count)s). Straight lines join them; the"
        " longest is %(metres)s m."
    ),
    "no_line": _("There is no line in this file: draw it, or let it follow streets."),
    "point_line": _("All points of the line are at one place: there is no line."),
    "repeated_points": _(
        "Points of the line that repeat the one before them are left out: %(count)s."
    ),
    "simplified": _(
        "The line had %(before)s points and now has %(after)s. It is nowhere more than"
        " 1 m away from where it was."
    ),
    "stop_far": _(
        "Points more than 200 m away from the line come last: %(count)s, the first"
        " “%(title)s”, %(metres)s m away."
    ),
    "turned": _(
        "Parts of the line were turned round so that each goes on where the one"
        " before it ends: %(count)s."
    ),
    # Tables of places.
    "broken_table": _(
        "This spreadsheet is damaged, or written in a way that is not read: open it"
        " in your spreadsheet program, save it once more, and send that."
    ),
    "columns_left": _("Only the first %(limit)s columns of this table are looked at."),
    "encrypted_table": _(
        "This spreadsheet is protected by a password: save it without one."
    ),
    "lambert93": _("Coordinates in Lambert-93 were converted: %(count)s."),
    "no_positions": _(
        "No stop was found in this table: say which columns hold the latitude and the"
        " longitude."
    ),
    "old_spreadsheet": _(
        "This is a spreadsheet of an old kind (XLS), or one that is protected by a"
        " password: save it as ODS or XLSX without a password."
    ),
    "quotes": _(
        "From here on quotation marks are not closed as they should be: check that no"
        " row is missing."
    ),
    "sheets_left": _(
        "The sheet “%(title)s” is read, the others are left out: %(count)s."
    ),
    "too_many_cells": _("This table has more than %(limit)s cells that are filled."),
    "too_many_places": _(
        "This table has %(stops)s places, and a trail has at most %(limit)s stops:"
        " keep the rows of one trail, and send it again."
    ),
    "too_many_rows": _("This table has more than %(limit)s rows."),
    # JSON: GeoJSON, Geotrek, schema_randonnee and stories.
    "broken_json": _("This file breaks off here, or its JSON is wrong."),
    "crs_wrong": _(
        "The file says that its positions are in “%(name)s”, but they are degrees: they"
        " were taken as degrees."
    ),
    "huge_number": _("A number in this file has thousands of digits."),
    "languages_left": _(
        "This file tells the trail in other languages too, which are left out:"
        " %(languages)s."
    ),
    "projected": _(
        "The positions of this file are in “%(name)s”: they were changed to degrees."
        " Check on the map that the trail is where it should be."
    ),
    "several_json": _(
        "There is one JSON text after another in this file, from here on: only files"
        " of one are understood."
    ),
    "texts_left": _("Texts that belong to no stop are left out: %(count)s."),
    "trail_left": _(
        "Trails without a line and without a stop are left out: %(count)s, the first is"
        " “%(title)s”."
    ),
    "trail_works": _(
        "Pictures and files of the trail as a whole are left out: %(count)s. Add them"
        " by hand if you may use them."
    ),
    "unknown_crs": _(
        "The positions of this file are in “%(name)s”, which is not known. Save the"
        " file again in degrees (WGS 84)."
    ),
    "unknown_grid": _(
        "The positions of this file are no degrees, and it does not say of which grid"
        " they are: the first is “%(value)s”. Save the file again in degrees (WGS 84)."
    ),
    # Importing: what is done with a trail that was understood.
    "file_gone": _("This file is no longer kept here. Send it again."),
    "file_is_folder": _("“%(name)s” is a folder, not a file."),
    "file_unreadable": _("The file “%(name)s” cannot be opened."),
    "many_stops": _(
        "%(stops)s stops: the map draws legs between %(limit)s stops at most."
    ),
    "may_not_add": _("You may not add trails here."),
    "may_not_add_places": _(
        "You may not add places, and this file needs some that are not here yet."
    ),
    "may_not_add_works": _(
        "You may not add pictures or recordings, and this package brings some."
    ),
    "may_not_change": _("You may not change the trail “%(title)s”, or it is locked."),
    "no_file": _("There is no file “%(name)s”."),
    "no_home": _("There is no home page under which a trail could be made."),
    "no_trail": _("There is no trail in this file."),
    "no_user": _("There is no account “%(name)s”."),
    "text_cut": _("A text is longer than %(limit)s characters and was cut: “%(text)s”"),
    "theme_unknown": _(
        "The theme “%(theme)s” is not one of this site’s themes: it is left out."
    ),
    "too_many_stops": _(
        "%(stops)s stops are too many for one trail: the limit is %(limit)s."
    ),
    "works_left": _(
        "Pictures and recordings that the file names by their address are not"
        " fetched (%(count)s): add them by hand if you may use them."
    ),
    # A folder of works and its table.
    "columns_unknown": _("These columns say nothing that is understood: %(names)s."),
    "file_not_there": _("There is no “%(name)s” in this folder, or several."),
    "file_twice": _("“%(name)s” is named a second time: this row is left out."),
    "files_left": _(
        "Files that are neither sound nor picture are left out: %(count)s (%(names)s)."
    ),
    "kind_unknown": _("“%(name)s” is no kind: write story, music or ambience."),
    "language_unknown": _("“%(name)s” is none of the site’s languages."),
    "licence_unknown": _("“%(name)s” is none of the licences that are known."),
    "many_tables": _("This folder holds several tables, one is enough: %(names)s."),
    "many_works": _("This folder holds %(works)s works: the limit is %(limit)s."),
    "no_file_column": _("This table has no column “file”, which names each file."),
    "no_work": _("There is neither a sound nor a picture in this folder."),
    "text_long": _("A text is longer than %(limit)s characters: “%(text)s…”."),
    "year_wrong": _("“%(text)s” is no year from 1000 to 2100."),
    # A package's archive.
    "archive": _("This archive cannot be opened: it is damaged. Fetch it again."),
    "archive_entries": _(
        "This archive holds %(entries)s files: the limit is %(limit)s."
    ),
    "archive_unpacked": _(
        "Unpacked, this archive would weigh %(megabytes)s MB: that is too much."
    ),
    "file_damaged": _(
        "The file “%(name)s” of the package is damaged. Fetch the archive again."
    ),
    "file_unknown": _(
        "The package does not know %(count)s of the files in its archive:"
        " they are left out."
    ),
    "package_changed": _("This package was changed by hand after it was made."),
    "package_format": _(
        "This package is of format %(format)s: format %(ours)s alone is understood."
    ),
    "package_json": _("The description in this package cannot be read."),
    "package_language": _("This trail is in “%(language)s”, and stays so."),
    "package_missing": _("This archive holds no trail: package.json is missing."),
    "package_stop_taken": _(
        "The stop “%(stop)s” of this package is another trail’s here: “%(title)s”."
    ),
    "package_stops_repeat": _("Two stops of this package have the same identifier."),
    "package_taken": _(
        "The identifier of this package is here already, of another page: “%(title)s”."
    ),
    "package_schema": _("This package is not as it must be, at “%(at)s”."),
}
# By the kind of a place in a file.
PLACES: dict[str, Any] = {
    "line": _("line %(at)s"),
    "feature": _("feature %(at)s"),
    "row": _("row %(at)s"),
    "stop": _("stop %(at)s"),
    "entry": _("file “%(at)s” in the archive"),
}


def sentence(remark: Remark) -> str:
    """The whole sentence, in the language of the moment."""
    return str(SENTENCES[remark.code]) % remark.facts


def place(remark: Remark) -> str:
    """Where it is, such as “line 12”; empty for the whole file."""
    if remark.where is None:
        return ""
    return str(PLACES[remark.where.kind]) % {"at": remark.where.at}
