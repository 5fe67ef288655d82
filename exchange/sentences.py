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
