"""The site on a phone's home screen, as a browser judges it."""

import json

import pytest

from tests.e2e.conftest import Opener
from tests.e2e.pages import LANGUAGES, TRAIL


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_finds_nothing_that_keeps_the_site_from_a_home_screen(
    open_page: Opener, language: str
) -> None:
    page = open_page(TRAIL[language])
    session = page.context.new_cdp_session(page)
    read = session.send("Page.getAppManifest")
    assert read["errors"] == []
    assert read["url"].endswith(f"/{language}/manifest.webmanifest")
    assert json.loads(read["data"])["start_url"] == f"/{language}/"
    faults = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # Whatever is wrong with a name, an address or an icon is told apart.
    assert {each["errorId"] for each in faults} <= {"in-incognito"}
