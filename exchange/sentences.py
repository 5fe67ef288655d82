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
