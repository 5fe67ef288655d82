"""What an import will make, before it makes anything."""

import pytest
from wagtail.models import Site

from exchange.found import FoundWork, Reading
from exchange.importing import import_trails
from exchange.planning import Change, ImportRefused, home_for, homes_for, plan
from places.geo import Point
from places.models import Place
from tests.conftest import BilingualSite
from tests.exchange.readings import found_stop, found_trail, reading
from tests.factories import PlaceFactory, ThemeFactory, TourPageFactory
from tours.models import TourPage


def codes(planned: object) -> list[str]:
    return [remark.code for remark in planned.remarks]


def test_a_plan_changes_nothing(site: BilingualSite) -> None:
    (planned,) = plan(reading())
    assert not planned.is_update
    assert [stop.change for stop in planned.stops] == [Change.NEW, Change.NEW]
    assert [place.name for place in planned.new_places] == [
        "Puits Couriot",
        "Halles Biltoux",
    ]
    assert not Place.objects.exists()
    assert not TourPage.objects.exists()


@pytest.mark.parametrize(
    ("language", "home"), [("fr", "fr"), ("en", "en"), ("en-GB", "en"), ("EN_us", "en")]
)
def test_a_trail_goes_under_the_home_page_of_its_language(
    site: BilingualSite, language: str, home: str
) -> None:
    assert home_for(language) == site.homes[home]


@pytest.mark.parametrize("language", ["", "de", "f"])
def test_a_trail_of_no_known_language_goes_under_the_sites_own(
    site: BilingualSite, language: str
) -> None:
    assert home_for(language) == site.home


def test_without_a_home_page_nothing_is_planned(site: BilingualSite) -> None:
    Site.objects.all().delete()
    with pytest.raises(ImportRefused) as refused:
        plan(reading())
    assert refused.value.remark.code == "no_home"


def test_a_file_without_a_trail_is_refused(site: BilingualSite) -> None:
    with pytest.raises(ImportRefused) as refused:
        plan(Reading("gpx", ()))
    assert refused.value.remark.code == "no_trail"


def test_homes_are_those_where_one_may_add_the_sites_own_first(
    site: BilingualSite, editor: object, django_user_model: object
) -> None:
    assert homes_for(editor) == [site.home, site.english_home]
    stranger = django_user_model.objects.create_user("stranger")
    assert homes_for(stranger) == []


def test_a_place_near_with_a_like_name_is_reused(site: BilingualSite) -> None:
    known = PlaceFactory(
        name="PUITS COURIOT, musée", latitude=45.4398, longitude=4.3872
    )
    (planned,) = plan(reading())
    first, second = planned.stops
    assert first.place == known
    assert not first.is_new_place
    assert first.own_point == Point(45.4397, 4.3872)
    assert second.is_new_place
    assert second.own_point is None
    assert planned.reused == [first]


def test_a_place_near_with_another_name_is_not_reused(site: BilingualSite) -> None:
    PlaceFactory(name="Boulangerie", latitude=45.4397, longitude=4.3872)
    (planned,) = plan(reading())
    assert planned.stops[0].is_new_place


def test_a_place_of_that_name_further_away_is_not_reused(site: BilingualSite) -> None:
    PlaceFactory(name="Puits Couriot", latitude=45.4401, longitude=4.3872)  # 44 m
    (planned,) = plan(reading())
    assert planned.stops[0].is_new_place


def test_the_place_in_the_trails_language_comes_first(site: BilingualSite) -> None:
    french = PlaceFactory(name="Puits Couriot", latitude=45.4397, longitude=4.3872)
    english = PlaceFactory(
        name="Puits Couriot",
        latitude=45.43975,
        longitude=4.3872,
        language="en",
        translation_key=french.translation_key,
    )
    (planned,) = plan(reading(), site.english_home)
    assert planned.stops[0].place == english
    english.delete()
    (planned,) = plan(reading(), site.english_home)
    assert planned.stops[0].place == french


def test_a_loop_that_ends_where_it_began_makes_that_place_once(
    site: BilingualSite,
) -> None:
    stops = (found_stop("Gare"), found_stop("Halles", 1), found_stop("Gare"))
    (planned,) = plan(reading(found_trail(stops=stops)))
    assert planned.stops[0].place is planned.stops[2].place
    assert len(planned.new_places) == 2
    assert len({stop.key for stop in planned.stops}) == 3


def test_themes_are_found_by_name_and_the_others_told(site: BilingualSite) -> None:
    mine = ThemeFactory(name="Mine")
    ThemeFactory(name="Design", language="en")
    (planned,) = plan(reading(found_trail(themes=("mine", "Design", "mine"))))
    assert planned.themes == (mine,)
    assert codes(planned) == ["theme_unknown"]


def test_works_that_the_file_names_are_told(site: BilingualSite) -> None:
    stop = found_stop("Puits", pictures=(FoundWork("https://example.org/a.jpg"),))
    (planned,) = plan(reading(found_trail(stops=(stop,))))
    assert codes(planned) == ["works_left"]


def test_more_stops_than_the_map_draws_legs_between_are_told(
    site: BilingualSite,
) -> None:
    stops = tuple(found_stop(f"Arrêt {number}", number) for number in range(61))
    (planned,) = plan(reading(found_trail(stops=stops)))
    assert len(planned.stops) == 61
    assert codes(planned) == ["many_stops"]


def test_a_trail_that_no_form_could_hold_is_refused(site: BilingualSite) -> None:
    stops = tuple(found_stop(f"Arrêt {number}") for number in range(301))
    with pytest.raises(ImportRefused) as refused:
        plan(reading(found_trail(stops=stops)))
    assert refused.value.remark.code == "too_many_stops"


def test_the_same_file_again_is_an_update_with_nothing_new(
    site: BilingualSite,
) -> None:
    (made,) = import_trails(reading())
    (planned,) = plan(reading())
    assert planned.draft == made.page
    assert [stop.change for stop in planned.stops] == [Change.SAME, Change.SAME]
    assert planned.new_places == []


def test_an_update_tells_what_is_new_changed_and_kept(site: BilingualSite) -> None:
    import_trails(reading())
    stops = (
        found_stop("Puits Couriot", story="<p>Autre récit.</p>"),
        found_stop("Grand’Église", 2),
    )
    (planned,) = plan(reading(found_trail(stops=stops)))
    assert [stop.change for stop in planned.stops] == [Change.CHANGED, Change.NEW]
    assert [stop.title for stop in planned.kept] == ["Halles Biltoux"]


def test_the_same_trail_may_be_made_once_more(site: BilingualSite) -> None:
    (made,) = import_trails(reading())
    (planned,) = plan(reading(), as_new=True)
    assert not planned.is_update
    assert planned.key != made.page.translation_key


def test_in_another_language_it_is_another_page_of_the_same_trail(
    site: BilingualSite,
) -> None:
    (made,) = import_trails(reading())
    (planned,) = plan(reading(), site.english_home)
    assert not planned.is_update
    assert planned.key == made.page.translation_key


def test_two_trails_of_one_file_never_share_an_identifier(site: BilingualSite) -> None:
    twin = found_trail(identifier="", url="")
    stop = found_stop("Puits", identifier="6f1c8a52-8a3f-4a0c-9d0b-0c8f0f1f2a3b")
    first, second = plan(
        reading(found_trail(stops=(stop,)), found_trail(stops=(stop,)))
    )
    assert first.key != second.key
    assert first.stops[0].key != second.stops[0].key
    assert first.stops[0].place is second.stops[0].place
    first, second = plan(reading(twin, twin))
    assert first.key != second.key


def test_a_trail_made_here_is_found_by_its_own_identifier(site: BilingualSite) -> None:
    page = TourPageFactory(parent=site.home)
    stop = page.stops.first()
    found = found_trail(
        uuid=str(page.translation_key),
        stops=(found_stop(stop.title, identifier=str(stop.translation_key)),),
    )
    (planned,) = plan(reading(found))
    assert planned.draft == page
    assert planned.stops[0].existing == stop


def test_a_page_that_is_no_trail_is_never_updated(site: BilingualSite) -> None:
    found = found_trail(uuid=str(site.home.translation_key))
    (planned,) = plan(reading(found))
    assert not planned.is_update
    assert planned.key != site.home.translation_key


def test_a_preview_looks_at_the_beginning_of_a_long_story(site: BilingualSite) -> None:
    story = f"<p>Ici passait la rivière.</p>{'<p>Un <b>mot</b>.</p>' * 1_000}"
    [planned] = plan(reading(found_trail(stops=(found_stop("Pont", story=story),))))
    words = planned.stops[0].words
    assert words.startswith("Ici passait la rivière. Un mot.")
    assert len(words) < 2_000
    assert "<" not in words
