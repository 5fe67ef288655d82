"""Steps of a noisy walk along the Helsinki trail, which the tests of a walk share."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.phone import STORY, WAITING, Phone
from tests.e2e.test_accessibility import violations as all_violations

FIFTH = (60.1676, 24.95109)
FAR_AWAY = (45.4397, 4.3872)
ENDED = "bar => { bar.value = bar.max; bar.dispatchEvent(new Event('input')); }"


Walk = Callable[..., Phone]


def violations(page: Page) -> list[str]:
    """What axe finds, but for pins of the map that come near each other.

    The list of stops does all that they do: WCAG 2.5.8 allows small targets then.
    """
    return [
        fault
        for fault in all_violations(page)
        if not (fault.startswith("target-size") and ".map-pin" in fault)
    ]


def start(page: Page) -> None:
    """Tap the one button, and wait for the trail to be read."""
    with page.expect_response("**/package.json"):
        page.locator("[data-start]").tap()
    expect(page.locator("body.is-walking")).to_have_count(1)
    expect(page.locator(".map__live")).to_be_visible()


def hear_introduction(page: Page) -> None:
    """The introduction comes to its end, and the first stop's story is ready."""
    expect(page.locator("[data-dock-place]")).to_have_text("Introduction")
    expect(page.locator("[data-total]")).not_to_have_text("0:00")
    page.locator("[data-seek]").evaluate(ENDED)
    expect(page.locator("[data-dock-place]")).to_have_text("Gare centrale")


def at_stop(page: Page, number: int) -> None:
    """The story of a stop is being told."""
    expect(page.locator("[data-dock-number]")).to_have_text(str(number))
    expect(page.locator("[data-play]")).to_have_class(re.compile("is-playing"))


def hear_to_the_end(page: Page) -> None:
    """The story comes to its end."""
    ticked = page.locator(".stop.is-heard")
    before = ticked.count()
    expect(page.locator("[data-total]")).not_to_have_text("0:00")
    page.locator("[data-seek]").evaluate(ENDED)
    expect(ticked).to_have_count(before + 1)


def heard(page: Page) -> int:
    """How many stops are ticked as heard."""
    return page.locator(".stop.is-heard").count()


def kept_of_walk(page: Page) -> list[str]:
    """What the phone keeps, to go on with the walk."""
    keys = page.evaluate("Object.keys(localStorage)")
    return [key for key in keys if key.startswith("traboule:walk:")]


def reach(phone: Phone, number: int) -> None:
    """Walk until a story starts: it must be that of this stop."""
    while (shaken := phone.walk()) not in (STORY, "end"):
        assert shaken == WAITING, shaken  # a word from the hand, not a story
    assert shaken == STORY, f"stop {number} was not told"
    at_stop(phone.page, number)


def hear_stops(phone: Phone, *numbers: int) -> None:
    """Walk from stop to stop, and hear each story to its end."""
    for number in numbers:
        reach(phone, number)
        hear_to_the_end(phone.page)


def open_tool(page: Page, name: str) -> None:
    """Use one of the tools of the walk."""
    page.locator("[data-tools]").tap()
    page.locator(f"[data-tool={name}]").tap()
