"""The table of an XLSX file (Office Open XML, ECMA-376 part 1, chapter 18). Pure.

Formulas are never computed: the value that was last saved with one is taken.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from posixpath import dirname, join, normpath, split
from typing import NamedTuple

from exchange.found import FileRefused
from exchange.limits import MAX_COLUMNS
from exchange.markup import Element, child, local
from exchange.rows import Rows, Table, trimmed
from exchange.spreadsheets import Parts, whole_number
from exchange.tally import Tally

KEPT = frozenset({"c", "is", "r", "t", "v"})
# Sheets without any row that are looked at before one with rows.
MAX_EMPTY_SHEETS = 2
_HIDDEN = {"hidden", "veryHidden"}
MAX_ROW_NUMBER = 1_048_576
# A sign that XML cannot hold is written by its number (22.9.2.19).
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_COLUMN = re.compile(r"[A-Z]{1,3}(?=\d)")
# The numbers of the date formats that every program knows (18.8.30).
_DATE_FORMATS = {*range(14, 18), 22, *range(27, 32), *range(34, 37), *range(50, 59)}
# What a format says literally, and its colours and conditions.
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
# Days are counted from here, so that the first of March 1900 is the 61st.
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_MAX_DAYS = 2_958_465  # the last day of 9999


class _Related(NamedTuple):
    """The parts that a part names: by the last word of their type, and by id."""

    by_type: dict[str, str]
    by_id: dict[str, str]


class _Sheet(NamedTuple):
    title: str
    part: str


class _Book(NamedTuple):
    """The sheets, those that are hidden last, and what their cells refer to."""

    sheets: list[_Sheet]
    texts: list[str]
    dates: frozenset[int]  # the styles that show a number as a date
    epoch: datetime


def xlsx_table(parts: Parts, tally: Tally) -> Table:
    """The rows of the first sheet that has any.

    Refused besides what ``Parts`` and ``Rows`` refuse: ``broken_table``. Remark:
    ``sheets_left``.
    """
    book = _book(parts)
    for sheet in book.sheets[:MAX_EMPTY_SHEETS]:
        rows = _rows(parts, sheet, book, tally)
        if rows.found:
            for _other in book.sheets[1:]:
                tally.add("sheets_left", title=sheet.title[:60])
            return Table(rows.found)
    return Table([])


def _book(parts: Parts) -> _Book:
    name = _related(parts, "").by_type.get("officeDocument")
    if name is None:
        raise FileRefused("broken_table")
    related = _related(parts, name)
    shown: dict[str, _Sheet] = {}
    hidden: dict[str, _Sheet] = {}
    epoch = _EPOCH
    for event, tag, element in parts.elements(name, "workbook", ()):
        given = _attributes(element) if event == "start" else {}
        part = related.by_id.get(given.get("id", ""), "")
        if tag == "workbookPr" and given.get("date1904") in ("1", "true"):
            epoch = _EPOCH_1904
        elif tag == "sheet" and part in parts.names:
            sheets = hidden if given.get("state") in _HIDDEN else shown
            sheets.setdefault(part, _Sheet(given.get("name", ""), part))
    texts, styles = (
        related.by_type.get(kind, "") for kind in ("sharedStrings", "styles")
    )
    return _Book(
        list({**shown, **hidden}.values()),
        list(_texts(parts, texts)) if texts in parts.names else [],
        frozenset(_dates(parts, styles)) if styles in parts.names else frozenset(),
        epoch,
    )


def _related(parts: Parts, name: str) -> _Related:
    """What a part names, or the archive itself for an empty name."""
    folder, file = split(name)
    listing = join(folder, "_rels", f"{file}.rels")
    found = _Related({}, {})
    for event, tag, element in parts.elements(listing, "Relationships", ()):
        if event == "start" and tag == "Relationship":
            given = _attributes(element)
            target = given.get("Target", "")
            path = normpath(join("/", dirname(name), target)).lstrip("/")
            kind = given.get("Type", "").rpartition("/")[2]
            found.by_type.setdefault(kind, path)
            found.by_id.setdefault(given.get("Id", ""), path)
    return found


def _texts(parts: Parts, name: str) -> Iterator[str]:
    """The texts that cells share, in order."""
    for event, tag, element in parts.elements(name, "sst", KEPT):
        if event == "end" and tag == "si":
            yield trimmed(_text(element))


def _text(element: Element) -> str:
    """A text in one piece, or in several of their own looks; no reading aid (rPh)."""
    pieces = [
        child(each, "t") if local(each.tag) == "r" else each
        for each in element
        if local(each.tag) in ("r", "t")
    ]
    said = "".join(piece.text or "" for piece in pieces if piece is not None)
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), said)


def _dates(parts: Parts, name: str) -> Iterator[int]:
    """The numbers of the styles that show a date."""
    formats, is_used, number = set(_DATE_FORMATS), False, 0
    for event, tag, element in parts.elements(name, "styleSheet", ()):
        if tag == "cellXfs":
            is_used = event == "start"
        elif event == "start" and tag in ("numFmt", "xf"):
            given = _attributes(element)
            used = whole_number(given.get("numFmtId"), 0, 100_000)
            code = _LITERAL.sub("", given.get("formatCode", "")[:200]).lower()
            if "d" in code or "y" in code:
                formats.add(used)
            if tag == "xf" and is_used:
                if used in formats:
                    yield number
                number += 1


def _rows(parts: Parts, sheet: _Sheet, book: _Book, tally: Tally) -> Rows:
    rows = Rows(tally)
    for event, tag, element in parts.elements(sheet.part, "worksheet", KEPT):
        if tag == "row" and event == "end":
            number = whole_number(element.get("r"), rows.number + 1, MAX_ROW_NUMBER)
            rows.skip(number - rows.number - 1)
            rows.add(_cells(element, book))
    return rows


def _cells(row: Element, book: _Book) -> list[str]:
    """The texts of a row, one for each column: a row leaves out what is empty."""
    cells: list[str] = []
    for cell in row:
        said = _COLUMN.match(cell.get("r") or "")
        column = _column(said[0]) if said else len(cells)
        if local(cell.tag) != "c" or not len(cells) <= column <= MAX_COLUMNS:
            continue
        text = _value(cell, book)
        if text:
            cells.extend([""] * (column - len(cells)))
            cells.append(text)
        elif not said:
            cells.append("")
    return cells


def _column(letters: str) -> int:
    """The number of a column, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: Element, book: _Book) -> str:
    """What a cell shows, as text; nothing for an error."""
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        inline = child(cell, "is")
        return "" if inline is None else _text(inline)
    value = child(cell, "v")
    text = "" if value is None else (value.text or "").strip()
    if not text or kind == "e":
        return ""
    if kind == "s":
        number = whole_number(text, 0, len(book.texts))
        return book.texts[number] if number < len(book.texts) else ""
    if kind == "b":
        return "true" if text == "1" else "false"
    if kind == "n" and whole_number(cell.get("s"), 0, 100_000) in book.dates:
        return _date(text, book.epoch)
    return text


def _date(text: str, epoch: datetime) -> str:
    """A date that is written as a number of days."""
    try:
        days = float(text)
    except ValueError:
        return text
    if not 0 <= days <= _MAX_DAYS:
        return text
    moment = epoch + timedelta(seconds=round(days * 86_400))
    return moment.isoformat(" ").removesuffix(" 00:00:00")


def _attributes(element: Element) -> dict[str, str]:
    """The attributes of an element, by name without namespace: ``r:id`` has one."""
    return {local(str(key)): str(value) for key, value in element.attrib.items()}
