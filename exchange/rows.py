"""Rows of a table, and those of a CSV file. Pure."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import NamedTuple

from exchange.clean import decoded
from exchange.found import FileRefused, Where
from exchange.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT
from exchange.tally import Tally

# The first of those that separate a file equally well: a comma also writes decimals.
SEPARATORS = "\t;|,"
_SAMPLE_ROWS, _SAMPLE = 50, 50_000  # rows and characters that the separator is found by
# Excel's own first line, which says how the others are separated.
_SEPARATED_BY = re.compile(r'"?sep=([;,\t|])"?(?=\r|\n)', re.I)
# What sticks to the ends of a cell, beside white space.
_STRAY = "\ufeff\u200b\u00a0 \t\r\n"


class Row(NamedTuple):
    """A row that is not empty: its number in the table, from 1, and its cells' texts.

    Empty cells at its end are not there.
    """

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """The rows of a table, in order."""

    rows: list[Row]

    @property
    def width(self) -> int:
        """Columns, as far as any is not empty."""
        return max((len(row.cells) for row in self.rows), default=0)


class Rows:
    """Gathers the rows of a table, within limits.

    Refused: ``too_many_rows``, ``too_many_cells``, ``long_text``. Remark:
    ``columns_left``.
    """

    def __init__(self, tally: Tally) -> None:
        self.found: list[Row] = []
        self.number = 0  # of the last row
        self._tally = tally
        self._cells = 0

    def skip(self, rows: int) -> None:
        """Pass over rows that are empty."""
        self.number += rows

    def add(self, texts: Iterable[str], times: int = 1) -> None:
        """Add a row, or the same one several times."""
        cells = [trimmed(text) for text in texts]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            self.skip(times)
            return
        where = Where("row", self.number + 1)
        if any(len(cell) > MAX_TEXT for cell in cells):
            raise FileRefused("long_text", where, limit=MAX_TEXT)
        if len(cells) > MAX_COLUMNS:
            self._tally.add("columns_left", where, limit=MAX_COLUMNS)
        for _time in range(times):
            self.number += 1
            self._add(cells[:MAX_COLUMNS])

    def _add(self, cells: list[str]) -> None:
        if len(self.found) == MAX_ROWS:
            raise FileRefused("too_many_rows", limit=MAX_ROWS)
        self._cells += sum(map(bool, cells))
        if self._cells > MAX_CELLS:
            raise FileRefused("too_many_cells", limit=MAX_CELLS)
        self.found.append(Row(self.number, cells))


def trimmed(text: str) -> str:
    """A text without what sticks to its ends; a trimmed one costs no memory more."""
    return text.strip(_STRAY)


def csv_table(content: bytes, tally: Tally) -> Table:
    """The rows of a CSV file: RFC 4180, or as Excel writes it in any country.

    Refused besides what ``Rows`` refuses: ``not_understood``. Remark: ``quotes``.
    """
    text = decoded(content)
    if "\0" in text:
        raise FileRefused("not_understood")
    try:
        return _parsed(text, tally, is_strict=True)
    except csv.Error:
        # Quotation marks that close nothing, or nowhere: they are read as they come.
        return _parsed(text, tally, is_strict=False)


def _parsed(text: str, tally: Tally, *, is_strict: bool) -> Table:
    said = _SEPARATED_BY.match(text)
    lines = csv.reader(
        StringIO(text, newline=""),
        delimiter=said[1] if said else _separator(text),
        strict=is_strict,
    )
    rows = Rows(tally)
    if said:
        next(lines)
        rows.skip(1)
    try:
        for cells in lines:
            rows.add(cells)
    except csv.Error as error:
        where = Where("row", rows.number + 1)
        if "limit" in str(error):
            limit = csv.field_size_limit()
            raise FileRefused("long_text", where, limit=limit) from error
        if not is_strict:
            raise FileRefused("not_understood", where) from error
        tally.add("quotes", where)
        raise
    return Table(rows.found)


def _separator(text: str) -> str:
    """The sign that gives most rows of a sample as many cells as each other."""
    sample = text[:_SAMPLE]
    return max(SEPARATORS, key=lambda sign: _agreement(sample, sign))


def _agreement(sample: str, separator: str) -> float:
    """The share of rows that have the most usual number of cells, if more than one."""
    lines = csv.reader(StringIO(sample, newline=""), delimiter=separator)
    try:
        counts = [len(row) for row in islice(lines, _SAMPLE_ROWS) if any(row)]
    except csv.Error:
        return 0
    usual = max(counts, key=counts.count, default=0)
    return round(counts.count(usual) / len(counts), 1) if usual > 1 else 0
