"""A recording's timed transcript as it is kept, and as its words are changed. Pure."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

from media_library.webvtt import Cue, paragraphs, plain_text


def as_json(cues: Iterable[Cue]) -> list[dict[str, Any]]:
    """Cues as they are kept, and as packages have them."""
    return [
        {"start_s": cue.start_s, "end_s": cue.end_s, "text": cue.text}
        | ({"speaker": cue.speaker} if cue.speaker else {})
        for cue in cues
    ]


def from_json(kept: Any) -> tuple[Cue, ...]:
    """Cues of what was kept; what is no cue is left out."""
    return tuple(
        Cue(each["start_s"], each["end_s"], each["text"], each.get("speaker", ""))
        for each in kept or []
        if isinstance(each, dict) and {"start_s", "end_s", "text"} <= each.keys()
    )


def as_paragraphs(cues: Sequence[Cue], text: str) -> list[list[Cue]]:
    """The cues in the paragraphs of their transcript, which holds the same words.

    Where it holds others, a paragraph ends with a speaker or a pause.
    """
    ends, count = set(), 0
    for paragraph in text.replace("\r", "").split("\n\n"):
        count += len(paragraph.split())
        ends.add(count)
    if sum(len(cue.text.split()) for cue in cues) != count:
        return paragraphs(cues)
    found: list[list[Cue]] = [[]]
    count = 0
    for cue in cues:
        if found[-1] and found[-1][-1].speaker != cue.speaker:
            found.append([])
        found[-1].append(cue)
        count += len(cue.text.split())
        if count in ends:
            found.append([])
    return [each for each in found if each]


def reworded(cues: Sequence[Cue], text: str) -> tuple[Cue, ...]:
    """The cues with the words of a text that an editor has changed.

    A word that was there keeps its moment; a new one gets that of its sentence; a cue
    whose words are all gone goes with them. The same words give the same cues.
    """
    if not cues or text.split() == plain_text(cues).split():
        return tuple(cues)
    old = [(word, n) for n, cue in enumerate(cues) for word in cue.text.split()]
    new = text.split()
    said: list[list[str]] = [[] for _cue in cues]
    matcher = SequenceMatcher(
        None, [_bare(word) for word, _n in old], list(map(_bare, new))
    )
    at = 0
    for _kind, first, last, start, end in matcher.get_opcodes():
        length = max(last - first, 1)
        for step, word in enumerate(new[start:end]):
            if last > first:  # in its place among the words that it replaces
                at = old[first + min(step * length // (end - start), length - 1)][1]
            elif first < len(old) and _ends(said[at]):  # it begins the next sentence
                at = old[first][1]
            said[at].append(word)
    return tuple(
        Cue(cue.start_s, cue.end_s, " ".join(words), cue.speaker)
        for cue, words in zip(cues, said, strict=True)
        if words
    )


def _ends(words: list[str]) -> bool:
    return bool(words) and words[-1].endswith((".", "!", "?", "…", "»"))


def _bare(word: str) -> str:
    return word.strip('.,;:!?…«»“”"()').casefold()
