#!/usr/bin/env python3
"""Takes pictures of city maps as a walker sees them, in three themes.

For maintainers. Build the front end, then name places: an archive of the city's map,
the middle of the pictures, and the stops of a trail to draw there:

    .venv/bin/python docs/map_screenshots.py --place helsinki \
        var/citymaps/helsinki/basemap.pmtiles 60.1690,24.9440 60.1699,24.9384

It writes docs/images/map/NAME-ZOOM-THEME.webp, at most 60 KB each; --folder and --zoom
choose others. No server runs: the browser gets the built files straight from here.
TRABOULE_CHROMIUM names a browser other than the system's Chromium.
"""

import argparse
import io
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from PIL import Image
from playwright.sync_api import Browser, Page, Route, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "frontend" / "static" / "frontend"
MAX_KB = 60
QUALITIES = (86, 78, 70, 60, 50, 40, 30)
SIDE_PX = 360
FINENESS = 1.5
THEMES = ("light", "dark", "sun")
ZOOMS = (14.0, 16.0, 18.0)
ORIGIN = "http://map.test"

Point = tuple[float, float]  # latitude, longitude

PAGE = """<!doctype html><html lang="{language}">
<link rel="stylesheet" href="/site.css"><link rel="stylesheet" href="/leaflet.css">
<style>body {{ margin: 0 }} .map {{ position: fixed; inset: 0 }}</style>
<div class="map"><div class="map__live"></div></div>
<script src="/leaflet.js"></script><script type="module" src="/scene.js"></script>
"""

SCENE = """
import {{ openBasemap }} from "/{chunk}";
const {{ middle, zoom, stops, sun, language }} = {scene};
if (sun) document.documentElement.dataset.theme = "sun";
const map = L.map(document.querySelector(".map__live"), {{
  attributionControl: false, zoomControl: false, zoomSnap: 0, fadeAnimation: false,
}}).setView(middle, zoom);
const basemap = await openBasemap(await fetch("/basemap.pmtiles"));
const places = stops.map(([latitude, longitude]) => ({{ latitude, longitude }}));
basemap.addTo(L, map, {{ language, onMap: {{ lines: [places], stops: places }} }});
for (const name of ["map__casing", "map__line"])
  L.polyline(stops, {{ className: name, interactive: false }}).addTo(map);
stops.forEach((stop, index) => {{
  const html = `<span class="map-pin__disc">${{index + 1}}</span>`;
  const className = index === 1 ? "map-pin is-current" : "map-pin";
  const icon = L.divIcon({{ className, html, iconSize: undefined }});
  L.marker(stop, {{ icon }}).addTo(map);
}});
map.eachLayer((layer) => layer.on?.("load", () => {{ document.title = "drawn"; }}));
"""


@dataclass(frozen=True)
class Place:
    """Where a picture is taken."""

    name: str
    archive: Path
    middle: Point
    stops: tuple[Point, ...]


def point(text: str) -> Point:
    """A point written `latitude,longitude`."""
    latitude, longitude = text.split(",")
    return float(latitude), float(longitude)


def place(words: list[str]) -> Place:
    """A place as --place gives it."""
    name, archive, middle, *stops = words
    return Place(name, Path(archive), point(middle), tuple(map(point, stops)))


def leaflet() -> Path:
    """The folder of Leaflet's files, without starting Django for it."""
    spec = find_spec("leaflet")
    if spec is None or spec.origin is None:
        msg = "django-leaflet is not installed: script/setup --dev"
        raise SystemExit(msg)
    return Path(spec.origin).parent / "static" / "leaflet"


def chunk() -> Path:
    """The built file that draws the map."""
    found = next(iter(BUILT.glob("basemap-*.js")), None)
    if found is None:
        msg = "The front end is not built: node frontend/build.mjs"
        raise SystemExit(msg)
    return found


def answer(route: Route, texts: dict[str, str], archive: Path) -> None:
    """Gives the browser a file of the page."""
    name = route.request.url.removeprefix(ORIGIN + "/")
    if name in texts:
        kind = "text/javascript" if name.endswith(".js") else "text/html"
        route.fulfill(body=texts[name], content_type=f"{kind}; charset=utf-8")
    elif name == "basemap.pmtiles":
        route.fulfill(path=archive)
    else:
        folder = leaflet() if name.startswith("leaflet.") else BUILT
        route.fulfill(path=folder / name)


def open_scene(
    browser: Browser, spot: Place, zoom: float, theme: str, options: argparse.Namespace
) -> Page:
    """The page with the map, drawn."""
    context = browser.new_context(
        viewport={"width": options.side, "height": options.side},
        device_scale_factor=options.fineness,
        color_scheme="dark" if theme == "dark" else "light",
    )
    page = context.new_page()
    scene = {
        "middle": spot.middle,
        "zoom": zoom,
        "stops": spot.stops,
        "sun": theme == "sun",
        "language": options.language,
    }
    texts = {
        "": PAGE.format(language=options.language),
        "scene.js": SCENE.format(chunk=chunk().name, scene=json.dumps(scene)),
    }
    page.route("**/*", lambda route: answer(route, texts, spot.archive))
    page.goto(ORIGIN + "/")
    page.wait_for_function("document.title === 'drawn'")
    page.wait_for_load_state("networkidle")
    return page


def small_enough(png: bytes, max_kb: int) -> bytes:
    """The picture as WebP, as good as its limit allows."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in QUALITIES:
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= max_kb * 1024:
            return out.getvalue()
    msg = "a picture stays over its limit"
    raise SystemExit(msg)


def pictures(
    browser: Browser, options: argparse.Namespace
) -> Iterator[tuple[str, bytes]]:
    """Each picture with its name."""
    for words in options.place:
        spot = place(words)
        for zoom in options.zoom or ZOOMS:
            for theme in options.theme or THEMES:
                page = open_scene(browser, spot, zoom, theme, options)
                yield f"{spot.name}-{zoom:g}-{theme}", page.screenshot()
                page.context.close()


def main() -> None:
    """Reads the arguments and takes the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--place", nargs="+", action="append", required=True)
    parser.add_argument("--zoom", type=float, action="append")
    parser.add_argument("--theme", choices=THEMES, action="append")
    parser.add_argument("--language", default="fr")
    parser.add_argument("--side", type=int, default=SIDE_PX)
    parser.add_argument("--fineness", type=float, default=FINENESS)
    parser.add_argument("--max-kb", type=int, default=MAX_KB)
    folder = ROOT / "docs" / "images" / "map"
    parser.add_argument("--folder", type=Path, default=folder)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    browser_path = os.environ.get("TRABOULE_CHROMIUM") or which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"]
        )
        for name, png in pictures(browser, options):
            content = small_enough(png, options.max_kb)
            (options.folder / f"{name}.webp").write_bytes(content)
            print(f"{name}.webp  {len(content) / 1024:.0f} KB")
        browser.close()


if __name__ == "__main__":
    main()
