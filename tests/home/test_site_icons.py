"""The site's icons on home screens, and the manifest that names them."""

import json
import math
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.models import Site

from frontend.headers import PUBLIC_POLICY
from home.models import HomePage, SiteSettings
from home.page_cache import content_version
from media_library.models import Picture
from tests.conftest import BilingualSite, query_count
from tests.factories import PictureFactory

pytestmark = pytest.mark.screens

FRENCH, ENGLISH = "/fr/manifest.webmanifest", "/en/manifest.webmanifest"
PAPER = (0xFB, 0xF7, 0xEE)


@pytest.fixture
def logo(site: BilingualSite) -> Picture:
    """A green square as the site's logo."""
    picture = PictureFactory(
        title="Blason", file__width=600, file__height=600, file__color="green"
    )
    settings = SiteSettings.objects.get()
    settings.logo = picture
    settings.save()
    return picture


def manifest(phone: Client, address: str = FRENCH) -> dict[str, Any]:
    """The manifest as a phone reads it."""
    return json.loads(phone.get(address).content)


def icons(phone: Client) -> Iterator[tuple[dict[str, str], Image.Image]]:
    """What the manifest says of each icon, and the icon that comes."""
    for told in manifest(phone)["icons"]:
        yield told, Image.open(BytesIO(fetched(phone, told["src"])))


def fetched(phone: Client, address: str) -> bytes:
    """A static file from where it lies, or media from its address."""
    if address.startswith("/static/"):
        found = finders.find(address.removeprefix("/static/"))
        return Path(str(found)).read_bytes()
    response = phone.get(address)
    assert response.status_code == 200
    return b"".join(response)  # type: ignore[arg-type]


class TestManifest:
    def test_it_speaks_the_language_of_its_address(
        self, phone: Client, site: BilingualSite
    ) -> None:
        french, english = manifest(phone), manifest(phone, ENGLISH)
        assert (french["lang"], french["start_url"]) == ("fr", "/fr/")
        assert (english["lang"], english["start_url"]) == ("en", "/en/")
        assert french["name"] == english["name"] == "Balades"
        assert french["description"] == site.home.introduction
        assert english["description"] == "Audio walks to follow on your phone."
        assert english["shortcuts"] == [
            {"name": "Walks kept on this phone", "url": "/en/kept/"}
        ]

    def test_a_home_page_that_says_nothing_of_itself_has_a_description(
        self, phone: Client, site: BilingualSite
    ) -> None:
        HomePage.objects.update(introduction="", search_description="")
        assert manifest(phone, ENGLISH)["description"] == (
            "Walking trails with stories and sound."
        )

    def test_what_search_engines_read_comes_first(
        self, phone: Client, site: BilingualSite
    ) -> None:
        HomePage.objects.update(search_description="Pour les moteurs.")
        assert manifest(phone)["description"] == "Pour les moteurs."

    def test_it_is_named_in_every_pages_head_and_may_be_fetched(
        self, phone: Client, site: BilingualSite
    ) -> None:
        for address, named in (("/fr/", FRENCH), ("/en/", ENGLISH)):
            page = phone.get(address)
            assert f'<link rel="manifest" href="{named}">' in page.content.decode()
            assert "manifest-src 'self'" in page["Content-Security-Policy"]
        assert "manifest-src 'self'" in PUBLIC_POLICY

    def test_it_is_kept_as_a_page_is(
        self, phone: Client, site: BilingualSite, django_assert_num_queries: Any
    ) -> None:
        first = phone.get(FRENCH)
        assert first["Content-Type"] == "application/manifest+json"
        assert first["Cache-Control"] == "public, no-cache"
        with django_assert_num_queries(0):
            again = phone.get(FRENCH, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304

    def test_a_new_name_is_said_at_once(
        self, phone: Client, site: BilingualSite, committed: Any
    ) -> None:
        assert manifest(phone)["short_name"] == "Balades"
        with committed():
            settings = SiteSettings.objects.get()
            settings.name = "Pas à pas dans la ville"
            settings.save()
        assert manifest(phone)["name"] == "Pas à pas dans la ville"
        assert manifest(phone)["short_name"] == "Pas à pas"

    def test_where_there_is_no_site_there_is_none(
        self, phone: Client, site: BilingualSite
    ) -> None:
        Site.objects.all().delete()
        assert phone.head(FRENCH).status_code == 404

    def test_it_takes_no_orders(self, phone: Client, site: BilingualSite) -> None:
        assert phone.post(FRENCH).status_code == 405


class TestOwnIcons:
    def test_without_a_logo_they_are_the_projects(
        self, phone: Client, site: BilingualSite
    ) -> None:
        drawn = list(icons(phone))
        assert [(told["sizes"], told["purpose"]) for told, _icon in drawn] == [
            ("192x192", "any"),
            ("512x512", "any"),
            ("512x512", "maskable"),
        ]
        for told, icon in drawn:
            assert told["src"].startswith("/static/frontend/images/icon-")
            assert f"{icon.width}x{icon.height}" == told["sizes"]
            assert (icon.format, told["type"]) == ("PNG", "image/png")

    def test_phones_may_cut_the_maskable_one_to_a_circle(
        self, phone: Client, site: BilingualSite
    ) -> None:
        (icon,) = (icon for told, icon in icons(phone) if told["purpose"] == "maskable")
        drawn = icon.convert("RGB")
        greens = [
            drawn.getpixel((x, y))[1]
            for x in range(0, 512, 4)
            for y in range(0, 512, 4)
            if math.hypot(x - 255.5, y - 255.5) > 0.4 * 512
        ]
        assert max(greens) < 45  # the red of the square; the arch is nearly white
        assert drawn.getpixel((256, 300))[1] > 200

    def test_pages_name_the_one_for_ios(
        self, phone: Client, site: BilingualSite
    ) -> None:
        html = phone.get("/fr/").content.decode()
        assert 'apple-touch-icon" href="/static/frontend/images/icon-180.png"' in html


class TestLogo:
    def test_icons_are_the_logo_on_paper(self, phone: Client, logo: Picture) -> None:
        drawn = list(icons(phone))
        assert len(drawn) == 3
        for told, icon in drawn:
            assert told["src"].startswith("/media/images/")
            assert f"{icon.width}x{icon.height}" == told["sizes"]
            assert (icon.format, icon.mode) == ("PNG", "RGB")
            assert icon.getpixel((1, 1)) == PAPER
            assert icon.getpixel((icon.width // 2,) * 2) == (0, 128, 0)

    def test_the_maskable_one_keeps_the_logos_corners(
        self, phone: Client, logo: Picture
    ) -> None:
        whole, masked = [icon for _told, icon in icons(phone)][1:]
        corner = 512 // 2 - round(0.35 * 512)  # in the square, beyond the circle
        assert whole.getpixel((corner, corner)) == (0, 128, 0)
        assert masked.getpixel((corner, corner)) == PAPER

    def test_ios_is_given_it_too(self, phone: Client, logo: Picture) -> None:
        html = phone.get("/fr/").content.decode()
        (line,) = (each for each in html.splitlines() if "apple-touch-icon" in each)
        icon = Image.open(BytesIO(fetched(phone, line.split('"')[3])))
        assert (icon.size, icon.getpixel((1, 1))) == ((180, 180), PAPER)

    def test_pages_ask_no_more_of_the_database_once_it_is_drawn(
        self, phone: Client, site: BilingualSite
    ) -> None:
        phone.get("/fr/?uncached")
        without = query_count(phone, "/fr/?uncached")
        SiteSettings.objects.update(
            logo=PictureFactory(file__width=600, file__height=600)
        )
        # Settings are read once for each content version: a new one begins.
        content_version.bump()
        html = phone.get("/fr/?uncached").content.decode()
        assert "images/icon-180.png" not in html
        assert query_count(phone, "/fr/?uncached") == without

    def test_a_logo_that_is_lost_leaves_the_projects_icon(
        self, phone: Client, logo: Picture, caplog: pytest.LogCaptureFixture
    ) -> None:
        logo.file.storage.delete(logo.file.name)
        assert "icon-180.png" in phone.get("/fr/").content.decode()
        assert manifest(phone)["icons"][0]["src"].endswith("icon-192.png")
        assert "The logo of Balades cannot be read." in caplog.text

    def test_a_logo_that_is_deleted_is_forgotten(
        self, phone: Client, logo: Picture, committed: Any
    ) -> None:
        assert "/media/" in manifest(phone)["icons"][0]["src"]
        with committed():
            logo.delete()
        assert SiteSettings.objects.get().logo is None
        assert manifest(phone)["icons"][0]["src"].startswith("/static/")

    @pytest.mark.parametrize("spec", ["appicon-0x-any", "appicon-512-round", "appicon"])
    def test_an_icon_of_no_known_kind_is_refused(
        self, logo: Picture, spec: str
    ) -> None:
        with pytest.raises(InvalidFilterSpecError):
            logo.get_rendition(spec)


class TestForm:
    def post(self, client: Client, site: BilingualSite, logo: Picture) -> Any:
        """Choose a logo in the site's settings."""
        address = f"/admin/settings/home/sitesettings/{site.site.pk}/"
        facts = {"name": "Balades", "licence": "CC-BY-4.0", "logo": logo.pk}
        return client.post(address, facts, headers={"accept-language": "en"})

    def test_city_staff_chooses_the_logo(
        self, staff_client: Client, site: BilingualSite
    ) -> None:
        logo = PictureFactory(file__width=512, file__height=200)
        assert self.post(staff_client, site, logo).status_code == 302
        assert SiteSettings.objects.get().logo == logo

    def test_one_that_phones_would_blur_is_refused_in_words(
        self, staff_client: Client, site: BilingualSite
    ) -> None:
        logo = PictureFactory(title="Blason", file__width=511, file__height=300)
        response = self.post(staff_client, site, logo)
        assert response.status_code == 200
        (fault,) = response.context["form"].errors["logo"]
        assert fault == (
            "“Blason” has 511 × 300 px: the longer side of a logo needs at least"
            " 512 px. Choose a larger picture."
        )
        assert SiteSettings.objects.get().logo is None
