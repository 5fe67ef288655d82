"""When a trail is to be walked again, and when somebody is reminded of it. Pure."""

from datetime import date, timedelta

# Works, doors and benches move within a year; a city has no hands to look oftener.
WALKED_EVERY = timedelta(days=365)


def due_on(walked_on: date | None, published_on: date | None) -> date | None:
    """The day from which it is to be walked again; None before it is published.

    ``walked_on``: the last time, or None, when the first publication counts.
    """
    since = walked_on or published_on
    return since + WALKED_EVERY if since else None


def is_to_remind(due: date | None, reminded_on: date | None, today: date) -> bool:
    """Whether a mail is to go: once it is due, then once a year until it is walked."""
    if due is None or today < due:
        return False
    if reminded_on is None or reminded_on < due:
        return True
    return today - reminded_on >= WALKED_EVERY
