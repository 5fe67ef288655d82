"""The private notebook, opened over a page; the walk that will open it comes later."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from lxml import etree
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import DESK, PHONE, ROOT, Demo, Opener
from tests.e2e.pages import TRAIL
from tests.e2e.test_accessibility import violations

GPX_SCHEMA = ROOT / "../shared/reference/standards/gpx"
GPX = {"gpx": "http://www.topografix.com/GPX/1/1"}
BUNDLE = """
import { build } from "esbuild";
const contents = 'import { Notebook } from "./frontend/src/notebook/walk-notebook";'
    + "window.Notebook = Notebook;";
const stdin = { contents, resolveDir: process.cwd(), loader: "ts" };
const made = await build({ stdin, bundle: true, write: false, format: "iife" });
process.stdout.write(made.outputFiles[0].text);
"""
ADD_WORDS = """async () => {
    const page = await fetch(document.querySelector("main").dataset.walkWords);
    const words = new DOMParser().parseFromString(await page.text(), "text/html");
    document.body.append(...words.querySelectorAll("template"));
}"""
WALK = """([trail, count]) => {
    const { id, language, title, city, url, stops, track } = trail;
    const line = track.legs.flatMap(({ line }) =>
        line.map(([longitude, latitude]) => ({ longitude, latitude })));
    window.notebook = new Notebook({ id, language, title, city, url, line });
    stops.slice(0, count).forEach((each, number) => {
        const stop = { id: each.id, code: each.id, title: each.title,
            point: each.location };
        notebook.arrived(stop, Date.UTC(2026, 10, 28, 9, number * 11));
        if (number === 0) notebook.heard(stop, Date.UTC(2026, 10, 28, 9, 2));
        if (each.quiz) notebook.answered(stop, true);
    });
    notebook.open();
}"""


@pytest.fixture(scope="session")
def script() -> str:
    """The notebook, bundled as the walk's script would hold it."""
    return subprocess.run(  # noqa: S603
        ["node", "--input-type=module", "--eval", BUNDLE],  # noqa: S607
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


@pytest.fixture
def trail(demo: Demo) -> dict[str, Any]:
    """The package of the trail."""
    with urlopen(demo.address(f"{TRAIL['en']}package.json"), timeout=60) as answer:  # noqa: S310
        return json.load(answer)


@pytest.fixture
def walked(
    open_page: Opener, script: str, trail: dict[str, Any]
) -> Callable[..., Page]:
    """A page over which the notebook of some visits is open."""

    def open_notebook(
        count: int, device: dict[str, Any] = PHONE, before: str = "", **options: Any
    ) -> Page:
        # The page's policy lets no script in: this one is not part of it yet.
        page = open_page(
            TRAIL["en"], device, bypass_csp=True, locale="en-GB", **options
        )
        page.evaluate(ADD_WORDS)
        page.evaluate(f"() => {{ {before} }}")
        page.add_script_tag(content=script)
        page.evaluate(WALK, [trail, count])
        return page

    return open_notebook


def dialog(page: Page) -> Locator:
    """The notebook's panel."""
    return page.get_by_role("dialog", name="My notebook")


def test_visits_stand_there_with_their_time_and_what_one_did(
    walked: Callable[..., Page],
) -> None:
    page = walked(4)
    rows = dialog(page).get_by_role("listitem")
    expect(rows).to_have_count(4)
    expect(rows.first).to_contain_text("Four giants and their lamps")
    expect(rows.first).to_contain_text("28 Nov 2026, 10:00 · story heard")
    expect(rows.nth(3)).to_contain_text("question found out")


def test_a_note_is_there_again_after_a_reload(
    walked: Callable[..., Page], script: str, trail: dict[str, Any]
) -> None:
    page = walked(2)
    note = dialog(page).get_by_label("Your note on: Four giants and their lamps")
    note.fill("It was <snowing>.")
    page.reload()
    page.evaluate(ADD_WORDS)
    page.add_script_tag(content=script)
    page.evaluate(WALK, [trail, 0])
    expect(note).to_have_value("It was <snowing>.")


def test_it_is_saved_as_a_picture_that_is_made_on_the_phone(
    walked: Callable[..., Page], tmp_path: Path
) -> None:
    page = walked(7)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_download() as saved:
        dialog(page).get_by_role("button", name="Save as picture").tap()
    saved.value.save_as(tmp_path / "walk.png")
    picture = (tmp_path / "walk.png").read_bytes()
    assert saved.value.suggested_filename == "my-walk.png"
    assert picture.startswith(b"\x89PNG")
    assert [int.from_bytes(picture[at : at + 4]) for at in (16, 20)] == [1200, 1600]
    assert 20_000 < len(picture) < 1_000_000
    # Letters at the most: nothing leaves.
    assert [
        url for url in asked if not url.endswith(".woff2") and "blob:" not in url
    ] == []


def test_it_is_saved_as_gpx_that_the_schema_accepts(
    walked: Callable[..., Page], tmp_path: Path
) -> None:
    page = walked(3)
    dialog(page).get_by_role("textbox").first.fill("Snow & <lamps>")
    with page.expect_download() as saved:
        dialog(page).get_by_role("button", name="Save as GPX").tap()
    saved.value.save_as(tmp_path / "walk.gpx")
    gpx = etree.parse(tmp_path / "walk.gpx")
    assert gpx.xpath("//gpx:wpt/gpx:desc/text()", namespaces=GPX) == ["Snow & <lamps>"]
    assert len(gpx.xpath("//gpx:rte/gpx:rtept", namespaces=GPX)) == 3
    schemas = sorted(GPX_SCHEMA.rglob("*.xsd"))
    if not schemas:
        pytest.skip("the official schema does not lie beside this copy")
    schema = etree.XMLSchema(etree.parse(schemas[0]))
    schema.assertValid(gpx)


def test_erasing_is_asked_again_in_its_place(walked: Callable[..., Page]) -> None:
    page = walked(2)
    panel = dialog(page)
    panel.get_by_role("button", name="Erase").tap()
    expect(panel.get_by_text("Erase every visit and note")).to_be_focused()
    panel.get_by_role("button", name="Keep them").tap()
    expect(panel.get_by_role("listitem")).to_have_count(2)
    expect(panel.get_by_role("button", name="Erase")).to_be_focused()
    panel.get_by_role("button", name="Erase").tap()
    panel.get_by_role("button", name="Erase for good").tap()
    expect(panel.get_by_role("listitem")).to_have_count(0)
    expect(panel.get_by_role("status")).to_have_text("Erased.")
    assert page.evaluate("localStorage.length") == 0


def test_a_phone_that_keeps_nothing_is_told_once_one_writes(
    walked: Callable[..., Page],
) -> None:
    refuse = "Storage.prototype.setItem = () => { throw new Error('full'); };"
    page = walked(1, before=refuse)
    panel = dialog(page)
    expect(panel.get_by_role("listitem")).to_have_count(1)
    panel.get_by_role("textbox").fill("Snow")
    expect(panel.get_by_role("status")).to_contain_text("keeps nothing")


def test_it_closes_with_escape_and_opens_again(walked: Callable[..., Page]) -> None:
    page = walked(1, DESK)
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    page.evaluate("notebook.open()")
    dialog(page).get_by_role("button", name="Close").click()
    expect(dialog(page)).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("count", [0, 3])
def test_axe_finds_nothing_in_it_at_320_pixels(
    walked: Callable[..., Page], count: int, scheme: str
) -> None:
    narrow = {**PHONE, "viewport": {"width": 320, "height": 640}}
    page = walked(count, narrow, color_scheme=scheme)
    expect(dialog(page)).to_be_visible()
    assert violations(page) == []
    wide = dialog(page).evaluate("each => each.scrollWidth - each.clientWidth")
    assert wide == 0
