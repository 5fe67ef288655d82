"""A kept walk opens and plays without network, every time, on a cold start.

The network is really cut: connections end, and the server cannot be reached. Every
cold start opens the trail and all its stops, hears all sounds from their middle, and is
counted; the table is printed at the end (``pytest -s``).
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserType, expect

from tests.e2e.conftest import PHONE, Demo
from tests.e2e.keeping import (
    KeepingPhone,
    hear_all,
    keep,
    stop_pages,
)
from tests.e2e.pages import TRAIL
from tests.e2e.wire import Wire

COLD_STARTS: dict[str, list[bool]] = {}
NewPhone = Callable[..., KeepingPhone]


@pytest.fixture(scope="module", autouse=True)
def _table() -> Iterator[None]:
    """What was counted, for those who look."""
    yield
    for what, starts in COLD_STARTS.items():
        print(f"{what:50} {sum(starts)}/{len(starts)}")
    every = [start for starts in COLD_STARTS.values() for start in starts]
    print(f"{'cold starts without network':50} {sum(every)}/{len(every)}")


@pytest.fixture
def wire(demo: Demo) -> Iterator[Wire]:
    """The network between the phone and the demo."""
    wire = Wire(demo.url)
    yield wire
    wire.cut()


@pytest.fixture
def new_phone(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    tmp_path: Path,
    wire: Wire,
) -> Iterator[NewPhone]:
    """Phones with a profile of their own each."""
    phones: list[KeepingPhone] = []

    def make(**options: Any) -> KeepingPhone:
        profile = tmp_path / f"profile-{len(phones)}"
        made = {**browser_type_launch_args, **PHONE, "service_workers": "allow"}
        phones.append(KeepingPhone(browser_type, profile, wire, **{**made, **options}))
        return phones[-1]

    yield make
    for phone in phones:
        phone.stop()


@pytest.fixture
def phone(new_phone: NewPhone) -> KeepingPhone:
    """A phone on which the trail is kept, and that is closed now."""
    phone = new_phone()
    page = phone.start()
    page.goto(phone.address(TRAIL["fr"]))
    keep(page)
    phone.stop()
    return phone


def opens_cold(phone: KeepingPhone, what: str, language: str = "fr") -> None:
    """One cold start without network: all stops open, all sounds play and seek."""
    phone.wire.cut()
    starts = COLD_STARTS.setdefault(what, [])
    starts.append(False)
    page = phone.start()
    page.goto(phone.address(TRAIL[language]))
    stops = stop_pages(page)
    assert len(stops) == 10
    heard, named = hear_all(page)
    assert (heard, named) == (11, 11)
    for stop in stops:
        page.goto(phone.address(stop))
        expect(page.locator("main.trail h1")).to_be_visible()
    assert page.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible Next\"')")
    starts[-1] = True


class TestAFreshDownload:
    def test_opens_cold_again_and_again(self, phone: KeepingPhone) -> None:
        for _time in range(10):
            opens_cold(phone, "after a fresh download")

    def test_says_what_was_proven(self, new_phone: NewPhone) -> None:
        phone = new_phone()
        page = phone.start()
        page.goto(phone.address(TRAIL["fr"]))
        panel = keep(page)
        expect(panel.locator("[data-state]")).to_contain_text("10/10")
        expect(panel.locator("[data-state]")).to_contain_text("11/11")
