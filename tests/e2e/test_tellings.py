"""A trail told in several versions: the phone asks once which one is heard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, Demo, Opener
from tests.e2e.serving import manage
from tests.e2e.test_accessibility import violations
from tests.e2e.walking import violations as violations_of_walk

ADDRESS = "/en/told-in-three-ways/"
ENGLISH = {"locale": "en-GB"}
# The first stop is told in three ways, the second in two, the third in one.
MAKE = """
from home.models import HomePage
from tests.factories import RecordingFactory, StopFactory, TourPageFactory, story
from tours.tasks import renew_package

LENGTHS = {"full": 50, "short": 20, "children": 40}

def stop(title, *tellings):
    told = [
        RecordingFactory(
            language="en", telling=each, seconds=LENGTHS[each], title=f"{title}, {each}"
        )
        for each in tellings
    ]
    blocks = [("recording", each) for each in told]
    text = ("text", "<p>Here stood the mill.</p>")
    return StopFactory(language="en", title=title, story=story(*blocks, text))

trail = TourPageFactory(
    parent=HomePage.objects.get(locale__language_code="en"),
    language="en",
    title="Told in three ways",
    stops=[
        stop("The mill", "children", "full", "short"),
        stop("The bridge", "full", "children"),
        stop("The well", "full"),
    ],
)
renew_package.call(trail.pk)
"""
# Other tests choose among the works and places of the demo.
TAKE_AWAY = """
from tours.models import TourPage

trail = TourPage.objects.get(slug="told-in-three-ways")
told = [item.recording for stop in trail.presented.stops for item in stop.story]
places = [stop.place for stop in trail.stops.all()]
cover = trail.cover
trail.delete()
for work in [*filter(None, told), *places, cover]:
    work.delete()
"""


@pytest.fixture(scope="module")
def trail(demo: Demo) -> Iterator[str]:
    """The address of such a trail; it is there for these tests alone."""
    manage(demo, "shell", "-c", MAKE)
    yield ADDRESS
    manage(demo, "shell", "-c", TAKE_AWAY)


def told(page: Page) -> list[str]:
    """What each stop offers to hear, by its length; the third has one recording."""
    times = page.locator("[data-stop] .listen__time:visible")
    return [words.strip() for words in times.all_text_contents()]


def test_the_walk_asks_once_and_the_phone_remembers(
    open_page: Opener, trail: str
) -> None:
    page = open_page(trail, PHONE, **ENGLISH)
    assert told(page) == ["0:50", "0:50", "0:50"]
    assert violations(page) == []
    page.locator("[data-start]").tap()
    card = page.locator("[data-cards] [data-card=telling]")
    expect(card).to_be_visible()
    assert violations_of_walk(page) == []
    card.get_by_role("button", name="For children").tap()
    expect(card).to_have_count(0)
    expect(page.locator("[data-total]")).to_have_text("0:40")

    page.reload()
    assert told(page) == ["0:40", "0:40", "0:50"]  # the well is told in full alone
    expect(page.get_by_role("radio", name="For children")).to_be_checked()
    page.locator("[data-start]").tap()
    expect(page.locator("[data-play]")).to_have_attribute("aria-label", "Pause")
    expect(page.locator("[data-total]")).to_have_text("0:40")
    expect(card).to_have_count(0)


def test_what_is_heard_follows_another_choice(open_page: Opener, trail: str) -> None:
    page = open_page(trail, DESK, **ENGLISH)
    page.get_by_role("radio", name="Full version").focus()
    page.keyboard.press("ArrowRight")
    assert told(page) == ["0:20", "0:50", "0:50"]
    page.locator("[data-start]").click()
    total, key = page.locator("[data-total]"), page.locator("[data-play]")
    expect(total).to_have_text("0:20")
    key.click()
    expect(key).to_have_attribute("aria-label", "Pause")
    page.locator("[data-tools]").click()
    tools = page.locator("[data-tools-list]")
    expect(tools.get_by_role("radio", name="Short version")).to_be_checked()
    tools.get_by_role("radio", name="For children").check()
    expect(total).to_have_text("0:40")
    expect(key).to_have_attribute("aria-label", "Pause")  # from its beginning
    assert violations_of_walk(page) == []

    page.goto(page.locator(".stop__link").first.evaluate("link => link.href"))
    assert told(page) == ["0:40"]
    expect(page.get_by_role("radio", name="For children")).to_be_checked()
    assert violations(page) == []


def test_without_script_every_version_stands_under_its_name(
    open_page: Opener, trail: str
) -> None:
    page = open_page(trail, PHONE, java_script_enabled=False, **ENGLISH)
    stop = page.locator("[data-stop]").first
    names = [each.inner_text() for each in stop.locator(".telling__name").all()]
    assert names == ["Full version", "Short version", "For children"]
    expect(stop.locator("audio")).to_have_count(3)
    expect(page.locator("[data-telling-choice]")).to_be_hidden()
