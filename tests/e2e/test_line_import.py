"""A line is read from a file and becomes the track, in the page alone."""

import io
import json
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, expect

from tests.e2e.conftest import ROOT, Demo
from tests.e2e.map_forms import Admin, TourForm, open_new_tour

DATA = ROOT.parent / "shared" / "data" / "walks"
PEOPLE, TOWN_HALL, JAURES = "Place du Peuple", "Hôtel de ville", "Place Jean-Jaurès"
Position = Sequence[float]
LINE: list[Position] = [[4.38, 45.43], [4.39, 45.44], [4.4, 45.435]]
OTHER: list[Position] = [[4.5, 45.5], [4.51, 45.5]]


def gpx(*lines: Sequence[Position], head: str = "") -> bytes:
    """A GPX with one track for each line."""
    tracks = "".join(
        f"<trk><name>Tracé {number}</name><trkseg>"
        + "".join(f'<trkpt lat="{y}" lon="{x}"/>' for x, y in line)
        + "</trkseg></trk>"
        for number, line in enumerate(lines, 1)
    )
    namespace = "http://www.topografix.com/GPX/1/1"
    return f'{head}<gpx xmlns="{namespace}" version="1.1">{tracks}</gpx>'.encode()


def kml(line: Sequence[Position], encoding: str = "UTF-8") -> bytes:
    """A KML of one line, with altitudes."""
    places = " ".join(f"{x},{y},520" for x, y in line)
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>\n'
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>Détour</name>'
        f"<LineString><coordinates>{places}</coordinates></LineString></Placemark></kml>"
    ).encode(encoding)


def kmz(line: Sequence[Position]) -> bytes:
    """The same KML, as Google Earth saves it."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("doc.kml", kml(line))
    return archive.getvalue()


def geojson(line: Sequence[Position]) -> bytes:
    """A collection with a point and a line."""
    shapes = [
        {"type": "Point", "coordinates": line[0]},
        {"type": "LineString", "coordinates": [[*each, 520] for each in line]},
    ]
    features = [{"type": "Feature", "properties": {}, "geometry": g} for g in shapes]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


class ImportForm(TourForm):
    """The trail's form, with what imports a line."""

    def __init__(self, form: TourForm) -> None:
        super().__init__(form.page)
        self.tool = self.field.locator(".map-field__import")
        self.news = self.tool.locator("output")
        self.fault = self.tool.get_by_role("alert")
        self.stage = self.field.locator(".map-field__stage")
        self.hint = self.stage.locator(".map-field__drop")
        self.lines = self.tool.get_by_role("radio")

    def choose(self, name: str, content: bytes) -> None:
        """Choose a file as an editor does, by the button."""
        with self.page.expect_file_chooser() as chooser:
            self.button("Import a line…").click()
        file = FilePayload(name=name, mimeType="", buffer=content)
        chooser.value.set_files(file)

    def drag(self, event: str, **files: bytes) -> None:
        """One event of files that are dragged over the map."""
        carried = self.page.evaluate_handle(
            """files => {
                const carried = new DataTransfer();
                for (const [name, text] of Object.entries(files))
                    carried.items.add(new File([text], name));
                return carried;
            }""",
            {name: content.decode() for name, content in files.items()},
        )
        self.map.dispatch_event(event, {"dataTransfer": carried})

    def legs(self) -> list[list[Position]]:
        features = json.loads(self.track.input_value())["features"]
        assert {each["properties"]["by"] for each in features} == {"imported"}
        return [each["geometry"]["coordinates"] for each in features]


@pytest.fixture
def form(admin: Admin, demo: Demo) -> ImportForm:
    """An empty trail form, in English."""
    return ImportForm(open_new_tour(admin, demo))


class TestFiles:
    def test_every_format_gives_the_same_line(self, form: ImportForm) -> None:
        files = {
            "sentier.gpx": gpx(LINE, head='<?xml version="1.0" encoding="UTF-16"?>\n'),
            "sentier.kml": kml(LINE, "ISO-8859-1"),
            "sentier.kmz": kmz(LINE),
            "sentier.geojson": geojson(LINE),
            "UTF-16.kml": kml(LINE, "UTF-16"),
            "misnamed.gpx": geojson(LINE),
        }
        for name, content in files.items():
            form.choose(name, content)
            expect(form.news).to_have_text(f"{name}: 2.3\u00a0km, 3 points.")
            assert form.line() == LINE
            form.button("Undo").click()
            expect(form.track).to_have_value("")
            expect(form.news).to_be_empty()

    def test_a_file_is_dropped_on_the_map(self, form: ImportForm) -> None:
        expect(form.hint).to_be_hidden()
        form.drag("dragover", **{"sentier.gpx": gpx(LINE)})
        expect(form.hint).to_be_visible()
        form.drag("dragleave")
        expect(form.hint).to_be_hidden()

        form.drag("dragover", **{"sentier.gpx": gpx(LINE)})
        form.drag("drop", **{"sentier.gpx": gpx(LINE)})
        expect(form.news).to_contain_text("sentier.gpx")
        expect(form.hint).to_be_hidden()
        expect(form.grips).to_have_count(3)
        assert form.line() == LINE

        form.drag("drop", **{"a.gpx": gpx(LINE), "b.gpx": gpx(OTHER)})
        expect(form.fault).to_contain_text("One file at a time")
        assert form.line() == LINE

    def test_the_former_track_comes_back_byte_for_byte(self, form: ImportForm) -> None:
        before = json.dumps({"coordinates": LINE, "type": "LineString"}, indent=1)
        form.write(before)
        form.choose("autre.gpx", gpx(OTHER))
        expect(form.news).to_contain_text("autre.gpx")
        assert form.line() == OTHER

        form.map.focus()
        form.page.keyboard.press("Control+z")
        expect(form.track).to_have_value(before)
        expect(form.news).to_be_empty()
        form.page.keyboard.press("Control+y")
        assert form.line() == OTHER

    def test_a_long_line_is_simplified_and_quick(self, form: ImportForm) -> None:
        points = [[4.3 + i / 4e5, 45.4 + (i % 5) / 1e6] for i in range(50_000)]
        form.choose("long.gpx", gpx(points))
        expect(form.news).to_contain_text("50,000 points, simplified to 51 that stay")
        assert len(form.line()) == 51
        assert form.line()[0] == points[0]

    def test_what_cannot_be_read_is_told_and_changes_nothing(
        self, form: ImportForm
    ) -> None:
        form.write({"type": "LineString", "coordinates": LINE})
        written = form.track.input_value()
        wrong = gpx(LINE).replace(b'lat="45.44"', b'lat="undefined"')
        faults = [
            ("vide.gpx", b"", "vide.gpx is empty."),
            ("photo.jpg", b"\xff\xd8\xff\xe0", "photo.jpg is no GPX, KML, KMZ or"),
            ("page.gpx", b"<!DOCTYPE html><html></html>", "begins with a DOCTYPE"),
            ("coupe.gpx", b"<gpx>\n<trk>\n", "not well-formed XML: see its line 3."),
            ("x.json", b'{"type":\n"LineString",\n}', "not valid JSON: see its line 3"),
            ("lieux.gpx", b'<gpx><wpt lat="45" lon="4"/></gpx>', "only points: 1."),
            (
                "point.gpx",
                wrong,
                'point 2 of line 1 has no position that can be read: lat="undefined"',
            ),
            ("axes.gpx", gpx([[45.4, 120.0], [45.4, 121.0]]), "seem to be swapped"),
            ("gros.gpx", b" " * (5 * 1024 * 1024 + 1), "is larger than 5 MB."),
        ]
        for name, content, sentence in faults:
            form.choose(name, content)
            expect(form.fault).to_contain_text(sentence)
            expect(form.fault).to_contain_text(name)
            expect(form.track).to_have_value(written)
        form.choose("sentier.gpx", gpx(OTHER))
        expect(form.fault).to_be_empty()


class TestSeveralLines:
    def test_one_is_chosen_by_keyboard(self, form: ImportForm) -> None:
        form.choose("deux.gpx", gpx(LINE, OTHER))
        expect(form.lines).to_have_count(2)
        expect(form.lines.first).to_be_focused()
        expect(form.tool.get_by_role("group")).to_contain_text("holds 2 lines")
        expect(form.stage.locator(".map-field__pull")).to_have_count(1)
        expect(form.track).to_have_value("")

        form.page.keyboard.press("ArrowDown")
        expect(form.lines.nth(1)).to_be_checked()
        names = form.page.evaluate(
            """() => [...new FormData(document.querySelector("[name=track]").form)
                .keys()].filter(name => name.includes("import"))"""
        )
        assert names == []
        form.page.keyboard.press("Tab")
        form.page.keyboard.press("Enter")
        expect(form.news).to_contain_text("deux.gpx: 780\u00a0m, 2 points.")
        expect(form.button("Import a line…")).to_be_focused()
        expect(form.stage.locator(".map-field__pull")).to_have_count(0)
        assert form.line() == OTHER

    def test_none_may_be_chosen(self, form: ImportForm) -> None:
        form.choose("deux.gpx", gpx(LINE, OTHER))
        form.lines.first.press("Escape")
        expect(form.lines).to_have_count(0)
        expect(form.button("Import a line…")).to_be_focused()
        expect(form.track).to_have_value("")

    def test_those_that_follow_are_joined(self, form: ImportForm) -> None:
        form.choose("suite.gpx", gpx(LINE[:2], LINE[1:]))
        expect(form.news).to_contain_text("2 pieces that follow each other were joined")
        assert form.line() == LINE


class TestStops:
    def stops(self, form: ImportForm) -> list[Position]:
        """The points of three stops, as the form knows them."""
        for place in (PEOPLE, TOWN_HALL, JAURES):
            form.add_stop(place)
        expect(form.flags).to_have_text(["1", "2", "3"])
        form.button("Join the stops").click()
        return form.line()

    def bent(self, stops: Sequence[Position]) -> list[Position]:
        """A line that passes 11 m north of the stops, with a point between them."""
        moved = [[x, round(y + 0.0001, 6)] for x, y in stops]
        between = [
            [round((a[0] + b[0]) / 2 + 0.0005, 6), round((a[1] + b[1]) / 2, 6)]
            for a, b in zip(moved, moved[1:], strict=False)
        ]
        return [moved[0], between[0], moved[1], between[1], moved[2]]

    def test_a_line_is_cut_at_the_stops(self, form: ImportForm) -> None:
        stops = self.stops(form)
        joined = form.track.input_value()
        form.choose("rue.gpx", gpx(self.bent(stops)))
        expect(form.news).to_contain_text("The line is cut at the stops; legs: 2.")
        first, second = form.legs()
        assert [first[0], first[-1], second[-1]] == stops
        assert second[0] == first[-1]
        rows = form.field.locator("table tbody tr")
        expect(rows).to_have_count(2)
        expect(rows.first.get_by_role("combobox")).to_have_value("imported")
        expect(form.field.locator(".map-field__notices li")).to_have_count(0)

        form.button("Undo").click()
        expect(form.track).to_have_value(joined)

    def test_a_line_the_other_way_round_is_turned(self, form: ImportForm) -> None:
        stops = self.stops(form)
        form.choose("retour.gpx", gpx(self.bent(stops)[::-1]))
        expect(form.news).to_contain_text("turned round to follow the stops")
        legs = form.legs()
        assert [legs[0][0], legs[1][0], legs[1][-1]] == stops

    def test_a_line_elsewhere_stays_in_one_piece(self, form: ImportForm) -> None:
        self.stops(form)
        form.choose("loin.gpx", gpx(OTHER))
        expect(form.news).to_contain_text("stays in one piece, without legs: stop 1 is")
        assert form.line() == OTHER


def test_files_of_others_are_read(form: ImportForm) -> None:
    if not DATA.is_dir():
        pytest.skip(f"needs the walks at {DATA}")
    for file, points in {
        "gpx_edge_geotrek/trace.kml": 61,
        "gpx_edge_geotrek/trace.kmz": 61,
        "gpx_edge_geotrek/trace_with_route_points.gpx": 13,
        "gpx_edge_gpxpy/track-with-empty-segment.gpx": 9,
        "kml_edge_togeojson/gxtrack.kml": 7,
        "pou7_family_walks/Cully-Rivaz.geojson": 149,
    }.items():
        path = DATA / file
        form.choose(path.name, path.read_bytes())
        expect(form.news).to_contain_text(f"{path.name}:")
        assert len(form.line()) == points
    bad = DATA / "kml_edge_togeojson/bad.kml"
    form.choose(bad.name, bad.read_bytes())
    expect(form.fault).to_contain_text("no position that can be read: no,no,0")


def test_axe_finds_nothing_and_it_fits_a_narrow_screen(form: ImportForm) -> None:
    folder = os.environ.get("TRABOULE_SCREENSHOTS")
    states = {
        "news": lambda: form.choose("sentier.gpx", gpx(LINE)),
        "fault": lambda: form.choose("vide.gpx", b""),
        "choice": lambda: form.choose("deux.gpx", gpx(LINE, OTHER)),
        "drop": lambda: form.drag("dragover", **{"sentier.gpx": gpx(LINE)}),
    }
    for state, enter in states.items():
        enter()
        expected = {"fault": form.fault, "choice": form.lines.first, "drop": form.hint}
        expect(expected.get(state, form.news)).to_be_visible()
        for scheme in ("light", "dark"):
            form.page.emulate_media(color_scheme=scheme)
            form.page.evaluate(
                """() => document.getAnimations().forEach(
                    (each) => each instanceof CSSTransition && each.finish())"""
            )
            if folder:
                form.field.screenshot(
                    path=Path(folder) / f"import-{state}-{scheme}.png"
                )
            found = Axe().run(form.page, context={"include": [[".map-field--track"]]})
            assert [
                (each["id"], node["target"], node["failureSummary"])
                for each in found.response["violations"]
                for node in each["nodes"]
            ] == []
    form.page.set_viewport_size({"width": 320, "height": 800})
    form.page.wait_for_function(
        "tool => tool.scrollWidth <= tool.clientWidth", arg=form.tool.element_handle()
    )
