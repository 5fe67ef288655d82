"""What a translation no longer says as the original does. Pure.

A text of the original has a path, which stays the same while the text changes; several
paragraphs of one text share it.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

# They belong to addresses and search engines: each language has its own.
NOT_TOLD = frozenset({"slug", "seo_title", "search_description"})


class Change(StrEnum):
    """What became of a part of the original since it was translated."""

    CHANGED = "changed"  # the translation says what it said before
    ADDED = "added"  # the translation does not say it
    REPLACED = "replaced"  # a recording, heard in the translation as it was before
    UNTRANSLATED = "untranslated"  # shown in the language of the original


@dataclass(frozen=True)
class Part:
    """A text of the original, where it stands.

    ``field`` is the same in all stops, such as ``stops.story.text``; ``stop`` counts
    from 1 and is None outside of them.
    """

    path: str
    text: str
    field: str
    stop: int | None = None


@dataclass(frozen=True)
class Drifted:
    """A part that the translation does not say as the original does.

    ``number``: which one, where a field holds several; None for the only one.
    """

    field: str
    stop: int | None
    number: int | None
    change: Change


def drifted_texts(
    parts: Sequence[Part],
    translated: Mapping[tuple[str, str], datetime],
    shown: Mapping[str, Collection[str]],
    published_at: datetime,
) -> Iterator[Drifted]:
    """The texts that have drifted, in the order of the original.

    ``translated``: when each path and text was translated; ``shown``: what the
    translation says at each path, as it was published at ``published_at``.
    """
    of_a_kind = Counter((part.stop, part.field) for part in parts)
    seen: Counter[tuple[int | None, str]] = Counter()
    for part in parts:
        kind = part.stop, part.field
        seen[kind] += 1
        made = translated.get((part.path, part.text))
        if part.field in NOT_TOLD or (made and made <= published_at):
            continue
        number = seen[kind] if of_a_kind[kind] > 1 else None
        yield Drifted(part.field, part.stop, number, _change(part, shown))


def _change(part: Part, shown: Mapping[str, Collection[str]]) -> Change:
    if part.path not in shown:
        return Change.ADDED
    is_as_it_was = part.text in shown[part.path]
    return Change.UNTRANSLATED if is_as_it_was else Change.CHANGED


@dataclass(frozen=True)
class Pair:
    """The sounds that tell a stop's story, in the original and in the translation."""

    original: tuple[str, ...]
    own: tuple[str, ...]


def is_replaced(now: Pair, before: Pair | None) -> bool:
    """Whether the original's sound is another one than when the own one was chosen."""
    if before is None or not now.own or now.own != before.own:
        return False
    return now.original != before.original


def remembered(now: Pair, before: Pair | None) -> Pair:
    """The pair to compare with next time: another own sound begins anew."""
    return before if before is not None and before.own == now.own else now
