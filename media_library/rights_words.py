"""The rights of a work in the editor's words."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from media_library.licences import OPEN_CODES


def last_day(ends_at: datetime) -> str:
    """The last whole day of a right, where the city is, in the reader's language."""
    local = timezone.localtime(ends_at, timezone.get_default_timezone())
    return date_format((local - timedelta(microseconds=1)).date(), "DATE_FORMAT")


def rights_sentence(work: Any) -> str:
    """Whether a work may be published, and until when; empty for an open licence."""
    if work.pk is None or work.licence in OPEN_CODES:
        return ""
    rights = work.rights
    if rights.until:
        return _("Granted until %(day)s.") % {"day": last_day(rights.until)}
    if rights.are_given:
        return _("Granted, without an end.")
    if rights.changes_at:
        day = date_format(
            timezone.localtime(rights.changes_at, timezone.get_default_timezone()),
            "DATE_FORMAT",
        )
        return _("No right is in force today; one begins on %(day)s.") % {"day": day}
    return _("No right is in force today: a rights grant has to be entered.")
