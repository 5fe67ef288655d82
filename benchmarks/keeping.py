"""Keeping a walk over a slow network: seconds until it is proven, beside its bytes.

    .venv/bin/python benchmarks/keeping.py ADDRESS [--runs 3]

The address of a trail's page. All passes one wire of 1.6 Mbit/s (a proxy), by turns:
the files of the trail's essential part, read by three connections that do nothing else;
and a phone without anything kept that is told to keep the walk, from the tap to "kept",
with the site's own scripts, all hashes and the proof. Prints medians and their ratio;
exits with 1 above 1.15.
"""

import argparse
import json
import os
import sys
import tempfile
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import which
from statistics import median
from time import monotonic
from urllib.parse import urlsplit

from playwright.sync_api import BrowserType, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.e2e.wire import Wire

BYTES_PER_S = 1_600_000 / 8
AT_MOST = 1.15
AT_ONCE = 3
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "locale": "fr-FR",
}


def read(address: str) -> bytes:
    """What lies at an address."""
    with urllib.request.urlopen(address, timeout=600) as answer:
        return bytes(answer.read())


def bytes_alone(wire: Wire, paths: list[str]) -> float:
    """Seconds to read the files by three connections."""
    begun = monotonic()
    with ThreadPoolExecutor(AT_ONCE) as readers:
        list(readers.map(lambda path: read(f"{wire.url}{path}"), paths))
    return monotonic() - begun


def kept(kind: BrowserType, wire: Wire, path: str) -> float:
    """Seconds from the tap until the walk is proven, on a new phone."""
    chromium = os.environ.get("TRABOULE_CHROMIUM") or which("chromium")
    with tempfile.TemporaryDirectory() as profile:
        context = kind.launch_persistent_context(
            profile, executable_path=chromium, **PHONE
        )
        wire.slow_to(None)
        page = context.pages[0]
        page.goto(f"{wire.url}{path}", wait_until="networkidle")
        page.locator("[data-keep]").click()
        panel = page.locator(".keep")
        expect(panel).to_have_attribute("data-keep-state", "absent")
        wire.slow_to(BYTES_PER_S)
        begun = monotonic()
        panel.locator("[data-act=keep]").click()
        expect(panel).to_have_attribute("data-keep-state", "kept", timeout=300_000)
        seconds = monotonic() - begun
        context.close()
    return seconds


def main() -> int:
    """Measures by turns and prints; 1 where the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    parts = urlsplit(options.address)
    wire = Wire(f"{parts.scheme}://{parts.netloc}")
    package = json.loads(read(f"{wire.url}{parts.path}package.json"))
    files = [each for each in package["files"] if each["part"] == "essential"]
    paths = [urlsplit(each["url"]).path for each in files]
    alone: list[float] = []
    whole: list[float] = []
    with sync_playwright() as playwright:
        for _run in range(options.runs):
            wire.slow_to(BYTES_PER_S)
            alone.append(bytes_alone(wire, paths))
            whole.append(kept(playwright.chromium, wire, parts.path))
    wire.cut()
    weight = sum(each["bytes"] for each in files)
    ratio = median(whole) / median(alone)
    print(f"{len(files)} files, {weight / 1e6:.2f} MB, {BYTES_PER_S / 1000:.0f} kB/s")
    for name, times in (("bytes alone", alone), ("kept, proven", whole)):
        spread = f"{min(times):.1f} to {max(times):.1f}"
        print(f"{name:12} {median(times):6.1f} s  ({spread})")
    print(f"{'ratio':12} {ratio:6.2f}    (at most {AT_MOST})")
    return int(ratio > AT_MOST)


if __name__ == "__main__":
    sys.exit(main())
