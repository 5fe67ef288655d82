"""Permanent identifiers of what is imported, so that it is found again. Pure.

They are UUIDs, as those of all trails and stops. A source that has UUIDs keeps them;
from any other name that lasts one is computed, always the same (RFC 9562 §5.5).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID, uuid5

from exchange.found import FoundStop, FoundTrail

NAMESPACE = UUID("5d0b2a3e-6a55-5b0a-9d3c-0a4f0b6f7c1e")
ABOUT_100_M = 3  # decimals of a degree


def trail_keys(trail: FoundTrail, kind: str) -> list[UUID]:
    """The identifiers that a trail may have here, the best first."""
    given = [as_uuid(trail.uuid), as_uuid(trail.identifier)]
    computed = uuid5(NAMESPACE, f"{kind} {trail_name(trail)}")
    return list(dict.fromkeys([*filter(None, given), computed]))


def trail_name(trail: FoundTrail) -> str:
    """What the source calls a trail for good.

    Without an identifier: its title, and where it begins. Its address would not do:
    many tools write their own into every file.
    """
    if trail.identifier:
        return trail.identifier
    points = [*trail.line[:1], *(stop.point for stop in trail.stops[:1])]
    begin = points[0] if points else None
    where = (
        f"{begin.latitude:.{ABOUT_100_M}f} {begin.longitude:.{ABOUT_100_M}f}"
        if begin
        else ""
    )
    return f"{trail.title.casefold()} {where}"


def free_key(keys: Iterable[UUID], taken: Collection[UUID]) -> UUID:
    """The first identifier that nobody has, else one computed from the last."""
    key = NAMESPACE
    for key in keys:
        if key not in taken:
            return key
    while key in taken:
        key = uuid5(key, "another")
    return key


def stop_keys(
    trail: UUID, stops: Sequence[FoundStop], taken: Collection[UUID] = ()
) -> list[UUID]:
    """The identifier of each stop of a trail; no two are alike, and none is taken.

    A stop without an identifier is known by its title, and by its turn among those
    of the same title. Two trails of a source may share a stop: here each has its own.
    """
    seen: Counter[str] = Counter()
    keys: list[UUID] = []
    for stop in stops:
        name = stop.identifier or f"title {stop.title.casefold()}"
        seen[name] += 1
        given = as_uuid(stop.identifier)
        computed = uuid5(trail, f"stop {name} {seen[name]}")
        wanted = [key for key in (given, computed) if key is not None]
        keys.append(free_key(wanted, {*taken, *keys}))
    return keys


def text_key(stop: UUID) -> UUID:
    """The identifier of the text block that holds what the file tells at a stop."""
    return uuid5(stop, "text")


def as_uuid(text: str) -> UUID | None:
    """The UUID that a text is; None for any other text."""
    try:
        return UUID(text)
    except ValueError:
        return None
