"""A trail is walked from the desk: a walker on its map, its page on a phone beside."""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Demo
from tests.e2e.map_forms import Admin, TourForm, open_helsinki, open_new_tour

ON_FOOT_M_S = 4000 / 3600
FIRST, SECOND = "Quatre géants et leurs lampes", "Une langue monte sur scène"
# Along the track of the demo: before the zone of its second stop, and inside.
BEFORE_SECOND_M, IN_SECOND_M = 150, 320


class DeskWalk(TourForm):
    """The form of a trail that is walked from the desk."""

    def __init__(self, form: TourForm) -> None:
        super().__init__(form.page)
        self.opener = self.button("Walk it from here")
        self.panel = self.field.get_by_role("group", name="Walk it from here")
        self.range = self.panel.get_by_role("slider", name="Distance walked")
        self.measure = self.panel.locator(".desk-walk__measure")
        self.phone_says = self.panel.get_by_role("status")
        self.lines = self.panel.get_by_role("log").locator("p")
        self.stories = self.lines.filter(has_text="its story starts")
        self.walker = self.field.locator(".leaflet-marker-icon:has(.desk-walk__walker)")
        self.frame = self.panel.locator("iframe")
        self.phone = self.panel.frame_locator("iframe")
        self.playing = self.phone.locator(".stop:has([data-listen].is-playing)")

    def open(self) -> None:
        """Open the walk, and wait until the phone follows."""
        self.opener.click()
        expect(self.phone.locator("trail-position")).to_have_attribute(
            "data-state", "located"
        )
        expect(self.phone_says).to_be_empty()

    def drag_to(self, metres: int) -> None:
        """Drag the walk's slider, to a step of it."""
        self.range.fill(str(metres))

    def metres(self) -> float:
        return float(self.range.input_value())

    def expect_playing(self, title: str) -> None:
        """The phone plays one story, and shows its stop."""
        expect(self.playing).to_have_count(1)
        expect(self.playing).to_have_attribute("data-title", title)
        expect(self.phone.locator("[data-dock-title]")).to_have_text(title)

    def count_plays(self) -> None:
        """From now on, count how often the phone is asked to play."""
        self.frame.evaluate(
            """frame => {
                const view = frame.contentWindow;
                const { prototype } = view.HTMLMediaElement;
                const play = prototype.play;
                view.plays = 0;
                prototype.play = function () {
                    view.plays += 1;
                    return play.call(this);
                };
            }"""
        )

    def plays(self) -> int:
        return int(self.frame.evaluate("frame => frame.contentWindow.plays"))

    def walker_in_phone(self) -> tuple[float, float]:
        """Where the phone was last told that it is."""
        place = self.frame.evaluate(
            """frame => new Promise((tell) =>
                frame.contentWindow.navigator.geolocation.getCurrentPosition(
                    ({ coords }) => tell([coords.latitude, coords.longitude])))"""
        )
        return place[0], place[1]


@pytest.fixture
def walk(admin: Admin, demo: Demo) -> DeskWalk:
    """The demo's trail in Helsinki, of ten stops with recordings."""
    return DeskWalk(open_helsinki(admin, demo))


@pytest.fixture
def new_walk(admin: Admin, demo: Demo) -> DeskWalk:
    """A trail never saved, of two stops without a story."""
    form = open_new_tour(admin, demo)
    for number, place in enumerate(("Place du Peuple", "Hôtel de ville")):
        form.add_stop(place)
        form.page.locator(f"[name=stops-{number}-title]").fill(f"Étape {number}")
    expect(form.flags).to_have_count(2)
    form.button("Join the stops").click()
    return DeskWalk(form)


def middle(element: Locator) -> tuple[float, float]:
    """The middle of an element, in pixels of the page."""
    box = element.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


class TestThePhone:
    def test_comes_only_when_asked_for_and_goes_with_the_walk(
        self, walk: DeskWalk
    ) -> None:
        expect(walk.opener).to_have_attribute("aria-expanded", "false")
        expect(walk.page.locator(".desk-walk iframe")).to_have_count(0)
        walk.open()
        expect(walk.opener).to_be_focused()
        expect(walk.phone.locator(".map-walker")).to_be_visible()
        expect(walk.playing).to_have_count(0)
        walk.opener.click()
        expect(walk.page.locator(".desk-walk iframe")).to_have_count(0)
        expect(walk.walker).to_have_count(0)

    def test_follows_the_slider_and_tells_each_story_once(self, walk: DeskWalk) -> None:
        walk.open()
        walk.count_plays()
        walk.drag_to(10)
        walk.expect_playing(FIRST)
        expect(walk.stories).to_have_text(
            re.compile(rf"Stop 1, {FIRST}: its story starts \(\d+ m away\)\.")
        )
        for metres in (15, 20, BEFORE_SECOND_M):
            walk.drag_to(metres)
        expect(walk.lines.last).to_contain_text("comes near")
        expect(walk.stories).to_have_count(1)
        assert walk.plays() == 1

        walk.drag_to(IN_SECOND_M)
        walk.expect_playing(SECOND)
        walk.drag_to(IN_SECOND_M + 5)
        expect(walk.stories).to_have_count(2)
        expect(walk.stories.last).to_contain_text(f"Stop 2, {SECOND}")
        assert walk.plays() == 2

    def test_tells_the_stories_on_the_way_and_plays_the_last(
        self, walk: DeskWalk
    ) -> None:
        walk.open()
        walk.drag_to(IN_SECOND_M)
        walk.expect_playing(SECOND)
        on_the_way = walk.lines.filter(has_text="starts on the way")
        expect(on_the_way).to_have_text(re.compile(f"Stop 1, {FIRST}"))
        walk.drag_to(0)
        walk.drag_to(10)
        walk.expect_playing(FIRST)

    def test_shows_the_form_as_it_is_before_it_is_saved(
        self, new_walk: DeskWalk
    ) -> None:
        walk, page = new_walk, new_walk.page
        walk.open()
        expect(walk.phone.locator(".stop")).to_have_count(2)
        walk.drag_to(5)
        expect(walk.lines).to_contain_text("Stop 1, Étape 0: it opens, but has no")

        title = page.locator("[name=stops-0-title]")
        title.fill("Autre titre")
        title.blur()
        expect(walk.phone_says).to_contain_text("refresh the phone")
        walk.button("Refresh the phone").click()
        expect(walk.phone.locator("[data-dock-title]")).to_have_text("Autre titre")
        expect(walk.phone_says).to_be_empty()

        page.locator("[name=stops-0-trigger_radius_m]").fill("500")
        walk.button("Refresh the phone").click()
        expect(walk.phone_says).to_contain_text("a field of the form is wrong")
        expect(walk.phone.locator("[data-dock-title]")).to_have_text("Autre titre")

    def test_says_when_the_site_does_not_answer(self, walk: DeskWalk) -> None:
        walk.page.route("**/edit/preview/", lambda route: route.abort(), times=1)
        walk.opener.click()
        expect(walk.phone_says).to_contain_text("did not answer")
        walk.button("Refresh the phone").click()
        expect(
            walk.phone.locator("trail-position[data-state=located]")
        ).to_be_attached()


class TestTheWalker:
    def test_goes_eight_times_as_far_at_eight_times_the_speed(
        self, walk: DeskWalk
    ) -> None:
        walk.page.clock.install()
        walk.opener.click()
        walk.drag_to(BEFORE_SECOND_M)
        gone = []
        for speed in ("×1", "×8"):
            walk.button(speed).click()
            expect(walk.button(speed)).to_have_attribute("aria-pressed", "true")
            before = walk.metres()
            # Else the walker goes on between the clicks.
            seconds = walk.page.evaluate("Date.now() / 1000")
            walk.page.clock.pause_at(seconds + 0.5)
            walk.button("Walk").click()
            walk.page.clock.run_for(20_000)
            walk.button("Pause").click()
            walk.page.clock.resume()
            gone.append(walk.metres() - before)
        on_foot, fast = gone
        assert on_foot == pytest.approx(20 * ON_FOOT_M_S, abs=6)  # steps of 5 m
        assert fast == pytest.approx(8 * 20 * ON_FOOT_M_S, abs=10)

    def test_pauses_at_the_end_and_says_so(self, walk: DeskWalk) -> None:
        walk.open()
        walk.range.press("End")
        walk.range.press("ArrowLeft")
        walk.button("×8").click()
        walk.button("Walk").click()
        expect(walk.lines.last).to_have_text("The end of the track.")
        expect(walk.button("Walk")).to_be_visible()

    def test_is_led_by_the_keyboard_alone(self, walk: DeskWalk) -> None:
        keys = walk.page.keyboard
        walk.opener.focus()
        keys.press("Enter")
        expect(
            walk.phone.locator("trail-position[data-state=located]")
        ).to_be_attached()
        expect(walk.phone_says).to_be_empty()
        expect(walk.opener).to_be_focused()
        keys.press("Tab")
        expect(walk.button("Walk")).to_be_focused()
        keys.press("Enter")
        expect(walk.button("Pause")).to_be_focused()
        walk.expect_playing(FIRST)
        keys.press("Enter")
        expect(walk.button("Walk")).to_be_focused()

        walk.range.focus()
        keys.press("ArrowRight")
        before = walk.walker_in_phone()
        walk.walker.focus()
        keys.press("Shift+ArrowUp")
        after = walk.walker_in_phone()
        assert (after[0] - before[0]) * 111_195 == pytest.approx(10, abs=0.2)
        expect(walk.measure).to_contain_text("Away from the line by")

    def test_is_dragged_back_to_the_line_or_away_from_it(self, walk: DeskWalk) -> None:
        walk.open()
        walk.drag_to(BEFORE_SECOND_M)
        walk.field.scroll_into_view_if_needed()
        mouse = walk.page.mouse
        for away, is_aside in ((60, True), (-52, False)):
            x, y = middle(walk.walker)
            mouse.move(x, y)
            mouse.down()
            mouse.move(x + away / 2, y, steps=4)
            mouse.move(x + away, y, steps=4)
            mouse.up()
            aside = expect(walk.measure)
            sentence = "Away from the line"
            if is_aside:
                aside.to_contain_text(sentence)
            else:
                aside.not_to_contain_text(sentence)


def test_axe_finds_nothing_in_the_walk(walk: DeskWalk) -> None:
    walk.page.set_viewport_size({"width": 1280, "height": 1000})
    walk.open()
    walk.drag_to(10)
    walk.drag_to(IN_SECOND_M)
    walk.expect_playing(SECOND)
    for scheme in ("light", "dark"):
        walk.page.emulate_media(color_scheme=scheme)
        walk.page.evaluate(
            """() => document.getAnimations().forEach(
                (each) => each instanceof CSSTransition && each.finish())"""
        )
        if folder := os.environ.get("TRABOULE_SCREENSHOTS"):
            walk.field.evaluate("field => field.scrollIntoView()")
            walk.page.screenshot(path=f"{folder}/desk-walk-{scheme}.png")
        found = Axe().run(
            walk.page,
            context={"include": [[".map-field--track"]], "exclude": [["iframe"]]},
        )
        assert [
            (each["id"], node["target"], node["failureSummary"])
            for each in found.response["violations"]
            for node in each["nodes"]
        ] == []
