"""A stop is told otherwise in a season: by a take, which has its place."""

import json
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from exchange.adopting import adopt
from exchange.paper.signs import signed_trail
from media_library.models import Recording
from tests.conftest import BilingualSite, query_count
from tests.factories import (
    NoticeFactory,
    PlaceFactory,
    RecordingFactory,
    StopFactory,
    TourPageFactory,
    every_year,
    season,
    story,
)
from tests.tours.test_seasons import (
    ADVENT,
    AUTUMN,
    CHRISTMAS,
    PARIS,
    SECOND,
    at,
    legs,
    numbered,
    shown,
)
from tours import packages
from tours.cards import read_cards
from tours.models import Stop, TourPage
from tours.notice_subjects import subject_choices
from tours.notice_views import notice_list
from tours.package_building import whole_document
from tours.package_files import open_stored
from tours.package_schema import faults
from tours.presentation import present_tour
from tours.trail_of_day import next_turn_of, trail_of_day
from tours.trigger_checks import geometry_of, zoned_stops

USUAL = ["La mairie", "Le marché", "La cour"]
TOLD = ["La mairie", "Le marché de Noël", "La cour"]
NEW_YEAR = datetime(2027, 1, 1, tzinfo=PARIS)
AFTER = datetime(2027, 1, 7, tzinfo=PARIS)


def heard(seconds: float) -> Any:
    return story(("recording", RecordingFactory(seconds=seconds)))


def make(parent: Any, *takes: Any, **facts: Any) -> TourPage:
    """Three stops, the one in the middle with takes: titles and seasons."""
    places = [PlaceFactory() for _each in range(3)]
    first, market, last = (
        StopFactory.build(place=place, title=title, story=heard(1))
        for place, title in zip(places, USUAL, strict=True)
    )
    for name, value in facts.items():
        setattr(market, name, value)
    others = [
        StopFactory.build(
            place=places[1], title=title, seasons=rules, is_take=True, story=heard(2)
        )
        for title, rules in takes
    ]
    return TourPageFactory(
        parent=parent,
        stops=[first, market, *others, last],
        track=legs(places),
    )


@pytest.fixture
def trail(site: BilingualSite) -> TourPage:
    """The market is told otherwise at Christmas."""
    with at(AUTUMN):
        return make(site.home, ("Le marché de Noël", season(CHRISTMAS)))


def stop_of(trail: TourPage, title: str) -> Stop:
    return trail.stops.get(title=title)


def titles(trail: TourPage) -> list[str]:
    day = trail_of_day(trail, list(trail.stops.all()))
    return [stop.title for stop in day.stops]


@pytest.mark.django_db
def test_a_take_has_the_place_of_its_stop_in_its_season(
    phone: Client, trail: TourPage, committed: Any
) -> None:
    for moment, stops in (
        (AUTUMN, USUAL),
        (ADVENT - SECOND, USUAL),
        (ADVENT, TOLD),
        (NEW_YEAR, TOLD),
        (AFTER - SECOND, TOLD),
        (AFTER, USUAL),
    ):
        with at(moment), committed():
            page = shown(phone, trail.url)
            told = json.loads(phone.get(f"{trail.url}package.json").content)
        expected = [(str(n), title) for n, title in enumerate(stops, start=1)]
        assert numbered(page) == expected
        assert [(str(s["number"]), s["title"]) for s in told["stops"]] == expected
        assert len(told["track"]["legs"]) == 2
        assert told["walking_seconds"][0][1] == told["track"]["legs"][0]["seconds"]
        assert len(told["walking_seconds"]) == 3
        assert list(faults(told)) == []
        usual = stop_of(trail, "Le marché")
        named = [stop.get("instead_of") for stop in told["stops"]]
        key = str(usual.translation_key) if stops == TOLD else None
        assert named == [None, key, None]


@pytest.mark.django_db
def test_minutes_and_the_way_follow(site: BilingualSite, trail: TourPage) -> None:
    with at(AUTUMN):
        usual = TourPage.objects.get(pk=trail.pk).presented
        [card] = read_cards(TourPage.objects.all(), site.home.locale)
    with at(ADVENT):
        told = TourPage.objects.get(pk=trail.pk).presented
        [festive] = read_cards(TourPage.objects.all(), site.home.locale)
    assert usual.day.line == told.day.line
    assert (usual.walk.listening_s, told.walk.listening_s) == (3, 4)
    assert (card.walk, festive.walk) == (usual.walk, told.walk)
    assert card.stop_count == festive.stop_count == 3
    assert [usual.changes_at, told.changes_at] == [ADVENT, AFTER]


@pytest.mark.django_db
def test_a_take_says_its_season_on_the_trail_and_nothing_is_away(
    phone: Client, trail: TourPage
) -> None:
    with at(ADVENT):
        assert "Chaque année du 1er décembre au 6 janvier." in shown(phone, trail.url)
    with at(AUTUMN):
        page = shown(phone, trail.url)
        assert "décembre" not in page
        assert trail_of_day(trail, list(trail.stops.all())).away == ()


@pytest.mark.django_db
def test_each_page_of_a_place_leads_to_what_is_told_there(
    phone: Client, trail: TourPage
) -> None:
    usual, take = stop_of(trail, "Le marché"), stop_of(trail, "Le marché de Noël")
    pages = {each: f"{trail.url}stop/{each.code}/" for each in (usual, take)}
    for moment, told, other in ((AUTUMN, usual, take), (ADVENT, take, usual)):
        with at(moment):
            for scanned in (usual, take):
                for address in (f"/s/{scanned.code}", f"/s/{scanned.code}/fr"):
                    assert phone.get(address).headers["Location"] == pages[told]
            here, aside = shown(phone, pages[told]), shown(phone, pages[other])
        assert "data-start-here" in here
        assert 'rel="next"' in here
        assert "2 sur 3" in here
        assert f'<a href="{pages[told]}">' in aside
        assert "data-start-here" not in aside
        assert 'rel="next"' not in aside
        assert ("De retour le 1er décembre 2026." in aside) == (other == take)


@pytest.mark.django_db
def test_the_take_is_told_where_its_stop_is_out_of_season(
    phone: Client, site: BilingualSite
) -> None:
    summer = season(every_year((1, 6), (31, 8)))
    with at(AUTUMN):
        trail = make(site.home, ("Noël", season(CHRISTMAS)), seasons=summer)
        assert titles(trail) == ["La mairie", "La cour"]
        day = trail_of_day(trail, list(trail.stops.all()))
        assert [stop.title for stop in day.away] == ["Le marché"]
        for title, back in (("Noël", "décembre"), ("Le marché", "juin")):
            code = stop_of(trail, title).code
            address = f"{trail.url}stop/{code}/"
            assert phone.get(f"/s/{code}").headers["Location"] == address
            assert f"De retour le 1er {back}" in shown(phone, address)
    with at(ADVENT):
        assert titles(trail) == ["La mairie", "Noël", "La cour"]


@pytest.mark.django_db
def test_the_usual_story_is_told_outside_the_hours_of_a_take(
    phone: Client, site: BilingualSite
) -> None:
    evenings = season(every_year((1, 12), (6, 1), "17:00", "22:00"))
    with at(AUTUMN):
        trail = make(site.home, ("Le marché de Noël", evenings))
    stops = list(trail.stops.all())
    opens, closes = ADVENT.replace(hour=17), ADVENT.replace(hour=22)
    for moment, told, turn in (
        (ADVENT, USUAL, opens),
        (opens - SECOND, USUAL, opens),
        (opens, TOLD, closes),
        (closes, USUAL, opens + timedelta(days=1)),
    ):
        with at(moment):
            assert titles(trail) == told
            assert next_turn_of(stops) == turn
            assert [name for _n, name in numbered(shown(phone, trail.url))] == told
            assert notice_list(trail)["notices"] == []


@pytest.mark.django_db
def test_of_two_takes_the_first_in_season_tells(site: BilingualSite) -> None:
    carnival = season(every_year((1, 1), (28, 2)))
    with at(AUTUMN):
        trail = make(site.home, ("Noël", season(CHRISTMAS)), ("Le carnaval", carnival))
    for moment, told in (
        (AUTUMN, "Le marché"),
        (ADVENT, "Noël"),
        (NEW_YEAR, "Noël"),
        (AFTER, "Le carnaval"),
        (datetime(2027, 3, 1, tzinfo=PARIS), "Le marché"),
    ):
        with at(moment):
            assert titles(trail) == ["La mairie", told, "La cour"]


@pytest.mark.django_db
def test_where_no_stop_would_be_left_the_usual_ones_are_told(
    site: BilingualSite,
) -> None:
    summer = season(every_year((1, 6), (31, 8)))
    with at(AUTUMN):
        place = PlaceFactory()
        take = StopFactory.build(place=place, seasons=season(CHRISTMAS), is_take=True)
        usual = StopFactory.build(place=place, title="Le marché", seasons=summer)
        trail = TourPageFactory(parent=site.home, stops=[usual, take])
        assert titles(trail) == ["Le marché"]
        assert packages.renew(trail.pk) is not None


@pytest.mark.django_db
def test_a_notice_about_a_stop_holds_for_its_take(
    phone: Client, trail: TourPage
) -> None:
    usual = stop_of(trail, "Le marché")
    with at(AUTUMN):
        for kind in ("stop", "leg"):
            NoticeFactory(
                about=f"{kind}:{usual.translation_key}", first_day=date(2026, 12, 1)
            )
    with at(ADVENT):
        take = stop_of(trail, "Le marché de Noël")
        told = notice_list(trail)["notices"]
        assert [each["codes"] for each in told] == [[take.code]] * 2
        assert sorted(each["legs"] for each in told) == [[], [0]]
        assert "Fermé" in shown(phone, f"{trail.url}stop/{take.code}/")


@pytest.mark.django_db
def test_editors_count_a_take_with_its_stop(trail: TourPage) -> None:
    labels = [
        label
        for _name, group in subject_choices()
        if isinstance(group, list)
        for _value, label in group
    ]
    assert [each for each in labels if "cour" in each] == [
        "The way to stop 3, La cour",
        "Stop 3, La cour",
    ]
    assert [each for each in labels if "Noël" in each] == ["Stop 2, Le marché de Noël"]
    assert [number for number, _stop in zoned_stops(trail)] == [1, 2, 3]
    assert len(geometry_of(trail).zones) == 3
    with at(ADVENT):
        signs = signed_trail(trail).signs[1:]
    assert [(sign.number, sign.title) for sign in signs] == list(
        enumerate(USUAL, start=1)
    )


@pytest.mark.django_db
def test_a_preview_shows_both_under_one_number(trail: TourPage) -> None:
    shown = present_tour(trail.get_latest_revision_as_object(), is_preview=True)
    assert [(stop.number, stop.title) for stop in shown.stops] == [
        (1, "La mairie"),
        (2, "Le marché"),
        (2, "Le marché de Noël"),
        (3, "La cour"),
    ]
    assert (shown.stop_count, shown.walk.listening_s) == (3, 3)


@pytest.mark.django_db
def test_takes_cost_no_query(
    site: BilingualSite, phone: Client, trail: TourPage
) -> None:
    with at(ADVENT):
        plain = make(site.home)
        counts = [query_count(phone, f"{each.url}?a=1") for each in (plain, trail)]
    assert counts[0] == counts[1]


@pytest.mark.django_db
@pytest.mark.parametrize("moment", [AUTUMN, ADVENT], ids=["autumn", "advent"])
def test_a_package_taken_in_again_keeps_stops_and_takes(
    site: BilingualSite, trail: TourPage, committed: Any, moment: datetime
) -> None:
    with at(moment), committed():
        package = packages.renew(trail.pk)
        assert package
        draft = adopt(package.document, package.open_file, site.home)
    kept = draft.get_latest_revision_as_object().stops.all()
    assert [(stop.title, stop.is_take) for stop in kept] == [
        ("La mairie", False),
        ("Le marché", False),
        ("Le marché de Noël", True),
        ("La cour", False),
    ]


@pytest.mark.django_db
def test_a_take_adopted_without_its_stop_is_a_stop_in_its_season(
    site: BilingualSite, trail: TourPage, committed: Any
) -> None:
    with at(ADVENT), committed():
        package = packages.renew(trail.pk)
        assert package
        document = {**package.document, "id": str(uuid4())}
        for stop in document["stops"]:
            stop["id"] = str(uuid4())
        draft = adopt(document, package.open_file, site.home)
    kept = draft.get_latest_revision_as_object().stops.all()
    assert [(stop.title, stop.is_take) for stop in kept] == [
        (title, False) for title in TOLD
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("moment", [AUTUMN, ADVENT], ids=["autumn", "advent"])
def test_a_copy_holds_both_and_restores_them(
    site: BilingualSite, trail: TourPage, committed: Any, moment: datetime
) -> None:
    with at(moment), committed():
        packages.renew(trail.pk)
        whole = whole_document(TourPage.objects.get(pk=trail.pk))
        assert [each["number"] for each in whole["stops"]] == [1, 2, 2, 3]
        assert len(whole["track"]["legs"]) == 2
        assert list(faults(whole)) == []
        TourPage.objects.get(pk=trail.pk).delete()
        restored = adopt(whole, open_stored, site.home, is_restored=True)
        assert [stop.is_take for stop in restored.stops.all()] == [
            False,
            False,
            True,
            False,
        ]
        assert len(restored.track["features"]) == 2
        assert titles(restored) == (TOLD if moment == ADVENT else USUAL)
    assert Recording.objects.count() == 4


@pytest.mark.django_db
def test_every_language_has_the_take(trail: TourPage, site: BilingualSite) -> None:
    from wagtail_localize.models import Translation, TranslationSource

    source, _made = TranslationSource.update_or_create_from_instance(trail)
    translation = Translation.objects.create(
        source=source, target_locale=site.english_home.locale
    )
    translation.save_target()
    english = translation.get_target_instance()
    assert [stop.is_take for stop in english.stops.all()] == [False, False, True, False]
