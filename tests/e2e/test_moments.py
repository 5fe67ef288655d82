"""Words that are marked as they are said, on a phone and on a desk."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, Demo, Opener
from tests.e2e.pages import TRAIL


def open_words(page: Page) -> None:
    """The first stop's transcript, unfolded."""
    stop = page.locator("[data-stop]").first
    stop.locator("[data-main] .fold__summary").click()


def test_a_tap_on_a_sentence_plays_from_there_and_marks_it(
    open_page: Opener, demo: Demo
) -> None:
    page = open_page(TRAIL["fr"], DESK)
    open_words(page)
    words = page.locator("[data-stop]").first.locator(".said [data-moment]")
    words.nth(2).click()
    expect(words.nth(2)).to_have_attribute("aria-current", "true")
    clock = page.locator("[data-elapsed]")
    expect(clock).not_to_have_text("0:00")
    assert page.locator("[data-play]").get_attribute("aria-label") == "Pause"
    words.nth(1).click()
    expect(words.nth(1)).to_have_attribute("aria-current", "true")
    expect(words.nth(2)).not_to_have_attribute("aria-current", "true")


def test_the_mark_goes_on_with_the_voice(open_page: Opener, demo: Demo) -> None:
    page = open_page(TRAIL["fr"], DESK)
    open_words(page)
    words = page.locator("[data-stop]").first.locator(".said [data-moment]")
    words.first.click()
    expect(words.first).to_have_attribute("aria-current", "true")
    expect(words.nth(1)).to_have_attribute("aria-current", "true")  # it was said


def test_without_script_the_words_are_there(open_page: Opener, demo: Demo) -> None:
    page = open_page(TRAIL["fr"], PHONE, java_script_enabled=False)
    open_words(page)
    words = page.locator("[data-stop]").first.locator(".said")
    expect(words).to_be_visible()
    assert len(words.inner_text()) > 300
