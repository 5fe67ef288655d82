"""A table that says of works who made them and what may be done with them. Pure.

One row for each file. Headings are known in French and in English; those of roles
hold names, several of them with ``;``, ``|`` or a new line between.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from exchange.columns import simple
from exchange.found import FileRefused, Where
from exchange.readers.table import table_of
from exchange.rows import Row, Table
from exchange.tally import Tally

# Headings in the form that ``simple`` gives them.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "file": ("file", "fichier", "file name", "filename", "nom du fichier"),
    "title": ("title", "titre"),
    "language": ("language", "langue"),
    "kind": ("kind", "nature"),
    "licence": ("licence", "license", "rights", "droits"),
    "transcript": ("transcript", "transcription"),
    "description": (
        *("alternative text", "alt text", "alt"),
        *("texte de remplacement", "texte alternatif"),
    ),
    "caption": ("caption", "legende"),
    "year": ("year", "annee"),
    "credit": ("credit line", "ligne de credit"),
}
ROLES: Mapping[str, tuple[str, ...]] = {
    "author": ("author", "auteur", "text", "texte"),
    "translation": ("translation", "translator", "traduction", "traducteur"),
    "voice": ("voice", "voix", "narrator", "narrateur"),
    "witness": ("witness", "temoin"),
    "sound": ("sound", "son", "prise de son"),
    "music": ("music", "composer", "musique", "compositeur"),
    "performance": ("musicians", "performers", "interpretes"),
    "photograph": ("photograph", "photographer", "photographie", "photographe"),
    "illustration": ("illustration", "illustrator", "illustrateur"),
    "production": ("production", "producer", "producteur"),
    "publication": ("publisher", "editeur"),
}
_HEADING_ROWS = 10
_BETWEEN = re.compile(r"[;|\n]")


@dataclass(frozen=True)
class WorkRow:
    """What a row says: texts by field, and (role, name) of each person."""

    number: int
    file: str
    facts: Mapping[str, str] = field(default_factory=dict)
    people: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class WorkTable:
    """Its rows, and the headings that say nothing to us."""

    rows: tuple[WorkRow, ...]
    unknown: tuple[str, ...] = ()


def read_work_table(content: bytes) -> WorkTable:
    """The rows that name a file. Raises FileRefused; ``no_file_column`` without any."""
    table = table_of(content, Tally())
    for at, row in enumerate(table.rows[:_HEADING_ROWS]):
        headings = [simple(cell) for cell in row.cells]
        if any(name in FIELDS["file"] for name in headings):
            return _read(table, at)
    raise FileRefused("no_file_column")


def _read(table: Table, at: int) -> WorkTable:
    head = table.rows[at]
    columns = [_meaning(simple(cell)) for cell in head.cells]
    rows = [_row(row, columns) for row in table.rows[at + 1 :]]
    unknown = [
        cell
        for cell, meaning in zip(head.cells, columns, strict=True)
        if cell and not meaning
    ]
    return WorkTable(tuple(row for row in rows if row.file), tuple(unknown))


def _meaning(heading: str) -> str:
    """A field, a role, or nothing."""
    known = {**FIELDS, **ROLES}
    return next((name for name, words in known.items() if heading in words), "")


def _row(row: Row, columns: list[str]) -> WorkRow:
    facts: dict[str, str] = {}
    people: list[tuple[str, str]] = []
    for meaning, cell in zip(columns, row.cells, strict=False):
        if meaning in ROLES:
            names = (" ".join(name.split()) for name in _BETWEEN.split(cell))
            people += [(meaning, name) for name in names if name]
        elif meaning and cell:
            facts.setdefault(meaning, cell)
    return WorkRow(row.number, facts.pop("file", ""), facts, tuple(people))


def where(row: WorkRow) -> Where:
    """The row, as remarks name it."""
    return Where("row", row.number)
