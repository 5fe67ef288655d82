"""Pages that say a season serve everybody, on the smallest phone too."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PHONE, Demo, Opener
from tests.e2e.pages import TRAIL
from tests.e2e.serving import manage
from tests.e2e.test_accessibility import violations

# The first stop is closed at this hour, the second one away, the trail out of season.
SEASONS = """
from datetime import timedelta
from django.utils import timezone
from tours.models import TourPage
from tours.season_blocks import SeasonBlock

def season(kind, **value):
    return SeasonBlock().to_python([{"type": kind, "value": value}])

in_spring = (timezone.localdate() + timedelta(days=100)).isoformat()
is_morning = timezone.localtime(timezone=timezone.get_default_timezone()).hour < 12
hours = ("22:00:00", "23:00:00") if is_morning else ("01:00:00", "02:00:00")
for page in TourPage.objects.filter(url_path__contains="granit"):
    page = page.get_latest_revision_as_object()
    stops = list(page.stops.all())
    opens, closes = hours if %(are_on)s else (None, None)
    first = season("weekly", weekdays=[], opens=opens, closes=closes)
    far = season("dates", first=in_spring, last=None)
    stops[0].seasons = first if %(are_on)s else []
    stops[1].seasons = far if %(are_on)s else []
    page.seasons = far if %(are_on)s else []
    page.stops = stops
    page.save_revision().publish()
"""


@pytest.fixture
def seasonal(demo: Demo, request: pytest.FixtureRequest) -> str:
    """The address of a trail out of season."""
    manage(demo, "shell", "-c", SEASONS % {"are_on": True})
    told = SEASONS % {"are_on": False}
    request.addfinalizer(lambda: manage(demo, "shell", "-c", told))
    return TRAIL["en"]


def test_axe_finds_nothing_on_pages_that_say_a_season(
    open_page: Opener, demo: Demo, seasonal: str
) -> None:
    narrow = {**PHONE, "viewport": {"width": 320, "height": 640}}
    page = open_page(seasonal, narrow)
    expect(page.get_by_text(re.compile(r"^Back on \d")).first).to_be_visible()
    stops = page.locator("li.stop")
    expect(stops).to_have_count(9)
    expect(stops.first).to_have_attribute("data-closed", "")
    expect(stops.first.locator(".notice--closed")).to_contain_text("Closed until")
    assert violations(page) == []
    page.goto(demo.address("/en/"))
    expect(page.get_by_role("heading", name="Coming next")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
