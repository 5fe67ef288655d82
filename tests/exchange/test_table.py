"""Tables of places: which column is what, and what becomes of the rows."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.categories import _CATEGORIES, category
from exchange.columns import NAMES, simple
from exchange.found import FileRefused, FoundStop, Reading
from exchange.import_forms import COLUMNS
from exchange.readers.table import read
from exchange.reading import kind_of, read_file
from exchange.sentences import place, sentence
from places.geo import Point
from places.models import Place
from tests.exchange.documents import archive, codes, refusal, remark
from tests.exchange.tables import csv, ods, raw_ods, raw_xlsx, xlsx

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
PLACES: list[list[Any]] = [
    ["Nom", "Latitude", "Longitude", "Description", "Adresse", "Type", "Id"],
    ["Puits Couriot", 45.4397, 4.3872, "Une mine.", "3 rue Franchet", "Musée", 12],
    ["Halles Biltoux", 45.441, 4.3905, "Un marché.", "", "Marché", 13],
]


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


def taken(*rows: str) -> dict[str, str]:
    """What the columns of a CSV file are taken for."""
    return dict(read(csv(*rows), "a.csv").columns)


class TestTheRows:
    """Each is a stop."""

    @pytest.mark.parametrize(
        "content",
        [
            xlsx(PLACES),
            ods(PLACES),
            csv(*(";".join(map(str, row)) for row in PLACES)),
            csv(*(";".join(map(str, row)) for row in PLACES), sign="\t"),
            csv(*(";".join(map(str, row)) for row in PLACES), sign=","),
        ],
        ids=["xlsx", "ods", "semicolon", "tab", "comma"],
    )
    def test_a_table_is_one_trail_of_its_rows(self, content: bytes) -> None:
        reading = read_file(content, "De_la mine.xlsx")
        (trail,) = reading.trails
        assert reading.kind == "table"
        assert (trail.title, trail.line) == ("De la mine", ())
        assert trail.stops == (
            FoundStop(
                "Puits Couriot",
                Point(45.4397, 4.3872),
                story="<p>Une mine.</p>",
                identifier="12",
                address="3 rue Franchet",
                category="museum",
            ),
            FoundStop(
                "Halles Biltoux",
                Point(45.441, 4.3905),
                story="<p>Un marché.</p>",
                identifier="13",
                category="market",
            ),
        )
        assert reading.headings == tuple(PLACES[0])
        assert list(reading.columns.values()) == [
            *("title", "latitude", "longitude", "story", "address", "category"),
            "identifier",
        ]
        assert codes(reading.remarks) == {"no_line"}

    def test_stops_stay_in_the_order_of_the_file(self) -> None:
        found = stops(csv("nom;lat;lon", "C;45;4", "A;45.1;4", "B;44.9;4"))
        assert [stop.title for stop in found] == ["C", "A", "B"]

    def test_rows_without_a_position_are_left_out_and_counted(self) -> None:
        reading = read(csv("nom;lat;lon", "A;45;4", "Sans;;", "B;;", "C;45;5"), "a")
        left = remark(reading, "no_geometry")
        assert (left.facts["count"], left.facts["title"]) == (2, "Sans")
        assert place(left) == "row 3"

    @pytest.mark.parametrize(
        "bad", ["undefined;undefined", "NaN;NaN", "45;", "1e999;4", "95;200", "x;4"]
    )
    def test_positions_that_are_none_are_left_out_and_the_first_is_named(
        self, bad: str
    ) -> None:
        reading = read(csv("lat;lon;nom", f"{bad};A", "45;4;B", f"{bad};C"), "a.csv")
        left = remark(reading, "bad_point")
        assert (left.facts["count"], place(left)) == (2, "row 2")
        assert [stop.title for stop in reading.trails[0].stops] == ["B"]

    def test_axes_that_are_exchanged_in_every_row_are_put_right(self) -> None:
        reading = read(csv("lat;lon", "-120.5;45", "-121;46"), "a.csv")
        assert place(remark(reading, "swapped")) == "row 2"
        assert reading.trails[0].stops[0].point == Point(45, -120.5)

    def test_a_story_keeps_its_marks_and_loses_scripts(self) -> None:
        (stop,) = stops(
            csv('nom;lat;lon;texte\nA;45;4;"<b>Ici</b><script>x()</script>\n\nlà"')
        )
        assert stop.story == "<p><b>Ici</b> là</p>"
        (stop,) = stops(csv('nom;lat;lon;texte\nA;45;4;"Un.\n\nDeux < trois."'))
        assert stop.story == "<p>Un.</p><p>Deux &lt; trois.</p>"

    def test_more_rows_than_a_trail_may_have_are_refused(self) -> None:
        rows = [f"45.{n:04};4.5" for n in range(301)]
        refused = refusal(csv("lat;lon", *rows), "a.csv")
        assert (refused.code, refused.facts) == (
            "too_many_places",
            {"stops": 301, "limit": 300},
        )
        assert len(stops(csv("lat;lon", *rows[1:]))) == 300


class TestTheHeadings:
    """Which column is what."""

    def test_they_are_those_that_the_preview_offers(self) -> None:
        assert NAMES.keys() == COLUMNS.keys()

    def test_every_name_is_as_headings_are_compared(self) -> None:
        assert all(simple(name) == name for names in NAMES.values() for name in names)

    @pytest.mark.parametrize(
        ("headings", "fields"),
        [
            ("NOM;X_WGS84;Y_WGS84", {1: "longitude", 2: "latitude"}),
            ("Titre;Lng;Lat", {1: "longitude", 2: "latitude"}),
            ("Name;Latitude (WGS84);Longitude (WGS84)", {1: "latitude"}),
            ("Libellé;GPS_lat;GPS_lon", {0: "title", 1: "latitude", 2: "longitude"}),
            ("Appellation;y;x", {0: "title", 1: "latitude", 2: "longitude"}),
            ("MONUMENT,N,11,0;X,N,19,15;Y,N,19,15", {0: "title", 2: "latitude"}),
        ],
    )
    def test_many_words_are_known(self, headings: str, fields: dict[int, str]) -> None:
        reading = read(csv(headings, "Mine;4,3872;45,4397"), "a.csv")
        for column, field in fields.items():
            assert reading.columns[reading.headings[column]] == field

    def test_the_name_of_a_town_is_not_the_name_of_a_place(self) -> None:
        columns = taken("nom_commune;nom du site;code postal;lat;lon", "a;b;42000;45;4")
        assert columns == {
            "nom du site": "title",
            "lat": "latitude",
            "lon": "longitude",
        }

    def test_titles_above_the_headings_are_passed_over(self) -> None:
        reading = read(
            csv("Circuit;;", "Mairie, 2024;;", ";;", "Nom;Lat;Lon", "A;45;4"), "a.csv"
        )
        assert reading.headings == ("Nom", "Lat", "Lon")
        assert len(reading.trails[0].stops) == 1

    def test_without_headings_the_values_tell(self) -> None:
        reading = read(csv("Mine;45,4397;4,3872", "Halles;45,4410;4,3905"), "a.csv")
        assert reading.headings == ("A", "B", "C")
        assert reading.columns == {"A": "title", "B": "latitude", "C": "longitude"}
        assert [stop.title for stop in reading.trails[0].stops] == ["Mine", "Halles"]

    @pytest.mark.parametrize(
        ("row", "point"),
        [
            ("a;4,3872;45,4397", (45.4397, 4.3872)),  # France: the longitude first
            ("a;-120.512;45.4397", (45.4397, -120.512)),
            ("a;45.4397;-120.512", (45.4397, -120.512)),
            ("a;3;808000,5;6483000,5", (45.43794, 4.38144)),  # Lambert-93
        ],
    )
    def test_unknown_headings_are_helped_by_the_values(
        self, row: str, point: tuple[float, float]
    ) -> None:
        headings = ["quoi", "truc", "machin", "chose"][: row.count(";") + 1]
        assert points(";".join(headings), row) == [point]

    def test_headings_that_lie_are_not_believed(self) -> None:
        columns = taken("nom;x;y;point", "a;b;c;45.4,4.4", "d;e;f;45.5,4.5")
        assert columns == {"nom": "title", "point": "latitude"}

    def test_no_two_headings_are_alike_and_none_is_empty(self) -> None:
        reading = read(csv("nom;nom;;lat;lon", "a;b;c;45;4"), "a.csv")
        assert reading.headings == ("nom", "nom (2)", "C", "lat", "lon")

    def test_where_nothing_is_known_there_is_no_trail_but_the_headings(self) -> None:
        reading = read(csv("quoi;combien", "a;1", "b;2"), "a.csv")
        assert (reading.trails, reading.headings) == ((), ("quoi", "combien"))

    def test_what_is_said_counts_more_than_the_guess(self) -> None:
        content = csv("nom;autre;lat;lon;n;e", "A;B;45;4;46;5")
        given = {"autre": "title", "n": "latitude", "e": "longitude", "nowhere": "x"}
        reading = read(content, "a.csv", given)
        (stop,) = reading.trails[0].stops
        assert (stop.title, stop.point) == ("B", Point(46, 5))
        assert reading.columns == {
            key: value for key, value in given.items() if key != "nowhere"
        }
        assert read(content, "a.csv", {}).trails == ()

    def test_several_columns_may_be_the_story(self) -> None:
        (stop,) = stops(
            csv("lat;lon;a;b;c", "45;4;Un;;Trois"),
            lat="latitude",
            lon="longitude",
            **dict.fromkeys("abc", "story"),
        )
        assert stop.story == "<p>Un</p><p>Trois</p>"


class TestThePosition:
    """Numbers as people write them."""

    @pytest.mark.parametrize(
        "cell",
        [
            "45.4397, 4.3872",
            "45.4397 4.3872",
            "45.4397,4.3872",
            "45,4397 4,3872",
            "45,4397 / 4,3872",
            "45,4397, 4,3872",
            "(45.4397, 4.3872)",
            "POINT (4.3872 45.4397)",
            "SRID=4326;POINT(4.3872 45.4397)",
            "POINT Z (4.3872 45.4397 512)",
            '{""coordinates"": [4.3872, 45.4397], ""type"": ""Point""}',
            "45.4397° N, 4.3872° E",
            "45.4397N 4.3872E",
            "4.3872E 45.4397N",
            '45° 26\' 22.92"" N, 4° 23\' 13.92"" E',
            "45°26′22,92″N 4°23′13,92″E",
        ],
    )
    @pytest.mark.parametrize("heading", ["coordonnees_au_format_WGS84", "latitude"])
    def test_one_cell_may_hold_both(self, cell: str, heading: str) -> None:
        assert points(f"nom|{heading}", f'a|"{cell}"') == [(45.4397, 4.3872)]

    def test_the_heading_may_say_that_the_longitude_comes_first(self) -> None:
        assert points("nom;lon_lat", 'a;"4.3872, 45.4397"') == [(45.4397, 4.3872)]

    @pytest.mark.parametrize(
        ("latitude", "longitude"),
        [
            ("45,4397", "4,3872"),
            (" 45.4397 ", "+4.3872"),
            ("45.4397°", "4.3872°"),
            ('45°26\'22.92""N', '4°23\'13.92""E'),
            ("4.54397e1", "43872E-4"),
            ("45.4397N", "4.3872 E"),
        ],
    )
    def test_two_cells_may_hold_it_in_many_ways(
        self, latitude: str, longitude: str
    ) -> None:
        rows = ("lat|lon", f'"{latitude}"|"{longitude}"')
        assert points(*rows) == [(45.4397, 4.3872)]

    def test_south_and_west_are_below_zero(self) -> None:
        assert points("lat;lon", "33.5° S;70.6° O") == [(-33.5, -70.6)]
        assert points("lat;lon", "−33,5;−70,6") == [(-33.5, -70.6)]

    @pytest.mark.parametrize(
        "row",
        [
            "808000;6483000",
            "808 000,0;6 483 000,0",
            "6483000;808000",
            "808,000.0;6,483,000.0",
        ],
    )
    def test_metres_of_lambert_93_become_degrees(self, row: str) -> None:
        reading = read(csv("x;y;nom", f"{row};a"), "a.csv")
        assert remark(reading, "lambert93").facts["count"] == 1
        point = reading.trails[0].stops[0].point
        assert (point.latitude, point.longitude) == pytest.approx(
            (45.43793, 4.38144), abs=1e-5
        )


class TestCategories:
    """Words for kinds of places."""

    def test_all_are_categories_of_places(self) -> None:
        assert set(_CATEGORIES.values()) | {category("")} == set(Place.Category)

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("Église", "religious"),
            ("ÉGLISES", "religious"),
            ("place_of_worship", "religious"),
            ("Place publique", "square"),
            ("musée d'art", "museum"),
            ("Parc et jardin", "park"),
            ("Oeuvre : statue", "public_art"),
            ("industrial_heritage", "industrial_heritage"),
            ("Gare SNCF", "station"),
            ("Châteaux", "monument"),
            ("quelque chose", "other"),
            ("", "other"),
        ],
    )
    def test_a_word_says_it(self, text: str, value: str) -> None:
        assert category(text) == value


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


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"title\nMill\n", "places.csv"),
        (b"a;b\n1;2\n", "a"),
        (b"a\tb\n1\t2\n", "a.tsv"),
        ("Circuit\n\nnom;lat\na;1\n".encode("utf-16"), "a.csv"),
        (xlsx([["a"]]), "a.zip"),
        (ods([["a"]]), "a.zip"),
    ],
)
def test_a_table_is_known_as_one(content: bytes, name: str) -> None:
    assert kind_of(content, name) == "table"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder shared/ is not there")
def test_every_table_of_others_is_imported_or_refused_with_a_reason() -> None:
    paths = sorted(p for p in SHARED.rglob("*.csv") if p.is_file())
    assert len(paths) >= 5
    for path in paths:
        try:
            reading = read_file(path.read_bytes(), path.name)
        except FileRefused as refused:
            told = sentence(refused.remark)
        else:
            count = sum(len(trail.stops) for trail in reading.trails)
            fields = ", ".join(f"{k} → {v}" for k, v in reading.columns.items())
            told = f"{count} stops; {fields}; {', '.join(codes(reading.remarks))}"
            assert reading.headings
        sys.stdout.write(f"{path.relative_to(SHARED)}  {told}\n")
