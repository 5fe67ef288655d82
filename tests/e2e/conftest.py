"""Browser tests run against the demo as `script/demo` serves it.

One server for the whole session, in its own folder: hashed static files, kept
pages, strict headers, real recordings. Nothing here touches the test database.
"""

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
)

from tests.e2e.pages import TRAIL
from tests.e2e.phone import PHONE_SCRIPT, Phone, recorded_walk

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
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


@dataclass(frozen=True)
class Demo:
    """A running demo: its address and its two accounts."""

    url: str
    city_maps: Path
    access_log: Path
    password: str = "traboule"

    def address(self, path: str) -> str:
        """A page's full address."""
        return f"{self.url}{path}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_answering(url: str, server: subprocess.Popen[bytes]) -> None:
    """Poll until the server answers; its death is an error, not a wait."""
    for _attempt in range(600):
        if server.poll() is not None:
            msg = f"the demo server stopped with {server.returncode}"
            raise RuntimeError(msg)
        try:
            with urllib.request.urlopen(url, timeout=30) as response:  # noqa: S310
                if response.status == 200:
                    return
        except OSError:
            try:
                server.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
    msg = "the demo server does not answer"
    raise RuntimeError(msg)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo, loaded and served by the same server as in production."""
    var = tmp_path_factory.mktemp("demo")
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        **{k: v for k, v in os.environ.items() if k != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "TRABOULE_DEBUG": "0",
        "TRABOULE_VAR": str(var),
        "TRABOULE_BASE_URL": url,
    }
    for command in (
        ["migrate", "-v0"],
        ["collectstatic", "--noinput", "-v0"],
        ["demo", "--base-url", url],
    ):
        subprocess.run(  # noqa: S603
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
        )
    granian = str(Path(sys.executable).parent / "granian")
    web = [granian, "--interface=wsgi", "--host=127.0.0.1", f"--port={port}"]
    access_log = var / "access.log"
    log = access_log.open("w")
    processes = [
        subprocess.Popen(  # noqa: S603
            command,
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        for command in (
            [*web, "--access-log", "config.wsgi:application"],
            [sys.executable, "manage.py", "db_worker"],
        )
    ]
    try:
        _wait_until_answering(f"{url}/fr/", processes[0])
        yield Demo(url, var / "citymaps", access_log)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=30)
        log.close()


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
PATIENCE_MS = 20_000  # a busy machine is slow, not wrong
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

    def open_address(path: str, device: dict[str, Any] = PHONE, **options: Any) -> Page:
        context = browser.new_context(**{**device, **options})
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        watched.append(Watched(page, demo))
        page.goto(demo.address(path))
        return page

    yield open_address
    faults = [fault for each in watched for fault in each.faults]
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def admin(open_page: Opener, demo: Demo) -> Callable[[str], Page]:
    """Signs an account in and returns its page, on a desk, in French or English."""

    def sign_in(name: str, language: str = "en-GB") -> Page:
        page = open_page("/admin/login/", DESK, locale=language)
        page.add_init_script(NOTE_WATCHING)
        page.locator("[name=username]").fill(name)
        page.locator("[name=password]").fill(demo.password)
        page.locator("button[type=submit]").first.click()
        page.wait_for_url("**/admin/")
        return page

    return sign_in


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
