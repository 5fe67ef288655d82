"""The city's own map under the maps of the admin, from a city installed here."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from citymap.boxes import Box
from tests.citymap.archives import STREETS, install_city
from tests.e2e.conftest import Demo
from tests.e2e.map_forms import Admin, open_new_place, open_new_tour

BOX = Box(4.36, 45.42, 4.41, 45.46)  # around the demo's Saint-Étienne
EARTH = {"light": [243, 236, 221], "dark": [40, 32, 25]}
# Whether some tile has a colour beside its diagonal street.
HAS_COLOUR = """colour => [...document.querySelectorAll(
    ".map-field canvas.map__tile")].some(
    canvas => canvas.width && [...canvas.getContext("2d").getImageData(
        canvas.width / 2, canvas.height / 8, 1, 1).data].slice(0, 3)
        .every((value, at) => value === colour[at]))"""


@pytest.fixture(scope="class")
def city(demo: Demo) -> Iterator[Path]:
    """A small Saint-Étienne, installed while these tests run."""
    folder = install_city(demo.city_maps / "squares", BOX, STREETS)
    yield folder
    shutil.rmtree(folder)


def watch(page: Page) -> list[str]:
    """The addresses that a page asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url))
    return asked


@pytest.mark.usefixtures("city")
class TestWithACity:
    def test_a_place_is_set_on_the_citys_map(self, admin: Admin, demo: Demo) -> None:
        form = open_new_place(admin, demo)
        page = form.map.page
        asked = watch(page)
        page.reload()
        page.wait_for_function(HAS_COLOUR, arg=EARTH["light"])
        tiles = [url for url in asked if ".mvt" in url]
        assert tiles
        assert all(url.startswith(f"{demo.url}/admin/map/tiles/") for url in tiles)
        credit = form.field.get_by_role("link", name="© OpenStreetMap contributors")
        expect(credit).to_be_visible()

        form.map.click(position={"x": 200, "y": 120})
        expect(form.pin).to_be_visible()

    def test_a_trail_is_drawn_on_it_in_both_themes(
        self, admin: Admin, demo: Demo
    ) -> None:
        tour = open_new_tour(admin, demo)
        tour.add_stop("Place du Peuple")
        tour.map.scroll_into_view_if_needed()
        for theme in ("light", "dark"):
            tour.page.emulate_media(color_scheme=theme)
            tour.page.wait_for_function(HAS_COLOUR, arg=EARTH[theme])

    def test_far_from_the_city_there_is_paper(self, admin: Admin, demo: Demo) -> None:
        form = open_new_place(admin, demo)
        form.map.page.wait_for_function(HAS_COLOUR, arg=EARTH["light"])
        form.paste("60.17, 24.94")
        expect(form.pin).to_be_visible()
        expect(form.map.locator("canvas.map__tile")).to_have_count(0)
        expect(form.map.get_by_role("link")).to_have_count(0)

    def test_where_the_tiles_fail_there_is_paper(
        self, admin: Admin, demo: Demo
    ) -> None:
        def answer_with_nothing_to_read(route: Route) -> None:
            route.fulfill(status=200, body="<html>")

        form = open_new_place(admin, demo)
        page = form.map.page
        page.route("**/*.mvt*", answer_with_nothing_to_read)
        with page.expect_response("**/*.mvt*"):
            page.reload()
        form.map.click(position={"x": 200, "y": 120})
        expect(form.pin).to_be_visible()
        expect(form.map.locator(".map-field__degree").first).to_be_attached()

    def test_axe_finds_nothing(self, admin: Admin, demo: Demo) -> None:
        form = open_new_place(admin, demo)
        form.map.click(position={"x": 200, "y": 120})
        page = form.map.page
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            page.wait_for_function(HAS_COLOUR, arg=EARTH[theme])
            found = Axe().run(page, context={"include": [[".map-field"]]})
            assert [each["id"] for each in found.response["violations"]] == []


def test_without_a_city_no_script_and_no_tile_is_asked(
    admin: Admin, demo: Demo
) -> None:
    form = open_new_place(admin, demo)
    page = form.map.page
    asked = watch(page)
    page.reload()
    expect(form.map.locator(".map-field__degree").first).to_be_attached()
    assert asked
    assert not [url for url in asked if "basemap" in url or ".mvt" in url]
