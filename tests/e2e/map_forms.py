"""The forms of the admin that hold maps, as their tests handle them."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Demo
from tests.e2e.pages import TRAIL

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
        self.status = self.field.locator("[role=status]").first
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
        # Closing, the dialog gives the focus back: no key may come before that.
        expect(self.page.locator(".modal.in")).to_have_count(0)
        return row

    def save_draft(self) -> None:
        """Save by hand; an autosave alone changes the address without a new page."""
        with self.page.expect_event("domcontentloaded"):
            self.page.get_by_role("button", name="Save draft").click()
        self.page.wait_for_url("**/edit/")

    def line(self) -> list[list[float]]:
        text = self.track.input_value()
        return json.loads(text)["coordinates"] if text else []

    def write(self, value: Any) -> None:
        """Type a text into the field, shown for that if it is not."""
        if not self.track.is_visible():
            self.button("GeoJSON").click()
        self.track.fill(value if isinstance(value, str) else json.dumps(value))


def edits_are_watched(page: Page) -> None:
    """From here on, Wagtail notices what changes in the form and saves it by itself."""
    expect(page.locator("html[data-edits-watched]")).to_be_attached()


def close(a: float, b: float, by: float) -> bool:
    return abs(a - b) <= by


def open_new_place(admin: Admin, demo: Demo) -> PointForm:
    """An empty place form, in English."""
    page = admin("editor")
    page.goto(demo.address(ADD_PLACE))
    form = PointForm(page)
    expect(form.map).to_be_visible()
    return form


def page_number(page: Page, demo: Demo, slug: str) -> int:
    """The number by which the admin knows a page of the demo."""
    address = demo.address(f"/admin/api/main/pages/?slug={slug}")
    found = page.request.get(address).json()["items"]
    return int(found[0]["id"])


def open_new_tour(admin: Admin, demo: Demo) -> TourForm:
    """An empty trail form, in English."""
    page = admin("staff")
    home = page_number(page, demo, "fr")
    page.goto(demo.address(f"/admin/pages/add/tours/tourpage/{home}/"))
    page.locator("[name=title]").fill(f"Essai de cartes {uuid4().hex}")
    return _shown(page)


def open_helsinki(admin: Admin, demo: Demo) -> TourForm:
    """The form of the demo's trail in Helsinki, of ten stops with recordings."""
    page = admin("staff")
    trail = page_number(page, demo, TRAIL["fr"].strip("/").split("/")[-1])
    page.goto(demo.address(f"/admin/pages/{trail}/edit/"))
    return _shown(page)


def _shown(page: Page) -> TourForm:
    form = TourForm(page)
    form.field.scroll_into_view_if_needed()
    expect(form.map).to_be_visible()
    return form
