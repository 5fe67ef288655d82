"""The whole story: an editor writes a trail, a walker follows it on a phone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PHONE, ROOT, Demo, Opener
from tests.e2e.pages import TRAIL

SOUND = ROOT / "home" / "demo" / "audio" / "helsinki-oodi.fr.m4a"
TRANSCRIPT = "Bonjour. Voici ce que dit la voix."
PREPARED_MS = 60_000
# Where Leaflet puts the clicks is of no matter; where the walker stands is.
FIRST, SECOND = (45.4390, 4.3870), (45.4420, 4.3870)
WALKER = {"latitude": 45.4392, "longitude": 4.3871, "accuracy": 8}
HELSINKI_WALKER = {"latitude": 60.1713, "longitude": 24.9414, "accuracy": 8}


def make_place(page: Page, demo: Demo, name: str, point: tuple[float, float]) -> None:
    """A place, set with a click on its map, then moved by typing."""
    page.goto(demo.address("/admin/snippets/places/place/add/"))
    page.get_by_role("textbox", name="Name").fill(name)
    page.locator(".leaflet-container").click(position={"x": 200, "y": 120})
    expect(page.locator("[name=latitude]")).not_to_have_value("")
    page.locator("[name=latitude]").fill(str(point[0]))
    page.locator("[name=longitude]").fill(str(point[1]))
    page.locator("[name=longitude]").press("Tab")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(f"Place '{name}' created.")).to_be_visible()


def make_recording(page: Page, demo: Demo, title: str) -> None:
    """A French recording with its transcript."""
    page.goto(demo.address("/admin/snippets/media_library/recording/add/"))
    page.get_by_role("textbox", name="Title").fill(title)
    page.locator("[name=original]").set_input_files(SOUND)
    page.locator("[name=language]").select_option("fr")
    page.locator("[name=credits-role]").first.select_option("voice")
    page.locator("[name=credits-name]").first.fill("Une voix")
    page.locator("[name=transcript]").fill(TRANSCRIPT)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(f"Recording '{title}", exact=False).first).to_be_visible()
    # What is not prepared yet cannot be published.
    page.get_by_role("link", name=title).first.click()
    expect(page.locator("[data-desk-made]")).to_be_visible(timeout=PREPARED_MS)


def choose(page: Page, row: Locator, button: str, name: str) -> None:
    """Picks something in a chooser's dialog."""
    row.get_by_role("button", name=button).first.click()
    dialog = page.locator(".modal-content")
    dialog.get_by_role("link", name=name).first.click()
    expect(dialog).to_have_count(0)


def add_stop(page: Page, number: int, title: str, place: str) -> Locator:
    """A row added on the fly, with its place and title."""
    page.get_by_role("button", name="Add Stop").click()
    row = page.locator(f"#inline_child_stops-{number}")
    choose(page, row, "Choose a place", place)
    row.locator(f"#id_stops-{number}-title").fill(title)
    return row


def write_trail(page: Page, demo: Demo, title: str) -> None:
    """A two-stop trail with a recording and a drawn track, published."""
    page.goto(demo.address("/admin/pages/"))
    page.get_by_role("link", name="La ville se raconte en marchant").first.click()
    home = re.search(r"/pages/(\d+)/", page.url)
    assert home
    page.goto(demo.address(f"/admin/pages/add/tours/tourpage/{home.group(1)}/"))
    page.locator("#id_title").fill(title)
    row = add_stop(page, 0, "Première étape", "Abri du début")
    row.get_by_title("Insert a block").first.click()
    page.get_by_role("option", name="Recording").click()
    choose(page, row, "Choose a recording", "Voix du début")
    add_stop(page, 1, "Seconde étape", "Abri de la fin")
    panel = page.locator(".map-field--track")
    panel.scroll_into_view_if_needed()
    panel.get_by_role("button", name="Draw").click()
    track = panel.locator(".leaflet-container")
    track.click(position={"x": 120, "y": 100})
    track.click(position={"x": 220, "y": 160})
    expect(page.locator("[name=track]")).to_have_value(re.compile("LineString"))
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()
    # Wagtail words it otherwise when autosave was there first.
    told = re.compile(f"Page '{title}' (has been|created and) published")
    expect(page.get_by_text(told).first).to_be_visible()


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    """What the first test of the module leaves for the others."""
    return {}


def publish_once(
    admin: Callable[[str], Page], demo: Demo, written: dict[str, str]
) -> str:
    """The address of the trail that the desk wrote; written the first time."""
    if "path" not in written:
        page = admin("staff")
        make_place(page, demo, "Abri du début", FIRST)
        make_place(page, demo, "Abri de la fin", SECOND)
        make_recording(page, demo, "Voix du début")
        write_trail(page, demo, "Balade écrite dans le test")
        written["path"] = "/fr/balade-ecrite-dans-le-test/"
    return written["path"]


def listen(page: Page) -> None:
    """Play the first stop from the dock and see the time move."""
    page.get_by_role("button", name=re.compile("^(Écouter|Play)$")).first.click()
    expect(page.locator("[data-elapsed]")).to_have_text(re.compile(r"0:0[1-9]"))


def test_an_editor_publishes_a_trail_and_a_phone_walks_it(
    admin: Callable[[str], Page],
    open_page: Opener,
    demo: Demo,
    written: dict[str, str],
) -> None:
    path = publish_once(admin, demo, written)
    page = open_page(path, geolocation=WALKER, permissions=["geolocation"])
    expect(page.get_by_role("heading", level=1)).to_contain_text("Balade écrite")
    page.get_by_text("Commencer la balade").first.click()
    expect(page.locator(".leaflet-container")).to_be_visible()
    listen(page)
    page.get_by_role("button", name="Lire", exact=True).click()
    page.get_by_text("Lire ce qui est dit").first.click()
    expect(page.get_by_text(TRANSCRIPT)).to_be_visible()


def see_distance(page: Page, locate: str, unit: str) -> None:
    """Ask for the position: purpose first, then the dot and the metres."""
    page.get_by_role("button", name=locate).first.click()
    purpose = page.get_by_role("status").filter(has_text=re.compile("téléphone|phone"))
    expect(purpose.first).to_be_visible()
    page.get_by_role("button", name=locate).last.click()
    expect(page.locator("[data-next-metres]").first).to_contain_text(
        re.compile(rf"\d+\s*{unit}")
    )


@pytest.mark.parametrize(
    ("language", "start", "locate"),
    [
        ("fr", "Commencer la balade", "Me situer"),
        ("en", "Start the walk", "Show where I am"),
    ],
)
def test_a_walker_sees_where_they_are_and_how_far_the_next_stop_is(
    open_page: Opener, demo: Demo, language: str, start: str, locate: str
) -> None:
    page = open_page(
        TRAIL[language],
        {**PHONE, "locale": {"fr": "fr-FR", "en": "en-GB"}[language]},
        geolocation=HELSINKI_WALKER,
        permissions=["geolocation"],
    )
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url + (asked.post_data or "")))
    see_distance(page, locate, "m")
    page.get_by_text(start).first.click()
    expect(page.locator(".leaflet-container")).to_be_visible()
    listen(page)
    assert [url for url in sent if "60.17" in url or "24.94" in url] == []


def without_script(open_page: Opener, path: str, **options: Any) -> Page:
    """The page as those see it who have no JavaScript."""
    return open_page(path, java_script_enabled=False, **options)


def test_without_javascript_the_trail_is_read_and_heard(
    admin: Callable[[str], Page],
    open_page: Opener,
    demo: Demo,
    written: dict[str, str],
) -> None:
    page = without_script(open_page, publish_once(admin, demo, written))
    expect(page.get_by_role("heading", name="Première étape")).to_be_visible()
    sound = page.locator("audio[controls]").first
    expect(sound).to_be_visible()
    source = sound.get_attribute("src")
    assert source
    answer = page.request.get(demo.address(source), headers={"Range": "bytes=0-1"})
    assert answer.status == 206
    page.get_by_text("Lire ce qui est dit").first.click()
    expect(page.get_by_text(TRANSCRIPT)).to_be_visible()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_without_javascript_the_demo_lists_every_stop_with_its_sound(
    open_page: Opener, language: str
) -> None:
    page = without_script(open_page, TRAIL[language])
    expect(page.locator("audio[controls]")).to_have_count(11)  # with the introduction
    expect(page.locator("a.pin")).to_have_count(10)
    first = page.locator("a.pin").first.get_attribute("href")
    assert first
    assert page.locator(first).count() == 1
