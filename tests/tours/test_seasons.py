"""Trails and stops come and go with their seasons: pages, cards, lists, packages."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from exchange.adopting import adopt
from home.page_cache import content_version
from tests.conftest import BilingualSite, query_count
from tests.factories import (
    PlaceFactory,
    StopFactory,
    TourPageFactory,
    every_week,
    every_year,
    season,
)
from tours import packages
from tours.models import TourPage
from tours.package_building import whole_document
from tours.package_schema import faults

PARIS = ZoneInfo("Europe/Paris")
CHRISTMAS = every_year((1, 12), (6, 1))
COURTYARD = every_week(5, 6, hours=("14:00", "18:00"))
AUTUMN = datetime(2026, 11, 28, 12, tzinfo=PARIS)  # a Saturday
ADVENT = datetime(2026, 12, 1, tzinfo=PARIS)
SECOND = timedelta(seconds=1)


def at(moment: datetime) -> Any:
    """That moment, as a process that has just come."""
    content_version.value = None
    return time_machine.travel(moment.astimezone(UTC), tick=False)


def legs(places: list[Any]) -> dict[str, Any]:
    """A leg from each place to the next."""
    points = [[each.longitude, each.latitude] for each in places]
    features = [
        {
            "type": "Feature",
            "properties": {"by": "street", "steps": 0, "step_free": True},
            "geometry": {"type": "LineString", "coordinates": list(pair)},
        }
        for pair in zip(points, points[1:], strict=False)
    ]
    return {"type": "FeatureCollection", "features": features}


@pytest.fixture
def trail(site: BilingualSite) -> TourPage:
    """Three stops: the middle one at Christmas, the last one on weekend afternoons."""
    places = [PlaceFactory() for _each in range(3)]
    stops = [
        StopFactory.build(place=place, title=title, seasons=rules)
        for place, title, rules in zip(
            places,
            ("La mairie", "Le marché", "La cour"),
            (season(), season(CHRISTMAS), season(COURTYARD)),
            strict=True,
        )
    ]
    with at(AUTUMN):
        return TourPageFactory(
            parent=site.home, title="La ville", stops=stops, track=legs(places)
        )


def shown(phone: Client, address: str) -> str:
    answer = phone.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def numbered(html: str) -> list[tuple[str, str]]:
    """The stops of a page with their numbers."""
    parts = html.split('<li class="stop"')[1:]
    return [
        (each.split('data-number="')[1][0], each.split('data-title="')[1].split('"')[0])
        for each in parts
    ]


@pytest.mark.django_db
def test_a_stop_is_left_out_of_its_trail_until_its_season(
    phone: Client, trail: TourPage, committed: Any
) -> None:
    with at(AUTUMN), committed():
        packages.renew(trail.pk)
        before = shown(phone, trail.url)
        told = json.loads(phone.get(f"{trail.url}package.json").content)
    assert numbered(before) == [("1", "La mairie"), ("2", "La cour")]
    assert [each["title"] for each in told["stops"]] == ["La mairie", "La cour"]
    (leg,) = told["track"]["legs"]
    assert len(leg["line"]) == 3
    assert (leg["steps"], leg["step_free"]) == (0, True)
    assert len(told["walking_seconds"]) == 2
    assert told["walking_seconds"][0][1] == leg["seconds"]
    assert [each["title"] for each in told["seasons"]] == ["La cour", "Le marché"]
    assert list(faults(told)) == []
    with at(ADVENT - SECOND):
        assert len(numbered(shown(phone, trail.url))) == 2 - 1  # a Monday
    saturday = ADVENT + timedelta(days=4)
    with at(saturday), committed():
        stops = ["La mairie", "Le marché", "La cour"]
        assert [name for _n, name in numbered(shown(phone, trail.url))] == stops
        renewed = json.loads(phone.get(f"{trail.url}package.json").content)
        assert [each["title"] for each in renewed["stops"]] == stops
        assert renewed["version"] != told["version"]
        assert len(renewed["track"]["legs"]) == 2


@pytest.mark.django_db
def test_the_page_of_a_stop_that_is_away_says_when_it_returns(
    phone: Client, trail: TourPage
) -> None:
    stop = trail.stops.get(title="Le marché")
    address = f"{trail.url}stop/{stop.code}/"
    with at(AUTUMN):
        away = shown(phone, address)
        assert phone.get(f"/s/{stop.code}", follow=True).status_code == 200
    assert "De retour le 1er décembre 2026." in away
    assert "Chaque année du 1er décembre au 6 janvier." in away
    assert "Ici passait la rivière." in away
    assert "data-listen" in away
    assert "data-start-here" not in away
    assert 'rel="next"' not in away
    with at(ADVENT + timedelta(hours=9)):
        here = shown(phone, address)
    assert "De retour" not in here
    assert "data-start-here" in here


@pytest.mark.django_db
def test_a_stop_is_closed_outside_its_hours_and_phones_know_them(
    phone: Client, trail: TourPage
) -> None:
    code = trail.stops.get(title="La cour").code
    for hour, is_open in ((12, False), (14, True), (18, False)):
        with at(AUTUMN.replace(hour=hour)):
            html = shown(phone, trail.url)
            cour = html.split(f'id="stop-{code}"')[1]
            assert ("data-closed" not in cour.split(">")[0]) is is_open
            assert "Les samedis et dimanches, 14:00–18:00." in cour
            listed = json.loads(phone.get(f"{trail.url}notices.json").content)
            now = datetime.now(UTC)
            closed = [
                each
                for each in listed["notices"]
                if code in each["codes"]
                and datetime.fromisoformat(each["from"]) <= now
                and now < datetime.fromisoformat(each["to"])
            ]
            assert len(closed) == (not is_open)
            assert len({each["id"] for each in listed["notices"]}) >= 8
    with at(AUTUMN):
        assert "Fermé jusqu’au 28 novembre 2026, 14:00" in shown(phone, trail.url)


@pytest.mark.django_db
def test_a_trail_out_of_season_stays_and_stands_behind_the_others(
    phone: Client, site: BilingualSite
) -> None:
    with at(AUTUMN):
        plain = TourPageFactory(parent=site.home, title="Toute l’année")
        page = shown(phone, "/fr/")
        assert "En ce moment" not in page and "city__part" not in page
        summer = season(every_year((1, 6), (31, 8)))
        TourPageFactory(parent=site.home, title="L’été", seasons=summer)
        noel = season(CHRISTMAS)
        trail = TourPageFactory(parent=site.home, title="Noël", seasons=noel)
    with at(AUTUMN + SECOND):
        content_version.bump()  # in another instant: the version is its name
        page = shown(phone, "/fr/")
        order = ["En ce moment", "Toute l’année", "À venir", "Noël", "L’été"]
        heads = page.split('class="home__cities"')[1]
        assert sorted(order, key=heads.index) == order
        assert "De retour le 1er décembre 2026." in heads
        own = shown(phone, trail.url)
        assert len(numbered(own)) == 2
        assert "De retour le 1er décembre 2026." in own
        assert "data-start" in own
        assert "notice--info" not in shown(phone, plain.url)
    with at(ADVENT):
        own = shown(phone, trail.url)
        assert "De retour" not in own
        assert "En ce moment" in own
        heads = shown(phone, "/fr/").split('class="home__cities"')[1]
        assert heads.index("Noël") < heads.index("À venir") < heads.index("L’été")


@pytest.mark.django_db
def test_a_trail_of_which_no_stop_would_be_left_is_whole(
    phone: Client, site: BilingualSite
) -> None:
    with at(AUTUMN):
        stops = [StopFactory.build(seasons=season(CHRISTMAS)) for _each in range(2)]
        trail = TourPageFactory(parent=site.home, stops=stops)
        assert len(numbered(shown(phone, trail.url))) == 2
        assert packages.renew(trail.pk) is not None


@pytest.mark.django_db
def test_seasons_cost_no_query(site: BilingualSite, phone: Client) -> None:
    with at(AUTUMN):
        plain = TourPageFactory(parent=site.home, stops=3)
        stops = [StopFactory.build(seasons=season(COURTYARD)) for _each in range(3)]
        told = season(CHRISTMAS)
        seasonal = TourPageFactory(parent=site.home, stops=stops, seasons=told)
        asked = [f"{page.url}?" for page in (plain, seasonal)]
        plain_count, count = (query_count(phone, f"{each}a=1") for each in asked)
    assert plain_count == count


@pytest.mark.django_db
def test_packages_are_renewed_by_the_clock_and_only_when_something_turned(
    trail: TourPage, committed: Any, django_assert_max_num_queries: Any
) -> None:
    def versions() -> list[str]:
        found = trail.packages.filter(replaced_at=None)
        return list(found.values_list("version", flat=True))

    with at(AUTUMN), committed():
        packages.renew(trail.pk)
        first = versions()
        call_command("publish_seasons")
        with django_assert_max_num_queries(2):
            call_command("publish_seasons")
    assert versions() == first
    saturday = ADVENT + timedelta(days=4)
    with at(saturday), committed():
        call_command("publish_seasons")
        second = versions()
        call_command("publish_seasons")
    assert second != first
    assert versions() == second


@pytest.mark.django_db
def test_a_copy_holds_the_stops_that_are_away_and_adopting_keeps_them(
    site: BilingualSite, trail: TourPage, committed: Any
) -> None:
    with at(AUTUMN), committed():
        package = packages.renew(trail.pk)
        assert package
        adopted = adopt(package.document, package.open_file, site.home)
        draft = adopted.get_latest_revision_as_object()
        kept = [each.title for each in draft.stops.all()]
        assert sorted(kept) == ["La cour", "La mairie", "Le marché"]
        whole = whole_document(TourPage.objects.get(pk=trail.pk))
        assert [each["number"] for each in whole["stops"]] == [1, 2, 3]
        assert len(whole["track"]["legs"]) == 2
        for stop in trail.stops.all():
            same = next(s for s in draft.stops.all() if s.title == stop.title)
            values = [[b["value"] for b in s.seasons.raw_data] for s in (stop, same)]
            assert values[0] == values[1]


@pytest.mark.django_db
def test_a_rule_that_our_form_would_refuse_is_not_adopted(
    site: BilingualSite, trail: TourPage
) -> None:
    with at(AUTUMN):
        package = packages.renew(trail.pk)
        assert package
        rules = [
            {"kind": "dates", "value": {"first": "2026-13-40"}},
            {"kind": "carnival", "value": {}},
            {"kind": "weekly", "value": {"weekdays": ["9"]}},
            {"kind": "dates", "value": {"first": "2026-06-01"}},
        ]
        told = {
            **package.document["seasons"][0],
            "about": "trail",
            "id": package.document["id"],
            "rules": rules,
        }
        document = {**package.document, "seasons": [told]}
        draft = adopt(document, package.open_file, site.home)
        (block,) = draft.get_latest_revision_as_object().seasons
        assert block.block_type == "dates"


@pytest.mark.django_db
def test_a_schedule_and_a_season_work_together(
    phone: Client, site: BilingualSite
) -> None:
    noel = season(CHRISTMAS)
    with at(AUTUMN):
        trail = TourPageFactory(
            parent=site.home, title="Noël", seasons=noel, live=False
        )
        trail.go_live_at = AUTUMN + timedelta(hours=1)
        trail.expire_at = ADVENT + timedelta(days=2)
        trail.save_revision().publish()
        assert phone.get(trail.url).status_code == 404
    with at(AUTUMN + timedelta(hours=2)):
        call_command("publish_scheduled")
        assert "De retour le 1er décembre 2026." in shown(phone, trail.url)
    with at(ADVENT + timedelta(days=3)):
        call_command("publish_scheduled")
        assert phone.get(trail.url).status_code == 404
        assert "Noël" not in shown(phone, "/fr/")


@pytest.mark.django_db
def test_every_language_shares_the_season(trail: TourPage, site: BilingualSite) -> None:
    from wagtail_localize.models import Translation, TranslationSource

    def translated() -> TourPage:
        source, _made = TranslationSource.update_or_create_from_instance(
            TourPage.objects.get(pk=trail.pk)
        )
        translation = Translation.objects.get_or_create(
            source=source, target_locale=site.english_home.locale
        )[0]
        translation.save_target()
        return translation.get_target_instance()

    english = translated()
    rules = [stop.seasons.raw_data for stop in english.stops.all()]
    assert [len(each) for each in rules] == [0, 1, 1]
    trail.seasons = season(CHRISTMAS)
    trail.save_revision().publish()
    assert len(translated().seasons) == 1
