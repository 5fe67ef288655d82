"""A closed way, a detour, a closed stop: on the map, and in a walk without network."""

import json
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserType, expect

from tests.e2e.conftest import PHONE, Demo, Opener
from tests.e2e.keeping import KeepingPhone, keep
from tests.e2e.pages import TRAIL
from tests.e2e.phone import PHONE_SCRIPT, Phone, recorded_walk
from tests.e2e.serving import manage
from tests.e2e.walking import hear_introduction, hear_stops, start, violations
from tests.e2e.wire import Wire

# East of the way to the third stop, a street further.
ROUND = [
    [24.94401, 60.17201],
    [24.9457, 60.17201],
    [24.9457, 60.1705],
    [24.94418, 60.17039],
]
CLOSE = f"""
from datetime import timedelta
from django.utils import timezone
from tours.models import Notice, TourPage
page = TourPage.objects.get(url_path__endswith="{TRAIL["fr"].split("/")[-2]}/")
_1, _2, third, *_others, seventh, _8, ninth, _10 = page.stops.all()
line = {{"type": "LineString", "coordinates": {ROUND}}}
tomorrow = timezone.localdate() + timedelta(days=1)
for about, stop, more in (
    ("leg", third, {{"detour": line}}),
    ("leg", seventh, {{"last_day": tomorrow}}),
    ("stop", ninth, {{"last_day": tomorrow}}),
):
    Notice.objects.create(
        about=f"{{about}}:{{stop.translation_key}}",
        severity="closed",
        texts={{"fr": "Travaux."}},
        **more,
    )
"""
REOPEN = "from tours.models import Notice; Notice.objects.all().delete()"


@pytest.fixture(autouse=True, scope="module")
def closed(demo: Demo) -> Iterator[None]:
    """Two ways and a stop are closed; one of the ways has a detour."""
    manage(demo, "shell", "-c", CLOSE)
    yield
    manage(demo, "shell", "-c", REOPEN)


def test_the_map_shows_what_is_closed_and_the_way_round_until_it_ends(
    open_page: Opener,
) -> None:
    page = open_page("/robots.txt")
    page.clock.install()
    page.goto(page.url.replace("/robots.txt", TRAIL["fr"]))
    expect(page.locator(".drawing .drawing__sign")).to_have_count(2)
    page.locator(".map__surface").dispatch_event("mouseenter")
    map_ = page.locator(".map__live")
    expect(map_.locator(".map__closed")).to_have_count(2)
    expect(map_.locator(".map-sign")).to_have_count(2)
    expect(map_.locator(".map__detour")).to_have_count(1)
    ninth = map_.get_by_role("button", name="Étape 9")
    expect(ninth.locator(".is-closed")).to_be_visible()
    expect(ninth).to_have_accessible_name(re.compile("Fermé jusqu"))
    assert violations(page) == []
    page.clock.fast_forward(3 * 24 * 3600 * 1000)
    expect(map_.locator(".map__closed")).to_have_count(1)
    expect(map_.locator(".map__detour")).to_have_count(1)
    expect(ninth.locator(".is-closed")).to_have_count(0)


def test_a_kept_walk_goes_along_the_detour_without_network(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, object],
    demo: Demo,
    tmp_path: Path,
) -> None:
    with urllib.request.urlopen(demo.address(f"{TRAIL['fr']}package.json")) as answer:  # noqa: S310
        package = json.load(answer)
    [leg] = package["track"]["legs"]
    leg["line"] = with_detour(leg["line"])
    fixes = recorded_walk(json.dumps(package), tmp_path, "street", seed=7)
    wire = Wire(demo.url)
    options = {**browser_type_launch_args, **PHONE}
    keeping = KeepingPhone(browser_type, tmp_path / "profile", wire, **options)
    try:
        page = keeping.start()
        page.goto(keeping.address(TRAIL["fr"]))
        keep(page)
        keeping.stop()
        wire.cut()
        page = keeping.start()
        page.add_init_script(PHONE_SCRIPT)
        page.goto(keeping.address(TRAIL["fr"]))
        start(page)
        hear_introduction(page)
        expect(page.locator(".map__detour")).to_have_count(1)
        phone = Phone(page)
        phone.load(fixes)
        hear_stops(phone, 1, 2)
        expect(page.locator("[data-card=detour]")).to_contain_text("Travaux.")
        assert violations(page) == []
        hear_stops(phone, 3, 4)  # never told to have left the trail
    finally:
        keeping.stop()
        wire.close()


def with_detour(line: list[list[float]]) -> list[list[float]]:
    """The line as it is walked: round what is closed."""

    def nearest(longitude: float, latitude: float) -> int:
        def away(number: int) -> float:
            there = line[number]
            east, north = (there[0] - longitude) / 2, there[1] - latitude
            return east * east + north * north

        return min(range(len(line)), key=away)

    leaves, returns = nearest(*ROUND[0]), nearest(*ROUND[-1])
    return [*line[: leaves + 1], *ROUND, *line[returns:]]
