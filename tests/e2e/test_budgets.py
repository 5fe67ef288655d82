"""Weights that may not be exceeded, measured as a browser receives them."""

import gzip
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.e2e.conftest import PHONE, ROOT, Demo
from tests.e2e.pages import LANGUAGES, TRAIL

KIB = 1024
BUILT = ROOT / "frontend" / "static" / "frontend"


@dataclass
class Transfer:
    """One answer as it came over the wire."""

    url: str
    kind: str
    wire_bytes: int = 0


def first_view(context: BrowserContext, url: str) -> list[Transfer]:
    """Everything that a first view fetches, without any touch."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    found: dict[str, Transfer] = {}

    def begun(event: dict) -> None:
        if not event["request"]["url"].startswith("data:"):
            found[event["requestId"]] = Transfer(event["request"]["url"], event["type"])

    def ended(event: dict) -> None:
        if event["requestId"] in found:
            found[event["requestId"]].wire_bytes = int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", begun)
    session.on("Network.loadingFinished", ended)
    page.goto(url, wait_until="networkidle")
    return list(found.values())


@pytest.fixture
def trail_view(
    browser: Browser, demo: Demo, request: pytest.FixtureRequest
) -> list[Transfer]:
    """The first view of a trail's page on a phone."""
    context = browser.new_context(**PHONE)
    url = demo.address(TRAIL[request.param])
    for _reader in range(2):  # the third and all who follow get the smallest page
        context.request.get(url)
    transfers = first_view(context, url)
    context.close()
    return transfers


both = pytest.mark.parametrize("trail_view", LANGUAGES, indirect=True)


@both
def test_a_first_view_weighs_less_than_200_kib_before_pictures_and_sound(
    trail_view: list[Transfer],
) -> None:
    weight = sum(t.wire_bytes for t in trail_view if t.kind not in {"Image", "Media"})
    assert 5 * KIB < weight <= 200 * KIB


@both
def test_a_first_view_asks_at_most_20_times(trail_view: list[Transfer]) -> None:
    assert 3 <= len(trail_view) <= 20


@both
def test_a_first_view_fetches_no_sound_and_no_leaflet(
    trail_view: list[Transfer],
) -> None:
    fetched = [t.url for t in trail_view if t.kind == "Media" or "leaflet" in t.url]
    assert fetched == []


@both
def test_the_trails_page_comes_in_the_first_ten_packets(
    trail_view: list[Transfer],
) -> None:
    # What a server sends before it waits for the phone: 10 segments (RFC 6928).
    (page,) = [t for t in trail_view if t.kind == "Document"]
    assert 5 * KIB < page.wire_bytes <= 10 * 1460


@both
def test_a_first_view_fetches_the_two_cut_fonts_alone(
    trail_view: list[Transfer],
) -> None:
    fonts = [t for t in trail_view if t.kind == "Font"]
    assert ["-letters-" in t.url for t in fonts] == [True, True]
    assert sum(t.wire_bytes for t in fonts) <= 20 * KIB


@both
def test_our_scripts_weigh_less_than_15_kib_before_the_first_touch(
    trail_view: list[Transfer],
) -> None:
    weight = sum(t.wire_bytes for t in trail_view if t.kind == "Script")
    assert 0 < weight < 15 * KIB


def gzip_bytes(files: list[Path]) -> int:
    """Compressed weight of some built files."""
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def test_all_our_public_scripts_weigh_at_most_40_kib() -> None:
    others = (
        *("basemap-*.js", "keep-panel-*.js", "kept.js", "*-worker.js"),
        "then-and-now-*.js",
        "notices-*.js",
        "closures-*.js",
        "recorded-fixes-*.js",
    )
    scripts = set(BUILT.glob("*.js")) - {f for name in others for f in BUILT.glob(name)}
    assert scripts, "the front end is not built"
    assert gzip_bytes(list(scripts)) <= 40 * KIB


def test_what_compares_two_pictures_weighs_at_most_half_a_kib() -> None:
    # Fetched where a story shows a view then and now.
    assert 0 < gzip_bytes(list(BUILT.glob("then-and-now-*.js"))) <= KIB / 2


def test_what_refreshes_notices_weighs_at_most_1_5_kib() -> None:
    # Fetched where a notice is shown, or a walk is kept.
    assert 0 < gzip_bytes(list(BUILT.glob("notices-*.js"))) <= 1.5 * KIB


def test_what_leads_round_closures_weighs_at_most_5_kib() -> None:
    # Fetched where a notice closes something, or has a detour.
    assert 0 < gzip_bytes(list(BUILT.glob("closures-*.js"))) <= 5 * KIB


def test_what_reads_recorded_walks_weighs_at_most_half_a_kib() -> None:
    # Fetched by those who open a recording.
    assert 0 < gzip_bytes(list(BUILT.glob("recorded-fixes-*.js"))) <= KIB / 2


def test_what_keeps_walks_weighs_at_most_10_kib() -> None:
    # Fetched by those who keep one, or have kept one.
    (panel,) = BUILT.glob("keep-panel-*.js")
    worker = BUILT / "service-worker.js"
    assert 5 * KIB < gzip_bytes([panel, worker]) <= 10 * KIB
    assert gzip_bytes([worker]) <= 3 * KIB


def test_what_draws_the_citys_map_weighs_at_most_45_kib() -> None:
    # With the library it is made from; fetched only where a trail has a city's map.
    (script,) = BUILT.glob("basemap-*.js")
    assert 5 * KIB < gzip_bytes([script]) <= 45 * KIB


def test_our_styles_weigh_at_most_16_kib() -> None:
    assert 0 < gzip_bytes([BUILT / "site.css"]) <= 16 * KIB
