"""A page on its way through both reviews, and a translator's desk, as one sees them."""

import re
from collections.abc import Callable
from uuid import uuid4

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Demo
from tests.e2e.map_forms import page_number
from tests.e2e.pages import TRAIL


def act(page: Page, name: str) -> None:
    """Choose one of the acts beside “Save draft”."""
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=re.compile(name)).click()


def approve(page: Page, demo: Demo, edit: str) -> None:
    """Find it on the first screen, open it, and approve it."""
    page.goto(demo.address("/admin/"))
    expect(page.locator(f"a[href='{edit}']").first).to_be_visible()
    page.goto(demo.address(edit))
    act(page, "^Approve( and Publish)?$")
    expect(page.locator(".messages")).to_contain_text("relue")


def test_a_page_goes_from_its_author_by_an_editor_to_city_staff_and_the_public(
    admin: Callable[[str], Page], demo: Demo
) -> None:
    author = admin("contributor")
    home = page_number(author, demo, "fr")
    author.goto(demo.address(f"/admin/pages/add/home/textpage/{home}/"))
    slug = f"relue-{uuid4().hex[:8]}"
    author.locator("[name=title]").fill(slug)
    author.locator("[name=title]").press("Tab")
    expect(author.locator("[name=slug]")).to_have_value(slug)
    act(author, "^Submit to")
    expect(author.locator(".messages")).to_contain_text("submitted for moderation")
    number = page_number(author, demo, slug)
    edit = f"/admin/pages/{number}/edit/"

    public = demo.address(f"/fr/{slug}/")
    approve(admin("editor"), demo, edit)
    assert author.request.get(public).status == 404
    approve(admin("staff"), demo, edit)
    assert author.request.get(public).status == 200


def test_a_translator_finds_the_pages_of_one_language_and_publishes_none(
    admin: Callable[[str], Page], demo: Demo
) -> None:
    page = admin("translator")
    page.goto(demo.address("/admin/pages/"))
    titles = page.locator("table.listing")
    expect(titles).to_contain_text("Helsinki, city of granite and design")
    expect(titles).not_to_contain_text("Helsinki, ville")
    slug = TRAIL["en"].strip("/").split("/")[-1]
    trail = page_number(page, demo, slug)
    page.goto(demo.address(f"/admin/pages/{trail}/edit/"))
    expect(page).to_have_title(re.compile("^Translation of"))
    expect(page.get_by_role("button", name=re.compile("^Publish"))).to_have_count(0)

    page.get_by_role("link", name="Submit for review").click()
    expect(page.get_by_role("button", name="Submit for review")).to_be_visible()
    found = Axe().run(page, context={"include": [["#main"]]}).response["violations"]
    assert [each["id"] for each in found] == []
