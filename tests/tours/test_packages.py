"""A published trail has one package in force, of what the public may see alone."""

import hashlib
import json
import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.models import SiteSettings
from places.geo import Point
from tests.conftest import BilingualSite
from tests.factories import (
    RecordingFactory,
    StopFactory,
    ThemeFactory,
    TourPageFactory,
)
from tours import packages
from tours.models import TourPackage, TourPage
from tours.package_building import PackageIncomplete
from tours.track import track_geojson

LINE = [Point(45.4397, 4.3872), Point(45.4406, 4.3872), Point(45.4415, 4.3872)]


@pytest.fixture
def trail(site: BilingualSite, committed: Any) -> TourPage:
    with committed():
        return TourPageFactory(
            parent=site.home,
            stops=2,
            title="La ville",
            track=track_geojson(LINE),
            themes=[ThemeFactory(name="Rivière")],
            practical_information='<p>Venir à <b>pied</b> <a href="/fr/">ici</a></p>',
        )


def document(trail: TourPage) -> dict[str, Any]:
    package = packages.current(trail)
    assert package is not None
    return package.document


class TestWhatItSays:
    def test_its_addresses_are_at_the_sites_public_name(
        self, trail: TourPage, settings: Any
    ) -> None:
        before = document(trail)
        settings.BASE_URL = "https://balades.example.org"
        found = packages.renew(trail.pk).document
        assert found["url"] == "https://balades.example.org/fr/la-ville/"
        assert found["languages"]["fr"] == f"{found['url']}package.json"
        for each in (*found["stops"], *found["files"]):
            assert each["url"].startswith("https://balades.example.org/")
        assert found["id"] == before["id"]

    def test_publishing_builds_it(self, trail: TourPage) -> None:
        found = document(trail)
        assert found["title"] == "La ville"
        assert found["format"] == 1
        assert found["id"] == str(trail.translation_key)
        assert found["url"] == "http://testserver/fr/la-ville/"
        assert found["themes"] == ["Rivière"]
        assert found["publisher"] == "Ville de Test"
        assert found["licence"] == "CC-BY-SA-4.0"

    def test_stops_have_their_place_story_and_works(self, trail: TourPage) -> None:
        first = document(trail)["stops"][0]
        stop = trail.stops.first()
        assert first["id"] == str(stop.translation_key)
        assert first["location"] == {
            "latitude": stop.place.latitude,
            "longitude": stop.place.longitude,
        }
        assert first["story"] == (
            '<figure data-recording="0"></figure><figure data-picture="0"></figure>'
            "<p>Ici passait la rivière.</p><blockquote><p>On l’entend encore.</p>"
            "<footer>Une voisine</footer></blockquote>"
        )
        assert first["recordings"][0]["transcript"].startswith("Ce que dit")
        assert first["recordings"][0]["credits"][0] == {
            "role": "author",
            "name": "Ana Martin",
        }
        assert first["pictures"][0]["alt"] == "Une place pavée"
        assert first["short_url"] == f"http://testserver/s/{stop.code}"
        assert first["url"] == f"http://testserver/fr/la-ville/stop/{stop.code}/"

    def test_links_are_whole(self, trail: TourPage) -> None:
        html = document(trail)["practical_information"]
        assert 'href="http://testserver/fr/"' in html

    def test_the_track_has_its_figures(self, trail: TourPage) -> None:
        track = document(trail)["track"]
        assert track["legs"][0]["line"][0] == [4.3872, 45.4397]
        assert track["metres"] == pytest.approx(200, abs=1)
        assert track["seconds"] == pytest.approx(180, abs=1)
        west, south, east, north = track["bounds"]
        assert west <= 4.3872 <= east
        assert south <= 45.4397 < 45.4415 <= north

    def test_every_stop_is_so_far_from_every_other(self, site: BilingualSite) -> None:
        trail = TourPageFactory(parent=site.home, stops=3)
        seconds = packages.renew(trail.pk).document["walking_seconds"]
        assert [row[number] for number, row in enumerate(seconds)] == [0, 0, 0]
        assert seconds[0][2] == pytest.approx(seconds[0][1] + seconds[1][2], abs=1)

    def test_every_file_is_listed_with_its_bytes(self, trail: TourPage) -> None:
        package = packages.current(trail)
        files = package.document["files"]
        assert {each["part"] for each in files} == {"essential"}
        for each in files:
            with package.open_file(each["name"]) as file:
                content = file.read()
            assert len(content) == each["bytes"]
            assert hashlib.sha256(content).hexdigest() == each["sha256"]
            assert each["url"].startswith("http://testserver/media/packages/files/")

    def test_nothing_but_its_own_files_is_opened(self, trail: TourPage) -> None:
        with pytest.raises(FileNotFoundError):
            packages.current(trail).open_file("../../recordings/x.wav")

    def test_languages_name_each_other(
        self, site: BilingualSite, committed: Any
    ) -> None:
        with committed():
            french = TourPageFactory(parent=site.home, title="La ville")
        with committed():
            TourPageFactory(
                parent=site.homes["en"],
                title="The town",
                language="en",
                translation_key=french.translation_key,
            )
        assert document(french)["languages"] == {
            "en": "http://testserver/en/the-town/package.json",
            "fr": "http://testserver/fr/la-ville/package.json",
        }


class TestVersions:
    def test_the_same_content_is_the_same_version_to_the_byte(
        self, trail: TourPage
    ) -> None:
        before = packages.current(trail)
        trail.save_revision().publish()
        after = packages.renew(trail.pk)
        assert after.version == before.version
        assert after.content == before.content
        assert TourPackage.objects.count() == 1

    def test_another_content_is_another_version(
        self, trail: TourPage, committed: Any
    ) -> None:
        before = packages.current(trail)
        with committed():
            trail.title = "Autrement"
            trail.save_revision().publish()
        after = packages.current(trail)
        assert after.version != before.version
        assert packages.versioned(trail, before.version).content == before.content

    def test_another_address_is_not_another_version(
        self, trail: TourPage, committed: Any
    ) -> None:
        before = packages.current(trail)
        with committed():
            trail.slug = "ailleurs"
            trail.save_revision().publish()
        after = packages.current(trail)
        assert after.document["url"].endswith("/fr/ailleurs/")
        assert after.version == before.version

    def test_what_comes_back_is_in_force_again(
        self, trail: TourPage, committed: Any
    ) -> None:
        first = packages.current(trail).version
        for title in ("Autrement", "La ville"):
            with committed():
                trail.title = title
                trail.save_revision().publish()
        assert packages.current(trail).version == first
        assert TourPackage.objects.filter(replaced_at=None).count() == 1

    def test_files_go_thirty_days_after_their_last_package(
        self, trail: TourPage, committed: Any
    ) -> None:
        old = packages.current(trail)
        [gone] = [each for each in old.record.files if each.endswith(".wav")][:1]
        kept = old.document["map"] or old.document["stops"][1]["recordings"][0]["file"]
        with committed():
            trail.stops.set([trail.stops.last()])
            trail.save_revision().publish()
        now = timezone.now()
        packages.delete_left_packages(now + timedelta(days=29))
        assert default_storage.exists(old.record.path)
        packages.delete_left_packages(now + timedelta(days=31))
        assert not default_storage.exists(old.record.path)
        names = packages.current(trail).record.files
        assert kept in names
        assert all(default_storage.exists(f"packages/files/{each}") for each in names)
        assert gone in names or not default_storage.exists(f"packages/files/{gone}")


@pytest.mark.indexed
class TestWhenItIsBuiltAnew:
    def test_when_a_recording_changes(self, trail: TourPage, committed: Any) -> None:
        recording = trail.presented.stops[0].recording
        with committed():
            recording.transcript = "Autre chose."
            recording.save()
        assert "Autre chose." in json.dumps(document(trail), ensure_ascii=False)

    def test_when_a_place_changes(self, trail: TourPage, committed: Any) -> None:
        place = trail.stops.first().place
        with committed():
            place.address = "2 rue Neuve"
            place.save()
        assert document(trail)["stops"][0]["address"] == "2 rue Neuve"

    def test_when_a_pictures_rights_change(
        self, trail: TourPage, committed: Any
    ) -> None:
        picture = trail.presented.stops[0].picture.picture
        with committed():
            picture.licence = "CC0-1.0"
            picture.save()
        found = document(trail)["stops"][0]["pictures"][0]["licence"]
        assert found == "CC0-1.0"

    def test_when_a_theme_changes(self, trail: TourPage, committed: Any) -> None:
        theme = trail.themes.first()
        with committed():
            theme.name = "Fleuve"
            theme.save()
        assert document(trail)["themes"] == ["Fleuve"]

    def test_when_the_publisher_changes(
        self, trail: TourPage, site: BilingualSite, committed: Any
    ) -> None:
        with committed():
            settings = SiteSettings.objects.get()
            settings.publisher = "Métropole"
            settings.save()
        assert document(trail)["publisher"] == "Métropole"

    def test_when_another_language_is_taken_away(
        self, site: BilingualSite, committed: Any
    ) -> None:
        with committed():
            french = TourPageFactory(parent=site.home)
        with committed():
            english = TourPageFactory(
                parent=site.homes["en"],
                language="en",
                translation_key=french.translation_key,
            )
        with committed():
            english.unpublish()
        assert list(document(french)["languages"]) == ["fr"]

    def test_the_old_one_serves_while_the_new_one_cannot_be_built(
        self, trail: TourPage, committed: Any, caplog: pytest.LogCaptureFixture
    ) -> None:
        before = packages.current(trail).version
        with committed():
            trail.stops.first().place.delete()
        with pytest.raises(PackageIncomplete):
            packages.renew(trail.pk)
        assert packages.current(trail).version == before
        assert "was not built" in caplog.text


class TestWhatNeverEntersOne:
    def test_a_trail_that_was_never_published(self, site: BilingualSite) -> None:
        draft = TourPageFactory(parent=site.home, live=False)
        assert packages.renew(draft.pk) is None
        assert packages.current(draft) is None

    def test_a_draft_over_a_published_trail(
        self, trail: TourPage, committed: Any
    ) -> None:
        with committed():
            trail.title = "Brouillon"
            trail.stops.add(StopFactory(title="Étape secrète"))
            trail.save_revision()
        packages.renew(trail.pk)
        text = packages.current(trail).content.decode()
        assert "Brouillon" not in text
        assert "Étape secrète" not in text

    def test_a_private_trail(self, trail: TourPage, committed: Any) -> None:
        with committed():
            PageViewRestriction.objects.create(
                page=trail, restriction_type=PageViewRestriction.LOGIN
            )
        assert packages.current(trail) is None
        assert TourPackage.objects.filter(replaced_at=None).count() == 0

    def test_a_trail_below_a_private_page(
        self, trail: TourPage, site: BilingualSite
    ) -> None:
        PageViewRestriction.objects.create(
            page=site.home, restriction_type=PageViewRestriction.LOGIN
        )
        assert packages.current(trail) is None

    def test_a_trail_past_its_end_before_anybody_unpublishes_it(
        self, trail: TourPage
    ) -> None:
        end = timezone.now() + timedelta(days=1)
        TourPage.objects.filter(pk=trail.pk).update(expire_at=end)
        assert packages.current(trail) is not None
        with time_machine.travel(end + timedelta(seconds=1)):
            assert packages.current(trail) is None
            assert packages.renew(trail.pk) is None

    def test_a_trail_planned_for_later(
        self, site: BilingualSite, committed: Any
    ) -> None:
        with committed():
            trail = TourPageFactory(parent=site.home, live=False)
            trail.go_live_at = timezone.now() + timedelta(days=1)
            trail.save_revision().publish()
        assert packages.current(trail) is None

    def test_a_change_planned_for_later(self, trail: TourPage, committed: Any) -> None:
        with committed():
            trail.title = "Demain"
            trail.go_live_at = timezone.now() + timedelta(days=1)
            trail.save_revision().publish()
        assert document(trail)["title"] == "La ville"

    def test_an_unpublished_trail(self, trail: TourPage, committed: Any) -> None:
        with committed():
            trail.unpublish()
        assert packages.current(trail) is None

    def test_a_deleted_trail(self, trail: TourPage, committed: Any) -> None:
        with committed():
            trail.delete()
        assert TourPackage.objects.get().replaced_at is not None
        packages.delete_left_packages(timezone.now() + timedelta(days=31))
        assert not TourPackage.objects.exists()
        assert default_storage.listdir("packages/files")[1] == []

    @pytest.mark.indexed
    def test_a_work_that_was_deleted(self, trail: TourPage, committed: Any) -> None:
        with committed():
            trail.presented.stops[0].recording.delete()
        assert document(trail)["stops"][0]["recordings"] == []

    def test_a_recording_that_no_trail_plays(
        self, trail: TourPage, committed: Any
    ) -> None:
        before = packages.current(trail).content
        with committed():
            RecordingFactory(title="Autre")
        assert packages.current(trail).content == before


class TestItsAddress:
    ADDRESS = "/fr/la-ville/package.json"

    def test_it_lies_beside_the_page(self, trail: TourPage, phone: Client) -> None:
        answer = phone.get(self.ADDRESS)
        assert answer.json()["title"] == "La ville"
        assert answer["Content-Type"] == "application/json"
        assert answer["Access-Control-Allow-Origin"] == "*"

    def test_who_has_it_is_told_so(self, trail: TourPage, phone: Client) -> None:
        etag = phone.get(self.ADDRESS)["ETag"]
        again = phone.get(self.ADDRESS, headers={"if-none-match": etag})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == etag

    def test_a_version_may_be_kept_for_ever(
        self, trail: TourPage, phone: Client
    ) -> None:
        version = packages.current(trail).version
        answer = phone.get(f"/fr/la-ville/package/{version}.json")
        assert answer.json()["version"] == version
        assert "immutable" in answer["Cache-Control"]

    @pytest.mark.parametrize(
        "address",
        ["/fr/package.json", "/fr/rien/package.json", "/fr/la-ville/package/0.json"],
    )
    def test_there_is_none_elsewhere(
        self, trail: TourPage, phone: Client, address: str
    ) -> None:
        assert phone.get(address).status_code == 404

    def test_a_withdrawn_trails_is_gone_for_good(
        self, trail: TourPage, phone: Client
    ) -> None:
        trail.unpublish()
        answer = phone.get(self.ADDRESS)
        assert answer.status_code == 410
        assert answer["Access-Control-Allow-Origin"] == "*"

    def test_a_draft_that_was_never_published_has_none(
        self, trail: TourPage, phone: Client
    ) -> None:
        TourPage.objects.filter(pk=trail.pk).update(live=False, first_published_at=None)
        assert phone.get(self.ADDRESS).status_code == 404

    def test_a_stops_page_has_none(self, trail: TourPage, phone: Client) -> None:
        code = trail.stops.first().code
        address = f"/fr/la-ville/stop/{code}/package.json"
        assert phone.get(address).status_code == 404

    def test_a_trail_published_before_there_were_packages_gets_one(
        self, trail: TourPage, phone: Client
    ) -> None:
        TourPackage.objects.all().delete()
        assert phone.get(self.ADDRESS).status_code == 200

    def test_a_private_trails_is_not_given(
        self, trail: TourPage, phone: Client
    ) -> None:
        PageViewRestriction.objects.create(
            page=trail, restriction_type=PageViewRestriction.LOGIN
        )
        assert phone.get(self.ADDRESS).status_code == 404
        version = TourPackage.objects.get().version
        assert phone.get(f"/fr/la-ville/package/{version}.json").status_code == 404

    def test_its_files_are_known_by_the_addresses_that_pages_show(
        self, trail: TourPage, phone: Client
    ) -> None:
        stops = [f"/fr/la-ville/stop/{stop.code}/" for stop in trail.stops.all()]
        shown: set[str] = set()
        for address in ["/fr/la-ville/", *stops]:
            page = phone.get(address).content.decode()
            shown.update(re.findall(r"/media/[^\s\"&<>,]+", page))
        files = document(trail)["files"]
        known = {urlsplit(file["url"]).path for file in files}
        known.update(path for file in files for path in file["shown_as"])
        assert shown
        assert shown <= known

    def test_its_files_are_open_to_every_site(
        self, trail: TourPage, phone: Client
    ) -> None:
        address = document(trail)["files"][0]["url"]
        answer = phone.get(address.removeprefix("http://testserver"))
        assert b"".join(answer.streaming_content)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "immutable" in answer["Cache-Control"]
