"""Taking a trail away: by a touch, by keyboard, and without JavaScript."""

import json
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, Demo, Opener
from tests.e2e.pages import LANGUAGES, TRAIL

MENU = {"fr": "Emporter ce parcours", "en": "Take this trail with you"}


def menu(page: Page, language: str) -> Page:
    """The menu, where the reader finds it."""
    return page.get_by_role("region", name=MENU[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_touch_saves_the_trail_under_its_name_without_javascript(
    open_page: Opener, language: str, tmp_path: Path
) -> None:
    page = open_page(TRAIL[language], java_script_enabled=False)
    with page.expect_download() as saved:
        menu(page, language).get_by_role("link", name="GPX").click()
    slug = TRAIL[language].strip("/").rpartition("/")[2]
    assert saved.value.suggested_filename == f"{slug}.gpx"
    path = tmp_path / "a.gpx"
    saved.value.save_as(path)
    assert b"<trk>" in path.read_bytes()


def test_the_menu_is_reached_and_used_by_keyboard(open_page: Opener) -> None:
    page = open_page(TRAIL["en"], DESK, locale="en-GB")
    link = menu(page, "en").get_by_role("link", name="GeoJSON")
    menu(page, "en").get_by_role("link", name="KML").focus()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    assert saved.value.suggested_filename.endswith(".geojson")


def test_the_heavy_file_says_its_weight_before_it_is_fetched(open_page: Opener) -> None:
    page = open_page(TRAIL["fr"])
    whole = menu(page, "fr").get_by_role("link", name="Le parcours entier")
    expect(whole).to_contain_text("Mo")


@pytest.mark.parametrize("language", LANGUAGES)
def test_open_data_is_found_from_the_footer_without_javascript(
    open_page: Opener, demo: Demo, language: str
) -> None:
    page = open_page(f"/{language}/", java_script_enabled=False)
    name = {"fr": "Données ouvertes", "en": "Open data"}[language]
    page.get_by_role("contentinfo").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    feed = page.locator("a[href$='trails.geojson']").get_attribute("href")
    with urlopen(demo.address(feed or ""), timeout=30) as answer:  # noqa: S310
        kinds = {each["properties"]["kind"] for each in json.load(answer)["features"]}
    assert kinds == {"stop", "track"}
