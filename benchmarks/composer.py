"""The composer with a very long trail, 60 stops and 5,000 points, beside a usual one.

    .venv/bin/python benchmarks/composer.py --base-url http://127.0.0.1:8000

Against a running demo, whose form of a new trail is filled in the browser and never
saved. For each thing that an editor does, the longest pause of the page (its longest
task) and the time until the next frame is on the screen. Prints medians in milliseconds
and, since a machine is quick or slow by the hour, the ratio of the two in one run.
"""

import argparse
import json
import math
import os
import re
from shutil import which
from statistics import median
from typing import Any

from playwright.sync_api import Page, sync_playwright

ACCOUNT = {"username": "staff", "password": "traboule"}
SIZES = ((8, 600), (60, 5_000))  # stops, points: a usual trail, and the longest
TIMES = 9
WATCH = """() => {
    window.tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries()
        .map((each) => each.duration))).observe({ type: "longtask" });
}"""
FRAME = """() => new Promise((done) => {
    requestAnimationFrame(() => setTimeout(() => done(performance.now())));
})"""
FILL = """([stops, place]) => {
    for (const [i, [longitude, latitude]] of stops.entries()) {
        document.querySelector("#id_stops-ADD").click();
        const prefix = `stops-${i}`;
        const set = (name, value) => {
            document.querySelector(`[name="${prefix}-${name}"]`).value = value;
        };
        set("title", `Étape ${i + 1}`);
        set("latitude", latitude);
        set("longitude", longitude);
        document.querySelector(`#id_${prefix}-place-chooser`).widget
            .setStateFromModalData({ id: place, string: "Lieu", edit_url: "" });
    }
}"""


def legs(stops: int, count: int) -> list[list[list[float]]]:
    """A winding walk through the middle of Helsinki, cut at its stops."""
    size = count // (stops - 1)
    points = [
        [
            round(24.935 + i / count * 0.03 + 0.0015 * math.sin(i / 9), 6),
            round(
                60.168 + 0.006 * math.sin(i / count * 12) + 0.0004 * math.cos(i / 4), 6
            ),
        ]
        for i in range(size * (stops - 1) + 1)
    ]
    return [points[n * size : (n + 1) * size + 1] for n in range(stops - 1)]


def collection(lines: list[list[list[float]]]) -> str:
    """The track's text, made of legs drawn by hand: no router is asked."""
    features = [
        {
            "type": "Feature",
            "properties": {"by": "freehand"},
            "geometry": {"type": "LineString", "coordinates": line},
        }
        for line in lines
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def open_form(page: Page, base_url: str, size: tuple[int, int]) -> None:
    """The form of a new trail, filled. What would save it is refused."""
    page.goto(f"{base_url}/admin/login/")
    for name, value in ACCOUNT.items():
        page.fill(f"[name={name}]", value)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/admin/")
    page.route(
        re.compile(r"/admin/pages/"),
        lambda route: (
            route.abort() if route.request.method == "POST" else route.continue_()
        ),
    )
    places = page.request.get(
        f"{base_url}/admin/places/points/?south=60&west=24&north=61&east=26"
    ).json()["places"]
    page.goto(f"{base_url}/admin/pages/")
    home = page.locator("main a[href*='/admin/pages/']").evaluate_all(
        "links => links.map((a) => a.getAttribute('href'))"
        ".find((href) => /^.admin.pages.\\d+.$/.test(href))"
    )
    page.goto(f"{base_url}/admin/pages/add/tours/tourpage/{home.split('/')[3]}/")
    page.locator(".map-field--track").scroll_into_view_if_needed()
    page.locator(".map-field--track .leaflet-container").wait_for()
    lines = legs(*size)
    stops = [line[0] for line in lines] + [lines[-1][-1]]
    page.evaluate(FILL, [stops, places[0]["id"]])
    page.locator(f".map-field__stop-item:nth-child({size[0]})").wait_for()
    page.evaluate(
        """(text) => {
            const area = document.querySelector("[name=track]");
            area.value = text;
            area.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        collection(lines),
    )
    page.locator("tfoot").first.wait_for()
    page.wait_for_timeout(2000)  # what the form still has to do for 60 new rows


def time_of(page: Page, act: Any) -> tuple[float, float]:
    """Milliseconds until the frame after an act, and the longest task it caused."""
    page.evaluate("tasks.length = 0")
    start = page.evaluate("performance.now()")
    act()
    end = page.evaluate(FRAME)
    page.wait_for_timeout(700)  # pauses after which more is drawn
    longest: list[float] = page.evaluate("tasks")
    return end - start, max(longest, default=0)


def measure(page: Page, size: tuple[int, int]) -> dict[str, tuple[float, float]]:
    """Medians of the next frame and of the longest task, for each thing done."""
    number = size[0] // 2
    keys = page.keyboard
    flag = page.locator(f".leaflet-marker-icon[aria-label^='Stop {number},']")
    map_ = page.locator(".map-field--track .leaflet-container")
    name = page.locator(".map-field__stop-name").nth(number - 1)
    acts = {
        "move the map": lambda: (map_.focus(), keys.press("ArrowRight")),
        "choose a stop": lambda: name.click(),
        "move a stop by a key": lambda: (flag.focus(), keys.press("Shift+ArrowUp")),
        "undo it": lambda: keys.press("Control+z"),
        "change its turn": lambda: (name.focus(), keys.press("Alt+ArrowUp")),
        "undo that": lambda: keys.press("Control+z"),
    }
    times: dict[str, list[tuple[float, float]]] = {each: [] for each in acts}
    for _time in range(TIMES):
        for each, act in acts.items():
            times[each].append(time_of(page, act))
    return {
        each: (median(t[0] for t in found), median(t[1] for t in found))
        for each, found in times.items()
    }


def main() -> None:
    """Do everything some times over with both trails and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base-url", default="http://127.0.0.1:8000")
    asked = parser.parse_args()
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("TRABOULE_CHROMIUM", which("chromium")),
            args=["--no-sandbox"],
        )
        for size in SIZES:
            page = browser.new_page(
                viewport={"width": 1440, "height": 1000}, locale="en-GB"
            )
            open_form(page, asked.base_url.rstrip("/"), size)
            page.evaluate(WATCH)
            found.append(measure(page, size))
            page.close()
        browser.close()
    usual, long = found
    print(f"{'':24}{'next frame':>22}{'longest task':>22}")
    print(f"{'':24}" + f"{'usual':>8}{'long':>8}{'':6}" * 2)
    for name, was in usual.items():
        pairs = zip(was, long[name], strict=True)
        figures = (f"{a:8.0f}{b:8.0f}{f'×{b / max(a, 1):.1f}':>6}" for a, b in pairs)
        print(f"{name:24}{''.join(figures)}")


if __name__ == "__main__":
    main()
