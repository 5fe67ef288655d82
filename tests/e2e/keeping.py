"""A phone that keeps walks: one profile, opened cold again and again."""

import contextlib
import os
import signal
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, BrowserType, Page, expect

from tests.e2e.wire import Wire

# Whether each cold start without network was whole, by what came before it.
cold_starts: dict[str, list[bool]] = {}

# Ten entries, or so, of packs and shells that the browser cleared away.
EVICT = """
async (seed) => {
    let random = seed + 1;
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            random = (random * 48271) % 2147483647;
            const isRecord = request.url.includes("/kept-walk/record");
            if (!isRecord && random % 4 === 0) await cache.delete(request);
        }
    }
}
"""

# The policy of pages forbids Playwright's own way of waiting for a function.
UNTIL_RENEWED = """
async () => {
    const { release } = document.documentElement.dataset;
    const isRenewed = async () => {
        for (const name of await caches.keys()) {
            const record = await caches.match("/kept-walk/record", { cacheName: name });
            if (record && (await record.json()).release === release) return true;
        }
        return false;
    };
    while (!(await isRenewed())) await new Promise(requestAnimationFrame);
}
"""
UNTIL_ALONE = """
async () => {
    while (await navigator.serviceWorker.getRegistration())
        await new Promise(requestAnimationFrame);
}
"""

# In the page: bytes of all that its pack holds, and of the files among them.
WEIGHTS = """
async () => {
    let [kept, files] = [0, 0];
    for (const name of await caches.keys()) {
        if (!name.startsWith("walk:")) continue;
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            const answer = await cache.match(request);
            const { size } = await answer.blob();
            kept += size;
            if (request.url.includes("/media/")) files += size;
        }
    }
    return [kept, files];
}
"""

# In the page: whether every sound that it names can be heard from its middle.
HEAR_ALL = """
async () => {
    const named = [...document.querySelectorAll("[data-recording] a[data-listen]")];
    const heard = await Promise.all(named.map((link) => new Promise((resolve) => {
        const audio = new Audio(link.href);
        audio.onerror = () => resolve(false);
        audio.onloadedmetadata = () => { audio.currentTime = audio.duration / 2; };
        audio.onseeked = () => audio.play().then(
            () => { audio.pause(); resolve(audio.currentTime > 0); },
            () => resolve(false),
        );
    })));
    return [heard.filter(Boolean).length, named.length];
}
"""


class KeepingPhone:
    """A browser with a profile that lasts from one start to the next."""

    def __init__(
        self, kind: BrowserType, profile: Path, wire: Wire, **options: Any
    ) -> None:
        self._kind, self._profile, self._options = kind, profile, options
        self.wire = wire
        self._context: BrowserContext | None = None

    def start(self) -> Page:
        """A cold start: no page, no process of before."""
        self.stop()
        self._context = self._kind.launch_persistent_context(
            str(self._profile), **self._options
        )
        self._context.set_default_timeout(20_000)
        return self._context.pages[0]

    def second_tab(self) -> Page:
        """Another tab of the same browser."""
        assert self._context is not None
        return self._context.new_page()

    def stop(self) -> None:
        """Closed as one closes it."""
        if self._context is not None:
            self._context.close()
            self._context = None

    def kill(self) -> None:
        """The process ends without a word."""
        for pid in _processes_of(self._profile):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self._context is not None:
            with contextlib.suppress(Exception):
                self._context.close()
            self._context = None

    def address(self, path: str) -> str:
        """A page's full address, on the other side of the wire."""
        return f"{self.wire.url}{path}"


def _processes_of(profile: Path) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                command = (entry / "cmdline").read_bytes().decode(errors="replace")
                if f"--user-data-dir={profile}" in command:
                    found.append(int(entry.name))
    return found


def open_panel(page: Page) -> Any:
    """The panel that keeps a walk."""
    page.locator("[data-keep]").click()
    panel = page.locator(".keep")
    expect(panel).to_be_visible()
    return panel


def keep(page: Page, part: str = "essential") -> Any:
    """Keeps the walk whose page is open; gives the panel once it is proven."""
    panel = open_panel(page)
    panel.locator(f"input[value={part}]").check()
    panel.locator("[data-act=keep]").click()
    expect_kept(panel)
    return panel


def expect_kept(panel: Any) -> None:
    """The walk is on the phone, and proven."""
    expect(panel).to_have_attribute("data-keep-state", "kept", timeout=90_000)


def stop_pages(page: Page) -> list[str]:
    """Paths of the stops that a trail's page names."""
    links = page.locator("a[href*='/stop/']")
    found = links.evaluate_all("links => links.map((link) => link.pathname)")
    return list(dict.fromkeys(found))


def hear_all(page: Page) -> tuple[int, int]:
    """How many of the sounds that a page names can be heard and sought in."""
    heard, named = page.evaluate(HEAR_ALL)
    return heard, named


def weights(page: Page) -> tuple[int, int]:
    """Bytes of all that packs hold, and of the trails' files among them."""
    kept, files = page.evaluate(WEIGHTS)
    return kept, files


def evict(page: Page, seed: int) -> None:
    """The browser clears some entries away, but no pack's record."""
    page.evaluate(EVICT, seed)


def wait_for_release(page: Page) -> None:
    """The kept pages are of the release that the open page is of."""
    page.evaluate(UNTIL_RENEWED)


def wait_without_worker(page: Page) -> None:
    """The service worker has gone."""
    page.evaluate(UNTIL_ALONE)
