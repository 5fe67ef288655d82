"""The walk on a phone and beside the map: what it shows, what it never does."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, MISSING, PHONE, Opener
from tests.e2e.pages import TRAIL
from tests.e2e.walking import hear_introduction

LOW = {**PHONE, "viewport": {"width": 320, "height": 640}}
CENTRES = """selector => [...document.querySelectorAll(selector)].map(element => {
    const box = element.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2]; })"""
NEAR_SECOND = {"latitude": 60.1712, "longitude": 24.9428, "accuracy": 12}
FAR_AWAY = {"latitude": 45.4397, "longitude": 4.3872, "accuracy": 12}
VAGUE = {**NEAR_SECOND, "accuracy": 900}


@pytest.fixture
def walk(open_page: Opener) -> Callable[..., Page]:
    """A trail begun on a phone."""

    def begin(**options: object) -> Page:
        page = open_page(TRAIL["fr"], PHONE, **options)
        page.locator("[data-start]").tap()
        expect(page.locator(".map__live")).to_be_visible()
        return page

    return begin


def sheet_state(page: Page, state: str) -> None:
    """Expect a state of the sheet."""
    expect(page.locator("[data-sheet]")).to_have_attribute("data-state", state)


@pytest.mark.parametrize("device", [PHONE, DESK, LOW], ids=["phone", "desk", "low"])
def test_the_moving_map_takes_the_drawings_place_without_a_jump(
    open_page: Opener, device: dict[str, object]
) -> None:
    page = open_page(TRAIL["fr"], device)
    scale = page.locator(".scale__text")
    drawn, length = page.evaluate(CENTRES, ".pin__disc"), scale.text_content()
    page.locator("a.pin").nth(2).evaluate("pin => pin.focus({preventScroll: true})")
    expect(page.locator(".map__live .map-pin")).to_have_count(len(drawn))
    moving = page.evaluate(CENTRES, ".map-pin")
    shifts = [
        max(abs(before[0] - after[0]), abs(before[1] - after[1]))
        for before, after in zip(drawn, moving, strict=True)
    ]
    assert max(shifts) <= 1.5
    assert scale.text_content() == length
    expect(page.locator(".map-pin:focus")).to_have_count(1)  # the same stop


def test_the_sheet_obeys_the_keyboard_and_the_back_button(
    walk: Callable[..., Page],
) -> None:
    page = walk()
    handle = page.locator("[data-handle]")
    sheet_state(page, "half")
    handle.focus()
    page.keyboard.press("ArrowUp")
    sheet_state(page, "full")
    expect(page.locator(".stop.is-current .stop__text").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    sheet_state(page, "peek")
    expect(page.locator("[data-next-title]")).to_be_visible()
    page.go_back()
    expect(page.locator("body.is-walking")).to_have_count(0)
    expect(page.locator("[data-start]")).to_be_focused()


def test_choosing_a_stop_in_the_list_shows_it_and_plays_nothing(
    walk: Callable[..., Page],
) -> None:
    page = walk()
    page.locator("button[data-view=list]").tap()
    page.locator(".stop__link").nth(2).tap()
    sheet_state(page, "half")
    expect(page.locator("[data-dock-number]")).to_have_text("3")
    expect(page.locator("[data-progress]")).to_have_text("Étape 3 sur 10")
    assert page.evaluate("document.querySelectorAll('.is-playing').length") == 0


def test_at_the_end_of_a_recording_the_next_stop_is_offered_and_waits(
    walk: Callable[..., Page],
) -> None:
    page = walk()
    hear_introduction(page)
    page.locator("[data-play]").tap()
    expect(page.locator("[data-play].is-playing")).to_be_visible()
    page.locator("[data-seek]").evaluate(
        "bar => { bar.value = bar.max; bar.dispatchEvent(new Event('input')); }"
    )
    expect(page.locator(".dock.is-over")).to_be_visible()
    expect(page.locator("[data-message]")).to_contain_text("2")
    expect(page.locator("[data-dock-number]")).to_have_text("1")
    page.locator("[data-next-stop]").tap()
    expect(page.locator("[data-dock-number]")).to_have_text("2")
    expect(page.locator("[data-play].is-playing")).to_have_count(0)


def test_a_walker_far_from_the_trail_does_not_pull_the_map_away(
    walk: Callable[..., Page],
) -> None:
    page = walk(geolocation=FAR_AWAY, permissions=["geolocation"])
    expect(page.locator("[data-dock-tag]")).to_contain_text("km")
    box = page.locator(".map-pin.is-current").bounding_box()
    assert box is not None
    assert 0 < box["x"] < PHONE["viewport"]["width"]


def test_a_vague_position_is_said_to_be_vague(walk: Callable[..., Page]) -> None:
    page = walk(geolocation=VAGUE, permissions=["geolocation"])
    expect(page.locator("trail-position[data-state=imprecise]")).to_be_visible()
    expect(page.locator(".position__words")).to_contain_text("900 m")
    expect(page.locator("[data-dock-tag]")).to_be_hidden()


def test_a_refused_position_has_a_sentence_and_a_way_out(
    walk: Callable[..., Page],
) -> None:
    page = walk(permissions=[])
    expect(page.locator("trail-position[data-state=denied]")).to_be_visible()
    expect(page.locator(".position__words")).not_to_be_empty()
    page.locator("[data-do=stop]").tap()
    expect(page.locator(".position__words")).to_be_empty()
    expect(page.locator("[data-locate]")).to_be_focused()


def test_a_stops_page_begins_the_walk_at_that_stop(open_page: Opener) -> None:
    page = open_page(TRAIL["fr"])
    third = page.locator(".stop__link").nth(2).get_attribute("href")
    assert third
    page.goto(page.evaluate("path => new URL(path, location).href", third))
    page.locator("[data-start-here]").tap()
    expect(page.locator("body.is-walking")).to_have_count(1)
    expect(page.locator("[data-dock-number]")).to_have_text("3")


def test_the_links_still_lead_on_when_the_words_of_the_walk_do_not_come(
    open_page: Opener,
) -> None:
    page = open_page(TRAIL["fr"], PHONE)
    main = page.locator("main")
    address = main.get_attribute("data-walk-words")
    main.evaluate("(main, to) => { main.dataset.walkWords = to; }", MISSING)
    page.locator("[data-start]").tap()
    expect(page).to_have_url(re.compile(r"#stop-\w{8}$"))
    main.evaluate("(main, to) => { main.dataset.walkWords = to; }", address)
    page.locator("[data-start]").tap()  # the network is back
    expect(page.locator(".map__live")).to_be_visible()
