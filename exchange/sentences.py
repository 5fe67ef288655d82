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
    "package_missing": _("This archive holds no trail: package.json is missing."),
    "package_schema": _("This package is not as it must be, at “%(at)s”."),
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
