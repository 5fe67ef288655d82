"""Tables of places: which column is what, and what becomes of the rows."""

import sys
from pathlib import Path

import pytest

from exchange.categories import _CATEGORIES, category
from exchange.columns import NAMES, simple
from exchange.found import FileRefused, FoundStop
from exchange.import_forms import COLUMNS
from exchange.readers.table import read
from exchange.reading import kind_of, read_file
from exchange.sentences import place, sentence
from places.geo import Point
from places.models import Place
from tests.exchange.documents import codes, refusal, remark
from tests.exchange.tables import PLACES, csv, ods, points, stops, xlsx

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


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

    @pytest.mark.parametrize(
        ("headings", "row", "fields"),
        [
            (  # the register of historic monuments
                "Reference;Denomination_de_l_edifice;Titre_editorial_de_la_notice;"
                "Commune_forme_editoriale;Historique;coordonnees_au_format_WGS84",
                "PA00117591;église;Notre-Dame;Lyon;Bâtie en 1669;45.4312, 4.3897",
                "identifier,,title,,story,latitude",
            ),
            (  # DATAtourisme
                "Nom_du_POI;Categories_de_POI;Latitude;Longitude;Adresse_postale;"
                "Code_postal_et_commune;Description;URI_ID_du_POI",
                "Musée;https://a.fr/core#Museum;45.4;4.3;1 rue;42000#B;Une;https://b",
                "title,category,latitude,longitude,address,,story,identifier",
            ),
            (  # Opendatasoft
                "Geo Point;Geo Shape;nom_du_site;commune;adresse;descriptif",
                '45.4, 4.3;"{""type"": ""Point""}";Mine;Lyon;3 rue;Texte',
                "latitude,,title,,address,story",
            ),
            ("WKT;nom;description", "POINT (4.3 45.4);a;b", "latitude,title,story"),
            ("item;itemLabel;coord", "http://a;Mine;Point(4 45)", ",title,latitude"),
            (
                "@id;@lat;@lon;name",
                "node/1;45.4;4.3;A",
                "identifier,latitude,longitude,title",
            ),
            ("nom;prix;note", "a;12,50;4,125", "title,,"),
            ("où;quand;quoi", "3 rue A 42000;1926-1930;Mine 3 E", "title,,"),
            ("nom;quand;combien", "Mine;12/05;3.125 4.500 kg", "title,,"),
        ],
    )
    def test_tables_of_other_makers_are_understood(
        self, headings: str, row: str, fields: str
    ) -> None:
        named = zip(headings.split(";"), fields.split(","), strict=True)
        assert taken(headings, row) == {key: field for key, field in named if field}

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
