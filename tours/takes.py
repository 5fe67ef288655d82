"""Which telling of a stop is told where a season has its own: its takes. Pure.

A take follows the stop for which it stands in, or another take of it, and has its
place: its number, and its point of the way. The first stop of a trail follows none: it
is no take, whatever it says. Stops are counted from 0, numbers of the walk from 1.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence


def places_of(takes: Iterable[bool]) -> list[int]:
    """For each stop the usual one whose place it has, which may be itself."""
    places: list[int] = []
    for number, is_take in enumerate(takes):
        places.append(places[-1] if is_take and places else number)
    return places


def walk_numbers(places: Sequence[Hashable]) -> list[int]:
    """The number that each has on the walk: a take has that of its stop."""
    ranks = {place: rank for rank, place in enumerate(dict.fromkeys(places), start=1)}
    return [ranks[place] for place in places]


def told_at(
    places: Sequence[int], is_on: Callable[[int], bool], also: Callable[[int], bool]
) -> Iterator[int]:
    """What is told: at each place the first take that is on, else the usual stop.

    Nothing at a place where neither is on. ``also``: those that are there all the
    same, and then no other at their places.
    """
    groups: dict[int, list[int]] = {}
    for number, place in enumerate(places):
        groups.setdefault(place, []).append(number)
    for usual, *takes in groups.values():
        asked = [number for number in (usual, *takes) if also(number)]
        first = next((number for number in (*takes, usual) if is_on(number)), None)
        yield from asked or ([] if first is None else [first])
