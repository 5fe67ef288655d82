"""When each sentence of a transcript may be said, by the pauses of the voice. Pure.

A first guess for a person to mend: sentences take time by their letters, and end where
the voice pauses. Which pauses end sentences is chosen for the whole text at once, since
one wrong choice would push all that follow.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from media_library.webvtt import Cue, sentences, spread

Pause = tuple[float, float]
REACH_SECONDS = 15.0  # how far from its share of the letters a sentence may end
LONG_PAUSE_SECONDS = 1.2  # between paragraphs; a longer one says no more
PAUSE_WORTH = 0.6  # how much a pause's second weighs against uneven speech


def guessed(
    text: str, duration_s: float, pauses: Iterable[Sequence[float]] = ()
) -> tuple[Cue, ...]:
    """Cues of a text; by its letters alone where there are too few pauses.

    ``pauses`` are the moments (begin, end) in which nobody speaks.
    """
    said = sentences(text)
    if not said or duration_s <= 0:
        return ()
    known = sorted((float(start), float(end)) for start, end in pauses)
    first = known.pop(0)[1] if known and known[0][0] <= 0 else 0.0
    last = known.pop()[0] if known and known[-1][1] >= duration_s - 0.1 else duration_s
    chosen = _sentence_ends([len(each) for each in said], known, first, last)
    if chosen is None:
        return spread(text, duration_s)
    starts = [first, *(end for _start, end in chosen)]
    ends = [*(start for start, _end in chosen), last]
    return tuple(
        Cue(round(start, 3), round(end, 3), sentence)
        for start, end, sentence in zip(starts, ends, said, strict=True)
    )


def _sentence_ends(
    letters: Sequence[int], pauses: Sequence[Pause], first: float, last: float
) -> list[Pause] | None:
    """The pauses that end sentences, all but the last one; None without enough.

    The cheapest way through sentences and pauses (dynamic programming): each sentence
    costs by how far it is from its share of the voiced time, less its pause's worth.
    """
    if len(letters) < 2 or len(pauses) < len(letters) - 1:
        return [] if len(letters) == 1 else None
    quiet = [0.0, *accumulate(end - start for start, end in pauses)]
    voiced = [start - first - quiet[n] for n, (start, _end) in enumerate(pauses)]
    whole = last - first - quiet[-1]
    share = whole / sum(letters)
    best: dict[int, tuple[float, list[int]]] = {-1: (0.0, [])}
    for so_far, count in zip(accumulate(letters[:-1]), letters[:-1], strict=True):
        near = [
            n for n, at in enumerate(voiced) if abs(at - so_far * share) < REACH_SECONDS
        ]
        best = _extended(best, near, voiced, count * share, pauses)
    ways = [
        (cost + _uneven(whole - voiced[n], letters[-1] * share), way)
        for n, (cost, way) in best.items()
        if n >= 0
    ]
    return [pauses[n] for n in min(ways)[1]] if ways else None


def _extended(
    best: dict[int, tuple[float, list[int]]],
    near: Iterable[int],
    voiced: Sequence[float],
    expected_s: float,
    pauses: Sequence[Pause],
) -> dict[int, tuple[float, list[int]]]:
    """The cheapest ways with one sentence more, by the pause that they end at."""
    found = {}

    def voiced_by(before: int) -> float:
        return voiced[before] if before >= 0 else 0.0

    for n in near:
        start, end = pauses[n]
        worth = PAUSE_WORTH * min(end - start, LONG_PAUSE_SECONDS)
        ways = [
            (cost + _uneven(voiced[n] - voiced_by(before), expected_s), way)
            for before, (cost, way) in best.items()
            if before < n
        ]
        if ways:
            cost, way = min(ways)
            found[n] = (cost - worth, [*way, n])
    return found


def _uneven(seconds: float, expected_s: float) -> float:
    return (seconds - expected_s) ** 2 / max(expected_s, 0.5)
