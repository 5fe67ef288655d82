"""Points and tracks are set on the maps of the admin's forms."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import DESK, Demo, Opener

Admin = Callable[..., Page]

ADD_PLACE = "/admin/snippets/places/place/add/"
LINE = {
    "type": "LineString",
    "coordinates": [[4.38, 45.43], [4.39, 45.44], [4.4, 45.435]],
}


class PointForm:
    """A form with a map that sets a latitude and a longitude."""

    def __init__(self, root: Page | Locator, prefix: str = "") -> None:
        self.latitude = root.locator(f"[name='{prefix}latitude']")
        self.longitude = root.locator(f"[name='{prefix}longitude']")
        self.field = root.locator(".map-field").first
        self.map = self.field.locator(".leaflet-container")
        self.pin = self.field.locator(".leaflet-marker-icon:has(.map-field__pin)")
        self.status = self.field.locator("[role=status]")

    def button(self, name: str) -> Locator:
        return self.field.get_by_role("button", name=name)

    def paste(self, text: str) -> None:
        """Paste as the keyboard does: the field sees the clipboard before its text."""
        self.latitude.evaluate(
            """(input, text) => {
                const clipboardData = new DataTransfer();
                clipboardData.setData("text", text);
                input.dispatchEvent(new ClipboardEvent(
                    "paste", { clipboardData, bubbles: true, cancelable: true }));
            }""",
            text,
        )

    def expect_point(self, latitude: str, longitude: str) -> None:
        expect(self.latitude).to_have_value(latitude)
        expect(self.longitude).to_have_value(longitude)

    def point(self) -> tuple[float, float]:
        return float(self.latitude.input_value()), float(self.longitude.input_value())

    def tip(self) -> tuple[float, float]:
        """Where on the map the pin's tip is, in pixels."""
        shown = self.pin.evaluate("pin => [pin._leaflet_pos.x, pin._leaflet_pos.y]")
        return tuple(shown)


@pytest.fixture
def new_place(admin: Admin, demo: Demo) -> PointForm:
    """An empty place form, in English."""
    page = admin("editor")
    page.goto(demo.address(ADD_PLACE))
    form = PointForm(page)
    expect(form.map).to_be_visible()
    return form


def close(a: float, b: float, by: float) -> bool:
    return abs(a - b) <= by


class TestPoint:
    def test_a_click_sets_the_pin_where_it_was(self, new_place: PointForm) -> None:
        expect(new_place.status).to_contain_text("No point yet")

        new_place.map.click(position={"x": 240, "y": 110})

        expect(new_place.pin).to_have_count(1)
        x, y = new_place.tip()
        assert close(x, 240, 1) and close(y, 110, 1)
        latitude, longitude = new_place.point()
        assert 45 < latitude < 46 and 4 < longitude < 5
        expect(new_place.status).to_contain_text(f"Pin at {latitude:g}"[:12])

    def test_the_pin_is_dragged(self, new_place: PointForm) -> None:
        new_place.map.click(position={"x": 240, "y": 150})
        before = new_place.point()

        new_place.pin.locator(".map-field__pin").drag_to(
            new_place.map, target_position={"x": 340, "y": 90}
        )

        after = new_place.point()
        assert after[0] > before[0] and after[1] > before[1]

    def test_typed_numbers_move_the_pin(self, new_place: PointForm) -> None:
        new_place.latitude.fill("45.4397")
        expect(new_place.status).to_have_text("Give both latitude and longitude.")
        new_place.longitude.fill("4,3872")
        expect(new_place.pin).to_be_visible()
        expect(new_place.status).to_have_text("Pin at 45.4397, 4.3872.")

        # Far outside the view: the map follows.
        new_place.latitude.fill("60.17")
        new_place.longitude.fill("24.94")
        x, y = new_place.tip()
        box = new_place.map.bounding_box()
        assert box and 0 <= x <= box["width"] and 0 <= y <= box["height"]

    @pytest.mark.parametrize(
        "text",
        [
            "45.4397, 4.3872",
            "45,4397 4,3872",
            "geo:45.4397,4.3872",
            "45°26'22.92\"N 4°23'13.92\"E",
            "https://www.openstreetmap.org/#map=17/45.4397/4.3872",
        ],
    )
    def test_pasted_coordinates_fill_both_fields(
        self, new_place: PointForm, text: str
    ) -> None:
        new_place.paste(text)
        new_place.expect_point("45.4397", "4.3872")
        expect(new_place.pin).to_be_visible()

    @pytest.mark.parametrize(
        ("latitude", "longitude", "sentence"),
        [
            ("999", "4", "A latitude lies between −90 and 90."),
            ("45", "-181", "A longitude lies between −180 and 180."),
            ("north", "4", "Write degrees as a number, such as 45.4397."),
        ],
    )
    def test_a_wrong_number_is_told_at_once(
        self, new_place: PointForm, latitude: str, longitude: str, sentence: str
    ) -> None:
        new_place.latitude.fill(latitude)
        new_place.longitude.fill(longitude)
        expect(new_place.status).to_have_text(sentence)
        expect(new_place.pin).to_have_count(0)
        new_place.expect_point(latitude, longitude)

    def test_the_pin_is_removed(self, new_place: PointForm) -> None:
        new_place.map.click(position={"x": 200, "y": 100})
        new_place.button("Remove the pin").click()
        new_place.expect_point("", "")
        expect(new_place.pin).to_have_count(0)

    def test_the_keyboard_alone_sets_and_moves_the_pin(
        self, new_place: PointForm
    ) -> None:
        keys = new_place.map.page.keyboard
        new_place.map.focus()
        keys.press("Enter")
        first = new_place.point()

        new_place.pin.focus()
        keys.press("ArrowUp")
        one_metre = new_place.point()
        assert close((one_metre[0] - first[0]) * 111_195, 1, 0.15)
        keys.press("Shift+ArrowRight")
        ten_metres = new_place.point()
        assert close((ten_metres[1] - one_metre[1]) * 111_195 * 0.7, 10, 0.3)
        expect(new_place.pin).to_be_focused()

    def test_known_places_are_landmarks(self, new_place: PointForm) -> None:
        expect(
            new_place.field.locator(".map-field__landmark-name", has_text="design")
        ).to_be_visible()

    def test_a_decimal_comma_is_saved_without_any_script(
        self, open_page: Opener, demo: Demo
    ) -> None:
        page = open_page("/admin/login/", DESK, java_script_enabled=False)
        page.locator("[name=username]").fill("editor")
        page.locator("[name=password]").fill(demo.password)
        page.locator("[type=submit]").first.click()
        page.goto(demo.address(ADD_PLACE))
        form = PointForm(page)
        page.locator("[name=name]").fill("Kiosque sans script")
        form.latitude.fill("45,4415")
        form.longitude.fill("4,3865")
        form.longitude.press("Enter")
        page.get_by_role("link", name="Kiosque sans script").first.click()
        form.expect_point("45.4415", "4.3865")


class TourForm:
    """The form of a new trail."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.track = page.locator("[name=track]")
        self.field = page.locator(".map-field--track")
        self.map = self.field.locator(".leaflet-container")
        self.grips = self.field.locator(".leaflet-marker-icon:has(.map-field__grip)")
        self.splits = self.field.locator(".leaflet-marker-icon:has(.map-field__split)")
        self.flags = self.field.locator(".map-field__stop")
        self.status = self.field.locator("[role=status]")
        self.number = self.field.get_by_role("spinbutton", name="Point")

    def row(self, number: int) -> Locator:
        return self.page.locator(f"#inline_child_stops-{number}")

    def button(self, name: str) -> Locator:
        return self.field.get_by_role("button", name=name, exact=True)

    def add_stop(self, place: str) -> Locator:
        """A stop added on the fly, at a place that the demo knows."""
        number = self.page.locator("[data-inline-panel-child]").count()
        self.page.locator("#id_stops-ADD").click()
        row = self.row(number)
        row.get_by_role("button", name="Choose a place").click()
        self.page.locator(".modal").get_by_role("link", name=place).click()
        expect(row.get_by_text(place)).to_be_visible()
        return row

    def line(self) -> list[list[float]]:
        text = self.track.input_value()
        return json.loads(text)["coordinates"] if text else []

    def write(self, value: Any) -> None:
        """Type a text into the field, shown for that if it is not."""
        if not self.track.is_visible():
            self.button("GeoJSON").click()
        self.track.fill(value if isinstance(value, str) else json.dumps(value))


@pytest.fixture
def new_tour(admin: Admin, demo: Demo) -> TourForm:
    """An empty trail form, in English."""
    page = admin("editor")
    page.goto(demo.address("/admin/pages/"))
    link = page.locator("a[href^='/admin/pages/']", has_text="La ville se raconte")
    home = (link.first.get_attribute("href") or "").split("/")[3]
    page.goto(demo.address(f"/admin/pages/add/tours/tourpage/{home}/"))
    page.locator("[name=title]").fill(f"Essai de cartes {uuid4().hex}")
    form = TourForm(page)
    form.field.scroll_into_view_if_needed()
    expect(form.map).to_be_visible()
    return form


class TestStops:
    def test_a_row_added_on_the_fly_has_its_map(self, new_tour: TourForm) -> None:
        row = new_tour.add_stop("Place du Peuple")
        stop = PointForm(row, "stops-0-")
        expect(stop.map).to_be_hidden()

        row.get_by_text("Show the map").click()
        expect(stop.status).to_contain_text("the place’s point is used")
        box = stop.map.bounding_box()
        assert box and box["width"] > 400 and box["height"] > 200
        expect(row.locator(".map-field__stop")).to_have_text("1")

        stop.map.click(position={"x": 150, "y": 100})
        latitude, longitude = stop.point()
        assert close(latitude, 45.435, 0.02) and close(longitude, 4.387, 0.02)

    def test_the_other_stops_are_shown_by_their_numbers(
        self, new_tour: TourForm
    ) -> None:
        for place in ("Place du Peuple", "Place Jean-Jaurès"):
            new_tour.add_stop(place)
        row = new_tour.row(1)
        row.get_by_text("Show the map").click()
        flags = row.locator(".map-field__stop")
        expect(flags).to_have_text(["1", "2"])

        # Moved before the other, its map is made again and the numbers follow.
        row.get_by_role("button", name="Move up").click()
        row.get_by_text("Show the map").click()
        expect(row.locator(".leaflet-container")).to_have_count(1)
        expect(new_tour.flags).to_have_text(["1", "2"])

        new_tour.row(0).get_by_role("button", name="Delete").click()
        expect(new_tour.flags).to_have_text(["1"])

    def test_a_place_is_made_on_the_map_inside_the_dialog(
        self, new_tour: TourForm
    ) -> None:
        page = new_tour.page
        page.locator("#id_stops-ADD").click()
        row = new_tour.row(0)
        row.get_by_role("button", name="Choose a place").click()
        dialog = page.locator(".modal")
        dialog.get_by_role("tab", name="New place").click()
        form = PointForm(dialog, "new-place-")
        name = dialog.get_by_label("Name")
        name.fill("Kiosque du jardin")
        form.map.click(position={"x": 150, "y": 120})
        latitude, longitude = form.point()
        dialog.get_by_role("button", name="Create").click()

        expect(row.get_by_text("Kiosque du jardin")).to_be_visible()
        row.get_by_text("Show the map").click()
        stop = PointForm(row, "stops-0-")
        stop.button("Put the pin in the middle").click()
        assert close(stop.point()[0], latitude, 0.0002)
        assert close(stop.point()[1], longitude, 0.0002)

    def test_what_the_map_sets_is_autosaved(self, new_tour: TourForm) -> None:
        row = new_tour.add_stop("Place du Peuple")
        row.get_by_text("Show the map").click()
        stop = PointForm(row, "stops-0-")
        # Wagtail looks for changes once it has seen the form at rest.
        new_tour.page.evaluate(
            """() => new Promise((seen) => {
                const form = wagtail.app.queryController("w-unsaved");
                const look = () =>
                    form.initialFormData ? seen() : requestAnimationFrame(look);
                look();
            })"""
        )
        stop.map.click(position={"x": 150, "y": 100})
        latitude, longitude = stop.latitude.input_value(), stop.longitude.input_value()
        assert latitude and longitude

        # The draft that the site keeps holds the point.
        new_tour.page.evaluate(
            """async (value) => {
                const kept = async () => (await fetch(location.href)).text();
                while (!(await kept()).includes(`value="${value}"`));
            }""",
            longitude,
        )
        new_tour.page.reload()
        PointForm(new_tour.row(0), "stops-0-").expect_point(latitude, longitude)


class TestTrack:
    def test_the_stops_are_joined_and_measured(self, new_tour: TourForm) -> None:
        for place in ("Place du Peuple", "Place Jean-Jaurès"):
            new_tour.add_stop(place)
        expect(new_tour.flags).to_have_text(["1", "2"])

        new_tour.button("Join the stops").click()

        line = new_tour.line()
        assert len(line) == 2
        assert all(
            4 < longitude < 5 and 45 < latitude < 46 for longitude, latitude in line
        )
        expect(new_tour.status).to_contain_text("m, points: 2.")

        new_tour.button("Reverse").click()
        assert new_tour.line() == line[::-1]

    def test_a_line_is_drawn_split_bent_and_cut(self, new_tour: TourForm) -> None:
        for x, y in ((200, 100), (400, 100)):
            new_tour.map.click(position={"x": x, "y": y})
        expect(new_tour.grips).to_have_count(2)
        drawn = new_tour.line()

        new_tour.splits.first.locator("span").drag_to(
            new_tour.map, target_position={"x": 300, "y": 200}
        )
        bent = new_tour.line()
        assert [bent[0], bent[2]] == drawn
        assert bent[1][1] < drawn[0][1]

        new_tour.grips.nth(2).focus()
        new_tour.page.keyboard.press("Delete")
        assert new_tour.line() == bent[:2]

    def test_every_step_is_undone_and_done_again(self, new_tour: TourForm) -> None:
        for x in (200, 300, 400):
            new_tour.map.click(position={"x": x, "y": 100})
        three = new_tour.line()

        new_tour.button("Undo").click()
        assert new_tour.line() == three[:2]
        new_tour.button("Undo").click()
        expect(new_tour.track).to_have_value("")
        expect(new_tour.status).to_contain_text("second point")
        new_tour.map.focus()
        new_tour.page.keyboard.press("Control+y")
        new_tour.page.keyboard.press("Control+Shift+Z")
        assert new_tour.line() == three

    def test_the_keyboard_alone_draws_and_edits(self, new_tour: TourForm) -> None:
        keys = new_tour.page.keyboard
        new_tour.map.focus()
        keys.press("Enter")
        keys.press("ArrowRight")
        expect(new_tour.grips).to_have_count(1)
        new_tour.map.focus()
        keys.press("Enter")
        expect(new_tour.grips).to_have_count(2)
        before = new_tour.line()

        new_tour.number.fill("1")
        keys.press("Enter")
        chosen = new_tour.grips.nth(0)
        expect(chosen).to_be_focused()
        keys.press("Shift+ArrowUp")
        after = new_tour.line()
        assert close((after[0][1] - before[0][1]) * 111_195, 10, 0.3)
        keys.press("PageDown")
        expect(new_tour.grips.nth(1)).to_be_focused()
        new_tour.button("Add one after").click()
        assert len(new_tour.line()) == 3

    def test_a_typed_line_is_drawn(self, new_tour: TourForm) -> None:
        new_tour.write(LINE)
        expect(new_tour.grips).to_have_count(3)
        expect(new_tour.status).to_contain_text("2.3 km, points: 3.")

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("{not json", "This is not GeoJSON"),
            ('{"type":"Point","coordinates":[4,45]}', "one GeoJSON LineString"),
            (
                {"type": "LineString", "coordinates": [[4, 45], [4, 999]]},
                "Point 2 of the text",
            ),
        ],
    )
    def test_a_wrong_text_is_told_and_left_alone(
        self, new_tour: TourForm, text: Any, sentence: str
    ) -> None:
        new_tour.write(LINE)
        new_tour.write(text)
        written = new_tour.track.input_value()
        expect(new_tour.status).to_contain_text(sentence)

        new_tour.map.click(position={"x": 40, "y": 40})
        expect(new_tour.button("Reverse")).to_be_disabled()
        expect(new_tour.track).to_have_value(written)

        new_tour.button("Undo").click()
        assert new_tour.line() == LINE["coordinates"]

    def test_a_long_line_shows_its_points_once_near(self, new_tour: TourForm) -> None:
        points = [[4.3 + i / 10_000, 45.4 + i / 20_000] for i in range(1200)]
        new_tour.write({"type": "LineString", "coordinates": points})
        expect(new_tour.status).to_contain_text("Come closer")
        assert new_tour.grips.count() <= 300

        new_tour.number.fill("600")
        new_tour.page.keyboard.press("Enter")
        zoom = new_tour.field.get_by_role("button", name="Zoom in")
        for _step in range(4):
            zoom.click()
        chosen = new_tour.field.locator(".map-field__grip--chosen")
        expect(chosen).to_be_visible()
        new_tour.page.keyboard.press("ArrowUp")

        line = new_tour.line()
        assert len(line) == 1200
        assert [p for i, p in enumerate(line) if i != 599] == points[:599] + points[
            600:
        ]


class TestForAll:
    def test_axe_finds_nothing_in_the_map_fields(self, new_tour: TourForm) -> None:
        row = new_tour.add_stop("Place du Peuple")
        row.get_by_text("Show the map").click()
        PointForm(row, "stops-0-").map.click(position={"x": 150, "y": 100})
        new_tour.write(LINE)
        new_tour.number.fill("2")
        new_tour.page.keyboard.press("Enter")
        for scheme in ("light", "dark"):
            new_tour.page.emulate_media(color_scheme=scheme)
            found = (
                Axe().run(new_tour.page, context={"include": [[".map-field"]]}).response
            )
            assert [
                (each["id"], node["target"], node["failureSummary"])
                for each in found["violations"]
                for node in each["nodes"]
            ] == []

    def test_the_fields_speak_french(self, admin: Admin, demo: Demo) -> None:
        page = admin("editor", "fr-FR")
        page.goto(demo.address(ADD_PLACE))
        form = PointForm(page)
        expect(form.map).to_be_visible()
        english = "Put the pin in the middle"
        assert form.field.get_by_role("button").first.inner_text() != english
        form.paste("45.4397, 4.3872")
        expect(form.status).to_contain_text("45,4397")
