"""The moving map on a slow phone: when it answers, and when the city is on it.

    .venv/bin/python benchmarks/map_paint.py WITH_A_CITY ON_PAPER [--runs 5]

Two addresses of trail pages: one whose city's map is installed, one on paper. Real
throttling of Chromium's, slow 4G (150 ms, 1.6 Mbit/s) and a processor four times
slower, nothing kept from before. Times run from the touch of "Start the walk"; the
still and the drawing stand there since the first view. Prints medians, and the ratio of
the two pages in the same run.
"""

import argparse
import os
from shutil import which
from statistics import median

from playwright.sync_api import Browser, sync_playwright

PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
CPU_SLOWDOWN = 4
WATCH = """() => {
    const at = {};
    const mark = (name) => { at[name] ??= performance.now(); };
    const look = () => {
        if (document.querySelector(".map__live .map__line, .map__live .map-pin"))
            mark("map");
        const tiles = [...document.querySelectorAll("canvas.leaflet-tile")];
        const drawn = tiles.filter((tile) =>
            tile.classList.contains("leaflet-tile-loaded"));
        if (drawn.length) mark("first");
        if (tiles.length && drawn.length === tiles.length) at.all = performance.now();
        requestAnimationFrame(look);
    };
    window.paints = at;
    document.addEventListener("click", () => { at.touch = performance.now(); look(); },
        { capture: true, once: true });
}"""
NAMES = {
    "map": "the moving map answers",
    "first": "first tile of the city",
    "all": "all its tiles",
}


def paint_once(browser: Browser, address: str) -> dict[str, float]:
    """Milliseconds from the touch to each moment that came within ten seconds."""
    context = browser.new_context(**PHONE, bypass_csp=True)  # we look from inside
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate(WATCH)
    page.locator("[data-start]").first.tap()
    page.wait_for_function("paints.map", timeout=30_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(3000)  # tiles are still being drawn
    at: dict[str, float] = page.evaluate("paints")
    context.close()
    return {name: at[name] - at["touch"] for name in NAMES if name in at}


def main() -> None:
    """Measure both pages by turns, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("addresses", nargs=2)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    found: list[list[dict[str, float]]] = [[], []]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("TRABOULE_CHROMIUM", which("chromium")),
            args=["--no-sandbox", "--disable-quic"],
        )
        for _run in range(asked.runs):
            for runs, address in zip(found, asked.addresses, strict=True):
                runs.append(paint_once(browser, address))
        browser.close()
    print(f"{'from the touch, in ms':28}{'city':>8}{'paper':>8}{'ratio':>8}")
    for name, words in NAMES.items():
        city, paper = ([run[name] for run in runs if name in run] for runs in found)
        both = f"{median(city) / median(paper):8.2f}" if city and paper else ""
        figures = (
            f"{median(each):8.0f}" if each else f"{'–':>8}" for each in (city, paper)
        )
        print(f"{words:28}{''.join(figures)}{both}")


if __name__ == "__main__":
    main()
