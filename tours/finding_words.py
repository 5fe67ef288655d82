"""Gaps and conflicts of the programme in words, in the language that is active."""

from django.utils.translation import gettext, ngettext

from tours.notice_words import day_in_words
from tours.programme import Finding, Kind, Span

TOLD_SPANS = 3  # the first ones; the others are counted


def told(finding: Finding) -> str:
    """One sentence, which names the days."""
    trail = finding.trail.title if finding.trail else ""
    words = {"trail": trail, "stop": finding.stop, "days": days_in_words(finding.spans)}
    return _sentence(finding.kind) % words


def _sentence(kind: Kind) -> str:
    return {
        Kind.NOTHING_ON: gettext("No trail is on %(days)s."),
        Kind.OVER: gettext("The season of “%(trail)s” is over: it never returns."),
        Kind.NOT_PUBLISHED: gettext(
            "“%(trail)s” is in season %(days)s, but its page is not published then."
        ),
        Kind.CLOSED: gettext(
            "“%(trail)s” is in season %(days)s, but a notice closes it then."
        ),
        Kind.STOP_NEVER: gettext(
            "The stop “%(stop)s” is never in season when “%(trail)s” is."
        ),
        Kind.FEW_STOPS: gettext(
            "“%(trail)s” has fewer than two stops in season %(days)s."
        ),
    }[kind]


def days_in_words(spans: tuple[Span, ...]) -> str:
    """Such as “from 7 January 2027 to 3 March 2027, and on 3 other occasions”."""
    told_first = ", ".join(_span(each) for each in spans[:TOLD_SPANS])
    others = len(spans) - TOLD_SPANS
    if others <= 0:
        return told_first
    more = ngettext(
        "%(days)s, and once more", "%(days)s, and %(count)d times more", others
    )
    return more % {"days": told_first, "count": others}


def _span(span: Span) -> str:
    if span.first == span.last:
        return gettext("on %(day)s") % {"day": day_in_words(span.first)}
    words = {"first": day_in_words(span.first), "last": day_in_words(span.last)}
    return gettext("from %(first)s to %(last)s") % words
