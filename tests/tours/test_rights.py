"""Works come and go with their rights: by themselves, everywhere, at the minute."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from home.page_cache import content_version
from media_library.models import Picture, Recording, RightsGrant
from tests.conftest import BilingualSite
from tests.factories import (
    PictureFactory,
    PlaceFactory,
    RecordingFactory,
    RightsGrantFactory,
    StopFactory,
    TourPageFactory,
    story,
)
from tours import packages
from tours.faults import fault_sentences
from tours.models import TourPackage, TourPage
from tours.refusals import PublicationRefused

RESERVED = "ALL-RIGHTS-RESERVED"
# The last day is 28 March 2027: summer time starts in its night, it has 23 hours.
LAST_DAY = date(2027, 3, 28)
END = datetime(2027, 3, 28, 22, tzinfo=UTC)
BEFORE, AFTER = END - timedelta(seconds=1), END
SECOND = timedelta(seconds=1)


class Contracted:
    """A live trail of one stop whose voice and photograph are under a contract."""

    def __init__(self, site: BilingualSite, end: date | None = LAST_DAY) -> None:
        self.sound = RecordingFactory(title="La voix", licence=RESERVED)
        self.picture = PictureFactory(title="La photo", licence=RESERVED)
        self.grant = RightsGrantFactory(works=[self.sound, self.picture], end=end)
        image = {"image": self.picture.pk, "decorative": False, "alt_text": "Une cour"}
        blocks = story(
            ("recording", self.sound),
            ("picture", {"image": image, "caption": ""}),
            ("text", "<p>Le texte reste.</p>"),
        )
        self.trail = TourPageFactory(
            parent=site.home,
            title="La cour",
            cover=self.picture,
            introduction=self.sound,
            stops=[StopFactory.build(place=PlaceFactory(), title="Ici", story=blocks)],
        )


@pytest.fixture
def contracted(site: BilingualSite, committed: Any) -> Any:
    with time_machine.travel(BEFORE, tick=False), committed():
        return Contracted(site)


def at(moment: datetime) -> Any:
    """That moment, as a process that has just come."""
    content_version.value = None
    return time_machine.travel(moment, tick=False)


def told(trail: TourPage) -> dict[str, Any]:
    """The package in force, and its only stop."""
    package = packages.current(trail)
    assert package
    return package.document


class TestAtTheMinute:
    def test_the_page_loses_it_and_stays_whole(
        self, contracted: Contracted, phone: Client
    ) -> None:
        with at(BEFORE):
            shown = phone.get(contracted.trail.url).content.decode()
            assert contracted.sound.file.url in shown
            assert "Une cour" in shown
        with at(AFTER):
            shown = phone.get(contracted.trail.url).content.decode()
            assert contracted.sound.file.url not in shown
            assert "Une cour" not in shown
            assert "trail__cover" not in shown
            assert "Le texte reste." in shown

    def test_a_page_that_was_kept_is_not_read_again(
        self, contracted: Contracted, phone: Client
    ) -> None:
        with at(BEFORE):
            assert phone.get(contracted.trail.url)["X-Cache"] == "miss"
            assert phone.get(contracted.trail.url)["X-Cache"] == "hit"
        with at(AFTER):
            answer = phone.get(contracted.trail.url)
            assert answer["X-Cache"] == "miss"
            assert "Une cour" not in answer.content.decode()

    def test_the_package_is_another_one(self, contracted: Contracted) -> None:
        with at(BEFORE):
            before = told(contracted.trail)
            [stop] = before["stops"]
            assert stop["recordings"][0]["until"] == "2027-03-28T22:00:00Z"
            assert stop["pictures"][0]["until"] == "2027-03-28T22:00:00Z"
            assert before["cover"]["until"] == "2027-03-28T22:00:00Z"
        with at(AFTER):
            after = told(contracted.trail)
            [stop] = after["stops"]
            assert after["version"] != before["version"]
            assert (stop["recordings"], stop["pictures"]) == ([], [])
            assert (after["cover"], "introduction" in after) == (None, False)
            assert stop["story"] == "<p>Le texte reste.</p>"

    def test_phones_and_feeds_read_the_new_one(
        self, contracted: Contracted, phone: Client
    ) -> None:
        feed, package = "/opendata/fr/trails.geojson", "package.json"
        with at(BEFORE):
            first = phone.get(feed)
            assert "La voix" in b"".join(first).decode()
            held = phone.get(f"{contracted.trail.url}{package}")
        with at(AFTER):
            etag = {"if-none-match": first["ETag"]}
            again = phone.get(feed, headers=etag)
            assert again.status_code == 200
            assert "La voix" not in b"".join(again).decode()
            address = f"{contracted.trail.url}{package}"
            answer = phone.get(address, headers={"if-none-match": held["ETag"]})
            assert answer.status_code == 200
            assert "La voix" not in answer.content.decode()

    def test_the_versions_before_go_at_once_with_their_files(
        self, contracted: Contracted, phone: Client
    ) -> None:
        with at(BEFORE):
            before = told(contracted.trail)
            [recording] = before["stops"][0]["recordings"]
            stored = f"packages/files/{recording['file']}"
            assert default_storage.exists(stored)
        with at(AFTER):
            told(contracted.trail)
            assert not default_storage.exists(stored)
            version = f"{contracted.trail.url}package-{before['version']}.json"
            assert phone.get(version).status_code == 404
            assert TourPackage.objects.count() == 1

    def test_the_recordings_own_address_is_gone(
        self, contracted: Contracted, phone: Client
    ) -> None:
        address = f"/recording/{contracted.sound.identifier}"
        with at(BEFORE):
            assert phone.get(address).status_code == 302
        with at(AFTER):
            assert phone.get(address).status_code == 410

    def test_cards_and_places_lose_the_picture(
        self, contracted: Contracted, phone: Client
    ) -> None:
        place = contracted.trail.stops.first().place
        place.picture = contracted.picture
        place.picture_alternative_text = "Vue de la cour"
        place.save()
        with at(BEFORE):
            assert (
                "Vue de la cour" in phone.get(place.get_absolute_url()).content.decode()
            )
            assert ".webp" in phone.get("/fr/").content.decode()
        with at(AFTER):
            shown = phone.get(place.get_absolute_url()).content.decode()
            assert "Vue de la cour" not in shown
            assert ".webp" not in phone.get("/fr/").content.decode()

    @pytest.mark.indexed
    def test_it_comes_back_with_another_grant(
        self, contracted: Contracted, committed: Any
    ) -> None:
        with at(AFTER):
            assert told(contracted.trail)["cover"] is None
            with committed():
                works = [contracted.sound, contracted.picture]
                RightsGrantFactory(works=works, start=date(2027, 3, 29))
            found = told(contracted.trail)
            assert found["cover"]
            assert "until" not in found["stops"][0]["recordings"][0]

    def test_it_comes_by_itself_as_a_grant_begins(
        self, site: BilingualSite, committed: Any
    ) -> None:
        with at(END - timedelta(days=2)), committed():
            made = Contracted(site)
            RightsGrant.objects.all().delete()
            works = [made.sound, made.picture]
            RightsGrantFactory(works=works, start=date(2027, 3, 29))
        with at(BEFORE):
            assert told(made.trail)["cover"] is None
        with at(AFTER):
            assert told(made.trail)["cover"]

    def test_a_package_that_cannot_be_built_anew_is_not_shown_past_its_hour(
        self, contracted: Contracted, phone: Client
    ) -> None:
        contracted.trail.stops.all().delete()
        with at(AFTER):
            assert packages.current(contracted.trail) is None

    def test_two_who_come_at_once_build_it_once(self, contracted: Contracted) -> None:
        with at(AFTER):
            record = TourPackage.objects.get(replaced_at=None)
            first, second = (packages._at_its_hour(record) for _time in range(2))
            assert first and second
            assert first.version == second.version
            assert TourPackage.objects.filter(replaced_at=None).count() == 1


class TestPublication:
    def test_without_a_right_it_is_refused_with_the_place(
        self, site: BilingualSite
    ) -> None:
        made = Contracted(site)
        RightsGrant.objects.all().delete()
        page = TourPage.objects.get(pk=made.trail.pk)
        faults = fault_sentences(page)
        assert len(faults) == 4
        assert sum("publish this picture" in fault for fault in faults) == 2
        assert sum("publish this recording" in fault for fault in faults) == 2
        assert sum(fault.startswith("Stop 1, “Ici”") for fault in faults) == 2
        with pytest.raises(PublicationRefused):
            page.save_revision().publish()

    @pytest.mark.parametrize("right", ["gives_reproduction", "gives_communication"])
    def test_a_grant_that_gives_another_right_is_not_enough(
        self, site: BilingualSite, right: str
    ) -> None:
        made = Contracted(site)
        RightsGrant.objects.update(**{right: False})
        assert fault_sentences(TourPage.objects.get(pk=made.trail.pk))

    def test_an_open_licence_needs_no_grant(self, site: BilingualSite) -> None:
        made = Contracted(site)
        RightsGrant.objects.all().delete()
        for model in (Recording, Picture):
            model.objects.update(licence="CC-BY-NC-ND-4.0")
        assert fault_sentences(TourPage.objects.get(pk=made.trail.pk)) == []

    def test_a_preview_shows_what_is_not_granted_yet(
        self, site: BilingualSite, editor_client: Client
    ) -> None:
        made = Contracted(site)
        RightsGrant.objects.all().delete()
        made.trail.save_revision()
        address = f"/admin/pages/{made.trail.pk}/view_draft/"
        assert "Une cour" in editor_client.get(address).content.decode()

    def test_other_pictures_of_a_stop_are_looked_at_too(
        self, site: BilingualSite
    ) -> None:
        picture = PictureFactory(licence=RESERVED)
        stop = StopFactory.build(
            place=PlaceFactory(),
            look_for="Cherchez.",
            look_for_picture=picture,
            look_for_picture_alternative_text="La porte",
        )
        trail = TourPageFactory(parent=site.home, live=False, stops=[stop])
        [fault] = fault_sentences(TourPage.objects.get(pk=trail.pk))
        assert "publish this picture" in fault

    @pytest.mark.parametrize(
        ("licence", "warned"), [("CC-BY-ND-4.0", True), ("CC-BY-4.0", False)]
    )
    def test_who_publishes_is_told_that_a_cover_may_not_be_cropped(
        self, site: BilingualSite, editor_client: Client, licence: str, warned: bool
    ) -> None:
        cover = PictureFactory(title="La photo", licence=licence)
        trail = TourPageFactory(parent=site.home, stops=1, cover=cover, live=False)
        address = reverse(
            "wagtail_bulk_action", args=["wagtailcore", "page", "publish"]
        )
        answer = editor_client.post(
            f"{address}?id={trail.pk}&next=/admin/", follow=True
        )
        shown = answer.content.decode()
        trail.refresh_from_db()
        assert trail.live
        assert ("CC BY-ND 4.0" in shown) is warned


class TestQueries:
    def test_grants_cost_two_queries_however_many_works(
        self, site: BilingualSite, phone: Client, django_assert_max_num_queries: Any
    ) -> None:
        sounds = [RecordingFactory(licence=RESERVED) for _time in range(6)]
        RightsGrantFactory(works=sounds)
        stops = [
            StopFactory.build(place=PlaceFactory(), story=story(("recording", sound)))
            for sound in sounds
        ]
        trail = TourPageFactory(parent=site.home, title="Longue", stops=stops)
        phone.get(f"{trail.url}?uncached")
        with django_assert_max_num_queries(16):
            phone.get(f"{trail.url}?uncached")


def test_what_a_site_copy_brings_back_may_be_published_as_long(
    contracted: Contracted,
) -> None:
    from exchange.restored_rights import restore_rights

    with at(BEFORE):
        document = told(contracted.trail)
        RightsGrant.objects.all().delete()
        sound = Recording.objects.get(pk=contracted.sound.pk)
        picture = Picture.objects.get(pk=contracted.picture.pk)
        [stop] = json.loads(json.dumps(document["stops"]))
        used = [(sound, stop["recordings"][0]), (picture, stop["pictures"][0])]
        restore_rights(used)
        [grant] = RightsGrant.objects.all()
        assert grant.end == LAST_DAY
        assert RightsGrant.objects.get().works == [sound, picture]
        assert sound.rights.until == END
