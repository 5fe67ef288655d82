"""A walk made elsewhere is sent, looked at on a map, and becomes a draft."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.e2e.conftest import PHONE, Demo
from tests.e2e.map_forms import Admin, TourForm
from tests.e2e.test_accessibility import violations

IMPORT = "/admin/trails/import/"
STOPS = {
    "Le lavoir qui manque": (45.43775, 4.38837),
    "La fontaine qui manque": (45.4392, 4.3881),
}
LINE = [(45.43775, 4.38837), (45.4385, 4.3884), (45.4392, 4.3881)]


def gpx(titles: Sequence[str]) -> FilePayload:
    """A GPX of two waypoints, and a track of each title, half a kilometre apart."""
    points = "".join(
        f'<wpt lat="{lat}" lon="{lon}"><name>{name}</name>'
        f"<desc>Ce que raconte {name}.</desc></wpt>"
        for name, (lat, lon) in STOPS.items()
    )
    tracks = "".join(
        f"<trk><name>{title}</name><trkseg>{track(number)}</trkseg></trk>"
        for number, title in enumerate(titles)
    )
    text = (
        '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="test">'
        f"{points}{tracks}</gpx>"
    )
    return {
        "name": "balade.gpx",
        "mimeType": "application/gpx+xml",
        "buffer": text.encode(),
    }


def track(number: int) -> str:
    return "".join(
        f'<trkpt lat="{lat + number * 0.005}" lon="{lon}"/>' for lat, lon in LINE
    )


class ImportScreens:
    """Both screens, as an editor sees them."""

    def __init__(self, page: Page, demo: Demo) -> None:
        self.page = page
        page.goto(demo.address(IMPORT))
        self.file = page.get_by_label("File")
        self.map = page.locator(".import-screen .leaflet-container")
        self.flags = self.map.locator(".map-field__stop")
        self.line = self.map.locator("path.map-field__line")
        self.stops = page.locator(".import-trail__stops > li")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def send(self, file: FilePayload) -> None:
        self.file.set_input_files(file)
        self.button("Read the file").click()


@pytest.fixture
def screens(admin: Admin, demo: Demo) -> ImportScreens:
    return ImportScreens(admin("editor"), demo)


def title() -> str:
    return f"Balade importée {uuid4().hex[:8]}"


def test_a_walk_is_seen_on_the_map_and_becomes_a_draft(
    screens: ImportScreens,
) -> None:
    name = title()
    screens.send(gpx([name]))
    expect(screens.flags).to_have_count(2)
    expect(screens.line).to_have_count(1)
    expect(screens.stops).to_have_count(2)
    expect(screens.stops.nth(1)).to_contain_text("La fontaine qui manque")
    assert violations(screens.page) == []

    screens.button("Import").focus()
    screens.page.keyboard.press("Enter")
    screens.page.wait_for_url("**/edit/")
    form = TourForm(screens.page)
    expect(screens.page.locator("[name=title]")).to_have_value(name)
    assert len(form.line()) == len(LINE)
    form.field.scroll_into_view_if_needed()
    expect(form.flags).to_have_count(2)

    # The same file again is an update; what the file had is still there.
    screens.page.goto(screens.page.url.split("/admin/")[0] + IMPORT)
    screens.send(gpx([name]))
    told = screens.page.locator(".import-trail")
    expect(told).to_contain_text("is here already: it gets a new draft")
    expect(told).to_contain_text("0 new, 0 changed, 2 the same")


def test_of_several_trails_one_chooses_on_the_map_and_in_the_list(
    screens: ImportScreens,
) -> None:
    first, second = title(), title()
    screens.send(gpx([first, second]))
    expect(screens.line).to_have_count(2)
    assert violations(screens.page) == []
    screens.page.get_by_role("checkbox", name=first).uncheck()
    expect(screens.line).to_have_count(1)
    screens.button("Import").click()
    screens.page.wait_for_url("**/edit/")
    expect(screens.page.locator("[name=title]")).to_have_value(second)


def test_a_file_that_is_refused_says_why_at_its_field(
    screens: ImportScreens,
) -> None:
    screens.send({"name": "a.gpx", "mimeType": "text/plain", "buffer": b""})
    expect(screens.file).to_be_visible()
    error = screens.page.locator(".w-field__errors")
    expect(error).to_contain_text("This file is empty.")
    assert violations(screens.page) == []


def test_the_field_is_large_enough_to_drop_a_file_on_it(
    screens: ImportScreens,
) -> None:
    box = screens.file.bounding_box()
    assert box is not None
    assert box["width"] >= 600
    assert box["height"] >= 100


@pytest.mark.parametrize(
    "device",
    [PHONE, {**PHONE, "viewport": {"width": 320, "height": 640}}],
    ids=["phone", "narrow"],
)
def test_both_screens_fit_on_a_phone(
    admin: Admin, demo: Demo, device: dict[str, Any]
) -> None:
    page = admin("editor", **{**device, "locale": "en-GB"})
    screens = ImportScreens(page, demo)
    for step in ("file", "preview"):
        if step == "preview":
            screens.send(gpx([title()]))
            expect(screens.flags).to_have_count(2)
        wide, seen = screens.page.evaluate(
            "() => [document.querySelector('main').scrollWidth, innerWidth]"
        )
        assert wide <= seen


def test_without_javascript_the_list_says_all_and_the_import_works(
    admin: Admin, demo: Demo
) -> None:
    page = admin("editor", java_script_enabled=False)
    screens = ImportScreens(page, demo)
    name = title()
    screens.send(gpx([name]))
    expect(screens.stops).to_have_count(2)
    expect(screens.page.locator(".import-trail")).to_contain_text("line of 3 points")
    screens.button("Import").click()
    page.wait_for_url("**/edit/")
    assert page.locator("[name=title]").input_value() == name
