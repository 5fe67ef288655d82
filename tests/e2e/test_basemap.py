"""The city's own map under a trail, from an archive made here."""

import gzip
import io
import json
import math
from collections.abc import Callable, Iterator
from typing import Any

import mapbox_vector_tile
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from tests.e2e.conftest import DESK, PATIENCE_MS, PHONE, Demo, Watched
from tests.e2e.pages import TRAIL

WEST, SOUTH, EAST, NORTH = 24.925, 60.160, 24.960, 60.178
ZOOMS = range(13, 16)
ADDRESS = "/media/maps/made-here.pmtiles"
LOST = "/nothing-here/made-here.pmtiles"
WATER = {"light": [185, 213, 216], "dark": [26, 47, 55], "sun": [205, 228, 239]}
# Whether the middle of some tile has a colour. Every tile here is nothing but water.
HAS_COLOUR = """colour => [...document.querySelectorAll("canvas.map__tile")].some(
    canvas => canvas.width && [...canvas.getContext("2d").getImageData(
        canvas.width / 2, canvas.height / 2, 1, 1).data].slice(0, 3)
        .every((value, at) => value === colour[at]))"""


def tile_index(longitude: float, latitude: float, zoom: int) -> tuple[int, int]:
    """The tile of a place, in Web Mercator."""
    side = 2**zoom
    sine = math.sin(math.radians(latitude))
    y = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return int(side * (0.5 + longitude / 360)), int(side * y)


@pytest.fixture(scope="module")
def archive() -> bytes:
    """The sea, all over Helsinki."""
    corners = [(0, 0), (4096, 0), (4096, 4096), (0, 4096), (0, 0)]
    ring = ", ".join(f"{x} {y}" for x, y in corners)
    sea = {"geometry": f"POLYGON(({ring}))", "properties": {"kind": "ocean"}}
    tile = gzip.compress(
        mapbox_vector_tile.encode([{"name": "water", "features": [sea]}])
    )
    content = io.BytesIO()
    writer = Writer(content)
    for zoom in ZOOMS:
        left, top = tile_index(WEST, NORTH, zoom)
        right, bottom = tile_index(EAST, SOUTH, zoom)
        places = [
            zxy_to_tileid(zoom, x, y)
            for x in range(left, right + 1)
            for y in range(top, bottom + 1)
        ]
        for place in sorted(places):
            writer.write_tile(place, tile)
    box = (WEST, SOUTH, EAST, NORTH)
    names = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
    header = {name: round(value * 1e7) for name, value in zip(names, box, strict=True)}
    header |= {"tile_type": TileType.MVT, "tile_compression": Compression.GZIP}
    header |= {"center_lon_e7": 0, "center_lat_e7": 0, "center_zoom": 13}
    writer.finalize(header, {})
    return content.getvalue()


Opener = Callable[..., Page]


@pytest.fixture
def open_trail(browser: Browser, demo: Demo, archive: bytes) -> Iterator[Opener]:
    """Opens the trail as if a city's map covered it, and touches its map."""
    contexts: list[BrowserContext] = []
    watched: list[Watched] = []

    def put_basemap(route: Route, url: str) -> None:
        answer = route.fetch()
        basemap = f'"basemap": {json.dumps({"url": url})}'
        body = answer.text().replace('"basemap": null', basemap)
        route.fulfill(response=answer, body=body)

    def open_it(
        url: str = ADDRESS, device: dict[str, Any] = PHONE, **more: Any
    ) -> Page:
        context = browser.new_context(**{**device, **more})
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        context.route(f"**{TRAIL['fr']}", lambda route: put_basemap(route, url))
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
