"""Who made a work, in its form; and a work that a phone keeps beyond its right."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import Demo, Opener
from tests.e2e.pages import TRAIL
from tests.media_library.test_picture_privacy import photograph

Admin = Callable[..., Page]


def test_an_editor_credits_a_picture_and_reads_what_its_licence_means(
    admin: Admin, demo: Demo
) -> None:
    page = admin("editor")
    page.goto(demo.address("/admin/images/1/"))
    rows = page.locator(".credit-rows [data-row]")
    expect(rows).to_have_count(1)  # the empty rows are for who has no script
    page.get_by_role("button", name="Add a credit").press("Enter")
    expect(rows).to_have_count(2)
    role = rows.nth(1).get_by_label("Role")
    expect(role).to_be_focused()
    role.select_option("photograph")
    rows.nth(1).get_by_label("Name").fill("Somebody New")
    page.get_by_label("Licence").select_option("CC-BY-NC-ND-4.0")
    expect(page.locator(".licence-terms p:visible")).to_contain_text("never crop")
    page.get_by_label("Licence").select_option("CC-BY-SA-4.0")
    page.get_by_role("button", name="Save").click()
    page.goto(demo.address("/admin/snippets/media_library/contributor/"))
    page.get_by_role("link", name="Somebody New").first.click()
    page.locator(".works-of a").first.click()
    rows.nth(1).get_by_role("button", name="Remove this credit").click()
    expect(rows).to_have_count(1)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("updated").first).to_be_visible()


def test_a_chosen_picture_fills_the_form_with_what_it_says_of_itself(
    admin: Admin, demo: Demo
) -> None:
    page = admin("editor")
    page.goto(demo.address("/admin/images/add/"))
    caption = page.get_by_label("Caption")
    caption.fill("Our own words")
    file = {"name": "puits.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    page.locator("#id_file").set_input_files(file)
    credit = page.get_by_label("Credit line")
    expect(credit).to_have_value("Zoé Émile")
    expect(credit).to_have_accessible_description(re.compile("please check it"))
    expect(page.get_by_label("Licence")).to_have_value("CC-BY-4.0")
    expect(caption).to_have_value("Our own words")
    credit.fill("")  # what one takes out is not filled in again
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_text("added").first).to_be_visible()
    page.get_by_role("link", name="puits", exact=True).first.click()
    expect(credit).to_have_value("")
    expect(caption).to_have_value("Our own words")


def test_a_work_that_was_kept_is_shown_no_more_once_its_right_is_over(
    open_page: Opener, demo: Demo
) -> None:
    page = open_page(None)

    def age(route: Route) -> None:
        """The first recording and picture as a phone kept them, their hour over."""
        answer = route.fetch()
        html, over = answer.text(), 'data-until="2026-01-01T00:00:00+01:00"'
        html = html.replace("data-main", f"data-main {over}", 1)
        html = html.replace(
            '<figure class="picture"', f'<figure class="picture" {over}', 1
        )
        route.fulfill(response=answer, body=html)

    page.route(demo.address(TRAIL["en"]), age)
    page.goto(demo.address(TRAIL["en"]))
    stops = page.locator("[data-stop]")
    expect(stops.nth(0).locator("[data-main]")).to_have_count(0)
    expect(stops.nth(0).locator("figure.picture")).to_have_count(0)
    expect(stops.nth(1).locator("[data-main]")).to_have_count(1)
    expect(stops.nth(0).locator(".stop__text")).to_have_count(1)
