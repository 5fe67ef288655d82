"""Tables as spreadsheet programs and libraries write them, for tests."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from odf.namespaces import TABLENS
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from exchange.found import FoundStop
from exchange.readers.table import read
from tests.exchange.documents import archive

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
Rows = Sequence[Sequence[Any]]
PLACES: list[list[Any]] = [
    ["Nom", "Latitude", "Longitude", "Description", "Adresse", "Type", "Id"],
    ["Puits Couriot", 45.4397, 4.3872, "Une mine.", "3 rue Franchet", "Musée", 12],
    ["Halles Biltoux", 45.441, 4.3905, "Un marché.", "", "Marché", 13],
]


def csv(*rows: str, sign: str = ";") -> bytes:
    """Rows of a CSV file, as they are written here with semicolons."""
    return "\n".join(rows).replace(";", sign).encode() + b"\n"


def xlsx(sheets: Mapping[str, Rows] | Rows, *, hidden: str = "") -> bytes:
    """A workbook of one sheet, or of several by name, as openpyxl writes it."""
    book = Workbook()
    book.remove(book.active)
    named = sheets if isinstance(sheets, Mapping) else {"Feuil1": sheets}
    for name, rows in named.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name == hidden else "visible"
        for row in rows:
            sheet.append(list(row))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def ods(sheets: Mapping[str, Rows] | Rows) -> bytes:
    """A spreadsheet of one sheet, or of several by name, as odfpy writes it.

    None is a cell that a merged one covers.
    """
    document = OpenDocumentSpreadsheet()
    named = sheets if isinstance(sheets, Mapping) else {"Feuille1": sheets}
    for name, rows in named.items():
        table = Table(name=name)
        for row in rows:
            line = TableRow()
            for value in row:
                line.addElement(_cell(value))
            table.addElement(line)
        document.spreadsheet.addElement(table)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def stops(content: bytes, **columns: str) -> tuple[FoundStop, ...]:
    """The stops of a table of one trail."""
    (trail,) = read(content, "places.csv", columns or None).trails
    return trail.stops


def points(*rows: str) -> list[tuple[float, float]]:
    """Where the stops of a CSV file are, to a metre."""
    return [
        (round(stop.point.latitude, 5), round(stop.point.longitude, 5))
        for stop in stops(csv(*rows))
    ]


def _cell(value: Any) -> Any:
    """A cell of an ODS; numbers are shown shorter than they are."""
    if value is None:
        return CoveredTableCell()
    if isinstance(value, bool):
        return TableCell(valuetype="boolean", booleanvalue=str(value).lower())
    if isinstance(value, (int, float)):
        cell = TableCell(valuetype="float", value=value)
        cell.addElement(P(text=f"{value:.1f}"))
        return cell
    if isinstance(value, date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat())
        cell.addElement(P(text=f"{value:%d/%m/%y}"))
        return cell
    cell = TableCell(valuetype="string")
    for paragraph in str(value).split("\n") if value else ():
        cell.addElement(P(text=paragraph))
    return cell


def raw_ods(inside: str) -> bytes:
    """An ODS whose spreadsheet holds this XML."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:text="{text}"'
        f' xmlns:table="{TABLENS}"><office:body><office:spreadsheet>{inside}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return archive({"mimetype": MIMETYPE, "content.xml": content.encode()})


def raw_xlsx(rows: str, *, texts: str = "", styles: str = "", sheets: int = 1) -> bytes:
    """An XLSX whose sheets all have this XML for their rows."""
    names = [f"xl/worksheets/sheet{number}.xml" for number in range(1, sheets + 1)]
    listed = "".join(
        f'<sheet name="Sheet {number}" sheetId="{number}" r:id="r{number}"/>'
        for number in range(1, sheets + 1)
    )
    targets = {
        f"r{number}": ("worksheet", name) for number, name in enumerate(names, 1)
    }
    targets |= {"rt": ("sharedStrings", "xl/sharedStrings.xml")}
    targets |= {"rs": ("styles", "xl/styles.xml")}
    parts = {
        "_rels/.rels": _relations({"r": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'<workbook xmlns:r="{_TYPES}"><sheets>{listed}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": _relations(targets),
        "xl/sharedStrings.xml": f"<sst>{texts}</sst>",
        "xl/styles.xml": f"<styleSheet>{styles}</styleSheet>",
    }
    sheet = f"<worksheet>{rows}</worksheet>"
    parts |= dict.fromkeys(names, sheet)
    return archive({name: part.encode() for name, part in parts.items()})


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="{key}" Type="{_TYPES}/{kind}" Target="/{path}"/>'
        for key, (kind, path) in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{each}</Relationships>'
