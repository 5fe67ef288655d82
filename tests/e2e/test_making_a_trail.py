"""A trail of ten stops is made on its map and published, by mouse and by keyboard."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Demo
from tests.e2e.map_forms import Admin, TourForm, open_new_tour
from tests.e2e.test_composing import Composer, city, shares_ends

__all__ = ["city"]  # a fixture

STOPS = 10
# From one stop to the next, in steps of the map: a walk of about three kilometres.
TURNS = "RRDLLDRRR"
STEP_PX = 80  # by which an arrow key moves the map


class Making(Composer):
    """The trail's form, while a whole trail is made on its map."""

    def __init__(self, form: TourForm) -> None:
        super().__init__(form)
        self.dialog = self.field.get_by_role("dialog", name="Stop here")
        self.names = self.field.locator(".map-field__stop-name")
        self.pane = self.map.locator(".leaflet-map-pane")

    def flag(self, number: int) -> Locator:
        return self.field.locator(f".leaflet-marker-icon[aria-label^='Stop {number},']")

    def handle(self, number: int) -> Locator:
        return self.field.get_by_role(
            "slider", name=re.compile(rf"Trigger radius of stop {number}\b")
        )

    def radius(self, row: int) -> str:
        return self.page.locator(f"[name=stops-{row}-trigger_radius_m]").input_value()

    def name_it(self, number: int) -> None:
        """Answer the question which place the stop is put at: a new one."""
        name = self.dialog.get_by_role("textbox", name="Name of the new place")
        expect(name).to_be_focused()
        expect(self.dialog).not_to_contain_text("Looking at what is near")
        name.fill(f"Arrêt {number}")
        name.press("Enter")
        expect(self.names).to_have_count(number)
        expect(self.names.last).to_have_text(f"Arrêt {number}")
        if number > 1:
            expect(self.legs).to_have_count(number - 1)
        self.settle()

    def order(self) -> list[str]:
        return self.names.all_inner_texts()

    def lengths(self) -> str:
        return self.field.locator("tfoot").inner_text()

    def undo_all(self) -> list[str]:
        """Every text of the track on the way back to the beginning."""
        texts = [self.track.input_value()]
        undo = self.button("Undo")
        while undo.is_enabled():
            undo.click()
            self.settle()
            texts.append(self.track.input_value())
        return texts

    def redo_all(self) -> list[str]:
        texts = [self.track.input_value()]
        redo = self.button("Redo")
        while redo.is_enabled():
            redo.click()
            self.settle()
            texts.append(self.track.input_value())
        return texts


@pytest.fixture
def making(admin: Admin, demo: Demo, city: Any) -> Making:
    """An empty trail, its map showing two kilometres of streets."""
    making = Making(open_new_tour(admin, demo))
    making.map.evaluate("map => map.scrollIntoView({ block: 'center' })")
    scale = making.map.locator(".leaflet-control-scale-line")
    for _zoom in range(2):
        before = scale.inner_text()
        making.field.get_by_role("button", name="Zoom in").click()
        expect(scale).not_to_have_text(before)  # told once the map is there
    return making


def check_made(making: Making) -> None:
    """Ten stops, three kilometres, legs that follow streets and share their ends."""
    features = making.features()
    assert len(features) == STOPS - 1
    assert shares_ends(making.lines())
    kilometres = re.search(r"(\d+\.\d)\N{NO-BREAK SPACE}km", making.lengths())
    assert kilometres
    assert 2.5 <= float(kilometres.group(1)) <= 3.6
    assert {each["properties"]["by"] for each in features} == {"street"}


def check_undone(making: Making) -> None:
    """All the way back and forth, the same texts byte for byte."""
    order, radii = making.order(), [making.radius(row) for row in range(STOPS)]
    back = making.undo_all()
    assert back[-1] == ""
    expect(making.names).to_have_count(0)
    forth = making.redo_all()
    assert forth == back[::-1]
    assert making.order() == order
    assert [making.radius(row) for row in range(STOPS)] == radii


def check_published(making: Making, demo: Demo, title: str) -> None:
    """What was made is what the form shows again, and what walkers see."""
    page = making.page
    told = re.compile(f"Page '{re.escape(title)}' (has been|created and) published")
    expect(page.get_by_text(told).first).to_be_visible()
    edit = page.get_by_role("link", name="Edit").first.get_attribute("href") or ""
    order, track = making.expected  # type: ignore[attr-defined]
    page.goto(demo.address(edit))
    again = Making(TourForm(page))
    expect(again.names).to_have_text(order)
    expect(again.track).to_have_value(track)
    expect(again.legs).to_have_count(STOPS - 1)
    public = page.get_by_role("link", name="View live").or_(
        page.get_by_role("link", name="Live")
    )
    page.goto(demo.address(public.first.get_attribute("href") or ""))
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    for name in order:
        expect(page.get_by_text(name).first).to_be_attached()


def remember(making: Making) -> str:
    """What must be found again; the trail's title."""
    making.expected = making.order(), making.track.input_value()  # type: ignore[attr-defined]
    return making.page.locator("[name=title]").input_value()


def test_by_mouse(making: Making, demo: Demo) -> None:
    box = making.map.bounding_box()
    assert box
    x, y = 120.0, 90.0
    moves = {"R": (1, 0), "L": (-1, 0), "D": (0, 1)}
    for number in range(1, STOPS + 1):
        making.map.click(position={"x": x, "y": y})
        making.name_it(number)
        if number < STOPS:
            east, south = moves[TURNS[number - 1]]
            x, y = x + east * 1.15 * STEP_PX, y + south * 1.15 * STEP_PX
    check_made(making)
    making.button("Place stops").click()

    making.names.nth(2).click()
    grip = making.handle(3).bounding_box()
    assert grip
    middle = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    making.page.mouse.move(*middle)
    making.page.mouse.down()
    making.page.mouse.move(middle[0] + 9, middle[1], steps=3)
    making.page.mouse.up()
    assert int(making.radius(2)) > 30

    before = making.settle()
    making.names.nth(9).drag_to(making.names.nth(8))
    making.expect_change(before)
    assert making.order()[8:] == ["Arrêt 10", "Arrêt 9"]

    making.way(4).select_option("Freehand")
    making.splits.first.locator("span").click()
    assert making.features()[3]["properties"]["by"] == "freehand"
    check_undone(making)

    title = remember(making)
    making.page.get_by_role("button", name="More actions").click()
    making.page.get_by_role("button", name="Publish").click()
    check_published(making, demo, title)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_by_keyboard(making: Making, demo: Demo) -> None:
    page = making.page
    arrows = {"R": "ArrowRight", "L": "ArrowLeft", "D": "ArrowDown"}
    making.map.focus()
    for number in range(1, STOPS + 1):
        expect(making.map).to_be_focused()
        press(page, "Enter")
        making.name_it(number)
        if number < STOPS:
            press(page, arrows[TURNS[number - 1]])
            expect(making.pane).not_to_have_class(re.compile("leaflet-pan-anim"))
    check_made(making)
    press(page, "Escape")

    making.names.nth(2).focus()
    press(page, "Enter")
    making.handle(3).focus()
    before = making.radius(2)
    press(page, "Shift+ArrowUp", "ArrowUp", "ArrowUp")
    expect(page.locator("[name=stops-2-trigger_radius_m]")).not_to_have_value(before)
    expect(making.handle(3)).to_have_attribute("aria-valuenow", "37")

    track = making.settle()
    making.names.nth(9).focus()
    press(page, "Alt+ArrowUp")
    making.expect_change(track)
    assert making.order()[8:] == ["Arrêt 10", "Arrêt 9"]

    making.way(4).focus()
    press(page, "ArrowDown")
    expect(making.way(4)).to_have_value("freehand")
    making.number.fill("2")
    press(page, "Enter", "Shift+ArrowUp")
    assert making.features()[3]["properties"]["by"] == "freehand"
    check_undone(making)

    title = remember(making)
    page.get_by_role("button", name="More actions").focus()
    press(page, "Enter")
    page.get_by_role("button", name="Publish").focus()
    press(page, "Enter")
    check_published(making, demo, title)


def test_without_any_map_of_the_city(admin: Admin, demo: Demo) -> None:
    making = Making(open_new_tour(admin, demo))
    for number, (x, y) in enumerate(((150, 100), (350, 220), (500, 120)), start=1):
        making.map.click(position={"x": x, "y": y})
        making.name_it(number)
    expect(making.notices.first).to_contain_text("No map of this city is installed")
    assert [len(line) for line in making.lines()] == [2, 2]
    making.way(1).select_option("Freehand")
    making.splits.first.locator("span").click()
    assert len(making.lines()[0]) == 3
    title = remember(making)
    making.page.get_by_role("button", name="More actions").click()
    making.page.get_by_role("button", name="Publish").click()
    told = re.compile(f"Page '{re.escape(title)}' (has been|created and) published")
    expect(making.page.get_by_text(told).first).to_be_visible()
    assert json.loads(making.expected[1])["features"]  # type: ignore[attr-defined]
