"""The question of a stop and what to look for, on the stop's own page."""

import os
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import DESK, PHONE, Demo, Opener
from tests.e2e.pages import LANGUAGES, TRAIL, links
from tests.e2e.test_accessibility import violations

SENATE, SMITHS, AMOS_REX = 3, 5, 8  # a choice, a number, a detail
ASKING = {"choice": SENATE, "number": SMITHS, "detail": AMOS_REX}
NARROW = {**PHONE, "viewport": {"width": 320, "height": 640}}
NOTE_ANSWERS = """document.addEventListener("answered", ({ detail }) => {
    document.documentElement.dataset.answered = JSON.stringify(detail);
});"""


def stop_address(demo: Demo, number: int, language: str = "fr") -> str:
    """The page of one of the trail's stops, counted from 0."""
    found = [link for link in links(demo.address(TRAIL[language])) if "/stop/" in link]
    return list(dict.fromkeys(found))[number]


class Card:
    """The question of a stop's page, once it answers."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.element = page.locator("stop-question")
        expect(self.element).to_have_attribute("data-standing", "unanswered")
        page.evaluate(NOTE_ANSWERS)

    def button(self, name: str) -> Locator:
        """A button by its words."""
        return self.element.get_by_role("button", name=name)

    @property
    def status(self) -> Locator:
        """What is said in passing."""
        return self.element.get_by_role("status")

    def expect_answered(self, is_right: bool, verdict: str) -> None:
        """The verdict stands there, has the focus, and the page was told."""
        words = self.element.locator("[data-verdict]")
        expect(words).to_have_text(verdict)
        expect(words).to_be_focused()
        expect(self.element.locator("[data-story]")).not_to_be_empty()
        told = '{"isRight":true}' if is_right else '{"isRight":false}'
        expect(self.page.locator("html")).to_have_attribute("data-answered", told)


@pytest.fixture
def ask(open_page: Opener, demo: Demo) -> Any:
    """Opens a stop that asks, in English."""

    def open_stop(number: int, device: dict[str, Any] = PHONE) -> Card:
        address = stop_address(demo, number, "en")
        return Card(open_page(address, device, locale="en-GB"))

    return open_stop


def test_a_choice_is_answered_by_one_press(ask: Any) -> None:
    card = ask(SENATE)
    card.button("Zinc").tap()
    card.expect_answered(True, "Yes: “Zinc”.")
    expect(card.button("Zinc the answer")).to_have_attribute("aria-disabled", "true")


def test_another_answer_is_told_the_same_story_and_no_reproach(ask: Any) -> None:
    card = ask(SENATE)
    card.button("Granite").tap()
    card.expect_answered(False, "The answer is “Zinc”.")
    expect(card.button("Granite your answer")).to_be_visible()
    card.button("Zinc").tap(force=True)  # one answers once
    verdict = card.element.locator("[data-verdict]")
    expect(verdict).to_have_text("The answer is “Zinc”.")
    expect(card.page.locator("html")).to_have_attribute(
        "data-answered", '{"isRight":false}'
    )


def test_a_number_is_written_by_keyboard_after_a_hint(ask: Any) -> None:
    card = ask(SMITHS, DESK)
    card.button("A hint").focus()
    card.page.keyboard.press("Enter")
    expect(card.status).to_contain_text("Old Student House")
    field = card.element.get_by_label("Your answer")
    field.fill("three")
    field.press("Enter")
    expect(card.status).to_have_text("Write a whole number, such as 12.")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("٤")  # four, in Arabic digits
    field.press("Enter")
    card.expect_answered(True, "Yes: 4.")


def test_a_detail_is_found_or_told(ask: Any) -> None:
    card = ask(AMOS_REX)
    card.button("I have found it").tap()
    card.expect_answered(True, "Well seen.")
    other = ask(AMOS_REX)
    other.button("Tell me the answer").tap()
    other.expect_answered(False, "It is well hidden.")


def test_targets_are_as_large_as_a_thumb(ask: Any) -> None:
    for number in ASKING.values():
        card = ask(number)
        for target in card.element.locator("button:visible, input:visible").all():
            box = target.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 44


@pytest.mark.parametrize("number", ASKING.values(), ids=ASKING)
@pytest.mark.parametrize("language", LANGUAGES)
def test_without_javascript_the_question_is_read_and_its_answer_unfolds(
    open_page: Opener, demo: Demo, number: int, language: str
) -> None:
    address = stop_address(demo, number, language)
    page = open_page(address, NARROW, java_script_enabled=False)
    asked = page.locator("stop-question")
    expect(asked.locator(".question__words")).to_be_visible()
    hint, answer = asked.locator("summary").all()
    stories = asked.locator(".fold__body")
    for fold, story in ((hint, stories.first), (answer, stories.last)):
        expect(story).to_be_hidden()
        fold.press("Enter")
        expect(story).to_be_visible()
    expect(page.locator(".look-for")).to_be_visible()
    expect(asked.locator("button")).to_have_count(0)


@pytest.mark.parametrize("kind", ASKING)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_before_and_after_the_answer(
    open_page: Opener, demo: Demo, kind: str, scheme: str
) -> None:
    address = stop_address(demo, ASKING[kind])
    page = open_page(address, NARROW, color_scheme=scheme)
    card = Card(page)
    assert violations(page) == []
    page.locator("[data-hint]").tap()
    page.locator("[data-tell]").tap()
    expect(card.element).to_have_attribute("data-standing", "answered")
    page.evaluate("document.getAnimations().forEach((each) => each.finish())")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if folder := os.environ.get("TRABOULE_SCREENSHOTS"):
        page.screenshot(path=f"{folder}/question-{kind}-{scheme}.png", full_page=True)


def test_the_way_to_the_next_stop_says_what_to_look_for(
    open_page: Opener, demo: Demo
) -> None:
    page = open_page(stop_address(demo, SENATE), DESK)
    onwards = page.locator("a[rel=next]")
    sentence = onwards.locator(".around__look").inner_text()
    assert sentence.startswith("Cherchez ")
    onwards.click()
    expect(page.locator(".look-for")).to_contain_text(sentence)
