"""Points are set on the maps of the admin's forms: of a place, of a stop."""

import re

import pytest
from playwright.sync_api import Response, expect

from tests.e2e.conftest import DESK, Demo, Opener
from tests.e2e.map_forms import (
    ADD_PLACE,
    Admin,
    PointForm,
    TourForm,
    close,
    edits_are_watched,
    open_new_place,
    open_new_tour,
)


@pytest.fixture
def new_place(admin: Admin, demo: Demo) -> PointForm:
    """An empty place form, in English."""
    return open_new_place(admin, demo)


@pytest.fixture
def new_tour(admin: Admin, demo: Demo) -> TourForm:
    """An empty trail form, in English."""
    return open_new_tour(admin, demo)


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

    def test_the_fields_speak_french(self, admin: Admin, demo: Demo) -> None:
        page = admin("editor", "fr-FR")
        page.goto(demo.address(ADD_PLACE))
        form = PointForm(page)
        expect(form.map).to_be_visible()
        english = "Put the pin in the middle"
        assert form.field.get_by_role("button").first.inner_text() != english
        form.paste("45.4397, 4.3872")
        expect(form.status).to_contain_text("45,4397")


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
        page = new_tour.page
        row = new_tour.add_stop("Place du Peuple")
        row.get_by_text("Show the map").click()
        stop = PointForm(row, "stops-0-")
        edits_are_watched(page)
        # The stop alone may be saved first: what counts is the save with its point.
        with page.expect_response(_saves_a_point) as saved:
            stop.map.click(position={"x": 120, "y": 100})
            expect(stop.latitude).not_to_have_value("")  # else it is no fault of saving
        assert saved.value.ok
        page.wait_for_url("**/edit/")
        latitude, longitude = stop.latitude.input_value(), stop.longitude.input_value()
        assert latitude and longitude

        # Not reloaded: a browser may then put back what the fields held before.
        page.goto(page.url)
        PointForm(new_tour.row(0), "stops-0-").expect_point(latitude, longitude)


def _saves_a_point(answer: Response) -> bool:
    sent = answer.request.post_data_buffer or b""
    return re.search(rb'name="stops-0-latitude"\r\n\r\n\d', sent) is not None
