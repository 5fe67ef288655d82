"""The city's own map under a trail, from an archive made here."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from citymap.boxes import Box
from tests.citymap.archives import SEA, tiles_of
from tests.citymap.archives import archive as make_archive
from tests.e2e.conftest import DESK, PATIENCE_MS, PHONE, Demo, Watched
from tests.e2e.pages import TRAIL

HELSINKI = Box(24.925, 60.160, 24.960, 60.178)
ADDRESS = "/media/maps/made-here.pmtiles"
LOST = "/nothing-here/made-here.pmtiles"
WATER = {"light": [185, 213, 216], "dark": [26, 47, 55], "sun": [205, 228, 239]}
# Whether the middle of some tile has a colour. Every tile here is nothing but water.
HAS_COLOUR = """colour => [...document.querySelectorAll("canvas.map__tile")].some(
    canvas => canvas.width && [...canvas.getContext("2d").getImageData(
        canvas.width / 2, canvas.height / 2, 1, 1).data].slice(0, 3)
        .every((value, at) => value === colour[at]))"""


@pytest.fixture(scope="module")
def archive() -> bytes:
    """The sea, all over Helsinki."""
    return make_archive(tiles_of(HELSINKI, range(13, 16), SEA), HELSINKI)


Opener = Callable[..., Page]


@pytest.fixture
def open_trail(browser: Browser, demo: Demo, archive: bytes) -> Iterator[Opener]:
    """Opens the trail as if a city's map covered it, and touches its map."""
    contexts: list[BrowserContext] = []
    watched: list[Watched] = []

    def put_basemap(route: Route, data: dict[str, Any]) -> None:
        answer = route.fetch()
        basemap = f'"basemap": {json.dumps(data)}'
        body = answer.text().replace('"basemap": null', basemap)
        route.fulfill(response=answer, body=body)

    def open_it(
        url: str = ADDRESS,
        device: dict[str, Any] = PHONE,
        data: dict[str, Any] | None = None,
        **more: Any,
    ) -> Page:
        told = data or {"url": url}
        context = browser.new_context(**{**device, **more})
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        context.route(f"**{TRAIL['fr']}", lambda route: put_basemap(route, told))
        context.route(f"**{ADDRESS}", lambda route: route.fulfill(body=archive))
        page = context.new_page()
        watched.append(Watched(page, demo))
        page.goto(demo.address(TRAIL["fr"]))
        page.locator("a.pin").first.evaluate("pin => pin.focus({preventScroll: true})")
        expect(page.locator(".map__live")).to_be_visible()
        return page

    yield open_it
    faults = [fault for each in watched for fault in each.faults]
    for context in contexts:
        context.close()
    assert faults == []


@pytest.mark.parametrize("device", [PHONE, DESK], ids=["phone", "desk"])
def test_the_citys_map_lies_under_the_trail(
    open_trail: Opener, device: dict[str, Any]
) -> None:
    page = open_trail(device=device)
    page.wait_for_function(HAS_COLOUR, arg=WATER["light"])
    expect(page.locator(".map__line")).to_have_count(1)


def test_the_map_is_dark_on_a_dark_phone(open_trail: Opener) -> None:
    page = open_trail(color_scheme="dark")
    page.wait_for_function(HAS_COLOUR, arg=WATER["dark"])


def test_the_map_follows_a_change_of_theme_at_once(open_trail: Opener) -> None:
    page = open_trail()
    page.wait_for_function(HAS_COLOUR, arg=WATER["light"])
    page.evaluate("document.documentElement.dataset.theme = 'sun'")
    page.wait_for_function(HAS_COLOUR, arg=WATER["sun"])
    page.evaluate("delete document.documentElement.dataset.theme")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(HAS_COLOUR, arg=WATER["dark"])


def test_no_tile_stays_empty_after_quick_zooms(open_trail: Opener) -> None:
    page = open_trail(device=DESK, reduced_motion="reduce")
    page.wait_for_function(HAS_COLOUR, arg=WATER["light"])
    for key in ("+", "-", "+", "+", "-"):
        page.locator(".map__live").press(key)
    page.wait_for_function(
        """() => { const tiles = [...document.querySelectorAll("canvas.map__tile")];
            return tiles.length && tiles.every(tile => tile.width > 256 &&
                tile.classList.contains("leaflet-tile-loaded")); }"""
    )


def test_without_its_archive_the_trail_lies_on_paper(open_trail: Opener) -> None:
    with_paper = open_trail(LOST)
    expect(with_paper.locator(".map__paper").first).to_be_visible()
    expect(with_paper.locator(".map__line")).to_have_count(1)
    with_paper.wait_for_load_state("networkidle")
    expect(with_paper.locator("canvas.map__tile, .map__credit")).to_have_count(0)
    expect(with_paper.locator("[data-map-message]")).to_have_text("")


def test_a_providers_pictures_lie_under_a_trail_without_a_city(
    open_trail: Opener,
) -> None:
    # Any picture of the site's own stands for those of a provider.
    url = "/static/frontend/images/icon-32.png?{z}/{x}/{y}"
    raster = {"url": url, "attribution": "© Pictures", "maxZoom": 18}
    page = open_trail(data={"raster": raster}, device=DESK)
    tiles = page.locator("img.leaflet-tile-loaded[src*='icon-32.png?']")
    expect(tiles.first).to_be_visible()
    expect(page.locator("canvas.map__tile")).to_have_count(0)
    expect(page.locator(".map__line")).to_have_count(1)
