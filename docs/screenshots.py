#!/usr/bin/env python3
"""Takes the pictures of the README and the guides from a running demo.

For maintainers. Run script/demo in one terminal, and in another:

    .venv/bin/python docs/screenshots.py --base-url http://127.0.0.1:8000
    .venv/bin/python docs/screenshots.py --language fr --only tour-form

It writes docs/images/LANGUAGE/*.webp, at most 150 KB each, and leaves the demo as it
found it. TRABOULE_CHROMIUM names a browser other than the system's Chromium.
"""

import argparse
import io
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import which

import pypdfium2
from playwright.sync_api import FilePayload, sync_playwright
from screenshot_camera import (
    BROWSER_LANGUAGES,
    DESK,
    PHONE,
    Camera,
    Picture,
    look,
    place_at_top,
    side_by_side,
)
from staff_screenshots import STAFF_PICTURES

FOLDER = Path(__file__).resolve().parent / "images"
MAX_BYTES = 150 * 1024
QUALITIES = (88, 80, 70, 60)
TRAILS = {
    "fr": "/fr/ville-de-granit-et-de-design/",
    "en": "/en/city-of-granite-and-design/",
}
MAPPED = {  # on a city's own map
    "fr": "Helsinki, ville de granit et de design",
    "en": "Helsinki, city of granite and design",
}
SUMMARY = "Du puits où l’on descendait"
PLACE = "Puits Couriot, musée de la Mine"
DRAFT = {"fr": "Les passages de la ville", "en": "The passages of the city"}
MARKED = {"fr": "La vieille porte", "en": "The old gate"}
COMPOSER = {"width": 1440, "height": 1040}
# A walk made elsewhere: places in their order, and a line.
STOPS = {
    "Ateneum": (60.17041, 24.94405),
    "Senaatintori": (60.1694, 24.9521),
    "Havis Amanda": (60.1676, 24.95109),
    "Kolme seppää": (60.16859, 24.94111),
}
LINE = [
    (60.17041, 24.94405),
    (60.17052, 24.94484),
    (60.16974, 24.94544),
    (60.16898, 24.94554),
    (60.16904, 24.95199),
    (60.1694, 24.9521),
    (60.16899, 24.95199),
    (60.16796, 24.95121),
    (60.1676, 24.95109),
    (60.16749, 24.94789),
    (60.16744, 24.94604),
    (60.1676, 24.94313),
    (60.16855, 24.941),
]
WALK: FilePayload = {
    "name": "helsinki.gpx",
    "mimeType": "application/gpx+xml",
    "buffer": (
        '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="docs">'
        + "".join(
            f'<wpt lat="{lat}" lon="{lon}"><name>{name}</name></wpt>'
            for name, (lat, lon) in STOPS.items()
        )
        + "<trk><name>Helsinki</name><trkseg>"
        + "".join(f'<trkpt lat="{lat}" lon="{lon}"/>' for lat, lon in LINE)
        + "</trkseg></trk></gpx>"
    ).encode(),
}
VOICE = (
    Path(__file__).resolve().parent.parent
    / "home/demo/audio/saint-etienne-puits-couriot.fr.m4a"
)
KEPT = {"fingerprint": "of a picture"}
BENCH_MS = 120_000  # sixty walks


def trail(camera: Camera) -> Picture:
    """The trail while walking, on a phone, beside its page on a large screen."""
    phone = camera.visit(TRAILS[camera.language], PHONE)
    phone.locator("[data-start]").tap()
    phone.locator(".leaflet-container").wait_for()
    phone.wait_for_load_state("networkidle")
    desk = camera.visit(TRAILS[camera.language], DESK)
    return side_by_side(look(phone), look(desk))


def home(camera: Camera) -> Picture:
    """The city's trails."""
    return look(camera.visit(f"/{camera.language}/", DESK))


def composer(camera: Camera) -> Picture:
    """A trail on its map: stops, legs along streets, zones. Nothing of it is saved."""
    page = camera.edit_trail("fr", MAPPED["fr"])
    page.route(
        "**/edit/**",
        lambda route: (
            route.abort() if route.request.method == "POST" else route.continue_()
        ),
    )
    page.set_viewport_size(COMPOSER)
    place_at_top(page, ".map-field--track")
    page.locator(".map-field--track .leaflet-container").wait_for()
    page.locator(".map-field--track button:has(.icon-map-streets)").click()
    page.locator(".map-field--track tfoot").wait_for()
    page.locator(".map-field__stop-name").nth(5).click()
    page.wait_for_load_state("networkidle")
    place_at_top(page, ".map-field--track")
    return look(page)


def trigger_check(camera: Camera) -> Picture:
    """Whether its stories will start, by the bench. Nothing of it is kept."""
    page = camera.edit_trail("fr", MAPPED["fr"])
    page.route("**/trails/check/", lambda route: route.fulfill(json=KEPT))
    page.set_viewport_size(COMPOSER)
    place_at_top(page, ".map-field--track")
    page.locator(".map-field--track .leaflet-container").wait_for()
    page.locator(".trigger-check button").first.click()
    page.locator(".map-field__zone-grade").first.wait_for(timeout=BENCH_MS)
    page.wait_for_load_state("networkidle")
    place_at_top(page, ".map-field--track")
    return look(page)


def importing(camera: Camera) -> Picture:
    """What was found in a file; it is sent, and nothing is made of it."""
    page = camera.edit("/admin/trails/import/")
    page.set_input_files("[name=file]", [WALK])
    page.locator(".import-file ~ button").click()
    page.locator(".import-screen .map-field__stop").first.wait_for()
    page.wait_for_load_state("networkidle")
    return look(page)


def field_notes(camera: Camera) -> Picture:
    """A walk that is being noted, and that walk once it has ended. Nothing is sent."""
    page = camera.edit_in_street("/admin/field/")
    page.locator("[data-begin]:enabled").tap()
    page.locator("[data-found=located]").wait_for()
    page.locator("[data-mark]").tap()
    page.locator(".note__words").evaluate("fold => { fold.open = true; }")
    page.locator(".note [data-title]").fill(MARKED[camera.language])
    page.locator(".note__words").evaluate("fold => { fold.open = false; }")
    page.evaluate("scrollTo(0, 0)")
    walking = look(page)
    page.locator("[data-end]").tap()
    page.locator("[data-ask-yes]").tap()
    page.locator("[data-walk-title]").fill(MARKED[camera.language])
    page.locator(".walk__notes").evaluate("fold => { fold.open = true; }")
    page.evaluate("document.activeElement.blur()")
    page.locator("[data-ended]").evaluate("part => part.scrollIntoView()")
    return side_by_side(walking, look(page))


def tour_form(camera: Camera) -> Picture:
    """A stop in the trail's form."""
    page = camera.edit_trail("fr")
    place_at_top(page, "#inline_child_stops-0")
    return look(page)


def place_map(camera: Camera) -> Picture:
    """The map on which a place's point is set."""
    page = camera.edit("/admin/snippets/places/place/?locale=fr")
    page.get_by_role("link", name=PLACE).click()
    page.locator(".leaflet-container").first.wait_for()
    page.wait_for_load_state("networkidle")
    return look(page)


def recording_chooser(camera: Camera) -> Picture:
    """The dialog in which a recording is chosen, or made."""
    page = camera.edit_trail("fr")
    chooser = page.locator("[data-chooser-url$='/media_library/recording/']").first
    chooser.locator("[data-w-dropdown-target=toggle]").click()
    page.locator("[data-chooser-action-choose]:visible").last.click()
    page.locator(".modal-body table").wait_for()
    page.wait_for_load_state("networkidle")
    return look(page)


def audio_desk(camera: Camera) -> Picture:
    """A recording on the desk, with its chapters; it is removed after."""
    page = camera.edit("/admin/recordings/add/")
    page.set_input_files("[name=files]", [VOICE])
    page.locator(".batch__outcome a").click()
    page.locator("[data-desk-made]").wait_for(timeout=BENCH_MS)
    page.set_viewport_size({"width": 1280, "height": 1020})
    place_at_top(page, ".audio-desk")
    page.wait_for_load_state("networkidle")
    picture = look(page)
    page.goto(page.url.replace("/edit/", "/delete/"))
    page.locator("main form [type=submit]").click()
    return picture


def form(address: str, part: str) -> Callable[[Camera], Picture]:
    """A form as it is, from one of its parts on."""

    def taken(camera: Camera) -> Picture:
        page = camera.edit(f"/admin/snippets/media_library/{address}/")
        place_at_top(page, part)
        return look(page)

    return taken


def refused(camera: Camera) -> Picture:
    """Faults that keep a trail from being published; the draft is removed after."""
    home_number = camera.home_number("fr")
    page = camera.edit(f"/admin/pages/add/tours/tourpage/{home_number}/")
    page.locator("#id_title").press_sequentially(DRAFT[camera.language])
    page.locator("#id_stops-ADD").click()
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("[name=action-publish]").click()
    page.wait_for_load_state("networkidle")
    place_at_top(page, "#inline_child_stops-0")
    picture = look(page)
    remove_drafts(camera, home_number)
    return picture


def remove_drafts(camera: Camera, home_number: str) -> None:
    """Delete what autosave has kept of the trail that was refused."""
    page = camera.edit(f"/admin/pages/{home_number}/")
    draft = page.get_by_role("link", name=DRAFT[camera.language], exact=True)
    while draft.count():
        address = draft.first.get_attribute("href") or ""
        page.goto(address.replace("/edit/", "/delete/"))
        page.locator("main form [type=submit]").click()
        page.goto(f"/admin/pages/{home_number}/")


def translation(camera: Camera) -> Picture:
    """The French and the English side by side."""
    page = camera.edit_trail("en")
    place_at_top(page, f"text={SUMMARY}")
    return look(page)


def schedule(camera: Camera) -> Picture:
    """The dialog of the dates, over the trail's form."""
    page = camera.edit_trail("fr")
    page.locator("[data-side-panel-toggle=status]").click()
    page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").click()
    page.locator("#schedule-publishing-dialog").wait_for()
    return look(page)


def signs(camera: Camera) -> Picture:
    """The codes of a trail, and its panels."""
    return look(camera.edit(f"/admin/trails/{trail_number(camera)}/signs/"))


def paper(camera: Camera) -> Picture:
    """A booklet's cover, map and first stop, beside that stop's panel."""
    page = camera.edit("/admin/")
    booklet = page.request.get(f"{TRAILS[camera.language]}booklet.pdf").body()
    number = trail_number(camera)
    panels = page.request.get(f"/admin/trails/{number}/panels/a5.pdf").body()
    return side_by_side(*sheets(booklet, 0, 2, 3), *sheets(panels, 1))


def sheets(pdf: bytes, *numbers: int) -> list[Picture]:
    """Pages of a PDF, from 0."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [document[number].render(scale=1).to_pil() for number in numbers]


def trail_number(camera: Camera) -> str:
    """Of the trail on a city's own map, in the camera's language."""
    page = camera.edit_trail(camera.language, MAPPED[camera.language])
    found = re.search(r"/pages/(\d+)/edit/", page.url)
    page.close()
    return found[1] if found else sys.exit(f"screenshots: no trail at {page.url}")


PICTURES: dict[str, Callable[[Camera], Picture]] = {
    "trail": trail,
    "home": home,
    "composer": composer,
    "trigger-check": trigger_check,
    "importing": importing,
    "field-notes": field_notes,
    "tour-form": tour_form,
    "place-map": place_map,
    "recording-chooser": recording_chooser,
    "audio-desk": audio_desk,
    "credits": form("recording/edit/1", ".credit-rows"),
    "rights-grant": form("rightsgrant/add", "h2"),
    "refused": refused,
    "translation": translation,
    "schedule": schedule,
    "signs": signs,
    "paper": paper,
    **STAFF_PICTURES,
}


def save(picture: Picture, path: Path) -> None:
    """Write a WebP of at most ``MAX_BYTES``; a picture too rich for it is a fault."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for quality in QUALITIES:
        buffer = io.BytesIO()
        picture.convert("RGB").save(buffer, "WEBP", quality=quality, method=6)
        if buffer.tell() <= MAX_BYTES:
            path.write_bytes(buffer.getvalue())
            print(f"{path.relative_to(FOLDER)}  {buffer.tell() // 1024} KB")
            return
    sys.exit(f"screenshots: {path.name} is over {MAX_BYTES // 1024} KB.")


def main() -> None:
    """Take every picture, or those asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base-url", default="http://127.0.0.1:8000")
    parser.add_argument("--only", action="append", choices=PICTURES)
    parser.add_argument("--language", choices=BROWSER_LANGUAGES)
    asked = parser.parse_args()
    languages = [asked.language] if asked.language else list(BROWSER_LANGUAGES)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("TRABOULE_CHROMIUM", which("chromium")),
            args=["--no-sandbox"],
        )
        for language in languages:
            camera = Camera(browser, asked.base_url.rstrip("/"), language)
            for name in asked.only or PICTURES:
                save(PICTURES[name](camera), FOLDER / language / f"{name}.webp")
        browser.close()


if __name__ == "__main__":
    main()
