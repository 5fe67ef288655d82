"""The tellings of one story: whole, in short, for children, described… Pure.

A stop may tell the same story in several ways, each a recording of its own. A walker
hears one of them: the one chosen on the phone, or else the first of ``ORDER``.
"""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import TypeVar

FULL = "full"
ORDER = (FULL, "short", "expert", "children", "described")

Story = TypeVar("Story")


def one_of_each(
    stories: Iterable[Story], telling_of: Callable[[Story], str] = attrgetter("telling")
) -> tuple[Story, ...]:
    """One story of each telling; the first is the one that plays unless another is
    chosen. Of two of the same telling the first counts.
    """
    found: dict[str, Story] = {}
    for story in stories:
        found.setdefault(telling_of(story), story)
    return tuple(found[telling] for telling in ORDER if telling in found)
