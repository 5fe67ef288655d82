"""All trails as open data: a page, feeds and a catalogue that follow what is public."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from exchange.open_data import collection
from exchange.writers.formats import FORMATS
from tests.conftest import BilingualSite
from tests.exchange.test_adopting import rich_trail
from tests.factories import TourPageFactory
from tours import packages
from tours.models import TourPackage, TourPage

FEEDS = ("trails.geojson", "trails.schema_randonnee.json")
CATALOG = "/opendata/catalog.jsonld"
every_feed = pytest.mark.parametrize("name", FEEDS)


@pytest.fixture
def trail(site: BilingualSite) -> TourPage:
    made = rich_trail(site)
    packages.renew(made.pk)
    return made


def another(site: BilingualSite, language: str = "fr", **words: Any) -> TourPage:
    made = TourPageFactory(parent=site.homes[language], language=language, **words)
    packages.renew(made.pk)
    return made


def fetch(phone: Client, address: str, etag: str = "") -> tuple[Any, bytes]:
    answer = phone.get(address, headers={"if-none-match": etag} if etag else None)
    return answer, b"".join(answer) if answer.streaming else answer.content


def titles(phone: Client, language: str = "fr") -> list[str]:
    _answer, content = fetch(phone, f"/opendata/{language}/trails.geojson")
    features = json.loads(content)["features"]
    return [
        each["properties"]["name"]
        for each in features
        if each["properties"]["kind"] == "track"
    ]


class TestTheFeeds:
    def test_they_hold_the_trails_of_one_language(
        self, trail: TourPage, site: BilingualSite, phone: Client
    ) -> None:
        another(site, title="Une autre")
        another(site, "en", title="In English")
        assert titles(phone) == ["Une autre", trail.title]
        assert titles(phone, "en") == ["In English"]

    @every_feed
    def test_they_are_open_to_every_site(
        self, trail: TourPage, phone: Client, name: str
    ) -> None:
        answer, content = fetch(phone, f"/opendata/fr/{name}")
        assert answer.streaming
        assert json.loads(content)["features"]
        assert answer["Content-Type"] == "application/geo+json"
        assert answer["Content-Language"] == "fr"
        assert answer["Access-Control-Allow-Origin"] == "*"

    @every_feed
    def test_who_has_the_last_change_is_told_so(
        self,
        trail: TourPage,
        phone: Client,
        name: str,
        django_assert_max_num_queries: Any,
    ) -> None:
        etag = fetch(phone, f"/opendata/fr/{name}")[0]["ETag"]
        with django_assert_max_num_queries(2):  # restrictions, and the packages
            again, content = fetch(phone, f"/opendata/fr/{name}", etag)
        assert (again.status_code, content) == (304, b"")
        assert again["ETag"] == etag

    @pytest.mark.parametrize("address", [*FEEDS, CATALOG])
    def test_every_change_is_seen(
        self, trail: TourPage, site: BilingualSite, phone: Client, address: str
    ) -> None:
        if address != CATALOG:
            address = f"/opendata/fr/{address}"
        marks = [fetch(phone, address)[0]["ETag"]]

        def mark() -> None:
            marks.append(fetch(phone, address)[0]["ETag"])

        other = another(site, title="Une autre")
        mark()
        trail.title = "Un autre titre"
        trail.save_revision().publish()
        packages.renew(trail.pk)
        mark()
        other.unpublish()
        mark()
        PageViewRestriction.objects.create(
            page=trail, restriction_type=PageViewRestriction.LOGIN
        )
        mark()
        assert len(set(marks)) == len(marks)

    def test_a_trail_that_takes_the_place_of_another_is_seen(
        self, trail: TourPage, site: BilingualSite, phone: Client
    ) -> None:
        other = another(site)
        TourPackage.objects.update(built_at=timezone.now())
        hidden = PageViewRestriction.objects.create(
            page=other, restriction_type=PageViewRestriction.LOGIN
        )
        before = fetch(phone, "/opendata/fr/trails.geojson")[0]["ETag"]
        hidden.page = trail
        hidden.save()
        assert fetch(phone, "/opendata/fr/trails.geojson")[0]["ETag"] != before

    def test_what_is_not_public_is_not_in_them(
        self, trail: TourPage, site: BilingualSite, phone: Client
    ) -> None:
        another(site, title="Retirée").unpublish()
        private = another(site, title="Privée")
        PageViewRestriction.objects.create(
            page=private, restriction_type=PageViewRestriction.LOGIN
        )
        expired = another(site, title="Finie")
        ends = timezone.now() + timedelta(hours=1)
        TourPage.objects.filter(pk=expired.pk).update(expire_at=ends)
        with time_machine.travel(ends + timedelta(hours=1)):
            assert titles(phone) == [trail.title]
            assert len(collection("fr").entries) == 1

    def test_a_package_that_is_lost_spoils_no_feed(
        self, trail: TourPage, site: BilingualSite, phone: Client
    ) -> None:
        another(site, title="Perdue")
        default_storage.delete(TourPackage.objects.latest("pk").path)
        assert titles(phone) == [trail.title]

    @every_feed
    def test_without_a_trail_they_are_empty(
        self, site: BilingualSite, phone: Client, name: str
    ) -> None:
        _answer, content = fetch(phone, f"/opendata/fr/{name}")
        assert json.loads(content)["features"] == []

    @every_feed
    def test_there_is_none_in_other_languages(
        self, trail: TourPage, phone: Client, name: str
    ) -> None:
        assert phone.get(f"/opendata/xx/{name}").status_code == 404

    def test_they_are_compressed_while_they_are_written(
        self, trail: TourPage, phone: Client
    ) -> None:
        answer = phone.get(
            "/opendata/fr/trails.geojson", headers={"accept-encoding": "gzip"}
        )
        assert answer["Content-Encoding"] == "gzip"
        assert b"".join(answer).startswith(b"\x1f\x8b")


class TestTheCatalogue:
    def test_it_lists_the_feeds_of_each_language_that_has_trails(
        self, trail: TourPage, phone: Client
    ) -> None:
        answer, content = fetch(phone, CATALOG)
        assert answer["Content-Type"] == "application/ld+json"
        assert answer["Access-Control-Allow-Origin"] == "*"
        found = json.loads(content)
        assert found["dct:publisher"]["foaf:name"] == "Ville de Test"
        [dataset] = found["dcat:dataset"]
        assert dataset["@id"] == "http://testserver/fr/opendata/#trails"
        for each in dataset["dcat:distribution"]:
            path = each["dcat:downloadURL"].removeprefix("http://testserver")
            assert fetch(phone, path)[0].status_code == 200

    def test_who_has_it_is_told_so(self, trail: TourPage, phone: Client) -> None:
        etag = fetch(phone, CATALOG)[0]["ETag"]
        assert fetch(phone, CATALOG, etag)[0].status_code == 304

    def test_it_is_the_same_for_every_reader(
        self, trail: TourPage, phone: Client
    ) -> None:
        answer, content = fetch(phone, CATALOG)
        english = Client(headers={"accept-language": "en"})
        assert fetch(english, CATALOG)[1] == content
        assert answer["Content-Language"] == "fr"


class TestThePage:
    def test_each_reader_is_sent_to_their_language(self, phone: Client) -> None:
        answer = phone.get("/opendata/")
        assert (answer.status_code, answer["Location"]) == (302, "/fr/opendata/")
        assert "Accept-Language" in answer["Vary"]
        english = Client(headers={"accept-language": "en"})
        assert english.get("/opendata/")["Location"] == "/en/opendata/"

    def test_it_lists_every_trail_in_every_format(
        self, trail: TourPage, phone: Client
    ) -> None:
        html = phone.get("/fr/opendata/").content.decode()
        assert trail.title in html
        assert "CC BY-SA 4.0" in html
        for form in FORMATS:
            assert f'href="http://testserver{trail.url}{form.file_name}"' in html

    def test_it_is_kept_until_a_trail_changes(
        self, trail: TourPage, site: BilingualSite, phone: Client, committed: Any
    ) -> None:
        phone.get("/fr/opendata/")
        assert phone.get("/fr/opendata/")["X-Cache"] == "hit"
        with committed():
            another(site, title="Une autre")
        assert "Une autre" in phone.get("/fr/opendata/").content.decode()

    def test_without_a_trail_it_says_so(
        self, site: BilingualSite, phone: Client
    ) -> None:
        html = phone.get("/en/opendata/").content.decode()
        assert "No trail is published yet." in html

    def test_every_page_leads_to_it(self, trail: TourPage, phone: Client) -> None:
        for path in ("/fr/", trail.url):
            assert 'href="/fr/opendata/"' in phone.get(path).content.decode()


class TestWhatIsSaidOfThem:
    def test_the_licences_are_those_of_texts_and_works(self, trail: TourPage) -> None:
        [entry] = collection("fr").entries
        codes = [each.code for each in entry.terms]
        document = packages.current(trail).document
        assert codes[0] == document["licence"]
        works = [
            work["licence"]
            for stop in document["stops"]
            for work in (*stop["pictures"], *stop["recordings"])
        ]
        assert set(works) <= set(codes)

    def test_the_box_holds_every_trail(
        self, trail: TourPage, site: BilingualSite
    ) -> None:
        another(site)
        held = collection("fr")
        west, south, east, north = held.bounds
        for entry in held.entries:
            assert west <= entry.bounds[0] <= entry.bounds[2] <= east
            assert south <= entry.bounds[1] <= entry.bounds[3] <= north

    def test_without_a_trail_there_is_neither_box_nor_date(self, db: None) -> None:
        held = collection("fr")
        assert held.bounds is None
        assert held.changed_at is None
