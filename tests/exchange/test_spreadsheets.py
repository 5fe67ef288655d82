"""Tables as text of any country, and as spreadsheets."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.columns import NAMES, simple
from exchange.found import FileRefused, Reading
from exchange.readers.table import read
from exchange.sentences import place, sentence
from places.geo import Point
from tests.exchange.documents import archive, refusal, remark
from tests.exchange.tables import (
    PLACES,
    ods,
    points,
    raw_ods,
    raw_xlsx,
    stops,
    xlsx,
)


class TestCsv:
    """Text of any country and century."""

    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "iso8859-1", "cp1252"]
    )
    def test_accents_come_through(self, encoding: str) -> None:
        text = "Libellé;lat;lon\r\nÉglise d’été;45,1;4,2\r\n"
        text = text.replace("’", "'") if encoding == "iso8859-1" else text
        (stop,) = stops(text.encode(encoding))
        assert stop.title.replace("’", "'") == "Église d'été"

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n"])
    def test_lines_end_as_they_like(self, end: str) -> None:
        assert len(stops(end.join(["lat;lon", "45;4", "46;5"]).encode())) == 2

    def test_a_cell_may_hold_lines_quotes_and_separators(self) -> None:
        (stop,) = stops(b'nom,lat,lon\r\n"La ""mine"";\r\nle puits, aussi",45,4\r\n')
        assert stop.title == 'La "mine"; le puits, aussi'

    def test_excels_own_first_line_is_obeyed(self) -> None:
        reading = read(b"sep=;\r\nlat;lon;nom\r\n45;4;a,b\r\nx;y;c\r\n", "a.csv")
        assert [stop.title for stop in reading.trails[0].stops] == ["a,b"]
        assert place(remark(reading, "bad_point")) == "row 4"

    def test_a_comma_may_be_both_separator_and_decimal(self) -> None:
        assert points('nom|"lat"|lon'.replace("|", ","), 'a,"45,1","4,2"') == [
            (45.1, 4.2)
        ]

    def test_quotes_that_are_not_closed_are_remarked(self) -> None:
        content = b'lat;lon;nom\n45;4;"la" mine\n46;5;"la halle\n47;6;c\n'
        reading = read(content, "a.csv")
        assert place(remark(reading, "quotes")) == "row 2"
        assert [s.title for s in reading.trails[0].stops] == [
            "la mine",
            "la halle 47;6;c",
        ]

    def test_a_single_column_is_a_table_too(self) -> None:
        assert points("coordonnees", "45.1 4.2") == [(45.1, 4.2)]

    @pytest.mark.parametrize("content", [b"lat;lon\n", b"a\n", b"\n;;\n", b"\xff"])
    def test_hardly_anything_is_no_fault(self, content: bytes) -> None:
        assert read(content, "a.csv").trails == ()


class TestSpreadsheets:
    """What ODS and XLSX have more than CSV."""

    @pytest.mark.parametrize("make", [xlsx, ods])
    def test_the_first_sheet_with_rows_is_read(self, make: Any) -> None:
        notes = [["Notes", "x", "y"], ["a", "b", "c"]]
        content = make({"Vide": [], "Étapes": PLACES, "Notes": notes})
        reading = read(content, "a")
        assert len(reading.trails[0].stops) == 2
        assert remark(reading, "sheets_left").facts["title"] == "Étapes"

    def test_a_hidden_sheet_waits_behind_the_others(self) -> None:
        content = xlsx({"Listes": [["a", "b"]], "Étapes": PLACES}, hidden="Listes")
        assert len(stops(content)) == 2
        content = xlsx({"Vide": [], "Étapes": PLACES}, hidden="Étapes")
        assert len(stops(content)) == 2

    @pytest.mark.parametrize("make", [xlsx, ods])
    def test_dates_and_truths_are_words(self, make: Any) -> None:
        rows = [["lat", "lon", "quand", "vrai"], [45, 4, date(1926, 5, 1), True]]
        fields = {"quand": "story", "vrai": "story"}
        given = {"lat": "latitude", "lon": "longitude", **fields}
        (stop,) = stops(make(rows), **given)
        assert stop.story == "<p>1926-05-01</p><p>true</p>"

    def test_times_of_a_day_are_kept(self) -> None:
        rows = [["lat", "lon", "ref"], [45, 4, datetime(1926, 5, 1, 12, 30)]]
        assert stops(xlsx(rows))[0].identifier == "1926-05-01 12:30:00"

    def test_numbers_of_an_ods_are_exact_not_as_they_are_shown(self) -> None:
        assert stops(ods(PLACES))[0].point == Point(45.4397, 4.3872)

    def test_merged_cells_of_an_ods_keep_their_columns(self) -> None:
        rows = [["Nom", "x", "Lat", "Lon"], ["Mine", None, 45.5, 4.5]]
        assert stops(ods(rows))[0].point == Point(45.5, 4.5)

    def test_repeated_rows_and_cells_of_an_ods_are_unfolded(self) -> None:
        cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
        row = "<table:table-row{}>{}</table:table-row>"
        nothing = '<table:table-cell table:number-columns-repeated="16384"/>'
        table = "".join(
            (
                row.format("", cell.format("", "lat") + cell.format("", "lon")),
                row.format(
                    ' table:number-rows-repeated="2"',
                    cell.format(' table:number-columns-repeated="2"', "45"),
                ),
                row.format(' table:number-rows-repeated="1048576"', nothing),
                row.format("", cell.format("", "x")),
            )
        )
        reading = read(raw_ods(f"<table:table>{table}</table:table>"), "a.ods")
        assert [s.point for s in reading.trails[0].stops] == [Point(45, 45)] * 2
        assert place(remark(reading, "bad_point")) == "row 1048580"

    def test_comments_in_an_ods_are_not_its_text_but_its_spaces_are(self) -> None:
        note = '<o:annotation xmlns:o="a"><text:p>note</text:p></o:annotation>'
        words = '<text:p>La<text:s text:c="3"/><text:span>mine</text:span></text:p>'
        cells = "".join(
            f"<table:table-cell>{each}</table:table-cell>"
            for each in (note + words, "<text:p>45</text:p>", "<text:p>4</text:p>")
        )
        head = "".join(
            f"<table:table-cell><text:p>{each}</text:p></table:table-cell>"
            for each in ("nom", "lat", "lon")
        )
        rows = "".join(f"<table:table-row>{r}</table:table-row>" for r in (head, cells))
        (stop,) = stops(raw_ods(f"<table:table>{rows}</table:table>"))
        assert stop.title == "La mine"

    def test_an_xlsx_may_leave_out_what_is_empty(self) -> None:
        texts = "<si><t>lat</t></si><si><t>lon</t></si><si><r><t>A </t></r><r><t>b</t>"
        texts += "</r><rPh><t>x</t></rPh></si><si><t>a_x000D_b</t></si>"
        rows = (
            '<row r="3"><c r="B3" t="s"><v>0</v></c><c r="D3" t="s"><v>1</v></c>'
            '<c r="E3" t="inlineStr"><is><t>nom</t></is></c></row>'
            '<row r="9"><c r="B9"><f>1+1</f><v>45.5</v></c><c r="D9"><v>4.5</v></c>'
            '<c r="E9" t="s"><v>2</v></c></row>'
            '<row><c t="e"><v>#N/A</v></c><c><v>46</v></c><c/><c><v>5</v></c>'
            '<c t="s"><v>3</v></c></row>'
            '<row><c r="B11" t="s"><v>99</v></c><c r="E11" t="str"><v>c</v></c></row>'
        )
        reading = read(raw_xlsx(rows, texts=texts), "a.xlsx")
        assert reading.headings == ("A", "lat", "C", "lon", "nom")
        assert [s.title for s in reading.trails[0].stops] == ["A b", "a b"]
        assert place(remark(reading, "no_geometry")) == "row 11"

    def test_columns_beyond_what_is_looked_at_are_remarked(self) -> None:
        row = [*range(45, 246)]
        reading = read(xlsx([["lat", "lon", *["x"] * 199], row]), "a")
        assert len(reading.headings) == 200
        assert remark(reading, "columns_left").facts["limit"] == 200

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "old_spreadsheet"),
            (archive({"xl/workbook.bin": b""}), "broken_table"),
            (raw_xlsx("<row>"), "broken_xml"),
            (raw_xlsx("<!DOCTYPE a>"), "broken_xml"),
            (raw_ods("<table:table>").replace(b"PK", b"PX"), "not_understood"),
            (
                archive(
                    {
                        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                        "META-INF/manifest.xml": b"<a><b:encryption-data/></a>",
                        "content.xml": b"\x80\x81",
                    }
                ),
                "encrypted_table",
            ),
        ],
    )
    def test_what_cannot_be_read_is_refused_with_its_reason(
        self, content: bytes, code: str
    ) -> None:
        assert refusal(content, "a.xlsx").code == code

    def test_the_part_that_is_broken_is_named(self) -> None:
        assert place(refusal(raw_xlsx("<row>"))) == (
            "file “xl/worksheets/sheet1.xml” in the archive"
        )

    def test_many_files_in_a_spreadsheet_are_usual(self) -> None:
        extra = {f"Pictures/{n}.png": b"x" for n in range(100)}
        content = archive({"xl/a": b"", **extra})
        assert refusal(content).code == "broken_table"  # not too_many_entries


def read_or_refuse(content: bytes, columns: dict[str, str] | None = None) -> None:
    """Reads a table, and says all that is remarked of it."""
    try:
        reading: Reading = read(content, "a.csv", columns)
        remarks = reading.remarks
        assert set(reading.columns) <= set(reading.headings)
        assert len(set(reading.headings)) == len(reading.headings)
        assert "" not in reading.headings
    except FileRefused as refused:
        remarks = (refused.remark,)
    for each in remarks:
        assert sentence(each)
        assert each.where is None or place(each)


CELLS = st.one_of(
    st.text(max_size=12),
    st.floats(),
    st.integers(),
    st.sampled_from(
        [*("lat", "lon", "x", "y", "nom", "POINT(4 45)", "45,1", "4,2", '"', "NaN")],
    ),
    st.sampled_from(
        ["45.1, 4.2", "undefined", "45°26'N", "808000", "6483000", "°", "."]
    ),
)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read_or_refuse(content)
    read_or_refuse(b"PK\x03\x04" + content)


@given(
    st.lists(st.lists(CELLS, max_size=6), max_size=6),
    st.sampled_from(";,\t|"),
    st.dictionaries(st.sampled_from("ABC"), st.sampled_from([*NAMES, "x", ""])),
)
def test_any_rows_are_read_or_refused(
    rows: list[list[Any]], sign: str, columns: dict[str, str]
) -> None:
    text = "\n".join(sign.join(map(str, row)) for row in rows)
    read_or_refuse(text.encode("utf-8", "replace"), columns or None)


WHOLE = [xlsx(PLACES), ods(PLACES)]


@settings(deadline=None)
@given(st.sampled_from(WHOLE), st.floats(0, 1), st.binary(max_size=4))
def test_a_broken_spreadsheet_is_read_or_refused(
    content: bytes, share: float, piece: bytes
) -> None:
    at = int(share * len(content))
    read_or_refuse(content[:at] + piece + content[at + len(piece) :])


SIGNS = ["<row>", "<c/>", "</c>", '<c r="XFD1" t="s">', "<v>-1</v>", "<v>1e999</v>"]
SIGNS += ['<c t="s">', '<c s="1">', "<v>", "</v>", "</row>", '<row r="99999999999">']
SIGNS += ['<c r="1">', "<is><t>45</t></is>", '<c t="inlineStr">', "<v>9</v>", "&#0;"]


@given(st.lists(st.sampled_from(SIGNS), max_size=12))
def test_any_sheet_is_read_or_refused(pieces: list[str]) -> None:
    styles = '<cellXfs><xf numFmtId="1"/><xf numFmtId="14"/></cellXfs>'
    read_or_refuse(raw_xlsx("".join(pieces), styles=styles))


@given(st.text(max_size=40))
def test_any_heading_is_compared(text: str) -> None:
    assert simple(simple(text)) == simple(text)


TAGS = ["<table:table>", "</table:table>", "<table:table-row>", "</table:table-row>"]
TAGS += ["<table:table-cell>", "</table:table-cell>", "<text:p>45", "</text:p>"]
TAGS += ['<table:table-row table:number-rows-repeated="9999999999">', "<text:s/>"]
TAGS += ['<table:table-cell table:number-columns-repeated="-1">', "<text:a>", "&#0;"]
TAGS += ['<table:table-cell office:value-type="float" office:value="NaN"/>', "lat"]


@given(st.lists(st.sampled_from(TAGS), max_size=14))
def test_any_ods_is_read_or_refused(pieces: list[str]) -> None:
    read_or_refuse(raw_ods("".join(pieces)))
