"""The bare address, which has no language yet."""

import pytest
from django.test import Client

from tests.conftest import BilingualSite

pytestmark = pytest.mark.screens


@pytest.mark.parametrize(
    ("spoken", "address"),
    [
        ("fr-FR,fr;q=0.9,en;q=0.5", "/fr/"),
        ("en-GB,en;q=0.9,fr;q=0.5", "/en/"),
        ("de-DE,de;q=0.9", "/fr/"),
        ("de-DE,en;q=0.3", "/en/"),
        ("", "/fr/"),
        ("*", "/fr/"),
        (";;;,,,q=x", "/fr/"),
    ],
    ids=["french", "british", "german", "german-english", "none", "any", "bad"],
)
def test_each_reader_is_sent_to_their_language(
    site: BilingualSite, spoken: str, address: str
) -> None:
    response = Client(headers={"accept-language": spoken}).get("/")
    assert (response.status_code, response["Location"]) == (302, address)


def test_a_shared_cache_keeps_the_languages_apart(
    phone: Client, site: BilingualSite
) -> None:
    response = phone.get("/")
    assert "Accept-Language" in response["Vary"]
    assert not response.cookies


def test_the_bare_address_leads_to_a_page(phone: Client, site: BilingualSite) -> None:
    assert phone.get("/", follow=True).status_code == 200
