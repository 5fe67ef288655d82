"""Nobody is followed: no cookie, no storage, no third party, no position sent."""

import pytest

from tests.e2e.conftest import Demo, Opener
from tests.e2e.pages import LANGUAGES, PAGE_TYPES, address_of


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_a_visit_leaves_nothing_on_the_phone_and_calls_nobody(
    open_page: Opener, demo: Demo, kind: str, language: str
) -> None:
    page = open_page("/robots.txt")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(demo.address(address_of(kind, language, demo.address)))
    page.locator("h1").first.wait_for()
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert [url for url in asked if not url.startswith((demo.url, "data:"))] == []
