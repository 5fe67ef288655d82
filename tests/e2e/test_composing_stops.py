"""Stops are moved, put in order and taken away on the map and in its list."""

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Demo
from tests.e2e.map_forms import Admin, TourForm, edits_are_watched, open_new_tour

PLACES = ("Place du Peuple", "Hôtel de ville", "Place Jean-Jaurès")


def answer_straight(route: Any) -> None:
    """Legs as a site without any city's map answers them."""
    stops = json.loads(route.request.post_data)["stops"]
    legs = [
        {"line": [a, b], "metres": 1, "seconds": 1, "steps": 0, "step_free": False}
        | {"by": "straight", "reason": "no-map"}
        for a, b in zip(stops, stops[1:], strict=False)
    ]
    route.fulfill(json={"legs": legs, "city": None, "notice": None})


class StopsForm(TourForm):
    """The trail's form, its stops handled on the map."""

    def __init__(self, form: TourForm) -> None:
        super().__init__(form.page)
        self.items = self.field.get_by_role("listitem").filter(
            has=self.page.locator(".map-field__stop-name")
        )
        self.names = self.field.locator(".map-field__stop-name")

    def flag(self, number: int) -> Locator:
        return self.field.get_by_role("button", name=f"Stop {number}, ", exact=False)

    def marker(self, number: int) -> Locator:
        return self.field.locator(f".leaflet-marker-icon[aria-label^='Stop {number},']")

    def value(self, name: str) -> str:
        return self.page.locator(f"[name={name}]").input_value()

    def point(self, row: int) -> tuple[str, str]:
        prefix = f"stops-{row}-"
        return self.value(f"{prefix}latitude"), self.value(f"{prefix}longitude")

    def order(self) -> list[str]:
        """Prefixes of the rows that are kept, in the order they are sent in."""
        rows = self.page.locator("[data-inline-panel-child]:not(.deleted)")
        prefixes = [
            (row.get_attribute("id") or "").removeprefix("inline_child_")
            for row in rows.all()
        ]
        orders = [int(self.value(f"{prefix}-ORDER")) for prefix in prefixes]
        assert orders == sorted(orders)
        return prefixes

    def settle(self) -> str:
        expect(self.status).not_to_contain_text("Looking for")
        return self.track.input_value()

    def expect_change(self, before: str) -> str:
        expect(self.track).not_to_have_value(before)
        return self.settle()


@pytest.fixture
def tour(admin: Admin, demo: Demo) -> StopsForm:
    """Three titled stops, and straight legs between them."""
    form = StopsForm(open_new_tour(admin, demo))
    form.page.route("**/admin/trails/legs/", answer_straight)
    for number, place in enumerate(PLACES):
        form.add_stop(place)
        form.page.locator(f"[name=stops-{number}-title]").fill(place)
    form.page.locator("[name=stops-2-title]").blur()
    form.button("Follow the streets").click()
    expect(form.names).to_have_text(list(PLACES))
    expect(form.track).not_to_have_value("")
    form.settle()
    form.map.scroll_into_view_if_needed()
    return form


def test_a_dragged_stop_stands_elsewhere_and_its_legs_follow(tour: StopsForm) -> None:
    before = tour.settle()
    x, y = (
        tour.marker(2)
        .locator(".map-field__stop")
        .evaluate(
            "disc => { const box = disc.getBoundingClientRect();"
            " return [box.x + box.width / 2, box.y + box.height / 2]; }"
        )
    )
    mouse = tour.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 40, y + 15, steps=5)
    mouse.up()
    after = tour.expect_change(before)
    latitude, longitude = (float(degrees) for degrees in tour.point(1))
    first, second = (
        each["geometry"]["coordinates"] for each in json.loads(after)["features"]
    )
    assert first[-1] == second[0] == [longitude, latitude]
    expect(tour.names.nth(1)).to_have_attribute("aria-pressed", "true")

    tour.button("Undo").click()
    expect(tour.track).to_have_value(before)
    assert tour.point(1) == ("", "")
    tour.button("Redo").click()
    expect(tour.track).to_have_value(after)
    assert tour.point(1) == (str(latitude), str(longitude))


def test_keys_move_a_stop_change_its_turn_and_take_it_away(tour: StopsForm) -> None:
    keys = tour.page.keyboard
    before = tour.settle()
    tour.marker(1).focus()
    keys.press("PageDown")
    expect(tour.marker(2)).to_be_focused()
    keys.press("Shift+ArrowRight")
    moved = tour.expect_change(before)
    expect(tour.marker(2)).to_be_focused()

    keys.press("Alt+ArrowUp")
    expect(tour.names).to_have_text([PLACES[1], PLACES[0], PLACES[2]])
    assert tour.order() == ["stops-1", "stops-0", "stops-2"]
    turned = tour.expect_change(moved)

    keys.press("Delete")
    expect(tour.names).to_have_text([PLACES[0], PLACES[2]])
    tour.expect_change(turned)
    assert len(json.loads(tour.settle())["features"]) == 1

    tour.map.focus()
    for track in (turned, moved, before):
        keys.press("Control+z")
        expect(tour.track).to_have_value(track)
    expect(tour.names).to_have_text(list(PLACES))
    assert tour.order() == ["stops-0", "stops-1", "stops-2"]
    assert tour.point(1) == ("", "")
    expect(tour.row(1)).to_be_visible()


class TestList:
    def test_its_buttons_reorder_and_remove(self, tour: StopsForm) -> None:
        before = tour.settle()
        tour.field.get_by_role("button", name="Place Jean-Jaurès: earlier").click()
        expect(tour.names).to_have_text([PLACES[0], PLACES[2], PLACES[1]])
        turned = tour.expect_change(before)
        tour.field.get_by_role("button", name="Place du Peuple: remove").click()
        expect(tour.names).to_have_text([PLACES[2], PLACES[1]])
        tour.expect_change(turned)
        for track in (turned, before):
            tour.button("Undo").click()
            expect(tour.track).to_have_value(track)
        expect(tour.names).to_have_text(list(PLACES))

    def test_an_item_is_dragged_to_its_turn(self, tour: StopsForm) -> None:
        before = tour.settle()
        tour.items.nth(2).drag_to(tour.items.nth(0))
        expect(tour.names).to_have_text([PLACES[2], PLACES[0], PLACES[1]])
        tour.expect_change(before)
        assert tour.order() == ["stops-2", "stops-0", "stops-1"]

    def test_it_leads_to_the_story(self, tour: StopsForm) -> None:
        tour.field.get_by_role("button", name="Hôtel de ville: write").click()
        expect(tour.page.locator("[name=stops-1-title]")).to_be_focused()

    def test_a_take_has_the_number_and_the_way_of_its_stop(
        self, tour: StopsForm
    ) -> None:
        before = tour.settle()
        row = tour.row(1)
        row.get_by_text("Season: when it is on").click()
        row.get_by_label("Told instead of the stop before it").check()
        after = tour.expect_change(before)
        assert len(json.loads(after)["features"]) == 1
        numbers = tour.field.locator(".map-field__stop-number")
        expect(numbers).to_have_text(["1", "1", "2"])
        expect(tour.items.nth(1)).to_contain_text("in its season")
        heading = row.locator("[data-inline-panel-child-count]")
        expect(heading).to_have_text(" 1, in its season")
        tour.field.get_by_role("button", name="Place du Peuple: later").click()
        expect(tour.names).to_have_text([PLACES[2], PLACES[0], PLACES[1]])
        expect(numbers).to_have_text(["1", "2", "2"])


def test_a_removed_stop_comes_back_with_what_it_held(tour: StopsForm) -> None:
    before = tour.settle()
    tour.row(1).get_by_title("Delete").click()
    expect(tour.names).to_have_text([PLACES[0], PLACES[2]])
    tour.expect_change(before)
    expect(tour.row(1)).to_be_hidden()
    tour.button("Undo").click()
    expect(tour.row(1)).to_be_visible()
    expect(tour.row(1).get_by_text("Hôtel de ville").first).to_be_visible()
    expect(tour.track).to_have_value(before)

    tour.save_draft()
    again = StopsForm(TourForm(tour.page))
    expect(again.names).to_have_text(list(PLACES))
    expect(again.track).to_have_value(before)


def test_another_place_is_a_step_too(tour: StopsForm) -> None:
    before = tour.settle()
    row = tour.row(1)
    row.get_by_role("button", name="Actions").first.click()
    tour.page.get_by_role("button", name="Choose another place").click()
    tour.page.locator(".modal").get_by_role("link", name="Cité du design").click()
    after = tour.expect_change(before)
    assert json.loads(after)["features"][0] != json.loads(before)["features"][0]
    tour.button("Undo").click()
    expect(tour.track).to_have_value(before)
    expect(row.locator("[data-chooser-title]").first).to_have_text(PLACES[1])


def test_what_is_wrong_with_a_stop_is_seen_on_the_map(tour: StopsForm) -> None:
    tour.page.locator("[name=stops-1-trigger_radius_m]").fill("7")
    tour.page.get_by_role("button", name="Save draft").click()
    expect(tour.page.locator(".error-message").first).to_be_visible()
    again = StopsForm(TourForm(tour.page))
    again.field.scroll_into_view_if_needed()
    expect(again.field.locator(".map-field__stop--faulty")).to_have_text(["2"])
    expect(again.items.nth(1)).to_contain_text("greater than or equal to 15")


def test_a_step_saves_itself_and_another_editor_is_told(
    tour: StopsForm, admin: Admin
) -> None:
    """Wagtail's autosave hears the map; who opens the trail meanwhile sees by whom."""
    tour.save_draft()
    edited = StopsForm(TourForm(tour.page))
    expect(edited.names).to_have_text(list(PLACES))
    edited.field.scroll_into_view_if_needed()
    edits_are_watched(tour.page)
    before = edited.track.input_value()
    edited.marker(2).press("Shift+ArrowRight")
    after = edited.expect_change(before)
    other = admin("editor")
    seen = StopsForm(TourForm(other))
    for _look in range(20):
        other.goto(edited.page.url)
        if seen.track.input_value() == after:
            break
    expect(seen.track).to_have_value(after)
    sessions = other.locator(".w-editing-sessions__list")
    expect(sessions.get_by_role("listitem").first).to_be_visible()
    sessions.get_by_role("button").first.hover()
    expect(other.locator("[data-tippy-root]:not([hidden])")).to_contain_text("Camille")
