"""What a trail's page offers to take away, and tells search engines."""

import json
import re
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from tests.conftest import BilingualSite
from tests.exchange.test_adopting import rich_trail
from tests.exchange.test_open_data_files import SCHEMA_ORG
from tests.factories import TourPageFactory
from tours import packages
from tours.models import TourPackage, TourPage

pytestmark = pytest.mark.screens

JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture
def trail(site: BilingualSite) -> TourPage:
    made = rich_trail(site)
    packages.renew(made.pk)
    return made


def json_ld(html: str) -> dict[str, Any]:
    """What the page tells search engines, as they read it."""
    [text] = JSON_LD.findall(html)
    return json.loads(text)


def nodes(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [node for each in value for node in nodes(each)]
    if not isinstance(value, dict):
        return []
    own = [value] if "@type" in value else []
    return own + [node for each in value.values() for node in nodes(each)]


def assert_only_known_words(graph: dict[str, Any]) -> None:
    for node in nodes(graph):
        said = {key for key in node if not key.startswith("@")}
        assert said <= set(SCHEMA_ORG[node["@type"]].split())


class TestTheMenu:
    def test_it_leads_to_files_that_are_there(
        self, trail: TourPage, phone: Client
    ) -> None:
        html = phone.get(trail.url).content.decode()
        links = re.findall(r'<a class="take__link" href="([^"]+)"', html)
        paper = "booklet.pdf"
        names = [paper, "trail.gpx", "trail.kml", "trail.geojson", "trail.traboule"]
        assert links == [f"{trail.url}{name}" for name in names]
        for link in links:
            answer = phone.get(link)
            assert answer.status_code == 200
            assert answer.getvalue()

    def test_it_says_the_licence_and_who_answers(
        self, trail: TourPage, phone: Client
    ) -> None:
        html = phone.get(trail.url).content.decode()
        menu = html[html.index('<section class="take"') :]
        menu = menu[: menu.index("</section>")]
        assert "Ville de Test" in menu
        assert "https://creativecommons.org/licenses/by-sa/4.0/" in menu
        assert re.search(r"\d+\s(ko|kB)", menu)

    def test_other_programs_find_the_formats(
        self, trail: TourPage, phone: Client
    ) -> None:
        html = phone.get(trail.url).content.decode()
        found = dict(
            re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)">', html)
        )
        assert found == {
            "application/gpx+xml": f"{trail.url}trail.gpx",
            "application/vnd.google-earth.kml+xml": f"{trail.url}trail.kml",
            "application/geo+json": f"{trail.url}trail.geojson",
        }

    def test_a_trail_whose_package_is_not_made_yet_is_shown_without(
        self, trail: TourPage, phone: Client
    ) -> None:
        TourPackage.objects.all().delete()
        answer = phone.get(f"{trail.url}?x")
        assert answer.status_code == 200
        assert b"take__link" not in answer.content
        assert b"ld+json" not in answer.content

    def test_a_trail_whose_package_is_lost_is_shown_without(
        self, trail: TourPage, phone: Client
    ) -> None:
        default_storage.delete(TourPackage.objects.get().path)
        answer = phone.get(f"{trail.url}?x")
        assert answer.status_code == 200
        assert b"take__link" not in answer.content

    def test_a_draft_shown_to_its_editor_offers_nothing(
        self, site: BilingualSite, editor_client: Client
    ) -> None:
        draft = TourPageFactory(parent=site.home, live=False)
        answer = editor_client.get(f"/admin/pages/{draft.pk}/view_draft/")
        assert answer.status_code == 200
        assert b"take__link" not in answer.content


class TestWhatSearchEnginesRead:
    def test_the_trail_lists_its_stops_pages(
        self, trail: TourPage, phone: Client
    ) -> None:
        graph = json_ld(phone.get(trail.url).content.decode())
        assert_only_known_words(graph)
        assert graph["name"] == trail.title
        items = graph["mainEntity"]["itinerary"]["itemListElement"]
        for item in items:
            path = item["url"].removeprefix("http://testserver")
            assert phone.get(path).status_code == 200

    def test_a_stop_tells_its_works_with_their_licences(
        self, trail: TourPage, phone: Client
    ) -> None:
        for stop in packages.current(trail).document["stops"]:
            path = stop["url"].removeprefix("http://testserver")
            graph = json_ld(phone.get(path).content.decode())
            assert_only_known_words(graph)
            place, *works = graph["@graph"]
            assert place["name"] == stop["title"]
            told = {work["contentUrl"] for work in works}
            assert len(told) == len(stop["recordings"]) + len(stop["pictures"])

    def test_nothing_that_an_editor_writes_ends_the_script(
        self, site: BilingualSite, phone: Client
    ) -> None:
        title = "A</script><script>alert(1)</script>"
        trail = TourPageFactory(parent=site.home, title="B", slug="b", stops=1)
        # Forms refuse this; a script may write it all the same.
        TourPage.objects.filter(pk=trail.pk).update(title=title, summary="<!-- & -->")
        packages.renew(trail.pk)
        html = phone.get(trail.url).content.decode()
        assert "<script>alert" not in html
        assert json_ld(html)["name"] == title
        assert json_ld(html)["description"] == "<!-- & -->"
