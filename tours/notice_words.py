"""Notices in words: how severe, about what, until when."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from tours.notices import Notice


def day_in_words(day: date) -> str:
    """Such as “6 January 2027”; the first of a month is “1er” in French."""
    words = date_format(day, "j F Y")
    is_french = (get_language() or "").startswith("fr")
    return words.replace("1 ", "1er ", 1) if is_french and day.day == 1 else words


def until(notice: Notice) -> str:
    """Until when it holds, to the day, or to the minute where it has an hour."""
    if notice.last_day is None:
        return gettext("until further notice")
    day = day_in_words(notice.last_day)
    if notice.last_hour is None:
        return gettext("until %(day)s") % {"day": day}
    hour = date_format(notice.last_hour, "H:i")
    return gettext("until %(day)s, %(hour)s") % {"day": day, "hour": hour}


def headline(notice: Notice) -> str:
    """Such as “Closed until 6 January 2027”."""
    severity = notice.get_severity_display()
    words = {"severity": severity, "until": until(notice)}
    return gettext("%(severity)s %(until)s") % words
