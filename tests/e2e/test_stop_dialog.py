"""A click on the trail's map asks what stands there: a place near, or a new one."""

import json
import math
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.citymap.archives import Layers, archive
from tests.e2e.conftest import Demo
from tests.e2e.map_forms import Admin, TourForm, open_new_tour

# One of the demo's places, and a museum that the map knows east of it.
PEOPLE = "Place du Peuple"
PEOPLE_AT = (45.43592, 4.38759)
MUSEUM = "Musée du Vieux Coin"
MUSEUM_EAST_M = 100
ZOOM = 15
PX_PER_M = 1 / 0.838  # at zoom 17, on this latitude
NEAR_ADDRESS, PLACES_ADDRESS = "**/admin/trails/near/*", "**/admin/trails/places/"


def tile_around(latitude: float, longitude: float) -> tuple[tuple[int, int, int], str]:
    """The tile of a point, and the point in its units."""
    x = (longitude + 180) / 360 * 2**ZOOM
    angle = math.asinh(math.tan(math.radians(latitude)))
    y = (1 - angle / math.pi) / 2 * 2**ZOOM
    inside = [round(each % 1 * 4096) for each in (x, y)]
    return (ZOOM, int(x), int(y)), f"POINT({inside[0]} {inside[1]})"


@pytest.fixture(scope="module")
def city(demo: Demo) -> Iterator[Path]:
    """A map that knows one museum, installed while these tests run."""
    folder = demo.city_maps / "corner"
    folder.mkdir(parents=True)
    record = {
        "format": 1,
        "box": [4.36, 45.42, 4.41, 45.46],
        "attribution": "©",
        "extract_date": "",
        "basemap": "basemap.pmtiles",
        "graph": "walking.npz",
    }
    latitude, longitude = PEOPLE_AT
    east = MUSEUM_EAST_M / (111_195 * math.cos(math.radians(latitude)))
    tile, museum = tile_around(latitude, longitude + east)
    layers: Layers = {"pois": [(museum, {"kind": "museum", "name": MUSEUM})]}
    (folder / "basemap.pmtiles").write_bytes(archive({tile: layers}))
    (folder / "city.json").write_text(json.dumps(record))
    yield folder
    shutil.rmtree(folder)


class Placing(TourForm):
    """The trail's form, while stops are put on its map."""

    def __init__(self, form: TourForm) -> None:
        super().__init__(form.page)
        self.dialog = self.field.get_by_role("dialog", name="Stop here")
        self.status = self.dialog.get_by_role("status")
        self.name = self.dialog.get_by_role("textbox", name="Name of the new place")
        self.radios = self.dialog.get_by_role("radio")
        self.fault = self.dialog.get_by_role("alert")

    def dialog_button(self, name: str) -> Locator:
        return self.dialog.get_by_role("button", name=name)

    def click(self, east_m: float = 0, south_m: float = 0) -> None:
        """Click so many metres from the middle of the map, which is the place's."""
        box = self.map.bounding_box()
        assert box
        x = box["width"] / 2 + east_m * PX_PER_M
        self.map.click(position={"x": x, "y": box["height"] / 2 + south_m * PX_PER_M})

    def place_of(self, number: int) -> Locator:
        return self.row(number).locator("[id$=-place-title]")

    def title_of(self, number: int) -> Locator:
        return self.page.locator(f"[name=stops-{number}-title]")

    def expect_rows(self, count: int) -> None:
        expect(self.page.locator("[data-inline-panel-child]")).to_have_count(count)

    def map_top_for(self, frames: int) -> list[float]:
        """Where the map is on the screen, over some frames."""
        return self.map.evaluate(
            """async (map, frames) => {
                const tops = [];
                for (let frame = 0; frame < frames; frame += 1) {
                    await new Promise(requestAnimationFrame);
                    tops.push(map.getBoundingClientRect().top);
                }
                return tops;
            }""",
            frames,
        )


@pytest.fixture
def tour(admin: Admin, demo: Demo, city: Path) -> Placing:
    """A trail with one stop, in the middle of its map; the next click puts another."""
    form = Placing(open_new_tour(admin, demo))
    form.add_stop(PEOPLE)
    expect(form.flags).to_have_text(["1"])
    form.button("Show everything").click()
    form.map.evaluate("map => map.scrollIntoView({ block: 'center' })")
    return form


def test_a_place_that_is_there_is_taken(tour: Placing) -> None:
    tour.click(8)
    expect(tour.radios).to_have_count(2)
    expect(tour.dialog).to_contain_text(PEOPLE)
    expect(tour.dialog).to_contain_text("10\xa0m away")
    expect(tour.radios.first).to_be_checked()
    expect(tour.radios.first).to_be_focused()
    expect(tour.name).to_be_hidden()
    tour.dialog_button("Add the stop").click()
    expect(tour.dialog).to_have_count(0)
    expect(tour.place_of(1)).to_have_text(PEOPLE)
    expect(tour.title_of(1)).to_have_value(PEOPLE)
    expect(tour.flags).to_have_text(["1", "2"])


def test_a_new_place_is_made_with_the_name_of_the_map(tour: Placing) -> None:
    tour.click(MUSEUM_EAST_M)
    expect(tour.name).to_have_value(MUSEUM)
    expect(tour.status).to_have_text("No place is near: a new one will be made.")
    expect(tour.radios).to_have_count(0)
    selected = tour.name.evaluate(
        "input => input.value.slice(input.selectionStart, input.selectionEnd)"
    )
    assert selected == MUSEUM
    name = "Vieux musée"
    tour.page.keyboard.type(name)
    with tour.page.expect_response(PLACES_ADDRESS) as answer:
        tour.dialog_button("Add the stop").click()
    made = answer.value.json()
    assert made["longitude"] == pytest.approx(PEOPLE_AT[1] + 0.00128, abs=0.0001)
    expect(tour.place_of(1)).to_have_text(name)
    expect(tour.title_of(1)).to_have_value(name)
    assert tour.page.locator("[name=stops-1-place]").input_value() == str(made["id"])
    tour.click(MUSEUM_EAST_M + 25)
    expect(tour.dialog).to_contain_text(name)
    expect(tour.name).to_be_visible()  # not so near that it is meant
    expect(tour.radios.last).to_be_checked()


def test_the_map_stays_where_it_is(tour: Placing) -> None:
    tour.click(8)
    expect(tour.radios.first).to_be_checked()
    (before,) = tour.map_top_for(1)
    tour.dialog_button("Add the stop").click()
    tour.expect_rows(2)
    assert {round(top) for top in tour.map_top_for(40)} == {round(before)}
    expect(tour.map).to_be_focused()


def test_a_name_that_is_refused_is_told(tour: Placing) -> None:
    tour.click(MUSEUM_EAST_M, 80)
    expect(tour.status).to_have_text("No place is near: a new one will be made.")
    tour.name.press("Enter")
    expect(tour.fault).to_have_text("Give the place a name.")
    tour.page.route(
        PLACES_ADDRESS,
        lambda route: route.fulfill(
            json={"errors": {"name": ["Write plain text."], "latitude": ["Too far."]}}
        ),
    )
    tour.name.fill("<b>Coin</b>")
    tour.name.press("Enter")
    expect(tour.fault).to_have_text("Write plain text. Too far.")
    expect(tour.name).to_have_attribute("aria-invalid", "true")
    expect(tour.name).to_be_focused()
    tour.expect_rows(1)
    tour.page.unroute(PLACES_ADDRESS)
    tour.name.fill("Coin de rue")
    tour.name.press("Enter")
    expect(tour.place_of(1)).to_have_text("Coin de rue")


def test_a_name_is_typed_while_the_site_thinks(tour: Placing) -> None:
    held: list[Any] = []
    tour.page.route(NEAR_ADDRESS, lambda route: held.append(route))
    tour.click(8)
    expect(tour.status).to_have_text("Looking at what is near…")
    tour.page.keyboard.type("Kiosque")
    place = {"id": 1, "name": PEOPLE, "latitude": 45.4, "longitude": 4.3, "metres": 2}
    near = {"places": [place], "name": "Mairie", "may_add": True}
    held[0].fulfill(json=near)
    expect(tour.radios).to_have_count(2)
    expect(tour.radios.last).to_be_checked()
    expect(tour.name).to_have_value("Kiosque")
    expect(tour.name).to_be_focused()


def test_a_silent_site_leaves_the_name(tour: Placing) -> None:
    tour.page.route(NEAR_ADDRESS, lambda route: route.fulfill(body="<!doctype html>"))
    tour.click(8)
    expect(tour.status).to_have_text("The site did not tell which places are near.")
    expect(tour.name).to_be_focused()


def test_the_keyboard_alone_puts_a_stop_and_leaves_the_question(tour: Placing) -> None:
    keys = tour.page.keyboard
    people = tour.page.locator("[name=stops-0-place]").input_value()
    made = {"id": int(people), "name": "Fontaine du peuple", "edit_url": None}
    made |= {"latitude": PEOPLE_AT[0], "longitude": PEOPLE_AT[1]}
    tour.page.route(PLACES_ADDRESS, lambda route: route.fulfill(status=201, json=made))
    tour.map.focus()
    keys.press("Enter")
    expect(tour.radios.first).to_be_focused()
    keys.press("Escape")
    expect(tour.dialog).to_have_count(0)
    expect(tour.map).to_be_focused()
    tour.expect_rows(1)

    keys.press("Enter")
    expect(tour.radios.first).to_be_focused()
    keys.press("ArrowDown")
    expect(tour.radios.last).to_be_checked()
    expect(tour.name).to_be_visible()
    keys.press("Tab")
    expect(tour.name).to_be_focused()
    keys.press("Tab")
    expect(tour.dialog_button("Add the stop")).to_be_focused()
    keys.press("Tab")
    expect(tour.dialog_button("Cancel")).to_be_focused()
    keys.press("Shift+Tab")
    keys.press("Shift+Tab")
    keys.type("Fontaine")
    keys.press("Control+z")  # of the text, not of the trail
    keys.press("Control+a")
    keys.type("Fontaine du peuple")
    keys.press("Enter")
    expect(tour.place_of(1)).to_have_text("Fontaine du peuple")
    expect(tour.map).to_be_focused()


def test_a_second_click_asks_elsewhere(tour: Placing) -> None:
    tour.click(8)
    expect(tour.radios).to_have_count(2)
    tour.click(-MUSEUM_EAST_M, -80)
    expect(tour.dialog).to_have_count(1)
    expect(tour.radios).to_have_count(0)


def test_nothing_of_the_question_is_sent_with_the_trail(tour: Placing) -> None:
    tour.click(8)
    expect(tour.radios).to_have_count(2)
    sent = tour.track.evaluate("field => [...new FormData(field.form).keys()]")
    assert "stops-0-place" in sent
    assert "stop-choice" not in sent


def test_who_may_not_make_places_takes_those_near(tour: Placing) -> None:
    def forbid(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "may_add": False})

    tour.page.route(NEAR_ADDRESS, forbid)
    tour.click(30)
    expect(tour.status).to_have_text("Take a place that is near.")
    expect(tour.radios).to_have_count(1)
    expect(tour.radios.first).to_be_focused()
    expect(tour.name).to_be_hidden()
    tour.page.keyboard.press("Enter")
    expect(tour.place_of(1)).to_have_text(PEOPLE)

    tour.click(-MUSEUM_EAST_M, -60)
    expect(tour.status).to_have_text("No place is near, and you may not make one.")
    expect(tour.dialog_button("Add the stop")).to_be_hidden()
    expect(tour.dialog_button("Cancel")).to_be_focused()


def expect_nothing_wrong(page: Page) -> None:
    """Axe has nothing to say of the map's field, whatever moves having ended."""
    page.evaluate(
        """() => document.getAnimations().forEach(
            (each) => each instanceof CSSTransition && each.finish())"""
    )
    found = Axe().run(page, context={"include": [[".map-field--track"]]})
    assert [
        (each["id"], node["target"], node["failureSummary"])
        for each in found.response["violations"]
        for node in each["nodes"]
    ] == []


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_the_question(tour: Placing, width: int) -> None:
    tour.page.set_viewport_size({"width": width, "height": 1000})
    tour.button("Show everything").click()
    tour.map.evaluate("map => map.scrollIntoView({ block: 'center' })")
    tour.click(8)
    expect(tour.radios).to_have_count(2)
    tour.radios.last.check()
    tour.name.fill("")
    tour.name.press("Enter")
    expect(tour.fault).to_be_visible()
    if width == 320:
        below = tour.dialog.bounding_box(), tour.map.bounding_box()
        assert below[0] and below[1]
        assert below[0]["y"] >= below[1]["y"] + below[1]["height"]
    for scheme in ("light", "dark"):
        tour.page.emulate_media(color_scheme=scheme)
        expect_nothing_wrong(tour.page)
        if folder := os.environ.get("TRABOULE_SCREENSHOTS"):
            tour.field.screenshot(path=f"{folder}/stop-dialog-{width}-{scheme}.png")
