"""Trails as cards."""

from typing import Any

import pytest
from wagtail.models import Locale

from places.geo import distance_m
from tests.conftest import BilingualSite
from tests.factories import (
    PictureFactory,
    RecordingFactory,
    StopFactory,
    ThemeFactory,
    TourPageFactory,
    story,
)
from tours.cards import DOTTED_TRAILS, Card, draw_cards, read_cards, theme_key
from tours.models import Theme, TourPage
from tours.stories import COVER_FILTERS


def read(locale: Locale) -> tuple[Card, ...]:
    """The cards of a language."""
    return read_cards(TourPage.objects.on_show(locale.language_code), locale)


def silent_stop(*recordings: Any) -> Any:
    """A stop that plays some recordings, or none."""
    return StopFactory(story=story(*(("recording", each) for each in recordings)))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Mines", "mines"),
        ("Art dans la ville", "art-dans-la-ville"),
        ("Été & hiver", "été-hiver"),
    ],
)
def test_a_theme_is_named_in_addresses_as_it_is_called(name: str, key: str) -> None:
    assert theme_key(Theme(name=name)) == key


def test_a_card_tells_where_the_walk_begins_and_how_long_it_is(
    site: BilingualSite, french: Locale
) -> None:
    TourPageFactory(parent=site.home, stops=3)
    (card,) = read(french)
    first, second, third = card.points
    assert card.point == first
    assert card.stop_count == 3
    metres = distance_m(first, second) + distance_m(second, third)
    assert card.walk.length_m == pytest.approx(metres)
    assert card.length_km == 0.2


def test_a_trail_of_no_place_begins_nowhere(
    site: BilingualSite, french: Locale
) -> None:
    trail = TourPageFactory(parent=site.home, stops=1)
    trail.stops.get().place.delete()
    (card,) = read(french)
    assert (card.point, card.points, card.length_km) == (None, (), 0)
    assert card.stop_count == 1


def test_minutes_of_sound_count_the_first_recording_of_the_language(
    site: BilingualSite, french: Locale
) -> None:
    english = RecordingFactory(language="en", seconds=500)
    first, second = RecordingFactory(seconds=90), RecordingFactory(seconds=500)
    stops = [silent_stop(english, first, second), silent_stop(), silent_stop(english)]
    trail = TourPageFactory(parent=site.home, stops=stops)
    (card,) = read(french)
    assert card.walk.listening_s == 90
    assert card.walk == trail.presented.walk


def test_a_recording_that_was_deleted_counts_for_nothing(
    site: BilingualSite, french: Locale
) -> None:
    recording = RecordingFactory(seconds=90)
    TourPageFactory(parent=site.home, stops=[silent_stop(recording)])
    recording.delete()
    (card,) = read(french)
    assert card.walk.listening_s == 0


def test_themes_are_those_of_the_reader_s_language(
    site: BilingualSite, english: Locale
) -> None:
    mines, art = ThemeFactory(name="Mines"), ThemeFactory(name="Art")
    mining = ThemeFactory(
        name="Mining", language="en", translation_key=mines.translation_key
    )
    TourPageFactory(parent=site.english_home, language="en", themes=[mines, art])
    (card,) = read(english)
    assert card.themes == (mining,)
    assert card.theme_keys == ("mining",)


def test_a_cover_comes_in_two_sizes_or_not_at_all(
    site: BilingualSite, french: Locale
) -> None:
    TourPageFactory(parent=site.home, cover=PictureFactory())
    TourPageFactory(parent=site.home, cover=None)
    without, covered = read(french)
    assert without.cover == ()
    specs = [size.webp.filter_spec for size in covered.cover]
    assert specs == list(COVER_FILTERS)


def test_a_cover_whose_file_is_lost_is_left_out(
    site: BilingualSite, french: Locale
) -> None:
    trail = TourPageFactory(parent=site.home)
    trail.cover.file.storage.delete(trail.cover.file.name)
    (card,) = read(french)
    assert card.cover == ()


@pytest.mark.parametrize(
    ("count", "dotted"), [(DOTTED_TRAILS, True), (DOTTED_TRAILS + 1, False)]
)
def test_stops_are_dots_while_there_are_few_trails(
    site: BilingualSite, french: Locale, count: int, dotted: bool
) -> None:
    for _trail in range(count):
        TourPageFactory(parent=site.home, stops=2)
    cards = read(french)
    drawn = draw_cards(cards, [cards[0].points[0]])
    assert drawn
    assert bool(drawn.dots) is dotted


def test_no_trail_draws_nothing() -> None:
    assert draw_cards([], []) is None
