"""What one has at hand in a walk: question, notebook, lantern, a walk from home."""

import json
import re
from typing import Any

from playwright.sync_api import expect

from tests.e2e.conftest import DESK, Opener
from tests.e2e.pages import TRAIL
from tests.e2e.walking import (
    FAR_AWAY,
    Walk,
    at_stop,
    hear_introduction,
    hear_stops,
    hear_to_the_end,
    open_tool,
    reach,
    start,
    violations,
)


def test_a_question_is_offered_after_its_story_and_its_answer_noted(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk()
    page = phone.page
    sent: list[str] = []
    phone.load(fixes)
    hear_stops(phone, 1, 2, 3, 4)
    page.on("request", lambda asked: sent.append(asked.url))
    page.locator("[data-card=question] [data-do=open]").tap()
    asked = page.locator(".stop.is-current stop-question")
    expect(asked).to_be_in_viewport()
    asked.locator("[data-answers] button").first.tap()
    expect(asked.locator("[data-outcome]")).to_be_visible()
    assert violations(page) == []
    open_tool(page, "notebook")
    notebook = page.locator("dialog.notebook")
    expect(notebook.locator(".notebook__visit")).to_have_count(4)
    expect(notebook.locator(".notebook__when").last).to_contain_text("question")
    assert violations(page) == []
    assert [url for url in sent if "/media/" not in url] == []


def test_a_notebook_that_did_not_load_says_so_and_is_tried_again(
    open_page: Opener,
) -> None:
    page = open_page(TRAIL["fr"])
    page.route("**/package.json", lambda route: route.fulfill(body="cut short"))
    start(page)
    expect(page.locator("[data-card=no-trail]")).to_be_visible()
    open_tool(page, "notebook")
    card = page.locator("[data-card=no-notebook]")
    expect(card).to_be_visible()
    assert violations(page) == []
    card.locator("[data-do=again]").tap()
    expect(card).to_be_visible()
    page.unroute("**/package.json")
    card.locator("[data-do=again]").tap()
    expect(page.locator("dialog.notebook")).to_be_visible()
    expect(page.locator("[data-cards] [data-card=no-trail]")).to_have_count(0)


def test_a_recording_that_cannot_be_read_is_refused_by_its_line(walk: Walk) -> None:
    page = walk().page
    good = '{"t": 0, "lat": 60.17, "lng": 24.94, "accuracy": 5}'
    page.locator("[data-recorded]").set_input_files(
        {
            "name": "walk.ndjson",
            "mimeType": "application/x-ndjson",
            "buffer": f"{good}\nnonsense\n{good}\n".encode(),
        }
    )
    message = page.locator("[data-dock] [data-message]")
    expect(message).to_contain_text("walk.ndjson")
    expect(message).to_contain_text("2")


def test_what_to_look_for_is_said_and_shown_on_the_way(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk()
    page = phone.page
    phone.load(fixes)
    reach(phone, 1)
    expect(page.locator("[data-next-place]")).to_contain_text("Cherchez une forteresse")
    hear_to_the_end(page)
    hear_stops(phone, 2, 3, 4, 5)
    card = page.locator("[data-card=look-for]")
    expect(card).to_contain_text("forgerons")
    expect(card.get_by_role("img")).to_have_accessible_name(re.compile("forge"))
    reach(phone, 6)
    expect(card).to_have_count(0)


def test_the_sound_lantern_says_the_way_in_words(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk()
    page = phone.page
    phone.load(fixes)
    hear_stops(phone, 1)
    page.locator("[data-tools]").tap()
    lantern = page.locator("[data-tool=lantern]")
    lantern.tap()
    expect(lantern).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    phone.walk(until_t=phone.walked_ms() + 20_000)
    spoken = page.locator("[data-spoken]")
    expect(spoken).to_contain_text("Une langue monte sur scène")
    expect(spoken).to_contain_text("m")


def test_the_phone_looks_less_often_where_no_story_is_near(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk()
    page = phone.page
    phone.load(fixes)
    hear_stops(phone, 1, 2, 3)
    phone.walk(until_t=phone.walked_ms() + 60_000)  # 300 m remain
    page.wait_for_function("phone.rests > 0")
    expect(page.locator("trail-position[data-state=located]")).to_be_visible()


def test_who_is_far_away_walks_from_home(open_page: Opener) -> None:
    latitude, longitude = FAR_AWAY
    page = open_page(
        TRAIL["fr"],
        geolocation={"latitude": latitude, "longitude": longitude, "accuracy": 10},
        permissions=["geolocation"],
    )
    start(page)
    card = page.locator("[data-card=away]")
    expect(card).to_contain_text("km")
    card.locator("[data-do=home]").tap()
    hear_introduction(page)
    at_stop(page, 1)
    page.reload()
    kept = page.evaluate("Object.entries(localStorage)")
    journeys = [json.loads(value) for key, value in kept if key.endswith(":journey")]
    assert [journey["engine"]["entered"] for journey in journeys] in ([], [[]])


def test_the_tools_lie_in_their_panel_on_a_large_screen_too(open_page: Opener) -> None:
    page = open_page(TRAIL["fr"], DESK)
    page.locator("[data-start]").click()
    page.locator("[data-tools]").click()
    panel = page.locator("dialog.walk-tools")
    expect(panel.locator(".tool").last).to_be_visible()
    assert (
        panel.evaluate(
            """panel => {
            const { left, right } = panel.getBoundingClientRect();
            return [...panel.querySelectorAll(".tool")].filter((tool) => {
                const box = tool.getBoundingClientRect();
                return box.left < left || box.right > right;
            }).length;
        }"""
        )
        == 0
    )


def test_nothing_of_a_walk_scrolls_sideways_at_320_pixels(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk(viewport={"width": 320, "height": 640})
    page = phone.page
    phone.load(fixes)
    width = "document.documentElement.scrollWidth"
    expect(page.locator("[data-card=hear]")).to_be_visible()
    assert page.evaluate(width) <= 320
    page.locator("[data-tools]").tap()
    expect(page.locator("dialog.walk-tools")).to_be_visible()
    assert (
        page.evaluate("document.querySelector('dialog.walk-tools').scrollWidth") <= 320
    )
    page.locator("[data-tool=pocket]").tap()
    expect(page.locator("dialog.pocket")).to_be_visible()
    assert page.evaluate("document.querySelector('dialog.pocket').scrollWidth") <= 320
