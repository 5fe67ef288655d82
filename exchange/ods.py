"""The table of an ODS file (OpenDocument 1.2 and later, part 1, chapter 9). Pure.

Rows and cells that repeat are written once, with their number: the empty rest of a
sheet is a million rows. Merged cells are one that is filled and empty ones.
"""

from exchange.found import FileRefused, Where
from exchange.limits import MAX_COLUMNS, MAX_ROWS
from exchange.markup import Element, local
from exchange.rows import Rows, Table, trimmed
from exchange.spreadsheets import Parts, whole_number
from exchange.tally import Tally

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
KEPT = frozenset({"a", "covered-table-cell", "line-break", "p", "s", "span", "tab"})
KEPT |= {"table-cell"}
# Elements that stand for a sign; XML's own white space counts once.
_SIGNS = {"line-break": "\n", "s": " ", "tab": " "}
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_NAME, _VALUE_TYPE = f"{_TABLE}name", f"{_OFFICE}value-type"
_ROWS_REPEATED = f"{_TABLE}number-rows-repeated"
_COLUMNS_REPEATED = f"{_TABLE}number-columns-repeated"
# The attribute that holds a cell's value exactly, by the kind of the value.
_EXACT = {
    "boolean": f"{_OFFICE}boolean-value",
    "currency": f"{_OFFICE}value",
    "date": f"{_OFFICE}date-value",
    "float": f"{_OFFICE}value",
    "percentage": f"{_OFFICE}value",
    "time": f"{_OFFICE}time-value",
}
# A sheet that was fetched from another file for its formulas: its name is an address.
_FETCHED = "'file:"


def ods_table(parts: Parts, tally: Tally) -> Table:
    """The rows of the first sheet that has any. Remark: ``sheets_left``."""
    if MANIFEST in parts.names and b"encryption-data" in parts.content(MANIFEST):
        raise FileRefused("encrypted_table")
    rows, title, is_taken = Rows(tally), "", False
    for event, tag, element in parts.elements(CONTENT, "document-content", KEPT):
        if tag == "table" and event == "start":
            name = element.get(_NAME) or ""
            if rows.found and not name.startswith(_FETCHED):
                tally.add("sheets_left", title=title[:60])
            is_taken = not rows.found
            if is_taken:
                rows, title = Rows(tally), name
        elif tag == "table-row" and event == "end" and is_taken:
            times = whole_number(element.get(_ROWS_REPEATED), 1, 2**31)
            _add(rows, element, times)
    return Table(rows.found)


def _add(rows: Rows, row: Element, times: int) -> None:
    """Add a row of a sheet."""
    texts: list[str] = []
    for cell in row:
        text = _text(cell)
        room = MAX_COLUMNS + 1 - len(texts)
        repeated = whole_number(cell.get(_COLUMNS_REPEATED), 1, max(room, 1))
        texts.extend([text] * repeated if room > 0 else [])
    if any(texts) and times > MAX_ROWS:
        raise FileRefused(
            "too_many_rows", Where("row", rows.number + 1), limit=MAX_ROWS
        )
    rows.add(texts, times)


def _text(cell: Element) -> str:
    """What a cell holds: its value, else its paragraphs."""
    if local(cell.tag) == "covered-table-cell":
        return ""
    exact = _EXACT.get(cell.get(_VALUE_TYPE) or "")
    if exact and (value := cell.get(exact)):
        return value.removesuffix("T00:00:00")
    paragraphs = (each for each in cell if local(each.tag) == "p")
    return trimmed("\n".join(_words(paragraph) for paragraph in paragraphs))


def _words(paragraph: Element) -> str:
    if not len(paragraph):
        return paragraph.text or ""
    for each in paragraph.iter():
        if local(each.tag) in _SIGNS:
            each.text = _SIGNS[local(each.tag)]
    return "".join(str(text) for text in paragraph.itertext())
