"""Will the stories start? The bench in the composer, and what publication says."""

import gzip
import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import ROOT, Demo
from tests.e2e.map_forms import (
    Admin,
    TourForm,
    edits_are_watched,
    open_helsinki,
    open_new_tour,
)

KIB = 1024
PLACES = ("Place du Peuple", "Hôtel de ville")
BENCH = re.compile(r"trigger-worker")
SENTENCE = re.compile(r"Starts on time for \d+ walkers? in 100: (good|fair|poor)\.")
OLD = "Of an earlier state."
RUN_MS = 120_000  # sixty walks on a busy machine


class CheckedForm(TourForm):
    """The form of a trail whose stories are checked."""

    def __init__(self, form: TourForm) -> None:
        super().__init__(form.page)
        self.panel = self.field.get_by_role("group", name="Will the stories start?")
        self.starter = self.panel.get_by_role("button", name="Will the stories start?")
        self.stopper = self.panel.get_by_role("button", name="Stop the check")
        self.progress = self.panel.get_by_role("progressbar")
        self.says = self.panel.get_by_role("status")
        self.marks = self.field.locator(".map-field__stop-mark:visible")
        self.grades = self.field.locator(".map-field__zone-grade")
        self.fetched: list[str] = []
        self.page.on("request", lambda request: self.fetched.append(request.url))

    @property
    def bench_fetched(self) -> int:
        return sum(bool(BENCH.search(address)) for address in self.fetched)

    def check(self) -> None:
        """Run the bench, and wait for what it says."""
        self.starter.click()
        expect(self.says).to_contain_text("60 simulated walks", timeout=RUN_MS)

    def set_radius(self, number: int, metres: int) -> None:
        radius = self.page.locator(f"[name=stops-{number}-trigger_radius_m]")
        radius.fill(str(metres))
        radius.blur()

    def publish(self) -> Page:
        self.page.get_by_role("button", name="More actions").click()
        with self.page.expect_event("domcontentloaded", timeout=60_000):
            self.page.get_by_role("button", name="Publish").click()
        return self.page


@pytest.fixture
def tour(admin: Admin, demo: Demo) -> CheckedForm:
    """A trail never saved, of two stops with a track, without a story."""
    form = open_new_tour(admin, demo)
    for number, place in enumerate(PLACES):
        form.add_stop(place)
        form.page.locator(f"[name=stops-{number}-title]").fill(f"Étape {number}")
    expect(form.flags).to_have_count(2)
    form.button("Join the stops").click()
    return CheckedForm(form)


@pytest.fixture
def long_tour(admin: Admin, demo: Demo) -> CheckedForm:
    """The demo's trail in Helsinki, of ten stops."""
    return CheckedForm(open_helsinki(admin, demo))


def expect_no_violation(tour: CheckedForm, name: str) -> None:
    for scheme in ("light", "dark"):
        tour.page.emulate_media(color_scheme=scheme)
        tour.page.evaluate(
            """() => document.getAnimations().forEach(
                (each) => each instanceof CSSTransition && each.finish())"""
        )
        if folder := os.environ.get("TRABOULE_SCREENSHOTS"):
            tour.field.screenshot(path=f"{folder}/{name}-{scheme}.png")
        found = Axe().run(tour.page, context={"include": [[".map-field--track"]]})
        assert [
            (each["id"], node["target"], node["failureSummary"])
            for each in found.response["violations"]
            for node in each["nodes"]
        ] == []


class TestTheCheck:
    def test_says_for_each_stop_how_often_its_story_starts_on_time(
        self, tour: CheckedForm
    ) -> None:
        assert tour.bench_fetched == 0
        tour.check()
        assert tour.bench_fetched == 1
        expect(tour.marks).to_have_text([SENTENCE, SENTENCE])
        expect(tour.grades).to_have_count(2)
        expect(tour.grades.first).to_have_text(re.compile(r"^(good|fair|poor): \d+ in"))
        expect(tour.starter).to_be_visible()
        expect(tour.progress).to_be_hidden()
        expect_no_violation(tour, "trigger-check")
        tour.page.set_viewport_size({"width": 320, "height": 640})
        for part in (tour.panel, tour.marks.first):
            tour.page.wait_for_function(  # the map takes its new size first
                "e => e.scrollWidth <= e.clientWidth && e.clientWidth <= 320",
                arg=part.element_handle(),
            )

    def test_is_of_an_earlier_state_once_a_zone_changes_until_it_changes_back(
        self, tour: CheckedForm
    ) -> None:
        tour.check()
        tour.set_radius(0, 45)
        expect(tour.says).to_contain_text("of an earlier state")
        expect(tour.marks.first).to_contain_text(OLD)
        expect(tour.grades).to_have_count(0)
        expect_no_violation(tour, "trigger-check-old")
        tour.set_radius(0, 30)
        expect(tour.marks.first).not_to_contain_text(OLD)
        expect(tour.says).to_contain_text("60 simulated walks")
        tour.page.locator("[name=mode]").select_option("free")
        expect(tour.marks.first).to_contain_text(OLD)

    def test_is_there_again_when_the_form_is_opened_again(
        self, tour: CheckedForm
    ) -> None:
        tour.check()
        told = tour.marks.all_inner_texts()
        tour.save_draft()
        tour.field.scroll_into_view_if_needed()
        expect(tour.marks).to_have_text(told)
        expect(tour.says).to_contain_text("60 simulated walks")
        assert tour.bench_fetched == 1

    def test_says_what_is_missing(self, admin: Admin, demo: Demo) -> None:
        tour = CheckedForm(open_new_tour(admin, demo))
        tour.starter.click()
        expect(tour.says).to_contain_text("needs a track")
        assert tour.bench_fetched == 0

    def test_says_when_its_figures_are_not_kept(self, tour: CheckedForm) -> None:
        tour.page.route("**/trails/check/", lambda route: route.fulfill(json={}))
        tour.check()
        expect(tour.says).to_contain_text("The site did not keep these figures")

    def test_is_led_by_the_keyboard_and_stopped(self, long_tour: CheckedForm) -> None:
        tour, keys = long_tour, long_tour.page.keyboard
        tour.starter.focus()
        keys.press("Enter")
        expect(tour.stopper).to_be_focused()
        expect(tour.progress).to_have_attribute("max", "60")
        expect(tour.says).to_contain_text("60 simulated walkers set out")
        # The page goes on: it answers while the walks are done.
        expect(tour.progress).to_have_js_property("value", 1, timeout=RUN_MS)
        keys.press("Enter")
        expect(tour.starter).to_be_focused()
        expect(tour.says).to_contain_text("was stopped")
        expect(tour.marks).to_have_count(0)


class TestPublication:
    def test_is_silent_after_a_check_that_found_all_well(
        self, tour: CheckedForm
    ) -> None:
        tour.check()
        expect(tour.grades).to_have_text([re.compile("^good"), re.compile("^good")])
        page = tour.publish()
        expect(page.locator(".messages")).to_contain_text("published")
        expect(page.locator(".messages")).not_to_contain_text("may not start on time")

    def test_warns_when_the_trail_has_changed_since(self, tour: CheckedForm) -> None:
        edits_are_watched(tour.page)
        tour.check()
        tour.set_radius(0, 45)
        expect(tour.marks.first).to_contain_text(OLD)
        page = tour.publish()
        expect(page.locator(".messages")).to_contain_text("published")
        expect(page.locator(".messages .warning")).to_contain_text("Nobody has checked")


def test_the_bench_weighs_at_most_12_kib() -> None:
    built = ROOT / "frontend" / "static" / "frontend" / "admin" / "trigger-worker.js"
    assert KIB < len(gzip.compress(built.read_bytes(), 9)) <= 12 * KIB
