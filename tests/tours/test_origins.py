"""A trail that came from elsewhere names whose it was."""

from typing import Any

import pytest
from django.test import Client

from tests.conftest import BilingualSite
from tests.factories import TourPageFactory
from tours.origins import origins

TOLD = {
    "kind": "package",
    "identifier": "8c6f",
    "title": "La mine",
    "url": "https://ailleurs.example/fr/mine/",
    "source": "Ville d’ailleurs",
    "licence": "CC-BY-SA-4.0",
}


def test_a_trail_of_another_city_is_named_with_its_licence() -> None:
    [origin] = origins([TOLD])
    assert (origin.title, origin.author) == ("La mine", "Ville d’ailleurs")
    assert origin.licence_name == "CC BY-SA 4.0"
    assert origin.licence_url.startswith("https://creativecommons.org/")


@pytest.mark.parametrize(
    "told",
    [
        {**TOLD, "source": "", "url": ""},
        {**TOLD, "source": "", "url": "javascript:alert(1)"},
        {**TOLD, "title": ""},
        {},
    ],
)
def test_a_file_without_a_name_says_nothing(told: dict[str, Any]) -> None:
    assert list(origins([told])) == []


def test_a_licence_that_we_do_not_know_is_named_without_a_link() -> None:
    [origin] = origins([{**TOLD, "licence": "WTFPL"}])
    assert (origin.licence_name, origin.licence_url) == ("WTFPL", "")


def test_an_address_that_is_not_of_the_web_is_left_out() -> None:
    [origin] = origins([{**TOLD, "url": "javascript:alert(1)"}])
    assert origin.url == ""


def test_the_page_names_them(site: BilingualSite, client: Client) -> None:
    trail = TourPageFactory(parent=site.english_home, provenance=[TOLD])
    html = client.get(trail.url).content.decode()
    assert 'Based on <a href="https://ailleurs.example/fr/mine/">La mine</a>' in html
    assert "Ville d’ailleurs" in html
