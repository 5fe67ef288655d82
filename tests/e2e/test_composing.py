"""The track follows the streets of a small city, leg by leg."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import osmium
import pytest
from axe_playwright_python.sync_playwright import Axe
from osmium.osm.mutable import Node, Way
from playwright.sync_api import Locator, Request, expect

from citymap.boxes import Box
from citymap.walking import build_walking_graph
from tests.e2e.conftest import ROOT, Demo
from tests.e2e.map_forms import Admin, TourForm, open_new_tour

# Three of the demo's places; the last one lies north of the last street.
PEOPLE, TOWN_HALL, JAURES = "Place du Peuple", "Hôtel de ville", "Place Jean-Jaurès"
FACTORY = "Cité du design"
BOX = Box(4.36, 45.425, 4.4, 45.46)
COLUMNS = [round(4.36 + i * 0.002, 6) for i in range(21)]
ROWS = [round(45.425 + i * 0.001, 6) for i in range(22)]


def write_grid(path: Path) -> None:
    """Streets every 110 metres northwards and every 150 metres eastwards."""
    numbers = {
        (x, y): n for n, (x, y) in enumerate(((x, y) for x in COLUMNS for y in ROWS), 1)
    }
    lines = [[(x, y) for x in COLUMNS] for y in ROWS]
    lines += [[(x, y) for y in ROWS] for x in COLUMNS]
    corners = [(BOX.west, BOX.south), (BOX.east, BOX.north)]
    with osmium.SimpleWriter(str(path)) as writer:
        for position, number in numbers.items():
            writer.add_node(Node(id=number, location=position))
        for number, corner in enumerate(corners, 10_000):
            writer.add_node(Node(id=number, location=corner, tags={"natural": "tree"}))
        for number, line in enumerate(lines, 1):
            refs = [numbers[position] for position in line]
            tags = {"highway": "residential"}
            writer.add_way(Way(id=number, nodes=refs, tags=tags))


@pytest.fixture(scope="module")
def city(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A small Saint-Étienne, installed while these tests run."""
    extract = tmp_path_factory.mktemp("extract") / "grid.osm.pbf"
    write_grid(extract)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "TRABOULE_VAR": str(demo.city_maps.parent),
    }
    build = [sys.executable, "manage.py", "build_city_map", str(extract)]
    box = f"--bbox={BOX.west},{BOX.south},{BOX.east},{BOX.north}"
    subprocess.run(  # noqa: S603
        [*build, "--name=grid", box],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
    )
    folder = demo.city_maps / "grid"
    graph = folder / "walking.npz"
    if not graph.exists():
        build_walking_graph(extract, BOX).save(graph)
    yield folder
    shutil.rmtree(folder)


class Composer(TourForm):
    """The trail's form, its track made of legs."""

    def __init__(self, form: TourForm) -> None:
        super().__init__(form.page)
        self.squares = self.field.locator(".leaflet-marker-icon:has(.map-field__via)")
        self.table = self.field.locator("table")
        self.legs = self.table.locator("tbody tr")
        self.notices = self.field.locator(".map-field__notices li")
        self.asked: list[dict[str, Any]] = []
        self.page.on("request", self._hear)

    def _hear(self, request: Request) -> None:
        if "/trails/legs/" in request.url:
            self.asked.append(json.loads(request.post_data or "{}"))

    def features(self) -> list[dict[str, Any]]:
        text = self.track.input_value()
        return json.loads(text)["features"] if text else []

    def lines(self) -> list[list[list[float]]]:
        return [each["geometry"]["coordinates"] for each in self.features()]

    def leg(self, number: int) -> Locator:
        return self.legs.nth(number - 1)

    def name(self, number: int) -> Locator:
        return self.leg(number).locator(".map-field__leg-name")

    def way(self, number: int) -> Locator:
        return self.leg(number).get_by_role("combobox")

    def follow(self, legs: int) -> None:
        self.button("Follow the streets").click()
        expect(self.legs).to_have_count(legs)

    def settle(self) -> str:
        """The text once nothing is being looked for."""
        expect(self.status).not_to_contain_text("Looking for")
        return self.track.input_value()

    def expect_change(self, before: str) -> str:
        expect(self.track).not_to_have_value(before)
        return self.settle()

    def pull(self, number: int, dx: int, dy: int) -> None:
        """Drag the middle of a leg by some pixels."""
        self.map.evaluate("map => map.scrollIntoView({ block: 'center' })")
        x, y = self.page.evaluate(
            """([line]) => {
                const path = document.querySelectorAll(".map-field__hit")[line];
                const at = path.getPointAtLength(path.getTotalLength() / 2);
                const on = at.matrixTransform(path.getScreenCTM());
                return [on.x, on.y];
            }""",
            [number - 1],
        )
        mouse = self.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + dx / 2, y + dy / 2, steps=4)
        mouse.move(x + dx, y + dy, steps=4)
        mouse.up()


@pytest.fixture
def tour(admin: Admin, demo: Demo) -> Composer:
    """An empty trail form with two stops."""
    composer = Composer(open_new_tour(admin, demo))
    for place in (PEOPLE, TOWN_HALL):
        composer.add_stop(place)
    expect(composer.flags).to_have_text(["1", "2"])
    composer.map.scroll_into_view_if_needed()
    return composer


def shares_ends(lines: list[list[list[float]]]) -> bool:
    """Whether each leg begins where the one before it ended."""
    return all(a[-1] == b[0] for a, b in zip(lines, lines[1:], strict=False))


@pytest.mark.usefixtures("city")
class TestByMouse:
    def test_legs_follow_the_streets_and_the_stops(self, tour: Composer) -> None:
        tour.follow(1)
        one = tour.settle()
        assert [each["properties"]["by"] for each in tour.features()] == ["street"]
        assert len(tour.lines()[0]) > 4
        expect(tour.name(1)).to_contain_text("Place du Peuple → Hôtel de ville")
        expect(tour.leg(1)).to_contain_text("min")

        tour.add_stop(JAURES)
        two = tour.expect_change(one)
        assert (
            tour.lines()[0] == json.loads(one)["features"][0]["geometry"]["coordinates"]
        )
        assert shares_ends(tour.lines())
        assert [len(each["stops"]) for each in tour.asked] == [2, 2]

        tour.row(0).get_by_title("Move down").click()
        tour.expect_change(two)
        expect(tour.name(1)).to_contain_text("Hôtel de ville → Place du Peuple")
        tour.button("Undo").click()
        expect(tour.track).to_have_value(two)

    def test_a_leg_is_pulled_to_pass_elsewhere(self, tour: Composer) -> None:
        tour.follow(1)
        straight = tour.settle()
        tour.pull(1, 120, 0)
        pulled = tour.expect_change(straight)
        expect(tour.squares).to_have_count(1)
        (via,) = tour.features()[0]["properties"]["via"]
        assert via in tour.lines()[0]

        tour.squares.first.dblclick()
        expect(tour.squares).to_have_count(0)
        without = tour.expect_change(pulled)
        assert without == straight

        tour.button("Undo").click()
        expect(tour.track).to_have_value(pulled)
        tour.button("Redo").click()
        expect(tour.track).to_have_value(straight)

    def test_a_leg_is_made_freehand_and_back(self, tour: Composer) -> None:
        tour.add_stop(JAURES)
        tour.follow(2)
        streets = tour.settle()
        tour.way(1).select_option("Freehand")
        assert [each["properties"]["by"] for each in tour.features()] == [
            "freehand",
            "street",
        ]
        expect(tour.grips.first).to_be_visible()
        tour.splits.first.locator("span").click()
        bent = tour.lines()
        assert (
            len(bent[0])
            == len(json.loads(streets)["features"][0]["geometry"]["coordinates"]) + 1
        )
        assert shares_ends(bent)

        tour.way(1).select_option("Streets")
        expect(tour.track).to_have_value(streets)
        tour.button("Undo").click()
        assert tour.lines() == bent

    def test_a_leg_away_from_streets_is_named(self, tour: Composer) -> None:
        tour.add_stop(FACTORY)
        tour.follow(2)
        tour.settle()
        assert tour.features()[1]["properties"]["reason"] == "end-far-from-street"
        expect(tour.notices).to_contain_text(
            ["Leg 2, from Hôtel de ville to Cité du design"]
        )
        expect(tour.field.locator(".map-field__leg--straight")).to_have_count(1)

    def test_reversed_and_looped_with_its_stops(self, tour: Composer) -> None:
        tour.add_stop(JAURES)
        tour.follow(2)
        one_way = tour.settle()
        tour.button("Back to the first stop").click()
        loop = tour.expect_change(one_way)
        expect(tour.legs).to_have_count(3)
        assert tour.features()[2]["properties"]["closes"] is True

        lines = tour.lines()
        tour.button("Reverse").click()
        expect(tour.name(1)).to_contain_text("Place Jean-Jaurès → Hôtel de ville")
        expect(tour.flags).to_have_text(["1", "2", "3"])
        turned = tour.lines()
        assert turned == [lines[n][::-1] for n in (1, 0, 2)]
        assert tour.page.locator("[name=stops-2-ORDER]").input_value() == "1"

        tour.button("Undo").click()
        expect(tour.track).to_have_value(loop)
        expect(tour.name(1)).to_contain_text("Place du Peuple → Hôtel de ville")
        assert tour.page.locator("[name=stops-2-ORDER]").input_value() == "3"
        tour.settle()
        expect(tour.track).to_have_value(loop)

    def test_a_saved_trail_shows_the_same_again(self, tour: Composer) -> None:
        tour.follow(1)
        streets = tour.settle()
        tour.pull(1, 120, 0)
        tour.expect_change(streets)
        for number, title in enumerate(("Peuple", "Mairie")):
            tour.page.locator(f"[name=stops-{number}-title]").fill(title)
        before = tour.features()
        rows = [tour.name(1).inner_text(), *tour.leg(1).locator("td").all_inner_texts()]
        tour.save_draft()
        again = Composer(TourForm(tour.page))
        expect(again.legs).to_have_count(1)
        expect(again.name(1)).to_contain_text("Peuple → Mairie")
        assert again.features() == before
        shown = [
            again.name(1).inner_text(),
            *again.leg(1).locator("td").all_inner_texts(),
        ]
        assert shown[1:] == rows[1:]
        again.field.scroll_into_view_if_needed()
        expect(again.squares).to_have_count(1)

        written = again.track.input_value()
        again.page.locator("[name=stops-0-title]").fill("Autre titre")
        again.page.locator("[name=stops-0-title]").blur()
        expect(again.name(1)).to_contain_text("Autre titre → Mairie")
        expect(again.track).to_have_value(written)
        assert again.asked == []


@pytest.mark.usefixtures("city")
def test_a_stop_placed_while_streets_are_sought_is_followed_too(tour: Composer) -> None:
    held: list[Any] = []
    tour.page.route("**/admin/trails/legs/", lambda route: held.append(route), times=1)
    with tour.page.expect_request("**/admin/trails/legs/"):
        tour.button("Follow the streets").click()
    tour.add_stop(JAURES)
    expect(tour.legs).to_have_count(2)
    tour.settle()
    assert len(tour.features()) == 2
    held[0].fulfill(json={})  # nobody waits for it any more


@pytest.mark.usefixtures("city")
def test_the_keyboard_alone_composes(tour: Composer) -> None:
    keys = tour.page.keyboard
    tour.add_stop(JAURES)
    tour.button("Follow the streets").press("Enter")
    expect(tour.legs).to_have_count(2)
    streets = tour.settle()

    tour.name(1).press("Enter")
    expect(tour.name(1)).to_have_attribute("aria-pressed", "true")
    tour.map.focus()
    keys.press("ArrowRight")
    keys.press("Enter")
    passing = tour.expect_change(streets)
    expect(tour.squares.first).to_be_focused()
    for _step in range(12):
        keys.press("Shift+ArrowRight")
    moved = tour.expect_change(passing)
    expect(tour.squares.first).to_be_focused()
    keys.press("Delete")
    tour.expect_change(moved)
    expect(tour.track).to_have_value(streets)

    tour.way(2).focus()
    keys.press("ArrowDown")
    expect(tour.way(2)).to_have_value("freehand")
    assert tour.features()[1]["properties"]["by"] == "freehand"
    tour.number.fill("2")
    keys.press("Enter")
    before = tour.lines()
    keys.press("Shift+ArrowUp")
    assert tour.lines() != before
    for _step in range(2):
        keys.press("Control+z")
    expect(tour.track).to_have_value(streets)


def test_without_a_city_legs_are_straight_and_said_to_be(tour: Composer) -> None:
    def answer(route: Any) -> None:
        stops = json.loads(route.request.post_data)["stops"]
        leg = {"line": stops, "metres": 1, "seconds": 1, "steps": 0, "step_free": False}
        leg |= {"by": "straight", "reason": "no-map"}
        notice = "No map of this city is installed: legs are straight lines."
        route.fulfill(json={"legs": [leg], "city": None, "notice": notice})

    tour.page.route("**/trails/legs/", answer)
    tour.follow(1)
    tour.settle()
    expect(tour.notices).to_have_text(
        ["No map of this city is installed: legs are straight lines."]
    )
    assert len(tour.lines()[0]) == 2
    tour.way(1).select_option("Freehand")
    expect(tour.splits).to_have_count(1)


@pytest.mark.usefixtures("city")
def test_axe_finds_nothing_in_the_composer(tour: Composer) -> None:
    tour.add_stop(FACTORY)
    tour.follow(2)
    before = tour.settle()
    tour.pull(1, 120, 0)
    tour.expect_change(before)
    for scheme in ("light", "dark"):
        tour.page.emulate_media(color_scheme=scheme)
        tour.page.evaluate(
            """() => document.getAnimations().forEach(
                (each) => each instanceof CSSTransition && each.finish())"""
        )
        if folder := os.environ.get("TRABOULE_SCREENSHOTS"):
            tour.page.set_viewport_size({"width": 1280, "height": 1200})
            tour.page.screenshot(path=f"{folder}/composer-{scheme}.png")
            tour.field.screenshot(path=f"{folder}/composer-field-{scheme}.png")
        found = Axe().run(tour.page, context={"include": [[".map-field--track"]]})
        assert [
            (each["id"], node["target"], node["failureSummary"])
            for each in found.response["violations"]
            for node in each["nodes"]
        ] == []
