"""The city's front door."""

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text

from home.models import HomePage, SiteSettings, TextPage
from tests.conftest import BilingualSite, query_count
from tests.factories import (
    StopFactory,
    TextPageFactory,
    ThemeFactory,
    TourPageFactory,
)

MARKUP = "<script>alert(1)</script>"


class TestHomePage:
    """The trails of a city, in one language."""

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_it_shows_its_languages_live_trails_as_cards(
        self, phone: Client, site: BilingualSite, language: str
    ) -> None:
        for code in ("fr", "en"):
            home = site.homes[code]
            TourPageFactory(parent=home, language=code, title=f"Live {code}")
            TourPageFactory(
                parent=home, language=code, title=f"Draft {code}", live=False
            )
        html = phone.get(f"/{language}/").content.decode()
        other = "en" if language == "fr" else "fr"
        assert f"Live {language}" in html
        assert f"Live {other}" not in html
        assert "Draft" not in html

    def test_it_says_so_when_there_is_no_trail_yet(
        self, phone: Client, site: BilingualSite
    ) -> None:
        html = phone.get("/en/").content.decode()
        assert "The first trail is being written" in html

    def test_the_queries_do_not_grow_with_the_trails(
        self, phone: Client, site: BilingualSite
    ) -> None:
        theme = ThemeFactory()
        TourPageFactory(parent=site.home, themes=[theme])
        one = query_count(phone, "/fr/?uncached")
        for _trail in range(4):
            TourPageFactory(parent=site.home, themes=[theme, ThemeFactory()], stops=3)
        assert query_count(phone, "/fr/?uncached") == one

    def test_a_trail_of_nowhere_is_still_listed(
        self, phone: Client, site: BilingualSite
    ) -> None:
        trail = TourPageFactory(
            parent=site.home, stops=[StopFactory()], city="", cover=None, summary=""
        )
        trail.stops.get().place.delete()
        assert trail.title in phone.get("/fr/").content.decode()

    def test_it_is_the_root_of_its_languages_pages(self) -> None:
        assert HomePage.allowed_parent_page_models() == [Page]
        names = {model.__name__ for model in HomePage.allowed_subpage_models()}
        assert names == {"TourPage", "TextPage"}

    def test_html_is_refused_in_its_introduction(self, site: BilingualSite) -> None:
        site.home.introduction = MARKUP
        with pytest.raises(ValidationError, match="HTML"):
            site.home.full_clean()

    @pytest.mark.parametrize(
        "path", ["nowhere/", "la-mine/nowhere/", "la-mine/stop/", "la-mine/stop/1/2/"]
    )
    def test_a_way_that_leads_nowhere_is_missing(
        self, phone: Client, site: BilingualSite, path: str
    ) -> None:
        TourPageFactory(parent=site.home, slug="la-mine")
        assert phone.get(f"/fr/{path}").status_code == 404

    def test_a_trail_of_the_other_language_is_not_found_here(
        self, phone: Client, site: BilingualSite
    ) -> None:
        TourPageFactory(parent=site.english_home, language="en", slug="mine")
        assert phone.get("/fr/mine/").status_code == 404
        assert phone.get("/en/mine/").status_code == 200

    def test_a_draft_is_missing(self, phone: Client, site: BilingualSite) -> None:
        TourPageFactory(parent=site.home, slug="brouillon", live=False)
        assert phone.get("/fr/brouillon/").status_code == 404


class TestTextPage:
    """About, legal notice, accessibility, privacy."""

    def test_it_shows_its_text_and_when_it_changed(
        self, phone: Client, site: BilingualSite
    ) -> None:
        page = TextPageFactory(parent=site.home, title="Vie privée")
        html = phone.get(page.url).content.decode()
        assert "Ce site ne dépose aucun cookie." in html
        assert re.search(r"Dernière modification le \d+ \w+ 20\d\d|20\d\d", html)

    def test_it_stands_in_the_menu_of_its_language_when_asked_to(
        self, phone: Client, site: BilingualSite
    ) -> None:
        TextPageFactory(parent=site.home, title="Au menu")
        TextPageFactory(parent=site.home, title="Hors menu", show_in_menus=False)
        TextPageFactory(parent=site.home, title="Brouillon", live=False)
        html = phone.get("/fr/").content.decode()
        assert "Au menu" in html
        assert "Hors menu" not in html
        assert "Brouillon" not in html
        assert "Au menu" not in phone.get("/en/").content.decode()

    def test_it_holds_no_page(self) -> None:
        assert TextPage.allowed_subpage_models() == []


class TestForms:
    """What editors may type into the pages of the front door."""

    def text_page(self, client: Client, site: BilingualSite, **changes: Any) -> Any:
        """Publish a text page with the form."""
        data = {
            "title": "Vie privée",
            "slug": "vie-privee",
            "body": rich_text("<p>Aucun cookie.</p>"),
            "seo_title": "",
            "search_description": "",
            "action-publish": "1",
            **changes,
        }
        data["comments"] = {
            "TOTAL_FORMS": "0",
            "INITIAL_FORMS": "0",
            "MIN_NUM_FORMS": "0",
            "MAX_NUM_FORMS": "",
        }
        return client.post(
            f"/admin/pages/add/home/textpage/{site.home.pk}/", nested_form_data(data)
        )

    def test_an_editor_publishes_a_text_page(
        self, editor_client: Client, site: BilingualSite, phone: Client
    ) -> None:
        assert self.text_page(editor_client, site).status_code == 302
        assert "Aucun cookie." in phone.get("/fr/vie-privee/").content.decode()

    def test_html_is_refused_in_its_title(
        self, editor_client: Client, site: BilingualSite
    ) -> None:
        response = self.text_page(editor_client, site, title=MARKUP)
        assert response.status_code == 200
        assert "HTML" in response.context["form"].errors["title"][0]
        assert not TextPage.objects.exists()


class TestSiteSettings:
    """What every page says of the site."""

    ADDRESS = "/admin/settings/home/sitesettings/"

    def facts(self, **changes: str) -> dict[str, str]:
        """What the form sends."""
        return {
            "name": "Balades",
            "publisher": "Ville de Saint-Étienne",
            "contact_email": "balades@example.org",
            "licence": "CC-BY-4.0",
            **changes,
        }

    def test_city_staff_changes_them_and_every_page_says_so(
        self, staff_client: Client, site: BilingualSite, phone: Client, committed: Any
    ) -> None:
        phone.get("/fr/")
        with committed():
            address = f"{self.ADDRESS}{site.site.pk}/"
            response = staff_client.post(address, self.facts(name="Pas à pas"))
        assert response.status_code == 302
        html = phone.get("/fr/").content.decode()
        for words in ("Pas à pas", "Ville de Saint-Étienne", "balades@example.org"):
            assert words in html

    def test_an_editor_does_not(
        self, editor_client: Client, site: BilingualSite
    ) -> None:
        response = editor_client.post(f"{self.ADDRESS}{site.site.pk}/", self.facts())
        assert response.status_code == 302
        assert response["Location"] == "/admin/"

    @pytest.mark.parametrize(
        "changes",
        [{"name": MARKUP}, {"publisher": MARKUP}, {"contact_email": "ville"}],
        ids=["name", "publisher", "email"],
    )
    def test_what_could_not_be_said_is_refused(
        self, staff_client: Client, site: BilingualSite, changes: dict[str, str]
    ) -> None:
        address = f"{self.ADDRESS}{site.site.pk}/"
        response = staff_client.post(address, self.facts(**changes))
        assert response.status_code == 200
        assert list(response.context["form"].errors) == list(changes)
        assert SiteSettings.objects.get().name == "Balades"

    def test_a_site_without_settings_has_a_name(
        self, site: BilingualSite, phone: Client
    ) -> None:
        SiteSettings.objects.all().delete()
        assert "Traboule" in phone.get("/fr/").content.decode()
