"""Panels for the street: what stands on each, and in which sizes. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from exchange.paper.booklet_words import booklet_words
from exchange.paper.qr_code import STREET_COLOUR, letters, qr_svg
from exchange.paper.rich_text import one_line
from exchange.paper.typesetter import Work
from frontend.icons import PATHS

# By name: how many times as wide as an A6, and how many letters its text may have.
SIZES = {"a6": (1.0, 240), "a5": (1.414, 290), "a4": (2.0, 340), "a3": (2.828, 380)}
PANELS, CODE = "panels.typ", "code.typ"
INK = "#2b211b"
MARKS = {"step_free": "step-free", "to_read": "text"}  # with their icons
SENTENCE = re.compile(r"(?<=[.!?…])[\s\u00a0\u202f»”]*\s")


@dataclass(frozen=True)
class Sign:
    """A stop, or the trail itself where it has no number, as its sign tells it.

    ``address`` is what the code says. ``marks`` are keys of ``MARKS``.
    """

    code: str
    title: str
    address: str
    number: int | None = None
    text: str = ""
    where: str = ""
    access: str = ""
    marks: tuple[str, ...] = ()
    has_sound: bool = False

    @property
    def letters(self) -> str:
        """The address as one types it."""
        return letters(self.address)


@dataclass(frozen=True)
class SignedTrail:
    """The trail whose signs are made."""

    title: str
    language: str
    publisher: str
    signs: tuple[Sign, ...]
    made_at: int = 0
    colour: str = STREET_COLOUR


def first_sentences(text: str, most: int) -> str:
    """The sentences with which a text begins, as far as they fit.

    Where the first one is too long already, its first words.
    """
    told = one_line(text)
    if len(told) <= most:
        return told
    begun = (told[: found.end()].rstrip() for found in SENTENCE.finditer(told))
    if whole := [sentences for sentences in begun if len(sentences) <= most]:
        return whole[-1]
    words = told[: most - 1].rpartition(" ")[0] or told[: most - 1]
    return f"{words.rstrip(' ,;:–—')}…"


def panels_work(trail: SignedTrail, size: str) -> tuple[Work, dict[str, bytes]]:
    """A sheet of a page for each sign, with the files that lie beside it.

    Raises KeyError for a size that there is not.
    """
    scale, most = SIZES[size]
    files = _codes(trail.signs, trail.colour)
    files |= {f"{mark}.svg": _icon(MARKS[mark]) for mark in MARKS}
    data = {
        **_heading(trail),
        "size": size,
        "scale": scale,
        "colour": None if trail.colour == STREET_COLOUR else trail.colour,
        "panels": [_panel(sign, trail, most) for sign in trail.signs],
    }
    return Work("", "", PANELS, data, made_at=trail.made_at), files


def code_work(trail: SignedTrail, sign: Sign) -> tuple[Work, dict[str, bytes]]:
    """One code alone, for whoever makes a sign of their own."""
    data = {**_heading(trail), "panels": [_panel(sign, trail, 0)]}
    work = Work("", "", CODE, data, made_at=trail.made_at)
    return work, _codes([sign], trail.colour)


def _heading(trail: SignedTrail) -> dict[str, Any]:
    return {
        "language": trail.language.split("-")[0],
        "title": one_line(trail.title),
        "publisher": one_line(trail.publisher),
    }


def _panel(sign: Sign, trail: SignedTrail, most: int) -> dict[str, Any]:
    say = booklet_words(trail.language)
    call = "follow" if sign.number is None else "open"
    if sign.has_sound:
        call = "hear"
    return {
        "number": sign.number,
        "title": one_line(sign.title),
        "text": first_sentences(sign.text, most) if most else "",
        "where": one_line(sign.where),
        "access": one_line(sign.access),
        "marks": [{"file": f"{mark}.svg", "label": say[mark]} for mark in sign.marks],
        "file": f"{sign.code}.svg",
        "alt": say["qr_alt"].format(address=sign.address),
        "call": say[call],
        "letters": sign.letters,
        "type": say["code"],
    }


def _codes(signs: Iterable[Sign], colour: str) -> dict[str, bytes]:
    return {f"{sign.code}.svg": qr_svg(sign.address, colour=colour) for sign in signs}


def _icon(name: str) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none"'
        f' stroke="{INK}" stroke-width="2.2" stroke-linecap="round"'
        f' stroke-linejoin="round">{PATHS[name]}</svg>'
    ).encode()


def sign_with(signs: Sequence[Sign], code: str) -> Sign | None:
    """The sign of a code."""
    return next((sign for sign in signs if sign.code == code), None)
