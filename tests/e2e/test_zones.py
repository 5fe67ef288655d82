"""Trigger zones on the trail's map: to scale, dragged, and warned of."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.citymap.sketches import TOWN, Sketch, at
from tests.e2e.conftest import Demo
from tests.e2e.map_forms import Admin, TourForm, close, open_new_tour

# The street of the trail, and 35 m north of it another one.
STREETS = {
    "A": (-400.0, 0.0),
    "B": (400.0, 0.0),
    "C": (-400.0, 35.0),
    "D": (400.0, 35.0),
}


@pytest.fixture
def city(demo: Demo, tmp_path: Path) -> Iterator[Path]:
    """A city of two parallel streets, installed while a test runs."""
    folder = demo.city_maps / "parallels"
    folder.mkdir(parents=True)
    town = Sketch(STREETS).way("AB").way("CD")
    town.graph(tmp_path).save(folder / "walking.npz")
    record = {
        "format": 1,
        "box": list(TOWN),
        "attribution": "©",
        "extract_date": "",
        "basemap": "basemap.pmtiles",
        "graph": "walking.npz",
    }
    (folder / "basemap.pmtiles").write_bytes(b"PMTiles")
    (folder / "city.json").write_text(json.dumps(record))
    yield folder
    shutil.rmtree(folder)


class ZonesForm(TourForm):
    """The trail's form with its zones."""

    def __init__(self, form: TourForm) -> None:
        super().__init__(form.page)
        self.circles = self.field.locator(".map-field__zone")
        self.beside = self.field.locator(".map-field__beside")
        self.warnings = self.field.locator(".map-field__zones li")

    def handle(self, stop: str) -> Locator:
        return self.field.get_by_role("slider", name=f"Trigger radius of stop {stop}")

    def radius(self, number: int) -> Locator:
        return self.page.locator(f"[name=stops-{number}-trigger_radius_m]")

    def add(self, title: str, x_m: float, y_m: float) -> None:
        """A stop with a point of its own, in metres from the middle of the town."""
        number = self.page.locator("[data-inline-panel-child]").count()
        self.page.locator("#id_stops-ADD").click()
        self.row(number).locator(f"[name=stops-{number}-title]").fill(title)
        self.put(number, x_m, y_m)

    def put(self, number: int, x_m: float, y_m: float) -> None:
        longitude, latitude = at(x_m, y_m)
        self.page.evaluate(
            """([prefix, point]) => {
                for (const [name, value] of Object.entries(point)) {
                    const input = document.querySelector(`[name=${prefix}-${name}]`);
                    input.value = value;
                    input.dispatchEvent(new Event("change", { bubbles: true }));
                }
            }""",
            [f"stops-{number}", {"latitude": latitude, "longitude": longitude}],
        )

    def boxes(self, *names: str) -> list[list[dict[str, float]]]:
        """Where all of each class are at one moment: a page may move in between."""
        return self.field.evaluate(
            """(field, names) => names.map((name) =>
                [...field.querySelectorAll(`.map-field__${name}`)].map(
                    (each) => each.getBoundingClientRect().toJSON()))""",
            names,
        )

    def set_radius(self, number: int, metres: int) -> None:
        self.radius(number).fill(str(metres))
        self.radius(number).blur()

    def draw(self, *spots: tuple[float, float]) -> None:
        """The track along some spots, typed; its map shows them all."""
        positions = [at(*spot) for spot in spots]
        self.write({"type": "LineString", "coordinates": positions})

    def expect_warnings(self, *words: str) -> None:
        """These warnings and no other, in this order."""
        expect(self.warnings).to_have_count(len(words))
        expect(self.warnings).to_contain_text(list(words))


@pytest.fixture
def tour(admin: Admin, demo: Demo) -> ZonesForm:
    """A trail of two stops, 200 m apart on a street, with nothing to warn of."""
    form = ZonesForm(open_new_tour(admin, demo))
    form.add("Gare", -100, 0)
    form.add("Halle", 100, 0)
    expect(form.flags).to_have_count(2)
    form.draw((-150, 0), (150, 0))
    form.map.scroll_into_view_if_needed()
    expect(form.circles).to_have_count(2)
    form.expect_warnings()
    return form


def pixels(tour: ZonesForm) -> dict[str, float]:
    """The circle of the first stop, and a metre, in pixels of the screen."""
    found: dict[str, float] = tour.page.evaluate(
        """() => {
            const [first, second] = [...document.querySelectorAll(
                ".leaflet-marker-icon:has(.map-field__stop)")]
                .map((flag) => flag._leaflet_pos);
            const circle = document.querySelector(".map-field__zone").getBBox();
            return { width: circle.width, height: circle.height,
                     metre: (second.x - first.x) / 200 };
        }"""
    )
    return found


class TestByMouse:
    def test_a_zone_is_drawn_to_scale(self, tour: ZonesForm) -> None:
        for radius_m in (30, 48):
            tour.set_radius(0, radius_m)
            expect(tour.handle("1 (Gare)")).to_have_attribute(
                "aria-valuenow", str(radius_m)
            )
            found = pixels(tour)
            assert found["metre"] > 0.5
            for side in ("width", "height"):
                assert found[side] / 2 / found["metre"] == pytest.approx(
                    radius_m, rel=0.02
                )

    def test_the_handle_stands_on_the_edge(self, tour: ZonesForm) -> None:
        handle = tour.handle("1 (Gare)").bounding_box()
        circle = tour.circles.first.bounding_box()
        assert handle and circle
        assert close(handle["x"] + 12, circle["x"] + circle["width"], 2.5)
        assert close(handle["y"] + 12, circle["y"] + circle["height"] / 2, 2.5)

    def test_the_edge_is_dragged(self, tour: ZonesForm) -> None:
        tour.page.evaluate(
            """() => {
                window.heard = [];
                document.querySelector("[name=stops-0-trigger_radius_m]")
                    .addEventListener("change", ({ target }) =>
                        window.heard.push(target.value));
            }"""
        )
        box = tour.handle("1 (Gare)").bounding_box()
        assert box
        metre = pixels(tour)["metre"]
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        mouse = tour.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + 5 * metre, y - 30, steps=3)
        mouse.move(x + 12 * metre, y + 10, steps=3)
        label = tour.handle("1 (Gare)").locator(".map-field__zone-metres")
        expect(label).to_be_visible()
        expect(label).to_have_text("42 m")
        expect(tour.radius(0)).to_have_value("30")
        mouse.up()
        expect(tour.radius(0)).to_have_value("42")
        found = pixels(tour)
        assert found["width"] / 2 / found["metre"] == pytest.approx(42, rel=0.02)
        assert tour.page.evaluate("window.heard") == ["42"]

    def test_a_drag_goes_no_further_than_the_bounds(self, tour: ZonesForm) -> None:
        for far, bound in ((900, "60"), (-900, "15")):
            box = tour.handle("1 (Gare)").bounding_box()
            assert box
            mouse = tour.page.mouse
            mouse.move(box["x"] + 12, box["y"] + 12)
            mouse.down()
            mouse.move(box["x"] + far, box["y"] + 12, steps=4)
            mouse.up()
            expect(tour.radius(0)).to_have_value(bound)

    def test_a_zone_goes_with_its_stop_and_away_with_it(self, tour: ZonesForm) -> None:
        before = tour.circles.first.get_attribute("d") or ""
        tour.put(0, -100, 30)
        expect(tour.circles.first).not_to_have_attribute("d", before)
        ((first, second),) = tour.boxes("zone")
        assert close(second["y"] - first["y"], 30 * pixels(tour)["metre"], 1)
        tour.row(1).get_by_title("Delete").click()
        expect(tour.circles).to_have_count(1)
        expect(tour.handle("2 (Halle)")).to_have_count(0)

    def test_a_small_circle_shows_its_handle_when_pointed_at(
        self, tour: ZonesForm
    ) -> None:
        handle = tour.handle("1 (Gare)")
        expect(handle).to_have_css("opacity", "1")
        tour.draw((-1500, 0), (1500, 0))
        expect(handle).to_have_css("opacity", "0")
        tour.map.evaluate("map => map.scrollIntoView({ block: 'center' })")
        circle = tour.circles.first.bounding_box()
        assert circle
        tour.page.mouse.move(circle["x"] + 2, circle["y"] + circle["height"] / 2)
        expect(handle).to_have_css("opacity", "1")
        tour.map.hover(position={"x": 20, "y": 20})
        expect(handle).to_have_css("opacity", "0")
        handle.focus()
        expect(handle).to_have_css("opacity", "1")


def test_the_keyboard_changes_a_radius(tour: ZonesForm) -> None:
    keys = tour.page.keyboard
    handle = tour.handle("1 (Gare)")
    expect(handle).to_have_attribute("aria-valuemin", "15")
    expect(handle).to_have_attribute("aria-valuemax", "60")
    tour.map.focus()
    while not handle.evaluate("handle => handle === document.activeElement"):
        keys.press("Tab")
    for key, radius_m in (
        ("ArrowRight", "31"),
        ("ArrowDown", "30"),
        ("Shift+ArrowUp", "35"),
        ("Home", "15"),
        ("End", "60"),
    ):
        keys.press(key)
        expect(handle).to_have_attribute("aria-valuenow", radius_m)
        expect(tour.radius(0)).to_have_value(radius_m)
    expect(handle).to_have_attribute("aria-valuetext", "60 metres")
    expect(handle).to_be_focused()


def test_a_run_of_keys_is_one_change(tour: ZonesForm) -> None:
    tour.page.evaluate(
        """() => {
            window.heard = [];
            document.querySelector("[name=stops-0-trigger_radius_m]").addEventListener(
                "change", ({ target }) => window.heard.push(target.value));
            const handle = document.querySelector("[role=slider]");
            handle.focus();
            for (let i = 0; i < 8; i += 1)
                handle.dispatchEvent(
                    new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
        }"""
    )
    expect(tour.radius(0)).to_have_value("38")
    assert tour.page.evaluate("window.heard") == ["38"]


class TestWarnings:
    def test_zones_that_overlap(self, tour: ZonesForm) -> None:
        tour.put(1, -50.5, 0)
        tour.expect_warnings(
            "The zones of stops 1 (Gare) and 2 (Halle) overlap by 11 m"
        )
        expect(tour.field.locator(".map-field__zone--warned")).to_have_count(2)
        tour.put(1, 100, 0)
        tour.expect_warnings()
        expect(tour.field.locator(".map-field__zone--warned")).to_have_count(0)

    def test_a_radius_under_twenty_metres(self, tour: ZonesForm) -> None:
        tour.set_radius(0, 19)
        tour.expect_warnings("stop 1 (Gare) has a radius of 19 m, under 20 m")
        tour.set_radius(0, 20)
        tour.expect_warnings()

    def test_a_zone_beyond_half_the_gap(self, tour: ZonesForm) -> None:
        tour.put(1, -20.5, 0)
        tour.set_radius(0, 45)
        tour.set_radius(1, 30)
        tour.expect_warnings(
            "stop 1 (Gare) has a radius of 45 m, over half of the 79 m to stop 2"
        )
        tour.set_radius(0, 39)
        tour.expect_warnings()

    def test_a_stop_far_from_the_track(self, tour: ZonesForm) -> None:
        tour.put(1, 100, -42.5)
        tour.expect_warnings("Stop 2 (Halle) is 43 m away from the track, over 40 m")
        tour.draw((-150, 0), (150, -10))
        tour.expect_warnings()

    @pytest.mark.usefixtures("city")
    def test_a_parallel_street_in_the_zone(self, tour: ZonesForm) -> None:
        tour.set_radius(0, 40)
        tour.expect_warnings("passes 35 m from stop 1 (Gare), in its zone of 40 m")
        expect(tour.beside).to_have_count(1)
        (street,), (circle, _) = tour.boxes("beside", "zone")
        assert street["y"] < circle["y"] + circle["height"] / 2
        assert street["width"] < circle["width"]
        tour.set_radius(0, 25)
        tour.expect_warnings()
        expect(tour.beside).to_have_count(0)

    def test_a_bearing_by_which_the_track_never_passes(self, tour: ZonesForm) -> None:
        bearing = tour.page.locator("[name=stops-0-trigger_bearing_deg]")
        fan = tour.field.locator(".map-field__zone-fan:not([d='M0 0'])")
        expect(fan).to_have_count(0)
        bearing.fill("90")
        bearing.blur()
        expect(fan).to_have_count(1)
        tour.expect_warnings()
        (drawn, _none), (circle, _other) = tour.boxes("zone-fan", "zone")
        assert close(drawn["left"], (circle["left"] + circle["right"]) / 2, 2)
        assert drawn["right"] > circle["right"]
        bearing.fill("270")
        bearing.blur()
        tour.expect_warnings("does not pass stop 1 (Gare) by the bearing 270°")
        if folder := os.environ.get("TRABOULE_SCREENSHOTS"):
            tour.map.screenshot(path=f"{folder}/bearing.png")
        bearing.fill("")
        bearing.blur()
        tour.expect_warnings()
        expect(fan).to_have_count(0)

    def test_a_warning_shows_its_stop(self, tour: ZonesForm) -> None:
        tour.set_radius(1, 16)
        tour.expect_warnings("stop 2 (Halle)")
        show = tour.warnings.get_by_role("button", name="Show on the map: stop 2")
        show.click()
        expect(show).to_be_focused()
        chosen = re.compile("map-field__handle--zone-chosen")
        expect(tour.handle("2 (Halle)")).to_have_class(chosen)
        tour.map.click(position={"x": 20, "y": 60})
        expect(tour.handle("2 (Halle)")).not_to_have_class(chosen)


@pytest.mark.usefixtures("city")
def test_axe_finds_nothing_in_the_zones(tour: ZonesForm) -> None:
    tour.add("Vieux puits", 130, -45)
    tour.set_radius(0, 40)
    tour.set_radius(1, 28)
    tour.expect_warnings("35 m from stop 1", "zones of stops 2", "Stop 3 (Vieux puits)")
    tour.handle("1 (Gare)").focus()
    for scheme in ("light", "dark"):
        tour.page.emulate_media(color_scheme=scheme)
        tour.page.evaluate(
            """() => document.getAnimations().forEach(
                (each) => each instanceof CSSTransition && each.finish())"""
        )
        if folder := os.environ.get("TRABOULE_SCREENSHOTS"):
            tour.page.set_viewport_size({"width": 1280, "height": 1200})
            tour.field.screenshot(path=f"{folder}/zones-{scheme}.png")
        found = Axe().run(tour.page, context={"include": [[".map-field--track"]]})
        assert [
            (each["id"], node["target"], node["failureSummary"])
            for each in found.response["violations"]
            for node in each["nodes"]
        ] == []
