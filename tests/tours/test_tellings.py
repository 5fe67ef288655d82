"""A stop that tells its story in several versions, as pages show it."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale

from media_library.models import Recording
from tests.conftest import BilingualSite
from tests.factories import RecordingFactory, StopFactory, TourPageFactory, story
from tours.cards import read_cards
from tours.models import TourPage
from tours.presentation import TourView, present_tour


def told(telling: str, **changes: Any) -> Recording:
    """A story told in some way."""
    return RecordingFactory(telling=telling, **changes)


def stop_of(*recordings: Recording) -> Any:
    """A stop that tells nothing else."""
    return StopFactory(story=story(*(("recording", each) for each in recordings)))


def trail_of(site: BilingualSite, *stops: Any) -> TourPage:
    return TourPageFactory(parent=site.home, stops=list(stops))


def view(trail: TourPage) -> TourView:
    """The trail as the public reads it."""
    return present_tour(TourPage.objects.get(pk=trail.pk))


class TestWhatPlays:
    def test_the_full_version_wherever_it_stands(self, site: BilingualSite) -> None:
        children, full = told("children"), told("full")
        (stop,) = view(trail_of(site, stop_of(children, full))).stops
        assert stop.recording == full
        assert stop.tellings == (full, children)
        assert stop.reading == ()

    def test_another_one_where_there_is_no_full_version(
        self, site: BilingualSite
    ) -> None:
        described, expert = told("described"), told("expert")
        (stop,) = view(trail_of(site, stop_of(described, expert))).stops
        assert stop.recording == expert

    def test_a_second_one_of_the_same_version_stays_in_the_reading(
        self, site: BilingualSite
    ) -> None:
        first, second, short = told("full"), told("full"), told("short")
        (stop,) = view(trail_of(site, stop_of(first, second, short))).stops
        assert stop.tellings == (first, short)
        assert [item.recording for item in stop.reading] == [second]

    def test_music_and_other_languages_are_no_versions(
        self, site: BilingualSite
    ) -> None:
        music = RecordingFactory(kind="music")
        english = told("short", language="en")
        (stop,) = view(trail_of(site, stop_of(music, english, told("full")))).stops
        assert len(stop.tellings) == 1

    def test_minutes_of_sound_are_those_of_the_version_that_plays(
        self, site: BilingualSite
    ) -> None:
        short, full = told("short", seconds=60), told("full", seconds=240)
        trail = trail_of(site, stop_of(short, full))
        assert view(trail).walk.listening_s == 240
        trails = TourPage.objects.filter(pk=trail.pk)
        (card,) = read_cards(trails, Locale.objects.get(language_code="fr"))
        assert card.walk == view(trail).walk


class TestChoice:
    def test_it_is_among_the_versions_of_stops_that_have_several(
        self, site: BilingualSite
    ) -> None:
        trail = trail_of(
            site,
            stop_of(told("children"), told("full")),
            stop_of(told("short")),
            stop_of(told("full"), told("described")),
        )
        names = [each.telling for each in view(trail).tellings]
        assert names == ["full", "children", "described"]

    def test_there_is_none_where_each_stop_has_one_version(
        self, site: BilingualSite, phone: Client
    ) -> None:
        trail = trail_of(site, stop_of(told("short")), stop_of(told("full")))
        assert view(trail).tellings == ()
        assert "data-telling" not in phone.get(trail.url).content.decode()

    @pytest.mark.parametrize("page", ["trail", "stop"])
    def test_pages_offer_it_and_hold_every_version(
        self, site: BilingualSite, phone: Client, page: str
    ) -> None:
        full, children = told("full"), told("children", transcript="Il était une fois.")
        trail = trail_of(site, stop_of(full, children))
        (stop,) = view(trail).stops
        html = phone.get(trail.url if page == "trail" else stop.url).content.decode()
        assert html.count("data-telling-choice") == 1
        assert html.count('type="radio"') == 2
        assert html.count("data-main") == 1
        for words in (full.file.url, children.file.url, "Il était une fois."):
            assert words in html
