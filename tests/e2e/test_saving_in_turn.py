"""A trail that saves itself is saved once at a time, and with all that changes."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.e2e.conftest import Demo
from tests.e2e.map_forms import Admin, TourForm, edits_are_watched, open_new_tour


def saves_itself(request: Request) -> bool:
    """Wagtail's autosave asks for JSON; a pressed button asks for a page."""
    is_of_a_page = "/admin/pages/" in request.url
    is_sent = request.method == "POST" and is_of_a_page
    return is_sent and "json" in request.headers["accept"]


def is_a_pressed_button(request: Request) -> bool:
    return request.method == "POST" and request.is_navigation_request()


def hold_the_autosave(page: Page) -> list[Route]:
    held: list[Route] = []

    def hold(route: Route) -> None:
        if saves_itself(route.request) and not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/admin/pages/**", hold)
    return held


@pytest.fixture
def tour(admin: Admin, demo: Demo) -> TourForm:
    """A new trail with an address, which a draft needs.

    On a slow machine it may have saved itself already.
    """
    tour = open_new_tour(admin, demo)
    tour.page.locator("[name=title]").press("Tab")
    expect(tour.page.locator("[name=slug]")).not_to_have_value("")
    edits_are_watched(tour.page)
    return tour


def test_a_button_pressed_during_an_autosave_waits_and_makes_one_trail(
    tour: TourForm, demo: Demo
) -> None:
    title = f"Une seule fois {uuid4().hex}"
    held = hold_the_autosave(tour.page)
    with tour.page.expect_request(saves_itself):
        tour.page.locator("[name=title]").fill(title)
    with tour.page.expect_request(is_a_pressed_button) as saved:
        tour.page.get_by_role("button", name="Save draft").click()
        held[0].continue_()
    assert saved.value.url.endswith("/edit/")
    expect(tour.page.get_by_text("has been updated")).to_be_visible()
    # Not by the search: its index is renewed when the worker comes to it.
    found = demo.address(f"/admin/api/main/pages/?title={title}")
    assert tour.page.request.get(found).json()["meta"]["total_count"] == 1


def test_what_is_changed_during_an_autosave_is_saved_too(tour: TourForm) -> None:
    held = hold_the_autosave(tour.page)
    title, city = tour.page.locator("[name=title]"), tour.page.locator("[name=city]")
    with tour.page.expect_request(saves_itself):
        title.fill(f"Pendant ce temps {uuid4().hex}")
    with tour.page.expect_request(_says_firminy):
        city.fill("Firminy")
        held[0].continue_()


def _says_firminy(request: Request) -> bool:
    return b"Firminy" in (request.post_data_buffer or b"")


def test_a_button_pressed_after_an_autosave_that_failed_saves(tour: TourForm) -> None:
    held = hold_the_autosave(tour.page)
    with tour.page.expect_request(saves_itself):
        tour.page.locator("[name=title]").fill(f"Malgré tout {uuid4().hex}")
    tour.page.get_by_role("button", name="Save draft").click()
    held[0].fulfill(status=400, json={"success": False, "error_code": "other"})
    tour.page.wait_for_url("**/edit/")


def test_a_trail_on_its_way_does_not_save_itself_as_well(tour: TourForm) -> None:
    may_save_itself = tour.page.locator("[data-edit-form]").evaluate(
        """form => {
            const asks = () => new CustomEvent(
                "w-autosave:save", { bubbles: true, cancelable: true }
            );
            const ends = new CustomEvent(
                "w-autosave:success", { bubbles: true, detail: {} }
            );
            const before = form.dispatchEvent(asks());
            form.dispatchEvent(ends);
            form.requestSubmit();
            return [before, form.dispatchEvent(asks())];
        }"""
    )
    assert may_save_itself == [True, False]
    tour.page.wait_for_url("**/edit/")


def test_a_button_pressed_while_somebody_else_saved_waits_for_the_editor(
    tour: TourForm,
) -> None:
    held = hold_the_autosave(tour.page)
    with tour.page.expect_request(saves_itself):
        tour.page.locator("[name=title]").fill(f"À deux {uuid4().hex}")
    where = tour.page.url
    button = tour.page.get_by_role("button", name="Save draft")
    button.click()
    expect(
        tour.page.locator("button[data-w-progress-loading-value=true]")
    ).to_have_count(1)
    told = {"error_code": "invalid_revision", "error_message": "Saved by another."}
    held[0].fulfill(status=400, json={"success": False, **told})
    expect(button).to_be_enabled()
    assert tour.page.url == where
