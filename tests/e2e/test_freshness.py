"""A walk of a trail is noted in one press, in the report of how fresh trails are."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Demo


def no_axe_faults(page: Page, part: str) -> None:
    """Nothing that axe finds in a part of a page."""
    found = Axe().run(page, context=part).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


def test_a_walk_is_noted_in_one_press_and_told_with_a_remark_on_a_narrow_screen(
    admin: Callable[[str], Page], demo: Demo
) -> None:
    page = admin("editor")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(demo.address("/admin/trails/freshness/"))
    row = page.get_by_role("row", name="Helsinki, city of granite and design")
    expect(row.get_by_role("link", name="never")).to_be_visible()
    no_axe_faults(page, "#listing-results")
    row.get_by_role("button", name="Walked today").press("Enter")
    expect(page.get_by_text("walked today, it is noted")).to_be_visible()

    row.get_by_role("link", name="site walks of").click()
    page.get_by_label("Remarks").fill("The bench is gone.")
    page.get_by_role("button", name="Note this walk").click()
    expect(page.get_by_role("cell", name="The bench is gone.")).to_be_visible()
    no_axe_faults(page, ".site-walks")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320
