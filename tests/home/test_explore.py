"""The home page's trails: by city, on a map, by theme."""

import pytest
from django.test import RequestFactory

from home.explore import explore
from places.geo import Point
from tests.factories import PlaceFactory, StopFactory, ThemeFactory, TourPageFactory
from tours.cards import draw_cards, read_cards
from tours.models import TourPage

pytestmark = pytest.mark.screens

HELSINKI = {"latitude": 60.1719, "longitude": 24.9414}


def stop_at(latitude, longitude):
    """A stop whose place is there."""
    return StopFactory(place=PlaceFactory(latitude=latitude, longitude=longitude))


def helsinki_trail(site, **options):
    """A trail 2,000 km away from all the others."""
    stop = stop_at(HELSINKI["latitude"], HELSINKI["longitude"])
    return TourPageFactory(
        parent=site.home, **{"city": "Helsinki", "stops": [stop], **options}
    )


def test_trails_come_by_city_the_newest_first(site, french):
    older = TourPageFactory(parent=site.home)
    TourPageFactory(parent=site.home, city="")
    helsinki = helsinki_trail(site)
    newer = TourPageFactory(parent=site.home)
    found = explore(french)
    assert [city.name for city in found.cities] == ["Saint-Étienne", "Helsinki", ""]
    assert [card.page for card in found.cities[0].cards] == [newer, older]
    assert [card.page for card in found.cities[1].cards] == [helsinki]
    assert found.shown_count == 4


def test_each_city_has_a_map_with_a_pin_for_each_trail(site, french):
    TourPageFactory(parent=site.home)
    TourPageFactory(parent=site.home)
    helsinki_trail(site)
    helsinki, saint_etienne = explore(french).cities
    assert len(helsinki.overview.pins) == 1
    assert [card.pin for card in saint_etienne.cards] == list(
        saint_etienne.overview.pins
    )
    assert [card.number for card in saint_etienne.cards] == [1, 2]
    assert saint_etienne.is_numbered
    assert not helsinki.is_numbered


def test_trails_that_begin_too_far_apart_share_no_map(site, french):
    TourPageFactory(parent=site.home, city="")
    helsinki_trail(site, city="")
    (nowhere,) = explore(french).cities
    assert nowhere.overview is None
    assert [card.pin for card in nowhere.cards] == [None, None]


def test_a_site_without_a_trail_has_no_city(site, french):
    found = explore(french)
    assert found.cities == ()
    assert found.themes == ()


def test_drafts_and_other_languages_are_not_there(site, french):
    TourPageFactory(parent=site.home, live=False)
    TourPageFactory(parent=site.english_home, language="en")
    assert explore(french).cards == ()


def test_a_theme_shows_its_trails_only(site, french):
    mines = ThemeFactory(name="Mines")
    street = ThemeFactory(name="Art dans la ville")
    both = TourPageFactory(parent=site.home, themes=(mines, street))
    TourPageFactory(parent=site.home, themes=(mines,))
    helsinki_trail(site)
    found = explore(french, {"theme": "art-dans-la-ville"})
    assert [card.page for card in found.cards if card.is_shown] == [both]
    assert found.chosen.name == "Art dans la ville"
    assert [theme.name for theme in found.themes] == ["Art dans la ville", "Mines"]
    assert [city.is_shown for city in found.cities] == [False, True]
    assert not found.is_theme_unknown


@pytest.mark.parametrize("asked", ["unknown", "min", "<script>", "'; --", "é" * 9999])
def test_a_theme_that_is_not_there_shows_everything(site, french, asked):
    TourPageFactory(parent=site.home, themes=(ThemeFactory(name="Mines"),))
    found = explore(french, {"theme": asked})
    assert found.is_theme_unknown
    assert found.chosen is None
    assert found.shown_count == 1


def test_an_empty_theme_is_no_theme(site, french):
    TourPageFactory(parent=site.home, themes=(ThemeFactory(name="Mines"),))
    found = explore(french, {"theme": ""})
    assert not found.is_theme_unknown
    assert found.shown_count == 1


def test_stops_are_drawn_on_the_map_of_a_few_trails_only(site, french):
    for _number in range(3):
        TourPageFactory(parent=site.home, stops=3)
    (city,) = explore(french).cities
    assert len(city.overview.dots) >= 6
    TourPageFactory(parent=site.home, stops=3)
    (city,) = explore(french).cities
    assert len(city.overview.dots) < 6


def test_a_place_is_drawn_once_even_where_a_trail_stops(site, french):
    stop = stop_at(45.44, 4.39)
    TourPageFactory(parent=site.home, stops=[stop, stop_at(45.45, 4.39)])
    cards = read_cards(TourPage.objects.on_show("fr"), french)
    drawn = draw_cards(cards, [Point(45.44, 4.39)])
    assert len(drawn.pins) == 1
    assert len(drawn.dots) == 1


def test_the_page_answers_a_theme_without_script(site, phone):
    themes = (ThemeFactory(name="Mines"),)
    TourPageFactory(parent=site.home, title="Le puits", themes=themes)
    TourPageFactory(parent=site.home, title="Le tram")
    page = phone.get("/fr/", {"theme": "mines"})
    assert page.status_code == 200
    html = page.content.decode()
    assert html.count('class="trail-card"') == 2
    shown, hidden = html.split('id="trail-le-tram"')[::-1]
    assert 'aria-current="true"' in html
    assert shown.partition(">")[0].endswith("hidden")
    assert 'id="trail-le-puits"' in html


def test_reading_costs_the_same_for_one_trail_and_for_many(
    site, french, django_assert_max_num_queries, django_assert_num_queries
):
    theme = ThemeFactory(name="Mines")
    TourPageFactory(parent=site.home, themes=(theme,))
    explore(french)  # makes the covers' sizes
    with django_assert_max_num_queries(12) as one:
        explore(french)
    for _number in range(5):
        TourPageFactory(parent=site.home, stops=3, themes=(theme,))
    explore(french)
    with django_assert_num_queries(len(one.captured_queries)):
        explore(french)


def test_a_preview_of_the_home_page_has_its_trails(site, french):
    TourPageFactory(parent=site.home)
    request = RequestFactory().get("/", {"mode": ""})
    assert site.home.get_context(request)["explore"].shown_count == 1
