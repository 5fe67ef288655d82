"""Stories that start by themselves: a noisy walk along the Helsinki trail."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Demo
from tests.e2e.pages import TRAIL
from tests.e2e.phone import STORY, WAITING
from tests.e2e.walking import (
    ENDED,
    FAR_AWAY,
    FIFTH,
    Walk,
    at_stop,
    hear_introduction,
    hear_stops,
    hear_to_the_end,
    heard,
    kept_of_walk,
    open_tool,
    reach,
    start,
    violations,
)


def test_every_story_starts_by_itself_in_its_order_once(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk()
    phone.load(fixes)
    hear_stops(phone, *range(1, 11))
    assert phone.walk() == "end"
    assert heard(phone.page) == 10


def test_a_walk_whose_stories_were_all_told_is_not_gone_on_with(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk()
    page = phone.page
    phone.load(fixes)
    hear_stops(phone, *range(1, 10))
    assert kept_of_walk(page)
    hear_stops(phone, 10)
    card = page.locator("[data-card=finished]")
    expect(card).to_be_visible()
    assert violations(page) == []
    assert kept_of_walk(page) == []
    card.locator("[data-do=end]").tap()
    expect(page.locator("body.is-walking")).to_have_count(0)
    expect(page.locator("[data-start]")).to_have_text("Commencer la balade")
    page.reload()
    expect(page.locator("[data-start]")).to_have_text("Commencer la balade")
    start(page)
    hear_introduction(page)
    open_tool(page, "notebook")
    expect(page.locator("dialog.notebook .notebook__visit")).to_have_count(10)


def test_a_walk_that_is_left_goes_on_and_one_that_is_ended_begins_anew(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk()
    page = phone.page
    phone.load(fixes)
    hear_stops(phone, 1)
    reach(phone, 2)
    page.locator("[data-leave]").tap()
    begin = page.locator("[data-start]")
    expect(begin).to_contain_text("étape 2")
    begin.tap()
    expect(page.locator("[data-dock-number]")).to_have_text("2")
    open_tool(page, "end")
    expect(page.locator("body.is-walking")).to_have_count(0)
    expect(begin).to_have_text("Commencer la balade")
    assert kept_of_walk(page) == []
    begin.tap()
    expect(page.locator("[data-dock-number]")).to_have_text("1")
    assert heard(page) == 0


def test_two_taps_lead_from_the_address_to_the_first_story(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk()  # the first tap; the second one answers the phone's own question
    phone.load(fixes)
    reach(phone, 1)
    expect(phone.page.locator("[data-cards] [data-card=hear]")).to_have_count(0)


def test_the_introduction_is_heard_to_its_end_before_the_first_story(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk(is_introduced=True)
    page = phone.page
    phone.load(fixes)
    assert phone.told()["artist"]
    assert phone.walk() == WAITING
    hear_introduction(page)
    at_stop(page, 1)
    assert heard(page) == 0


def test_a_story_is_not_cut_by_the_next_which_waits_and_then_begins(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk()
    page = phone.page
    phone.load(fixes)
    reach(phone, 1)
    assert phone.walk() == WAITING
    at_stop(page, 1)
    expect(page.locator("[data-card=waiting]")).to_contain_text("2")
    assert violations(page) == []
    hear_to_the_end(page)
    at_stop(page, 2)
    expect(page.locator("[data-card=waiting]")).to_have_count(0)


def test_a_stop_without_sound_is_shown_once_the_story_before_is_over(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk(silent_stop=2)
    page = phone.page
    phone.load(fixes)
    reach(phone, 1)
    assert phone.walk() == WAITING
    at_stop(page, 1)  # still told
    hear_to_the_end(page)
    card = page.locator("[data-card=near-text]")
    expect(card).to_contain_text("Une langue monte sur scène")
    expect(page.locator("[data-play]")).not_to_have_class(re.compile("is-playing"))
    card.locator("[data-do=read]").tap()
    expect(page.locator("[data-sheet]")).to_have_attribute("data-state", "full")
    expect(page.locator(".stop.is-current .stop__story")).to_be_in_viewport()


def test_the_map_goes_along_with_the_walker(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk()
    page = phone.page
    phone.load(fixes)
    reach(phone, 1)
    phone.walk(until_t=phone.walked_ms() + 90_000)
    dot = page.locator(".map-walker")
    page.wait_for_function(
        """() => {
            const dot = document.querySelector(".map-walker").getBoundingClientRect();
            const sheet = document.querySelector("[data-sheet]");
            const { top } = sheet.getBoundingClientRect();
            return dot.left > 0 && dot.right < innerWidth
                && dot.top > 72 && dot.bottom < top;
        }"""
    )
    expect(dot).to_be_visible()


def test_a_reloaded_walk_goes_on_at_the_second_and_repeats_nothing(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk()
    page = phone.page
    phone.load(fixes)
    hear_stops(phone, 1)
    reach(phone, 2)
    page.locator("[data-seek]").evaluate(ENDED.replace("bar.max", "20"))
    expect(page.locator("[data-elapsed]")).to_have_text(re.compile(r"0:2\d"))
    walked = phone.reload()
    expect(page.locator("[data-start]")).to_contain_text("2")
    start(page)
    at_stop(page, 2)
    expect(page.locator("[data-elapsed]")).to_have_text(re.compile(r"0:2\d"))
    assert heard(page) == 1
    phone.load(fixes, walked)
    hear_to_the_end(page)
    reach(phone, 3)


def test_a_browser_that_refuses_sound_shows_a_large_key(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk()
    page = phone.page
    phone.load(fixes)
    phone.set(refusesSound=True)
    assert phone.walk() == STORY
    card = page.locator("[data-card=blocked]")
    expect(card).to_be_visible()
    assert violations(page) == []
    phone.set(refusesSound=False)
    card.locator("button").tap()
    at_stop(page, 1)
    expect(card).to_have_count(0)


def test_without_the_position_the_walk_goes_on_by_hand(walk: Walk) -> None:
    phone = walk(refuses_position=True)
    page = phone.page
    expect(page.locator("trail-position[data-state=denied]")).to_be_visible()
    expect(page.locator(".position__words")).not_to_be_empty()
    assert violations(page) == []
    page.locator("[data-do=stop]").tap()
    expect(page.locator(".position__words")).to_be_empty()
    page.locator("[data-play]").tap()
    at_stop(page, 1)
    page.locator("[data-next-stop]").tap()
    at_stop(page, 2)


def test_a_lost_position_is_said_and_found_again(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk()
    page = phone.page
    phone.load(fixes)
    phone.walk(until_t=20_000)
    expect(page.locator("trail-position[data-state=located]")).to_be_visible()
    phone.wait(60)
    expect(page.locator("trail-position[data-state=stale]")).to_be_visible()
    expect(page.locator(".position__words")).not_to_be_empty()
    phone.find(60.1703, 24.9414)
    expect(page.locator("trail-position[data-state=located]")).to_be_visible()


def test_who_leaves_the_trail_is_told_the_way_back(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk()
    page = phone.page
    phone.load(fixes)
    hear_stops(phone, 1, 2)
    for step in range(100):  # eastwards, then waiting there
        phone.find(60.172, min(24.9465, 24.9441 + 0.000027 * step), 5)
    card = page.locator("[data-card=off]")
    expect(card).to_contain_text(re.compile(r"\d+\s*m"))
    page.wait_for_function(  # where one is, and no key of the map over it
        """() => {
            const dot = document.querySelector(".map-walker").getBoundingClientRect();
            const keys = document.querySelectorAll(
                ".map .leaflet-control-zoom, [data-locate]");
            return dot.left > 0 && [...keys].every((key) => {
                const { left, top, bottom } = key.getBoundingClientRect();
                return dot.right <= left || dot.bottom <= top || dot.top >= bottom;
            });
        }"""
    )
    card.locator("button").tap()
    expect(card).to_have_count(0)


def test_who_is_far_away_may_walk_from_home(walk: Walk) -> None:
    phone = walk()
    page = phone.page
    phone.find(*FAR_AWAY)
    card = page.locator("[data-card=away]")
    page.locator("[data-card=hear] [data-do=yes]").or_(card).first.tap()
    expect(card).to_contain_text("km")


def test_pocket_mode_is_black_and_left_by_holding(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk()
    page = phone.page
    phone.load(fixes)
    page.locator("[data-tools]").tap()
    expect(page.locator("dialog.walk-tools")).to_be_visible()
    assert violations(page) == []
    page.locator("[data-tool=pocket]").tap()
    pocket = page.locator("dialog.pocket")
    expect(pocket).to_be_visible()
    assert violations(page) == []
    leave = page.locator("[data-hold=leave]")
    leave.tap()  # a brush of cloth
    expect(pocket).to_be_visible()
    assert phone.walk() == STORY
    expect(page.locator("[data-pocket-news]")).to_have_text(
        "Quatre géants et leurs lampes"
    )
    leave.press("Enter")
    expect(pocket).to_be_hidden()
    at_stop(page, 1)


def test_the_locked_screen_shows_who_tells_what_and_its_keys_move_on(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk()
    page = phone.page
    phone.load(fixes)
    reach(phone, 1)
    told = phone.told()
    assert told["title"] == "Quatre géants et leurs lampes"
    assert told["album"] == "Helsinki, ville de granit et de design"
    assert told["artist"]
    assert told["picture"].startswith("http")
    phone.press("nexttrack")
    at_stop(page, 2)
    phone.press("pause")
    expect(page.locator("[data-play]")).not_to_have_class(re.compile("is-playing"))
    phone.press("previoustrack")
    at_stop(page, 1)


def test_with_the_screen_off_the_way_is_silence_and_the_next_story_follows(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk()
    page = phone.page
    phone.load(fixes)
    reach(phone, 1)
    phone.hide(True)
    hear_to_the_end(page)
    page.wait_for_function(
        "navigator.mediaSession.metadata.title.includes('Une langue monte')"
    )
    assert phone.told()["title"] != "Une langue monte sur scène"  # on the way to it
    phone.press("nexttrack")
    page.wait_for_function(
        "navigator.mediaSession.metadata.title === 'Une langue monte sur scène'"
    )
    at_stop(page, 2)


def test_a_stop_walked_past_with_the_screen_off_is_offered(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk()
    page = phone.page
    phone.load(fixes)
    hear_stops(phone, 1, 2, 3)
    phone.hide(True)
    latitude, longitude = FIFTH
    beside = next(
        fix["t"]
        for fix in fixes
        if fix["t"] > phone.walked_ms()
        and abs(fix["lat"] - latitude) < 0.0002
        and abs(fix["lng"] - longitude) < 0.0004
    )
    phone.load(fixes, beside)
    phone.hide(False)
    while phone.walk(until_t=beside + 60_000) not in ("there", "end"):
        pass  # the story of stop 5 may begin meanwhile
    expect(page.locator("[data-card=missed]")).to_contain_text("4")


def test_a_call_that_interrupts_a_story_is_answered_by_going_on(
    walk: Walk, fixes: list[dict[str, Any]]
) -> None:
    phone = walk()
    page = phone.page
    phone.load(fixes)
    reach(phone, 1)
    page.evaluate("phone.sound.pause()")  # nobody on the page asked for it
    card = page.locator("[data-card=interrupted]")
    expect(card).to_be_visible()
    card.locator("[data-do=listen]").tap()
    at_stop(page, 1)


def test_the_position_leaves_the_phone_neither_in_a_request_nor_in_the_servers_log(
    walk: Walk, demo: Demo, fixes: list[dict[str, Any]]
) -> None:
    phone = walk()
    sent: list[str] = []
    phone.page.on(
        "request", lambda asked: sent.append(asked.url + (asked.post_data or ""))
    )
    phone.load(fixes)
    hear_stops(phone, 1, 2)
    # Whatever was found, to a hundredth of a degree: in the address, the body, the log.
    place = re.compile(r"60[.,]1[67]|24[.,]9[45]")
    asked = re.findall(r'"([A-Z]+ .*) HTTP/', demo.access_log.read_text())
    assert f"GET {TRAIL['fr']}" in asked
    assert [line for line in [*sent, *asked] if place.search(line)] == []


@pytest.mark.parametrize("theme", ["dark", "sun"])
def test_axe_finds_nothing_in_a_walk_in_any_theme(
    walk: Walk, fixes: list[dict[str, Any]], theme: str
) -> None:
    phone = walk(color_scheme="dark" if theme == "dark" else "light")
    page = phone.page
    if theme == "sun":
        page.locator("[data-sun]").tap()
    phone.load(fixes)
    expect(page.locator("[data-card=hear]")).to_be_visible()
    assert violations(page) == []
    reach(phone, 1)
    assert phone.walk() == WAITING
    assert violations(page) == []
