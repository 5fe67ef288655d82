"""Tables made to exhaust whoever reads them."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.exchange.bombs import MEGABYTE, Host, full
from tests.exchange.documents import archive
from tests.exchange.tables import MIMETYPE, raw_ods, raw_xlsx

pytestmark = pytest.mark.bomb

# The readers of tables are there before anything is measured, as those of XML.
UNPACKED = 19 * MEGABYTE
LONGEST = 9 * MEGABYTE  # libxml2 takes no text of more than ten
HEAD = "lat;lon;nom;texte\n"
CELL = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
ROW = "<table:table-row{}>{}</table:table-row>"
LAUGHS = "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "ha">'
    for n in range(10)
)


def filled(make: Callable[[str], bytes], repeated: str, size: int = UNPACKED) -> bytes:
    """A spreadsheet that holds one text over and over."""
    return make(repeated * (size // len(repeated.encode())))


def text_bombs() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Much of everything that a text file has."""
    for name, before, repeated, after in (
        ("rows", "", "a\n", ""),
        ("empty rows", "a\n", "\n", ""),
        ("empty cells", "a;b\n", ";", ""),
        ("rows of empty cells", "a;b\n", ";;;;;;;;;;\n", ""),
        ("cells", "a;b\n", "a;", ""),
        ("rows of cells", "a;b\n", "ab;" * 100 + "\n", ""),
        ("headings", "", "lat;", "\n45;4\n"),
        ("one text", HEAD, "x", ""),
        ("one quoted text", HEAD + '45;4;"', "x", '"'),
        ("quotes", HEAD, '"', ""),
        ("quoted quotes", HEAD + '"', '""', ""),
        ("broken quotes", HEAD, '"a"b;4;"c"d\n', ""),
        ("places", HEAD, "45,1;4,2;a\n", ""),
        ("places of marked stories", HEAD, "45;4;<b>a</b>;<p><i>a<li>c</p>\n", ""),
        ("long numbers", HEAD, "9" * 60_000 + ";4\n", ""),
        ("wild numbers", HEAD, "1e999;-1e-999\n", ""),
        ("pairs", "coordonnees\n", '"45° 26\' 22.92"" N, 4° 23\' 13"" E"\n', ""),
        ("degrees", "coordonnees\n", "°" * 190 + "\n", ""),
        ("digits", "coordonnees\n", "1 000" * 39 + "\n", ""),
        ("metres", "x;y\n", "808000;6483000\n", ""),
        ("spaces", HEAD, " ", ""),
        ("line ends", "a", "\r", ""),
    ):
        yield f"csv: {name}", partial(full, before, repeated, after)
    for name, head, row in (
        ("places", HEAD, "45,1;4,2;a\n"),
        ("places of marked stories", HEAD, "45;4;<b>a</b>;<p><i>a<li>c</p>\n"),
        ("places nowhere", HEAD, "1e999;-1e-999;a\n"),
        ("places of metres", "x;y\n", "808000;6483000\n"),
        ("pairs", "coordonnees\n", "45° 26' 22.92'' N, 4° 23' 13'' E\n"),
        ("broken quotes", HEAD, '"4"5;4;"c"d\n'),
    ):
        yield f"csv: 50,000 {name}", (head + row * 49_999).encode
    deep = '45;4;a;"' + "<div>" * 90 + 'x"\n'
    yield "csv: deep stories", (HEAD + deep * 300).encode
    long = '45;4;a;"' + "<p>a" * 4_300 + '"\n'
    yield "csv: long stories", (HEAD + long * 300)[: 5 * MEGABYTE].encode
    yield "csv: wide", ("a;b\n" + "é€;" * 800_000).encode("utf-16").lower
    yield "csv: emoji", ("a;b\n" + "😀;" * 999_999).encode


def sheet(cells: str, rows: str = "") -> str:
    """The table of an ODS, with headings."""
    head = "".join(CELL.format("", each) for each in ("lat", "lon", "nom", "texte"))
    row = ROW.format(rows, cells) if cells else ""
    return f"<table:table>{ROW.format('', head)}{row}</table:table>"


def ods_bombs() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Much of everything that an ODS has."""
    columns = ' table:number-columns-repeated="1000000000"'
    rows = ' table:number-rows-repeated="1000000000"'
    place = "".join(CELL.format("", each) for each in ("45", "4", "a"))
    long = "<p>a" * 200_000
    escaped = long.replace("<", "&lt;")
    for name, inside in (
        ("repeated cells", sheet(CELL.format(columns, "45"))),
        ("repeated empty cells", sheet(CELL.format(columns, "") * 1_000, rows)),
        ("repeated rows", sheet(place, rows)),
        ("repeated long text", sheet(CELL.format(columns, "x" * 900_000), rows)),
        (
            "a long story over and over",
            sheet(
                place + CELL.format("", escaped), ' table:number-rows-repeated="300"'
            ),
        ),
        ("spaces", sheet(f'<table:table-cell><text:p><text:s text:c="{10**9}"/>')),
    ):
        yield f"ods: {name}", partial(raw_ods, inside)
    for name, repeated in (
        ("empty rows", ROW.format("", "")),
        ("rows", ROW.format("", CELL.format("", "ab"))),
        ("places", ROW.format("", place)),
        ("cells", CELL.format("", "ab")),
        ("elements", "<a/>"),
        ("sheets", "<table:table/>"),
        ("sheets with rows", f"<table:table>{ROW.format('', place)}</table:table>"),
        ("depth", "<table:table>"),
        ("paragraphs", "<text:p/>"),
        ("comments", "<!---->"),
    ):
        yield (
            f"ods: {name}",
            partial(filled, lambda text: raw_ods(f"<table:table>{text}"), repeated),
        )
    for letter in ("x", "é", "😀", "&#65;", "&"):
        text = letter * (LONGEST // len(letter.encode()))
        yield f"ods: a text of {letter}", partial(raw_ods, sheet(CELL.format("", text)))
    yield (
        "ods: entities",
        lambda: archive(
            {
                "mimetype": MIMETYPE,
                "content.xml": f"<!DOCTYPE a [{LAUGHS}]><a>&a9;</a>".encode(),
            }
        ),
    )
    yield (
        "ods: a huge part",
        lambda: archive({"mimetype": MIMETYPE, "content.xml": b" " * 500 * MEGABYTE}),
    )
    yield (
        "ods: many files",
        lambda: archive(
            {"mimetype": MIMETYPE, **{f"{n}.xml": b"" for n in range(40_000)}}
        ),
    )


def xlsx_bombs() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Much of everything that an XLSX has."""
    number = '<c r="A1"><v>45.1</v></c>'
    row = f"<row>{number}</row>"
    for name, inside in (
        ("a wide table that is not", '<dimension ref="A1:XFD1048576"/>' + row),
        ("a far cell", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        (
            "a farther cell",
            '<row r="99999999999999"><c r="ZZZZZZZ1"><v>1</v></c></row>',
        ),
        ("a long number", f"<row><c><v>{'9' * 10**7}</v></c></row>"),
    ):
        yield f"xlsx: {name}", partial(raw_xlsx, inside)
    for name, repeated in (
        ("rows", row),
        ("empty rows", "<row/>"),
        ("far rows", "<row><c r='XFD1'><v>1</v></c></row>"),
        ("cells", number),
        ("places", f"<row>{number}{number}</row>"),
        ("elements", "<a/>"),
        ("merged cells", '<mergeCell ref="A1:XFD1048576"/>'),
        ("depth", "<row>"),
        ("texts in a cell", "<t>ab</t>"),
        ("comments", "<!---->"),
    ):
        yield f"xlsx: {name}", partial(filled, raw_xlsx, repeated)
    wide = "<row>" + "".join("<c><v>1</v></c>" for _n in range(16_384)) + "</row>"
    yield "xlsx: 16,384 columns", partial(raw_xlsx, wide * 4)
    yield from shared_bombs()


def shared_bombs() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Much of what an XLSX keeps for all cells, and cells that ask for it."""

    def texts(text: str) -> bytes:
        return raw_xlsx('<row><c t="s"><v>0</v></c></row>', texts=text)

    for name, repeated in (
        ("texts", "<si><t>ab</t></si>"),
        ("long texts", f"<si><t>{'x' * 900_000}</t></si>"),
        ("empty texts", "<si/>"),
        ("pieces", "<r><t>ab</t></r>"),
    ):
        yield f"xlsx: shared {name}", partial(filled, texts, repeated)
    for letter in ("x", "é", "😀", "_x0041_"):
        text = letter * (LONGEST // len(letter.encode()))
        yield f"xlsx: one text of {letter}", partial(texts, f"<si><t>{text}</t></si>")
    long = f"<si><t> {'x' * 900_000} </t></si>"
    many = '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' * 60_000
    yield "xlsx: a long text everywhere", lambda: raw_xlsx(many, texts=long)
    names = "".join(f"<si><t>{n}</t></si>" for n in ("lat", "lon", "nom", "texte"))
    story = f"<si><t>{'&lt;p>a' * 100_000}</t></si>"
    told = '<row><c><v>45</v></c><c><v>4</v></c><c t="s"><v>4</v></c><c t="s"><v>4</v>'
    head = "".join(f'<c t="s"><v>{n}</v></c>' for n in range(4))
    rows = f"<row>{head}</row>{f'{told}</c></row>' * 300}"
    yield (
        "xlsx: a long story everywhere",
        lambda: raw_xlsx(rows, texts=names + story),
    )
    formats = '<numFmt numFmtId="200" formatCode="d"/>'
    yield (
        "xlsx: formats",
        lambda: filled(lambda text: raw_xlsx("", styles=text), formats),
    )
    code = f'<numFmts><numFmt numFmtId="200" formatCode="{"[" * 10**6}"/></numFmts>'
    yield "xlsx: a long format", lambda: raw_xlsx("", styles=code)
    empty = "<a/>" * 250_000
    yield "xlsx: sheets that are one", lambda: raw_xlsx(empty, sheets=15)
    yield (
        "xlsx: many sheets",
        lambda: raw_xlsx("<sheetData/>", sheets=900),
    )
    yield (
        "xlsx: entities",
        lambda: archive(
            {
                "xl/workbook.xml": b"",
                "_rels/.rels": f"<!DOCTYPE a [{LAUGHS}]><a>&a9;</a>".encode(),
            }
        ),
    )


def bombs() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Each bomb with its name, made only when its test runs."""
    yield from text_bombs()
    yield from ods_bombs()
    yield from xlsx_bombs()


@pytest.mark.parametrize(
    "make", [pytest.param(make, id=name) for name, make in bombs()]
)
def test_a_bomb_takes_neither_time_nor_memory(
    host: Host, make: Callable[[], bytes], tmp_path: Path
) -> None:
    host.assert_is_harmless(make(), tmp_path / "places.csv")
