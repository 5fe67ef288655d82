"""The rhythm of the walk, while its stories are written."""

import os
import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from home.demo import content
from media_library.audio import read_audio
from places.geo import Point, length_m
from tests.e2e.conftest import Demo
from tests.e2e.map_forms import Admin, open_new_tour
from tests.e2e.test_composing import JAURES, PEOPLE, TOWN_HALL, Composer, city

__all__ = ["city"]

RECORDING = content.sound("saint-etienne", "puits-couriot", "fr")
RECORDED_AS = "La porte d’en dessous"


class Rhythm(Composer):
    """The trail's form with the rhythm of its walk."""

    def __init__(self, form: Any) -> None:
        super().__init__(form)
        self.bar = self.page.get_by_role("group", name="Rhythm of the walk")
        self.choices = self.bar.get_by_role("listitem").get_by_role("button")
        self.parts = self.bar.locator(".rhythm__part")

    def story(self, stop: int) -> Locator:
        return self.page.locator(f"#stops-{stop}-story-root")

    def add_block(self, stop: int, kind: str) -> None:
        self.story(stop).get_by_title("Insert a block").last.click()
        self.page.get_by_role("option", name=kind, exact=True).click()

    def write(self, stop: int, words: int) -> None:
        """Type words at the end of the stop's text."""
        self.story(stop).get_by_role("textbox").last.click()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.insert_text("mot " * words)

    def choose_recording(self, stop: int) -> None:
        self.add_block(stop, "Recording")
        self.story(stop).get_by_role("button", name="Choose a recording").click()
        self.page.locator(".modal").get_by_role("link", name=RECORDED_AS).first.click()
        expect(self.story(stop).get_by_text(RECORDED_AS)).to_be_visible()

    def walking_s(self, leg: int) -> float:
        line = [Point(latitude, longitude) for longitude, latitude in self.lines()[leg]]
        return length_m(line) * 3.6 / 4

    def expect_leg(self, leg: int, story: str, verdict: str) -> None:
        """The sentence of a leg: its story with where it comes from, its verdict."""
        start = re.escape(f": story {story}, walk ")
        end = re.escape(f": {verdict}.")
        sentence = re.compile(rf"{start}.*{end}$")
        expect(self.choices.nth(leg)).to_have_attribute("aria-label", sentence)


def in_words(seconds: float) -> str:
    """A time below an hour, as the bar writes it."""
    minutes, rest = divmod(round(seconds), 60)
    parts = [f"{minutes}\u00a0min"] if minutes else []
    parts += [f"{rest}\u00a0s"] if rest or not minutes else []
    return "\u00a0".join(parts)


def words_for(seconds: float) -> int:
    """How many words last some time, at 150 a minute."""
    return round(seconds * 150 / 60)


@pytest.fixture
def tour(admin: Admin, demo: Demo) -> Rhythm:
    """A trail form with three stops and two legs along streets."""
    rhythm = Rhythm(open_new_tour(admin, demo))
    for place in (PEOPLE, TOWN_HALL):
        rhythm.add_stop(place)
    expect(rhythm.flags).to_have_text(["1", "2"])
    expect(rhythm.bar).to_be_hidden()
    rhythm.add_stop(JAURES)
    rhythm.follow(2)
    rhythm.settle()
    expect(rhythm.choices).to_have_count(3)
    return rhythm


@pytest.mark.usefixtures("city")
class TestStories:
    def test_words_are_counted_as_they_are_typed(self, tour: Rhythm) -> None:
        walking = tour.walking_s(0)
        assert 240 < walking < 480
        before = tour.track.input_value()
        tour.expect_leg(0, f"{in_words(0)} (nothing written)", "long silence")
        figures = tour.choices.first.locator(".rhythm__cells")
        expect(figures).to_contain_text(in_words(walking))

        tour.add_block(0, "Text")
        some = words_for(walking - 120)
        tour.write(0, some)
        tour.expect_leg(0, f"{in_words(some * 0.4)} (from {some} words)", "calm")
        more = words_for(240)
        tour.write(0, more)
        lasting = in_words((some + more) * 0.4)
        tour.expect_leg(0, f"{lasting} (from {some + more} words)", "long story")
        far_more = words_for(600)
        tour.write(0, far_more)
        every = some + more + far_more
        lasting = in_words(every * 0.4)
        tour.expect_leg(0, f"{lasting} (from {every} words)", "too long a story")
        standing = in_words(every * 0.4 - walking)
        expect(tour.choices.first).to_have_attribute(
            "aria-label", re.compile(f"standing {standing}:")
        )
        assert tour.track.input_value() == before

        tour.story(0).get_by_title("Delete").first.click()
        tour.expect_leg(0, f"{in_words(0)} (nothing written)", "long silence")

    def test_a_quote_counts_too(self, tour: Rhythm) -> None:
        tour.add_block(1, "Quote")
        tour.story(1).get_by_label("Words").fill("On l’entend encore, dit-elle.")
        tour.expect_leg(1, f"{in_words(1.6)} (from 4 words)", "long silence")

    def test_a_recording_lasts_as_long_as_its_sound(self, tour: Rhythm) -> None:
        with RECORDING.open("rb") as file:
            seconds = read_audio(file, RECORDING.name).duration_s
        tour.add_block(0, "Text")
        tour.write(0, 3)
        tour.choose_recording(0)
        tour.expect_leg(0, f"{in_words(seconds)} (recorded, 3 words)", "long silence")
        story = tour.parts.first.locator(".rhythm__story").bounding_box()
        part = tour.parts.first.bounding_box()
        assert story and part
        share = seconds / tour.walking_s(0)
        assert abs(story["width"] - share * part["width"]) < 1

    def test_stops_come_and_go(self, tour: Rhythm) -> None:
        expect(tour.choices.nth(2)).to_have_attribute(
            "aria-label", re.compile("^Last stop, Place Jean-Jaurès: ")
        )
        tour.row(2).get_by_title("Delete").first.click()
        expect(tour.choices).to_have_count(2)
        tour.row(1).get_by_title("Delete").first.click()
        expect(tour.bar).to_be_hidden()


@pytest.mark.usefixtures("city")
def test_a_leg_is_chosen_from_its_rhythm_by_keyboard(tour: Rhythm) -> None:
    tour.choices.nth(1).press("Enter")
    expect(tour.choices.nth(1)).to_have_attribute("aria-pressed", "true")
    expect(tour.choices.nth(1)).to_be_focused()
    expect(tour.name(2)).to_have_attribute("aria-pressed", "true")
    tour.page.keyboard.press("Tab")
    expect(tour.choices.nth(2)).to_be_focused()
    tour.page.keyboard.press("Enter")
    expect(tour.page.locator("[name=stops-2-title]")).to_be_focused()


def test_a_line_in_one_piece_is_cut_at_its_stops(admin: Admin, demo: Demo) -> None:
    tour = Rhythm(open_new_tour(admin, demo))
    for place in (PEOPLE, TOWN_HALL, JAURES):
        tour.add_stop(place)
    tour.button("Join the stops").click()
    expect(tour.choices).to_have_count(3)
    line = [Point(latitude, longitude) for longitude, latitude in tour.line()]
    walks = [in_words(length_m(line[n : n + 2]) * 3.6 / 4) for n in (0, 1)]
    for leg, walk in enumerate(walks):
        expect(tour.choices.nth(leg)).to_have_attribute(
            "aria-label", re.compile(f"walk {walk},")
        )
    tour.choices.nth(1).click()
    expect(tour.page.locator("[name=stops-1-title]")).to_be_focused()


@pytest.mark.usefixtures("city")
def test_legs_are_also_timed_at_the_pace_of_children(tour: Rhythm) -> None:
    for leg in (0, 1):
        cells = tour.leg(leg + 1).locator("td")
        seconds = tour.walking_s(leg)
        expect(cells.nth(1)).to_have_text(f"{round(seconds / 60)} min")
        expect(cells.nth(2)).to_have_text(f"{round(seconds * 4 / 3 / 60)} min")


@pytest.mark.usefixtures("city")
def test_axe_finds_nothing_in_the_rhythm(tour: Rhythm) -> None:
    tour.choose_recording(0)
    tour.add_block(1, "Text")
    tour.write(1, 2000)
    tour.expect_leg(1, f"{in_words(800)} (from 2000 words)", "too long a story")
    for scheme in ("light", "dark"):
        tour.page.emulate_media(color_scheme=scheme)
        tour.page.evaluate(
            """() => document.getAnimations().forEach(
                (each) => each instanceof CSSTransition && each.finish())"""
        )
        if folder := os.environ.get("TRABOULE_SCREENSHOTS"):
            tour.bar.screenshot(path=f"{folder}/rhythm-{scheme}.png")
        found = Axe().run(tour.page, context={"include": [[".map-field--track"]]})
        assert [
            (each["id"], node["target"], node["failureSummary"])
            for each in found.response["violations"]
            for node in each["nodes"]
        ] == []

    tour.page.set_viewport_size({"width": 320, "height": 800})
    strip = tour.bar.get_by_role("img")
    strip.evaluate("strip => { strip.firstChild.style.minInlineSize = '30rem' }")
    tour.page.set_viewport_size({"width": 321, "height": 800})
    expect(strip).to_have_attribute("tabindex", "0")
    tour.page.set_viewport_size({"width": 320, "height": 800})
    wide, seen = tour.page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= seen
