"""Every public page serves those who use a keyboard, a screen reader, a big text."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.conftest import DESK, PHONE, Demo, Opener
from tests.e2e.pages import LANGUAGES, PAGE_TYPES, TRAIL, address_of

AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
}


# What moves is looked at where it comes to rest.
AT_REST = """
() => document.getAnimations().forEach((each) => {
    if (Number.isFinite(each.effect?.getComputedTiming().endTime)) each.finish();
})
"""


def violations(page: Page) -> list[str]:
    """What axe finds, one line each."""
    page.evaluate(AT_REST)
    found = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


def open_kind(
    open_page: Opener, demo: Demo, kind: str, language: str, device: Any, **options: Any
) -> Page:
    """A page of a type; a missing one is an error in the console by nature."""
    page = open_page(address_of(kind, language, demo.address), device, **options)
    page.locator("h1").first.wait_for()
    return page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PAGE_TYPES)
@pytest.mark.parametrize("device", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_on_any_page(
    open_page: Opener, demo: Demo, kind: str, language: str, device: dict[str, Any]
) -> None:
    page = open_kind(open_page, demo, kind, language, device)
    assert violations(page) == []


@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_axe_finds_nothing_in_the_dark(
    open_page: Opener, demo: Demo, kind: str
) -> None:
    page = open_kind(open_page, demo, kind, "fr", PHONE, color_scheme="dark")
    assert violations(page) == []


@pytest.mark.parametrize("kind", PAGE_TYPES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_scrolls_sideways_at_320_pixels(
    open_page: Opener, demo: Demo, kind: str, language: str
) -> None:
    narrow = {**PHONE, "viewport": {"width": 320, "height": 640}}
    page = open_kind(open_page, demo, kind, language, narrow)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_text_at_200_percent_stays_on_the_page(
    open_page: Opener, demo: Demo, kind: str
) -> None:
    page = open_kind(open_page, demo, kind, "fr", DESK)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    clipped = page.evaluate(
        """() => [...document.querySelectorAll('h1, h2, h3, p, a, button')]
            .filter(e => e.offsetParent && getComputedStyle(e).overflow === 'hidden'
                && e.scrollHeight > e.clientHeight + 4 && e.textContent.trim())
            .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert clipped == []


@pytest.mark.parametrize("kind", PAGE_TYPES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_tells_its_language_and_has_one_title(
    open_page: Opener, demo: Demo, kind: str, language: str
) -> None:
    page = open_kind(open_page, demo, kind, language, PHONE)
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1


def test_the_trail_page_can_be_walked_by_keyboard(open_page: Opener) -> None:
    page = open_page(TRAIL["fr"], DESK)
    page.locator("h1").wait_for()
    seen: list[str] = []
    for _press in range(200):
        page.keyboard.press("Tab")
        name = page.evaluate(
            """() => { const e = document.activeElement;
                if (e === document.body) return '';
                const box = e.getBoundingClientRect();
                // The disc of a pin carries its ring.
                const shown = e.querySelector('.pin__disc, .map-pin__disc') ?? e;
                const style = getComputedStyle(shown);
                const ring = style.outlineStyle !== 'none'
                    || style.boxShadow !== 'none'
                    || parseFloat(style.strokeWidth) >= 5;
                return `${e.tagName}|${(e.getAttribute('aria-label') || e.textContent)
                    .trim().slice(0, 60)}|${box.width > 0 && ring}`; }"""
        )
        if not name or name in seen:
            break
        seen.append(name)
    hidden = [name for name in seen if name.endswith("|false")]
    assert hidden == []
    assert seen[0].startswith("A|")  # the link that skips to the content
    pins = [name for name in seen if re.search(r"\|Étape \d+", name)]
    assert len(pins) >= 10


def test_the_skip_link_leads_to_the_content(open_page: Opener) -> None:
    page = open_page(TRAIL["fr"], DESK)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    assert page.locator("main#main").count() == 1
