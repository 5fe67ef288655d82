"""Addresses outside the pages: robots, site map, bare address, admin."""

import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.conftest import BilingualSite
from tests.factories import TextPageFactory, TourPageFactory

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def listed(phone: Client) -> list[str]:
    """The addresses of the site map, without the host."""
    response = phone.get("/sitemap.xml")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    tree = ET.fromstring(response.content)  # noqa: S314 - our own
    found = [element.text or "" for element in tree.iter(f"{NAMESPACE}loc")]
    assert all(address.startswith("http://testserver/") for address in found)
    return [address.removeprefix("http://testserver") for address in found]


class TestSiteMap:
    """What search engines may read."""

    def test_it_lists_the_pages_of_both_languages(
        self, phone: Client, site: BilingualSite
    ) -> None:
        pages = [
            TourPageFactory(parent=site.home),
            TextPageFactory(parent=site.home),
            TourPageFactory(parent=site.english_home, language="en"),
            TextPageFactory(parent=site.english_home, language="en"),
        ]
        expected = {page.url for page in pages} | {"/fr/", "/en/"}
        assert set(listed(phone)) == expected
        assert len(listed(phone)) == len(expected)

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_it_lists_neither_drafts_nor_private_pages(
        self, phone: Client, site: BilingualSite, language: str
    ) -> None:
        home = site.homes[language]
        TourPageFactory(parent=home, language=language, live=False)
        secret = TourPageFactory(parent=home, language=language)
        PageViewRestriction.objects.create(page=secret, restriction_type="login")
        assert sorted(listed(phone)) == ["/en/", "/fr/"]

    def test_every_listed_address_answers(
        self, phone: Client, site: BilingualSite
    ) -> None:
        TourPageFactory(parent=site.english_home, language="en")
        assert [phone.get(address).status_code for address in listed(phone)] == [
            200
        ] * 3

    def test_its_addresses_are_at_the_sites_public_name(
        self, phone: Client, site: BilingualSite, settings: Any
    ) -> None:
        site.site.hostname = "localhost"
        site.site.save()
        assert listed(phone) == ["/fr/", "/en/"]
        settings.BASE_URL = "https://balades.example.org"
        text = phone.get("/sitemap.xml").content.decode()
        assert "<loc>https://balades.example.org/fr/</loc>" in text


def test_robots_may_read_all_but_the_admin(phone: Client, db: None) -> None:
    response = phone.get("/robots.txt")
    text = response.content.decode()
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /admin/" in text
    assert "Disallow: /documents/" in text
    assert "Disallow: /\n" not in text
    site_map = re.search(r"^Sitemap: (.+)$", text, re.MULTILINE)
    assert site_map
    assert site_map[1] == "http://testserver/sitemap.xml"


def test_robots_are_only_read(phone: Client, db: None) -> None:
    assert phone.head("/robots.txt").status_code == 200
    assert phone.post("/robots.txt").status_code == 405


def test_a_page_that_does_not_exist_is_missing_in_its_language(
    phone: Client, site: BilingualSite
) -> None:
    for language in ("fr", "en"):
        response = phone.get(f"/{language}/nowhere/")
        assert response.status_code == 404
        assert f'lang="{language}"' in response.content.decode()


@pytest.mark.parametrize("address", ["/de/", "/favicon/", "/wp-login.php"])
def test_an_address_of_no_language_ends_nowhere(
    phone: Client, site: BilingualSite, address: str
) -> None:
    assert phone.get(address, follow=True).status_code == 404


def test_documents_are_served_by_wagtail_alone(
    phone: Client, site: BilingualSite
) -> None:
    assert phone.get("/documents/1/plan.pdf", follow=True).status_code == 404
