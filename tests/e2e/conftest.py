"""Browser tests run against the demo as `script/demo` serves it.

One server for the whole session, in its own folder: hashed static files, kept
pages, strict headers, real recordings. Nothing here touches the test database.
"""

import os
import urllib.request
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    StorageState,
    expect,
)

from tests.e2e.keeping import cold_starts
from tests.e2e.pages import TRAIL
from tests.e2e.phone import PHONE_SCRIPT, Phone, recorded_walk
from tests.e2e.serving import ROOT, Demo, made_once, served

__all__ = ["ROOT", "Demo"]  # the tests read them here

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--use-fake-device-for-media-stream",  # a microphone that beeps
    "--use-fake-ui-for-media-stream",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=user-gesture-required",
]
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "fr-FR",
    "timezone_id": "Europe/Paris",
}
DESK = {
    "viewport": {"width": 1280, "height": 800},
    "locale": "fr-FR",
    "timezone_id": "Europe/Paris",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if "tests/e2e" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Demo]:
    """The demo of this worker: no other one sees what its tests write."""
    folder = tmp_path_factory.getbasetemp()
    made = made_once(folder if worker_id == "master" else folder.parent)
    with served(made, tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any],
) -> dict[str, Any]:
    """The system's Chromium when set-up names one, else Playwright's own."""
    arguments = {**browser_type_launch_args, "args": CHROMIUM_FLAGS}
    chromium = os.environ.get("TRABOULE_CHROMIUM")
    return {**arguments, "executable_path": chromium} if chromium else arguments


MISSING = "/nothing-here/"
# Wagtail answers 400 to an autosave that comes too early; the form tries again.
AUTOSAVED = "/admin/pages/"
PATIENCE_MS = 60_000  # a busy machine is slow, not wrong
expect.set_options(timeout=PATIENCE_MS)


class Watched:
    """A page whose errors and foreign requests fail the test."""

    def __init__(self, page: Page, demo: Demo) -> None:
        self.page, self.demo = page, demo
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("console", self._hear)
        page.on("request", self._see)
        page.on("response", self._read)

    def _hear(self, message: ConsoleMessage) -> None:
        # Chromium writes an error for a missing page, even when it is asked for.
        where = message.location.get("url", "")
        if message.type == "error" and MISSING not in where and AUTOSAVED not in where:
            self.faults.append(f"console: {message.text}")

    def _read(self, response: Response) -> None:
        expected = MISSING in response.url or AUTOSAVED in response.url
        if response.status >= 400 and not (expected and response.status < 500):
            self.faults.append(f"{response.status}: {response.url}")

    def _see(self, request: Request) -> None:
        if not request.url.startswith((self.demo.url, "data:", "blob:")):
            self.faults.append(f"third party: {request.url}")


Opener = Callable[..., Page]

# Two seconds after a form is shown Wagtail begins to look for changes, and some
# milliseconds later it begins again: what is changed before that it takes for the form
# at rest. See `edits_are_watched` in map_forms.py.
NOTE_WATCHING = """
let last = 0;
document.addEventListener("w-unsaved:watch-edits", () => {
    clearTimeout(last);
    last = setTimeout(() => {
        document.documentElement.dataset.editsWatched = "";
    }, 300);
});
"""


@pytest.fixture
def open_page(browser: Browser, demo: Demo) -> Iterator[Opener]:
    """Opens an address on a phone (the default) or a desk, in a fresh profile.

    Options are Playwright's context options. A script error, a console error or a
    request to a third party fails the test at its end.
    """
    contexts: list[BrowserContext] = []
    watched: list[Watched] = []

    def open_address(
        path: str | None, device: dict[str, Any] = PHONE, **options: Any
    ) -> Page:
        context = browser.new_context(**{**device, **options})
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        watched.append(Watched(page, demo))
        if path is not None:
            page.goto(demo.address(path))
        return page

    yield open_address
    faults = [fault for each in watched for fault in each.faults]
    for context in contexts:
        context.close()
    assert faults == []


SignedIn = Callable[[str], StorageState]


@pytest.fixture(scope="session")
def signed_in(browser: Browser, demo: Demo) -> SignedIn:
    """What a browser keeps of an account that has signed in: once for all tests."""

    @cache
    def sign_in(name: str) -> StorageState:
        context = browser.new_context(**{**DESK, "locale": "en-GB"})
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        watched = Watched(page, demo)
        page.goto(demo.address("/admin/login/"))
        page.locator("[name=username]").fill(name)
        page.locator("[name=password]").fill(demo.password)
        page.locator("button[type=submit]").first.click()
        page.wait_for_url("**/admin/")
        kept = context.storage_state()
        context.close()
        assert watched.faults == []
        return kept

    return sign_in


@pytest.fixture
def admin(open_page: Opener, signed_in: SignedIn) -> Callable[..., Page]:
    """A blank page of an account that is signed in, on a desk, in some language.

    Options are Playwright's context options.
    """

    def open_blank(name: str, language: str = "en-GB", **options: Any) -> Page:
        desk = {**DESK, "locale": language, "storage_state": signed_in(name)}
        page = open_page(None, {**desk, **options})
        page.add_init_script(NOTE_WATCHING)
        return page

    return open_blank


@pytest.fixture(scope="session")
def fixes(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """A walk of the whole trail: spikes of 200 m, a fifth of the fixes lost."""
    address = demo.address(f"{TRAIL['fr']}package.json")
    with urllib.request.urlopen(address) as answer:  # noqa: S310
        package = answer.read().decode()
    return recorded_walk(package, tmp_path_factory.mktemp("walk"), "harsh", seed=7)


@pytest.fixture
def walk(open_page: Opener, demo: Demo) -> Callable[..., Phone]:
    """A walk begun on a phone that a test carries: see phone.py and walking.py."""
    from tests.e2e.walking import hear_introduction, start

    def begin(**options: Any) -> Phone:
        refuses = options.pop("refuses_position", False)
        is_introduced = options.pop("is_introduced", False)
        silent = options.pop("silent_stop", None)
        page = open_page("/robots.txt", PHONE, **options)
        page.add_init_script(PHONE_SCRIPT)
        page.goto(demo.address(TRAIL["fr"]))
        phone = Phone(page)
        if refuses:
            phone.set(refusesPosition=True)
        if silent:
            sound = page.locator(f'[data-stop][data-number="{silent}"] [data-main]')
            sound.evaluate("recording => recording.remove()")
        start(page)
        if not is_introduced:
            hear_introduction(page)
        return phone

    return begin


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table of cold starts without network, where there were any."""
    if not cold_starts:
        return
    terminalreporter.section("cold starts without network")
    for what, starts in cold_starts.items():
        terminalreporter.line(f"{sum(starts)}/{len(starts)}  {what}")
    every = [start for starts in cold_starts.values() for start in starts]
    terminalreporter.line(f"{sum(every)}/{len(every)}  in all")
