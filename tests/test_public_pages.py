"""What holds for every page that a passer-by can open, in both languages."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from wagtail.models import PageViewRestriction

from tests.conftest import BilingualSite, bilingual_site
from tests.factories import TextPageFactory, ThemeFactory, TourPageFactory
from tours import packages
from tours.models import TourPage

pytestmark = pytest.mark.screens

LANGUAGES = ("fr", "en")
KINDS = ("home", "trail", "stop", "place", "text", "data", "missing")
# 12 for any other page. A trail's and a stop's read their package in one query.
MAX_QUERIES = {"home": 18, "trail": 15, "stop": 16, "place": 13}
DATA_BLOCKS = {"application/json", "application/ld+json"}  # no browser runs them


class Reader(HTMLParser):
    """The tags of a page with their attributes, and the text of its scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inline: list[str] = []
        self._within = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in {"script", "style"}:
            kind = dict(attrs).get("type") or ""
            self._within = "" if kind in DATA_BLOCKS else tag

    def handle_endtag(self, tag: str) -> None:
        self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within and data.strip():
            self.inline.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every tag of a name."""
        return [attributes for name, attributes in self.tags if name == tag]


Addresses = dict[tuple[str, str], str]


@pytest.fixture(scope="module")
def _whole_site(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[tuple[Addresses, str]]:
    """The site of all these tests, made once; nothing of it is left behind."""
    media = str(tmp_path_factory.mktemp("media"))
    with (
        override_settings(MEDIA_ROOT=media),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        addresses = fill(bilingual_site())
        for trail in TourPage.objects.all():
            packages.renew(trail.pk)
        for address in addresses.values():
            Client().get(address)  # makes the renditions
        yield addresses, media
        transaction.set_rollback(True)


@pytest.fixture
def addresses(_whole_site: tuple[Addresses, str], settings: Any, db: None) -> Addresses:
    """One page of each kind in each language, the trails being translations."""
    found, settings.MEDIA_ROOT = _whole_site
    return found


def fill(site: BilingualSite) -> Addresses:
    """Make a page of each kind in each language."""
    found: Addresses = {}
    keys: dict[str, Any] = {}
    for language in LANGUAGES:
        home = site.homes[language]
        trail = TourPageFactory(
            parent=home,
            language=language,
            slug=f"mine-{language}",
            themes=[ThemeFactory(language=language)],
            **keys,
        )
        keys = {"translation_key": trail.translation_key}
        text = TextPageFactory(parent=home, language=language)
        stop = trail.stops.first()
        found[language, "home"] = home.url
        found[language, "trail"] = trail.url
        found[language, "stop"] = f"{trail.url}stop/{stop.code}/"
        found[language, "place"] = stop.place.get_absolute_url()
        found[language, "text"] = text.url
        found[language, "data"] = f"/{language}/opendata/"
        found[language, "missing"] = f"/{language}/nowhere/"
    return found


every_page = pytest.mark.parametrize(
    ("language", "kind"),
    [(language, kind) for language in LANGUAGES for kind in KINDS],
    ids=lambda word: word,
)


@every_page
def test_every_page_answers_in_its_language(
    phone: Client, addresses: Addresses, language: str, kind: str
) -> None:
    address = addresses[language, kind]
    assert address.startswith(f"/{language}/")
    response = phone.get(address)
    html = response.content.decode()
    assert response.status_code == (404 if kind == "missing" else 200)
    assert re.search(rf'<html[^>]* lang="{language}"', html)
    assert html.count("<h1") == 1
    assert html.count("<main") == 1
    assert response["Content-Language"] == language


@every_page
def test_every_page_speaks_its_language_whatever_the_phone_speaks(
    addresses: Addresses, language: str, kind: str
) -> None:
    other = "en" if language == "fr" else "fr"
    response = Client(headers={"accept-language": other}).get(addresses[language, kind])
    words = {"fr": "Aller au contenu", "en": "Skip to the content"}
    html = response.content.decode()
    assert words[language] in html
    assert words[other] not in html


@every_page
def test_no_page_sets_a_cookie(
    phone: Client, addresses: Addresses, language: str, kind: str
) -> None:
    for query in ("", "?x=1"):
        response = phone.get(addresses[language, kind] + query)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


@every_page
def test_every_page_carries_the_strict_policies(
    phone: Client, addresses: Addresses, language: str, kind: str
) -> None:
    for _first_then_kept in range(2):
        response = phone.get(addresses[language, kind])
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "style-src 'self';" in policy
        assert "unsafe" not in policy
        assert "geolocation=(self)" in response["Permissions-Policy"]
        assert "camera=()" in response["Permissions-Policy"]
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "same-origin"


@every_page
def test_every_page_lives_by_its_strict_policy(
    phone: Client, addresses: Addresses, language: str, kind: str
) -> None:
    page = Reader(phone.get(addresses[language, kind]).content.decode())
    assert page.inline == []
    for tag, attributes in page.tags:
        assert "style" not in attributes, tag
        assert not [name for name in attributes if name.startswith("on")], tag
        assert not (attributes.get("href") or "").startswith("javascript:"), tag


FETCHING = {
    "script": "src",
    "img": "src",
    "source": "src",
    "audio": "src",
    "iframe": "src",
}
FETCHING_LINKS = {
    "apple-touch-icon",
    "icon",
    "manifest",
    "preconnect",
    "preload",
    "stylesheet",
}


@every_page
def test_no_page_fetches_anything_from_elsewhere(
    phone: Client, addresses: Addresses, language: str, kind: str
) -> None:
    page = Reader(phone.get(addresses[language, kind]).content.decode())
    asked = [
        attributes.get(FETCHING[tag])
        for tag, attributes in page.tags
        if tag in FETCHING and attributes.get(FETCHING[tag])
    ]
    asked += [
        attributes["href"]
        for attributes in page.all("link")
        if set((attributes["rel"] or "").split()) & FETCHING_LINKS
    ]
    assert asked
    assert [
        address for address in asked if not re.match(r"/(?!/)", address or "")
    ] == []


@every_page
def test_every_page_leads_to_the_other_language(
    phone: Client, addresses: Addresses, language: str, kind: str
) -> None:
    other = "en" if language == "fr" else "fr"
    page = Reader(phone.get(addresses[language, kind]).content.decode())
    links = [
        attributes["href"]
        for attributes in page.all("a")
        if attributes.get("hreflang") == other
    ]
    expected = {
        "home": addresses[other, "home"],
        "trail": addresses[other, "trail"],
        "data": addresses[other, "data"],
        # These exist in one language only: the way leads to the other home page.
    }.get(kind, addresses[other, "home"])
    assert links
    assert set(links) == {expected}
    assert phone.get(expected).status_code == 200


@every_page
def test_the_head_says_once_what_the_page_is(
    phone: Client, addresses: Addresses, language: str, kind: str
) -> None:
    address = addresses[language, kind]
    page = Reader(phone.get(address).content.decode())
    canonical = [a["href"] for a in page.all("link") if a["rel"] == "canonical"]
    if kind == "missing":
        assert canonical == []
    else:
        assert canonical == [f"http://testserver{address}"]
    names = [a.get("name") or a.get("property") for a in page.all("meta")]
    for name in ("og:title", "og:image", "og:url", "viewport"):
        assert names.count(name) == 1, name
    assert names.count("description") == (0 if kind == "missing" else 1)


@every_page
def test_alternate_addresses_are_those_of_real_translations(
    phone: Client, addresses: Addresses, language: str, kind: str
) -> None:
    page = Reader(phone.get(addresses[language, kind]).content.decode())
    alternates = {
        a["hreflang"]: a["href"]
        for a in page.all("link")
        if a["rel"] == "alternate" and "type" not in a
    }
    translated = {"home", "trail", "data"}
    codes = LANGUAGES if kind in translated else (language,)
    if kind == "missing":
        codes = ()
    # Who speaks another language is sent where the browser's languages are read.
    anyone = {"x-default": "http://testserver/"} if kind == "home" else {}
    assert alternates == anyone | {
        code: f"http://testserver{addresses[code, kind]}" for code in codes
    }


@every_page
def test_no_page_needs_many_queries(
    phone: Client,
    addresses: Addresses,
    django_assert_max_num_queries: Any,
    language: str,
    kind: str,
) -> None:
    # A query string goes past the kept page; what all pages share is kept apart.
    address = f"{addresses[language, kind]}?uncached"
    phone.get(address)
    with django_assert_max_num_queries(MAX_QUERIES.get(kind, 12)):
        phone.get(address)


@pytest.mark.parametrize("kind", ["trail", "stop", "text"])
def test_a_private_page_is_for_no_passer_by(
    phone: Client, addresses: Addresses, kind: str
) -> None:
    trail = TourPage.objects.get(slug="mine-fr")
    page = trail if kind != "text" else trail.get_siblings().exclude(pk=trail.pk).get()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    response = phone.get(addresses["fr", kind])
    assert response.status_code == 302
    sign_in = phone.get(response["Location"])
    assert sign_in.status_code == 200
    assert 'type="password"' in sign_in.content.decode()


class TestAdmin:
    """The editors' side is Wagtail's, with its own policy."""

    def test_the_admin_may_do_what_wagtail_needs(self, editor_client: Client) -> None:
        response = editor_client.get("/admin/")
        policy = response["Content-Security-Policy"]
        assert "script-src 'self' 'unsafe-inline'" in policy
        assert "style-src 'self' 'unsafe-inline'" in policy
        assert "geolocation=(self)" in response["Permissions-Policy"]

    def test_the_admin_is_for_those_who_sign_in(self, phone: Client, db: None) -> None:
        response = phone.get("/admin/")
        assert response.status_code == 302
        assert response["Location"] == "/admin/login/?next=/admin/"

    def test_the_admin_calls_no_third_party(
        self, editor_client: Client, site: BilingualSite
    ) -> None:
        for address in ("/admin/", "/admin/account/", f"/admin/pages/{site.home.pk}/"):
            html = editor_client.get(address).content.decode()
            assert "gravatar" not in html
            page = Reader(html)
            asked = [
                attributes.get("src") or ""
                for tag, attributes in page.tags
                if tag in FETCHING
            ]
            assert [a for a in asked if "//" in a.replace("data:", "")] == []
            assert "releases.wagtail.io" not in html

    def test_nobody_is_told_of_wagtails_news(self, staff_client: Client) -> None:
        html = staff_client.get("/admin/").content.decode()
        assert "w-upgrade-notification" not in html
        assert 'data-controller="w-upgrade"' not in html
