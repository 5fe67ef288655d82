"""What readers remark, in the editor's words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from exchange.found import Remark

# By the code of a remark. What a file says is shown in quotation marks, cut short.
SENTENCES: dict[str, Any] = {
    "empty": _("This file is empty."),
    "too_big": _("This file weighs %(megabytes)s MB: the limit is %(limit)s MB."),
    "not_understood": _("This is none of the formats that are understood."),
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
}
# By the kind of a place in a file.
PLACES: dict[str, Any] = {
    "line": _("line %(at)s"),
    "feature": _("feature %(at)s"),
    "row": _("row %(at)s"),
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
