"""A kept walk opens and plays without network in Safari's engine, too.

`script/test --webkit` runs it. The core set of tests/e2e/test_keeping.py: the network
is really cut, every start is a cold one.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.keeping import HEAR_ALL
from tests.e2e.pages import TRAIL
from tests.e2e.serving import Demo, made_once, served
from tests.e2e.wire import Wire
from tests.webkit.phone import WebKitPhone, screen

STOPS, SOUNDS = 10, 11
OPEN_PANEL = """() => {
    document.querySelector("[data-keep]").click();
    return Boolean(document.querySelector(".keep input[value=essential]"));
}"""
KEEP = """() => {
    document.querySelector(".keep input[value=essential]").click();
    document.querySelector(".keep [data-act=keep]").click();
}"""
IS_KEPT = """() => {
    const panel = document.querySelector(".keep[data-keep-state]");
    const { keepState } = panel?.dataset ?? {};
    return keepState === "kept" ? panel.textContent.replace(/\\s+/g, " ") : null;
}"""
STOP_PAGES = """() => [...new Set(
    [...document.querySelectorAll("a[href*='/stop/']")].map((link) => link.pathname),
)]"""
SHOWN_STOP = """() => {
    const title = document.querySelector(".stop:target .stop__title");
    return title?.checkVisibility() ? title.textContent.trim() : null;
}"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo that is kept."""
    made = made_once(tmp_path_factory.getbasetemp())
    with served(made, tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture
def wire(demo: Demo) -> Iterator[Wire]:
    """The network between the phone and the demo."""
    wire = Wire(demo.url)
    yield wire
    wire.close()


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """Where the browser draws."""
    with screen() as name:
        yield name


@pytest.fixture
def phone(tmp_path: Path, display: str) -> Iterator[WebKitPhone]:
    """A phone of its own profile."""
    phone = WebKitPhone(tmp_path / "profile", display)
    yield phone
    phone.kill()


def keep(phone: WebKitPhone, wire: Wire, language: str = "fr") -> str:
    """Keeps the walk; gives what the panel says once it is proven."""
    phone.start()
    phone.goto(f"{wire.url}{TRAIL[language]}")
    phone.until(OPEN_PANEL)
    phone.run(KEEP)
    return str(phone.until(IS_KEPT))


def opens_cold(phone: WebKitPhone, wire: Wire, language: str = "fr") -> None:
    """One cold start without network: all stops open, all sounds play and seek."""
    wire.cut()
    phone.start()
    phone.goto(f"{wire.url}{TRAIL[language]}")
    stops: list[Any] = phone.run(STOP_PAGES)
    assert len(stops) == STOPS
    assert phone.run(HEAR_ALL) == [SOUNDS, SOUNDS]
    for stop in stops:
        phone.goto(f"{wire.url}{stop}")
        assert phone.until(SHOWN_STOP)


def test_a_fresh_download_is_proven_and_opens_cold_again_and_again(
    phone: WebKitPhone, wire: Wire
) -> None:
    said = keep(phone, wire)
    assert f"{STOPS}/{STOPS}" in said
    assert f"{SOUNDS}/{SOUNDS}" in said
    for _time in range(3):
        opens_cold(phone, wire)


def test_it_opens_after_the_browser_was_killed(phone: WebKitPhone, wire: Wire) -> None:
    keep(phone, wire)
    phone.goto(f"{wire.url}{TRAIL['fr']}")
    phone.kill()
    opens_cold(phone, wire)


def test_two_languages_open_side_by_side(phone: WebKitPhone, wire: Wire) -> None:
    keep(phone, wire, "fr")
    keep(phone, wire, "en")
    opens_cold(phone, wire, "fr")
    opens_cold(phone, wire, "en")


def test_what_was_not_kept_is_told_in_words(phone: WebKitPhone, wire: Wire) -> None:
    keep(phone, wire)
    wire.cut()
    phone.start()
    phone.goto(f"{wire.url}/en/")
    words = phone.until("() => document.querySelector('.kept__offline')?.innerText")
    assert "There is no network here." in words
