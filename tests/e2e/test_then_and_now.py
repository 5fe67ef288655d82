"""Then and now on a stop's page: by keyboard, by hand, and without script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PHONE, Demo, Opener
from tests.e2e.serving import manage
from tests.e2e.test_accessibility import violations

NARROW = {**PHONE, "viewport": {"width": 320, "height": 640}}
ADDRESS = "/en/then-and-now/"
PUBLISH = """
from home.models import HomePage
from media_library.models import Picture
from tours.blocks import StoryBlock
from tours.models import Stop, TourPage
home = HomePage.objects.get(locale__language_code="en")
known = Stop.objects.filter(locale=home.locale, place__isnull=False).first()
images = [
    {"image": picture.pk, "alt_text": f"View {picture.pk}", "decorative": False}
    for picture in Picture.objects.order_by("pk")[:2]
]
value = {"then": images[0], "then_label": "1926", "now": images[1], "now_label": "",
         "caption": "The square"}
raw = [{"type": "then_and_now", "value": value}]
story = StoryBlock().to_python(raw)
stop = Stop(locale=home.locale, title="A square", place=known.place, story=story)
page = TourPage(title="Then and now", slug="then-and-now", locale=home.locale,
                live=False)
page.stops = [stop]
home.add_child(instance=page)
page.save_revision().publish()
"""
DELETE = """
from tours.models import TourPage
TourPage.objects.get(slug="then-and-now").delete()
"""


@pytest.fixture(scope="module")
def pair(demo: Demo) -> Iterator[str]:
    """The address of a trail that shows a pair; no other file's tests see it."""
    manage(demo, "shell", "-c", PUBLISH)
    yield ADDRESS
    manage(demo, "shell", "-c", DELETE)


def slider_of(page: Page) -> Locator:
    return page.get_by_role("slider", name="How much of the earlier picture is shown")


def test_it_is_moved_by_keyboard_and_by_hand(pair: str, open_page: Opener) -> None:
    page = open_page(pair, PHONE, locale="en-GB")
    slider = slider_of(page)
    expect(slider).to_have_attribute("aria-valuetext", "50% then")
    slider.focus()
    page.keyboard.press("End")
    expect(slider).to_have_attribute("aria-valuetext", "100% then")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "1% then")
    box = slider.bounding_box()
    assert box
    slider.click(position={"x": box["width"] * 0.75, "y": box["height"] / 2})
    expect(slider).to_have_value(re.compile(r"7\d"))
    assert violations(page) == []


def test_it_fits_a_narrow_screen_and_lets_the_page_scroll(
    pair: str, open_page: Opener
) -> None:
    page = open_page(pair, NARROW, locale="en-GB")
    expect(slider_of(page)).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    touch = slider_of(page).evaluate("range => getComputedStyle(range).touchAction")
    assert touch == "pan-y"


def test_without_script_both_pictures_stand_with_their_labels(
    pair: str, open_page: Opener
) -> None:
    page = open_page(pair, PHONE, locale="en-GB", java_script_enabled=False)
    first, second = page.locator(".pair__side").all()
    expect(first.locator(".pair__label")).to_have_text("1926")
    above, below = first.bounding_box(), second.bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]
    expect(page.locator(".pair img")).to_have_count(2)
