"""Field mode: an editor walks with the phone, and the network goes away half-way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, expect

from tests.e2e.conftest import PATIENCE_MS, PHONE, Demo, SignedIn
from tests.e2e.wire import Wire

STREET = {"latitude": 45.4397, "longitude": 4.3872, "accuracy": 6}
ALLOWED = {"permissions": ["geolocation", "microphone"], "geolocation": STREET}
POSTER = Path("home/demo/posters/saint-etienne-cite-du-design.webp")


@pytest.fixture
def wire(demo: Demo) -> Iterator[Wire]:
    """A network that can be cut between the phone and the demo."""
    wire = Wire(demo.url)
    yield wire
    wire.close()


@pytest.fixture
def page(browser: Browser, signed_in: SignedIn) -> Iterator[Page]:
    """An author's phone, signed in: no script of its pages may fail."""
    state = signed_in("contributor")
    context = browser.new_context(
        **{**PHONE, "locale": "en-GB"}, **ALLOWED, storage_state=state
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    errors: list[Error] = []
    page.on("pageerror", lambda error: errors.append(error))
    yield page
    context.close()
    assert errors == []


def no_axe_faults(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def walk_north(page: Page, metres: int) -> None:
    """So far from where one began; the notebook knows it."""
    there = {**STREET, "latitude": STREET["latitude"] + metres / 111_195}
    page.context.set_geolocation(there)
    expect(page.locator("[data-so-far]")).to_contain_text(f"{metres}\u00a0m")


def note_a_walk(page: Page) -> None:
    """Two marks, the first one named, a photograph and a memo."""
    begin = page.get_by_role("button", name="Begin a walk")
    expect(begin).to_be_enabled()
    begin.press("Enter")
    mark = page.get_by_role("button", name="The story starts here")
    expect(mark).to_be_focused()
    expect(page.get_by_text("Position known to 5\u00a0m")).to_be_visible()
    mark.press("Enter")
    expect(page.get_by_text("Noted: the story starts here")).to_be_visible()
    page.locator(".note summary").press("Enter")
    page.get_by_label("Short title").fill("The old gate")
    expect(page.get_by_role("heading", name="The old gate")).to_be_visible()
    walk_north(page, 20)
    page.locator("[data-file]").set_input_files(POSTER)
    expect(page.get_by_text("The photograph is kept.")).to_be_visible()
    walk_north(page, 40)
    mark.click()
    memo = page.get_by_role("button", name="Voice memo")
    memo.click()
    stop = page.get_by_role("button", name="Stop · 0:02")
    stop.click()
    expect(page.get_by_text("The memo is kept.")).to_be_visible()


def test_a_walk_that_was_noted_in_the_street_becomes_a_draft_though_the_network_was_cut(
    page: Page, wire: Wire
) -> None:
    page.goto(f"{wire.url}/admin/field/")
    expect(page.get_by_text("opens without network from now on")).to_be_visible()

    wire.cut()
    note_a_walk(page)
    no_axe_faults(page)
    page.reload()  # as if the browser had been closed: nothing is lost
    expect(page.get_by_text("No network: all is kept on this phone.")).to_be_visible()
    expect(page.locator(".note")).to_have_count(4)
    expect(page.get_by_role("heading", name="The old gate")).to_be_visible()
    page.get_by_role("button", name="End this walk").press("Enter")
    page.locator("[data-ask-yes]").press("Enter")
    page.get_by_label("Name of this walk").fill("To the old gate")

    wire.mend()
    wire.cut_after(3_000)  # within the answer to the second note
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("The network went away.")).to_be_visible()
    page.locator(".walk__notes > summary").click()
    states = page.locator(".walk .note__state")
    expect(states.filter(has_text="sent")).not_to_have_count(0)
    expect(states.filter(has_text="on this phone")).not_to_have_count(0)
    page.reload()
    wire.mend()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("All of it has arrived.")).to_be_visible()
    no_axe_faults(page)

    page.get_by_role("link", name="Make a draft trail").click()
    expect(page.locator(".field-halt")).to_have_count(2)
    expect(page.locator(".field-halt img")).to_have_count(1)
    expect(page.locator(".field-halt").last.locator("audio")).to_have_count(1)
    expect(page.get_by_label("Title of the trail")).to_have_value("To the old gate")
    page.get_by_label("Language of the trail").select_option("English")
    page.get_by_role("button", name="Make a draft trail").click()
    expect(page.get_by_text("The draft “To the old gate” is ready.")).to_be_visible()
    expect(page.locator("[name=stops-0-title]")).to_have_value("The old gate")
    expect(page.locator("[name=stops-TOTAL_FORMS]")).to_have_value("2")
