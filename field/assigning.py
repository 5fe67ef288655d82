"""Which stop a photograph or a memo belongs to: the time says it. Pure.

One taps where the story starts, then takes pictures and talks. But one also takes a
picture while coming near, and taps a moment later.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta

COMING_NEAR = timedelta(minutes=1)


def mark_of(noted_at: datetime, marks: Sequence[datetime]) -> int | None:
    """The number of the mark, from 0, that something noted belongs to.

    ``marks`` are in the order of time. It is the last mark before; the next one if that
    comes within a minute and is nearer in time, or if there is none before. None
    without marks.
    """
    if not marks:
        return None
    after = bisect_right(marks, noted_at)
    if after == 0:
        return 0
    if after == len(marks):
        return after - 1
    until, since = marks[after] - noted_at, noted_at - marks[after - 1]
    return after if until <= COMING_NEAR and until < since else after - 1
