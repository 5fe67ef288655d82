"""A trail's translation gets its own recordings without leaving its editor."""

from collections.abc import Callable
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import ROOT, Demo

SOUND = ROOT / "home" / "demo" / "audio" / "helsinki-oodi.en.m4a"


def open_translation(page: Page, demo: Demo) -> None:
    """The English version of the first trail, in the editor."""
    page.goto(demo.address("/admin/pages/"))
    link = page.locator("a[href^='/admin/pages/']", has_text="A city tells itself")
    home = (link.first.get_attribute("href") or "").split("/")[3]
    page.goto(demo.address(f"/admin/pages/{home}/"))
    page.locator("a[href*='/edit/']", has_text="city of design and mines").first.click()
    expect(page.get_by_text("Story › Recording").first).to_be_visible()


def make_recording(dialog: Locator, title: str) -> None:
    """An English recording, made in the chooser's dialog."""
    dialog.get_by_role("tab", name="New recording").click()
    dialog.get_by_label("Title").fill(title)
    dialog.get_by_label("Sound file").set_input_files(SOUND)
    dialog.get_by_label("Language").select_option("en")
    dialog.get_by_label("Transcript").fill("Hello from the editor.")
    dialog.get_by_role("button", name="Create").click()


def test_a_recording_is_made_and_chosen_in_the_translation_editor(
    admin: Callable[[str], Page], demo: Demo
) -> None:
    page = admin("editor")
    open_translation(page, demo)
    change = page.get_by_role("button", name="Change recording")
    title = f"Made in the editor {uuid4().hex}"

    change.first.click()
    make_recording(page.locator(".modal"), title)
    expect(page.get_by_text(f"{title} (en)")).to_be_visible()

    # Kept at once, and taken back the same way: the demo stays as it was.
    page.reload()
    expect(page.get_by_text(f"{title} (en)")).to_be_visible()
    change.first.click()
    dialog = page.locator(".modal")
    dialog.get_by_role("link", name="The door to the world below").first.click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("The door to the world below (en)")).to_be_visible()
