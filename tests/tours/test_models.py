"""Trails, their stops, and the way to them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import PageViewRestriction

from places.geo import Point
from places.short_code import short_code
from tests.conftest import BilingualSite
from tests.factories import (
    PlaceFactory,
    StopFactory,
    ThemeFactory,
    TourPageFactory,
    locale,
)
from tours.models import Stop, Theme, TourPage
from tours.refusals import PublicationRefused

LINE = {"type": "LineString", "coordinates": [[4.38, 45.43], [4.39, 45.44]]}


class TestTheme:
    """What trails are about."""

    def test_it_is_called_by_its_name(self, db: None) -> None:
        assert str(ThemeFactory(name="Mines")) == "Mines"

    def test_themes_come_by_their_name(self, db: None) -> None:
        names = ["Mines", "Art", "Granit"]
        for name in names:
            ThemeFactory(name=name)
        assert [theme.name for theme in Theme.objects.all()] == sorted(names)

    def test_html_is_refused_in_its_name(self, db: None) -> None:
        with pytest.raises(ValidationError, match="HTML"):
            Theme(name="<b>Mines</b>", locale=locale()).full_clean()


class TestOnShow:
    """Trails as the public sees them."""

    def test_the_newest_comes_first(self, site: BilingualSite) -> None:
        older, newer = (TourPageFactory(parent=site.home) for _n in range(2))
        assert list(TourPage.objects.on_show("fr")) == [newer, older]

    def test_a_draft_is_not_on_show(self, site: BilingualSite) -> None:
        TourPageFactory(parent=site.home, live=False)
        assert not TourPage.objects.on_show("fr").exists()

    def test_each_language_has_its_own(self, site: BilingualSite) -> None:
        french = TourPageFactory(parent=site.home)
        english = TourPageFactory(parent=site.english_home, language="en")
        assert list(TourPage.objects.on_show("fr")) == [french]
        assert list(TourPage.objects.on_show("en")) == [english]

    def test_a_private_trail_is_not_on_show(self, site: BilingualSite) -> None:
        trail = TourPageFactory(parent=site.home)
        PageViewRestriction.objects.create(page=trail, restriction_type="login")
        assert not TourPage.objects.on_show("fr").exists()


class TestTourPage:
    """A trail and the page tree around it."""

    def test_its_line_is_its_track(self, site: BilingualSite) -> None:
        trail = TourPageFactory(parent=site.home, track=LINE)
        assert trail.line == [Point(45.43, 4.38), Point(45.44, 4.39)]

    def test_it_may_have_no_line(self, site: BilingualSite) -> None:
        assert TourPageFactory(parent=site.home).line == []

    def test_it_lives_under_a_home_page_and_holds_no_page(self) -> None:
        assert TourPage.allowed_parent_page_models()[0].__name__ == "HomePage"
        assert TourPage.allowed_subpage_models() == []

    def test_a_new_version_of_a_live_trail_is_held_to_the_same_rules(
        self, site: BilingualSite
    ) -> None:
        trail = TourPageFactory(parent=site.home, stops=1)
        stop = trail.stops.all()[0]
        stop.place = None
        trail.stops = [stop]
        with pytest.raises(PublicationRefused):
            trail.save_revision().publish()
        kept = TourPage.objects.get(pk=trail.pk)
        assert kept.live
        assert kept.stops.get().place is not None

    def test_a_refused_publication_leaves_the_page_as_it_was(
        self, site: BilingualSite, phone: Client
    ) -> None:
        trail = TourPageFactory(parent=site.home, title="Ancien titre")
        trail.title = "Titre refusé"
        trail.stops = []
        with pytest.raises(PublicationRefused):
            trail.save_revision().publish()
        html = phone.get(trail.url).content.decode()
        assert "Ancien titre" in html
        assert "Titre refusé" not in html


class TestRename:
    """What was shared or printed goes on leading to the trail."""

    def test_the_old_addresses_lead_to_the_new_ones(
        self, site: BilingualSite, phone: Client, committed: Any
    ) -> None:
        trail = TourPageFactory(parent=site.home, slug="mine", stops=1)
        stop = f"stop/{trail.stops.get().code}/"
        phone.get("/fr/mine/")
        with committed():
            trail.slug = "puits"
            trail.save_revision().publish()
        for path in ("", stop):
            response = phone.get(f"/fr/mine/{path}")
            assert response.status_code == 301
            assert response["Location"] == f"/fr/puits/{path}"
            assert phone.get(f"/fr/puits/{path}").status_code == 200


class TestStopPage:
    """A stop has an address of its own, which a QR code can carry."""

    @pytest.fixture
    def trail(self, site: BilingualSite) -> TourPage:
        """Three stops in a row."""
        stops = [StopFactory(title=title) for title in ("Un", "Deux", "Trois")]
        return TourPageFactory(parent=site.home, stops=stops)

    def page(self, phone: Client, trail: TourPage, number: int) -> Any:
        """The page of a stop, by its number."""
        code = trail.stops.all()[number - 1].code
        return phone.get(f"{trail.url}stop/{code}/")

    @pytest.mark.parametrize(
        ("number", "before", "after"),
        [(1, None, "Deux"), (2, "Un", "Trois"), (3, "Deux", None)],
    )
    def test_it_leads_to_the_stops_around_it(
        self,
        phone: Client,
        trail: TourPage,
        number: int,
        before: str | None,
        after: str | None,
    ) -> None:
        context = self.page(phone, trail, number).context
        assert context["stop"].number == number
        previous_stop, next_stop = context["previous_stop"], context["next_stop"]
        assert (previous_stop.title if previous_stop else None) == before
        assert (next_stop.title if next_stop else None) == after

    @pytest.mark.parametrize(
        "code", ["00000000", "nothing", "UUUUUUUU", "a" * 300, "%00"]
    )
    def test_another_code_is_no_stop(
        self, phone: Client, trail: TourPage, code: str
    ) -> None:
        assert phone.get(f"{trail.url}stop/{code}/").status_code == 404

    def test_the_code_of_another_trail_is_no_stop_here(
        self, phone: Client, trail: TourPage, site: BilingualSite
    ) -> None:
        other = TourPageFactory(parent=site.home)
        code = other.stops.first().code
        assert phone.get(f"{trail.url}stop/{code}/").status_code == 404

    def test_it_goes_with_its_trail(self, phone: Client, trail: TourPage) -> None:
        trail.unpublish()
        assert self.page(phone, trail, 1).status_code == 404


class TestStop:
    """A place in a trail, with its story."""

    def test_it_is_called_by_its_title(self, db: None) -> None:
        assert str(StopFactory(title="La mairie")) == "La mairie"

    def test_its_code_is_the_same_in_every_language(self, site: BilingualSite) -> None:
        french = TourPageFactory(parent=site.home, stops=1).stops.get()
        english = StopFactory(language="en", translation_key=french.translation_key)
        TourPageFactory(parent=site.english_home, language="en", stops=[english])
        assert french.code == english.code == short_code(french.translation_key)
        assert {stop.pk for stop in Stop.objects.with_code(french.code)} == {
            french.pk,
            english.pk,
        }

    def test_what_is_no_code_finds_no_stop(self, site: BilingualSite) -> None:
        TourPageFactory(parent=site.home)
        assert not Stop.objects.with_code("nothing").exists()

    def test_one_stands_at_its_own_point_when_it_has_one(self, db: None) -> None:
        place = PlaceFactory(latitude=45.43, longitude=4.38)
        assert StopFactory(place=place).point == Point(45.43, 4.38)
        own = StopFactory(place=place, latitude=45.5, longitude=4.5)
        assert own.point == Point(45.5, 4.5)

    @pytest.mark.parametrize(
        ("latitude", "longitude"),
        [(999, 4.4), (45.4, -999), (float("nan"), 4.4)],
        ids=["999", "-999", "nan"],
    )
    def test_one_stands_nowhere_at_a_point_off_the_globe(
        self, db: None, latitude: float, longitude: float
    ) -> None:
        stop = StopFactory(latitude=latitude, longitude=longitude)
        assert stop.point is None

    def test_one_stands_nowhere_without_a_place(self, db: None) -> None:
        assert StopFactory(place=None).point is None

    def test_half_a_point_counts_for_nothing(self, db: None) -> None:
        place = PlaceFactory(latitude=45.43, longitude=4.38)
        assert StopFactory(place=place, latitude=45.5).point == Point(45.43, 4.38)

    @pytest.mark.parametrize("radius", [0, 14, 61])
    def test_a_radius_out_of_reason_is_refused(self, db: None, radius: int) -> None:
        with pytest.raises(ValidationError) as refused:
            StopFactory(trigger_radius_m=radius).full_clean(exclude=["page", "story"])
        assert "trigger_radius_m" in refused.value.message_dict

    def test_it_stays_when_its_place_is_deleted(
        self, site: BilingualSite, phone: Client
    ) -> None:
        trail = TourPageFactory(parent=site.home)
        stop = trail.stops.first()
        stop.place.delete()
        assert phone.get(trail.url).status_code == 200
        assert phone.get(f"{trail.url}stop/{stop.code}/").status_code == 200
