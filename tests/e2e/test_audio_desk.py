"""The audio desk as an editor uses it: send, record, hear, mark, and on the phone."""

import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests import sounds
from tests.e2e.conftest import ROOT, Demo

Admin = Callable[..., Page]
SEVERAL = "/admin/recordings/add/"
DEMO_SOUND = ROOT / "home" / "demo" / "audio" / "helsinki-oodi.en.m4a"
SMALL = {"viewport": {"width": 390, "height": 844}}
MICROPHONE = {"permissions": ["microphone"]}
PREPARED_MS = 60_000


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """A quiet voice of three seconds, under a name of its own."""
    path = tmp_path / f"voice-{uuid4().hex[:8]}.wav"
    path.write_bytes(sounds.stored(0.1 * sounds.speech(3)))
    return path


def open_sent(page: Page, demo: Demo, voice: Path) -> None:
    """A recording that was sent, in its form, once the desk has prepared it."""
    page.goto(demo.address(SEVERAL))
    page.get_by_label("Sound files").set_input_files(voice)
    page.get_by_role("link", name="Open “voice").click()
    expect(page.locator("[data-desk-made]")).to_be_visible(timeout=PREPARED_MS)


def no_axe_faults(page: Page, part: str) -> None:
    """Axe finds nothing wrong in a part of the page."""
    found = Axe().run(page, context=part)
    assert found.violations_count == 0, found.generate_report()


def test_several_files_are_sent_and_a_bad_one_stops_no_other(
    admin: Admin, demo: Demo, voice: Path, tmp_path: Path
) -> None:
    page = admin("editor")
    bad = tmp_path / "playlist.mp3"
    bad.write_text("#EXTM3U\nhttps://example.org/voice.mp3\n")
    page.goto(demo.address(SEVERAL))
    page.get_by_label("Role").select_option("voice")
    page.get_by_label("Name").fill("Lou Bernard")
    no_axe_faults(page, ".batch")
    page.get_by_label("Sound files").set_input_files([voice, bad, DEMO_SOUND])

    rows = page.locator(".batch__outcome")
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_contain_text("taken in: the desk prepares it")
    expect(rows.nth(1)).to_contain_text("its content is something else")
    expect(rows.nth(2).get_by_role("link")).to_have_text("Open “helsinki oodi.en”")
    rows.nth(0).get_by_role("link").click()
    expect(page.locator("[name=credits-name]")).to_have_value("Lou Bernard")


def test_files_are_dropped_on_the_page(admin: Admin, demo: Demo, voice: Path) -> None:
    page = admin("editor")
    page.goto(demo.address(SEVERAL))
    bytes_ = list(voice.read_bytes())
    transfer = page.evaluate_handle(
        """([bytes, name]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(bytes)], name));
            return transfer;
        }""",
        [bytes_, voice.name],
    )
    zone = page.locator("[data-batch-drop]")
    zone.dispatch_event("dragenter", {"dataTransfer": transfer})
    expect(page.get_by_text("Drop the sound files here")).to_be_visible()
    zone.dispatch_event("drop", {"dataTransfer": transfer})
    expect(page.locator(".batch__outcome")).to_contain_text("taken in")


def test_the_form_follows_the_desk_and_lets_one_hear_both(
    admin: Admin, demo: Demo, voice: Path
) -> None:
    page = admin("editor")
    open_sent(page, demo, voice)
    figures = page.locator(".desk__figures")
    expect(figures).to_contain_text(re.compile(r"-1[567]\.\d LUFS"))
    no_axe_faults(page, ".audio-desk")
    for name in ("What phones play", "What was sent"):
        sound = page.locator(f"audio[aria-label='{name}']")
        sound.evaluate("sound => { sound.preload = 'auto'; sound.load(); }")
        expect(sound).to_have_js_property("readyState", 4)
        assert sound.evaluate("sound => sound.duration") == pytest.approx(3, abs=0.5)


def test_the_waveform_leads_through_the_sound_and_chapters_are_marked(
    admin: Admin, demo: Demo, voice: Path
) -> None:
    page = admin("editor")
    open_sent(page, demo, voice)
    wave = page.locator("[data-waveform]")
    box = wave.bounding_box()
    assert box
    wave.click(position={"x": box["width"] / 2, "y": 20})
    expect(page.locator("[data-waveform-head]")).to_be_visible()
    page.locator("[data-desk-made]").evaluate(
        "sound => { sound.pause(); sound.currentTime = 1.5; }"
    )
    page.get_by_role("button", name="Mark a chapter here").click()
    lines = page.locator("#id_chapters")
    expect(lines).to_have_value(re.compile(r"^0:01\.5 $"))
    page.keyboard.type("La rivière")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Edit", exact=True).first.click()
    expect(page.locator("#id_chapters")).to_have_value("0:01.5 La rivière")


@pytest.mark.parametrize("size", [{}, SMALL], ids=["desk", "phone"])
def test_a_take_is_recorded_in_the_browser(
    admin: Admin, demo: Demo, size: dict[str, object]
) -> None:
    page = admin("editor", **MICROPHONE, **size)
    page.goto(demo.address("/admin/snippets/media_library/recording/add/"))
    title = f"Take {uuid4().hex[:8]}"
    page.locator("#id_title").fill(title)
    page.locator("#id_language").select_option("fr")
    page.get_by_role("button", name="Record here").click()
    expect(page.locator("[data-recorder-clock]")).to_have_text("0:02")
    page.get_by_role("button", name="Stop").click()
    take = page.get_by_label("Your take")
    expect(take).to_be_visible()
    page.get_by_role("button", name="Save").click()

    page.get_by_role("link", name=title).first.click()
    expect(page.locator("[data-desk-made]")).to_be_visible(timeout=PREPARED_MS)
    expect(page.locator(".desk__figures")).to_contain_text("opus")


def test_without_a_microphone_one_is_told(admin: Admin, demo: Demo) -> None:
    page = admin("editor")
    page.add_init_script(
        """navigator.mediaDevices.getUserMedia = () =>
            Promise.reject(new DOMException("no", "NotFoundError"));"""
    )
    page.goto(demo.address("/admin/snippets/media_library/recording/add/"))
    page.get_by_role("button", name="Record here").click()
    expect(page.get_by_text("No microphone was found on this device.")).to_be_visible()


def test_the_desk_says_why_it_made_nothing_and_tries_again(
    admin: Admin, demo: Demo, tmp_path: Path
) -> None:
    silent = tmp_path / "voice-silent.wav"
    silent.write_bytes(sounds.stored(sounds.quiet(3)))
    page = admin("editor")
    page.goto(demo.address(SEVERAL))
    page.get_by_label("Sound files").set_input_files(silent)
    page.get_by_role("link", name="Open “voice silent”").click()
    reason = page.get_by_text("Nothing is heard in this recording")
    expect(reason).to_be_visible(timeout=PREPARED_MS)
    page.locator("[name=credits-role]").select_option("voice")
    page.locator("[name=credits-name]").fill("Lou")
    page.get_by_role("button", name="Try again").click()
    expect(reason).to_be_visible(timeout=PREPARED_MS)
    # Nothing is lost.
    expect(page.locator("[name=credits-name]")).to_have_value("Lou")
