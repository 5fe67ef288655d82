"""The track of a trail is drawn on the map of its form."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.conftest import Demo
from tests.e2e.map_forms import (
    LINE,
    Admin,
    PointForm,
    TourForm,
    close,
    open_new_tour,
)


@pytest.fixture
def new_tour(admin: Admin, demo: Demo) -> TourForm:
    """An empty trail form, in English, with the pencil in hand."""
    form = open_new_tour(admin, demo)
    form.button("Draw").click()
    return form


class TestTrack:
    def test_the_stops_are_joined_and_measured(self, new_tour: TourForm) -> None:
        for place in ("Place du Peuple", "Place Jean-Jaurès"):
            new_tour.add_stop(place)
        expect(new_tour.flags).to_have_text(["1", "2"])

        new_tour.button("Join the stops").click()

        line = new_tour.line()
        assert len(line) == 2
        assert all(
            4 < longitude < 5 and 45 < latitude < 46 for longitude, latitude in line
        )
        expect(new_tour.status).to_contain_text("m, points: 2.")

        new_tour.button("Reverse").click()
        assert new_tour.line() == line[::-1]

    def test_a_line_is_drawn_split_bent_and_cut(self, new_tour: TourForm) -> None:
        for x, y in ((200, 100), (400, 100)):
            new_tour.map.click(position={"x": x, "y": y})
        expect(new_tour.grips).to_have_count(2)
        drawn = new_tour.line()

        new_tour.splits.first.locator("span").drag_to(
            new_tour.map, target_position={"x": 300, "y": 200}
        )
        bent = new_tour.line()
        assert [bent[0], bent[2]] == drawn
        assert bent[1][1] < drawn[0][1]

        new_tour.grips.nth(2).focus()
        new_tour.page.keyboard.press("Delete")
        assert new_tour.line() == bent[:2]

    def test_every_step_is_undone_and_done_again(self, new_tour: TourForm) -> None:
        for x in (200, 300, 400):
            new_tour.map.click(position={"x": x, "y": 100})
        three = new_tour.line()

        new_tour.button("Undo").click()
        assert new_tour.line() == three[:2]
        new_tour.button("Undo").click()
        expect(new_tour.track).to_have_value("")
        expect(new_tour.status).to_contain_text("second point")
        new_tour.map.focus()
        new_tour.page.keyboard.press("Control+y")
        new_tour.page.keyboard.press("Control+Shift+Z")
        assert new_tour.line() == three

    def test_the_keyboard_alone_draws_and_edits(self, new_tour: TourForm) -> None:
        keys = new_tour.page.keyboard
        new_tour.map.focus()
        keys.press("Enter")
        keys.press("ArrowRight")
        expect(new_tour.grips).to_have_count(1)
        new_tour.map.focus()
        keys.press("Enter")
        expect(new_tour.grips).to_have_count(2)
        before = new_tour.line()

        new_tour.number.fill("1")
        keys.press("Enter")
        chosen = new_tour.grips.nth(0)
        expect(chosen).to_be_focused()
        keys.press("Shift+ArrowUp")
        after = new_tour.line()
        assert close((after[0][1] - before[0][1]) * 111_195, 10, 0.3)
        keys.press("PageDown")
        expect(new_tour.grips.nth(1)).to_be_focused()
        new_tour.button("Add one after").click()
        assert len(new_tour.line()) == 3

    def test_a_typed_line_is_drawn(self, new_tour: TourForm) -> None:
        new_tour.write(LINE)
        expect(new_tour.grips).to_have_count(3)
        expect(new_tour.status).to_contain_text("2.3 km, points: 3.")

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("{not json", "This is not GeoJSON"),
            ('{"type":"Point","coordinates":[4,45]}', "one GeoJSON LineString"),
            (
                {"type": "LineString", "coordinates": [[4, 45], [4, 999]]},
                "Point 2 of the text",
            ),
        ],
    )
    def test_a_wrong_text_is_told_and_left_alone(
        self, new_tour: TourForm, text: Any, sentence: str
    ) -> None:
        new_tour.write(LINE)
        new_tour.write(text)
        written = new_tour.track.input_value()
        expect(new_tour.status).to_contain_text(sentence)

        new_tour.map.click(position={"x": 40, "y": 40})
        expect(new_tour.button("Reverse")).to_be_disabled()
        expect(new_tour.track).to_have_value(written)

        new_tour.button("Undo").click()
        assert new_tour.line() == LINE["coordinates"]

    def test_a_long_line_shows_its_points_once_near(self, new_tour: TourForm) -> None:
        points = [[4.3 + i / 10_000, 45.4 + i / 20_000] for i in range(1200)]
        new_tour.write({"type": "LineString", "coordinates": points})
        expect(new_tour.status).to_contain_text("Come closer")
        assert new_tour.grips.count() <= 300

        new_tour.number.fill("600")
        new_tour.page.keyboard.press("Enter")
        zoom = new_tour.field.get_by_role("button", name="Zoom in")
        for _step in range(4):
            zoom.click()
        chosen = new_tour.field.locator(".map-field__grip--chosen")
        expect(chosen).to_be_visible()
        new_tour.page.keyboard.press("ArrowUp")

        line = new_tour.line()
        assert len(line) == 1200
        assert [p for i, p in enumerate(line) if i != 599] == points[:599] + points[
            600:
        ]


class TestAccess:
    def test_axe_finds_nothing_in_the_map_fields(self, new_tour: TourForm) -> None:
        row = new_tour.add_stop("Place du Peuple")
        row.get_by_text("Show the map").click()
        PointForm(row, "stops-0-").map.click(position={"x": 150, "y": 100})
        new_tour.write(LINE)
        new_tour.number.fill("2")
        new_tour.page.keyboard.press("Enter")
        for scheme in ("light", "dark"):
            new_tour.page.emulate_media(color_scheme=scheme)
            new_tour.page.evaluate(
                """() => document.getAnimations().forEach(
                    (each) => each instanceof CSSTransition && each.finish())"""
            )
            found = (
                Axe().run(new_tour.page, context={"include": [[".map-field"]]}).response
            )
            assert [
                (each["id"], node["target"], node["failureSummary"])
                for each in found["violations"]
                for node in each["nodes"]
            ] == []
