"""Notices appear and vanish to the minute: pages, map, list, cards, package."""

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from jsonschema import Draft202012Validator

from home.page_cache import content_version
from tests.conftest import BilingualSite, query_count
from tests.factories import NoticeFactory, PlaceFactory, StopFactory, TourPageFactory
from tours import packages
from tours.models import Notice, TourPage

SCHEMA = Path("tours/schemas/notices-1.schema.json")
SECOND = timedelta(seconds=1)
TEXT = "La rue est en travaux."
# Two evenings across the changes of hour, and one like any other.
NIGHTS = [
    pytest.param(date(2027, 3, 28), datetime(2027, 3, 27, 23, tzinfo=UTC), 23),
    pytest.param(date(2027, 10, 31), datetime(2027, 10, 30, 22, tzinfo=UTC), 25),
    pytest.param(date(2027, 1, 6), datetime(2027, 1, 5, 23, tzinfo=UTC), 24),
]


@pytest.fixture
def trail(site: BilingualSite) -> TourPage:
    stops = [StopFactory.build(place=PlaceFactory(), title=t) for t in ("Ici", "Là")]
    return TourPageFactory(parent=site.home, title="La mine", stops=stops)


def at(moment: datetime) -> Any:
    """That moment, as a process that has just come."""
    content_version.value = None
    return time_machine.travel(moment, tick=False)


def page(phone: Client, address: str) -> str:
    answer = phone.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def listed(phone: Client, trail: TourPage) -> list[dict[str, Any]]:
    answer = phone.get(f"{trail.url}notices.json")
    document = json.loads(answer.content)
    schema = json.loads(SCHEMA.read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(document)) == []
    return document["notices"]


@pytest.mark.parametrize(("day", "begins", "hours"), NIGHTS)
def test_a_closed_day_shows_from_its_first_minute_to_its_last(
    phone: Client,
    trail: TourPage,
    committed: Any,
    day: date,
    begins: datetime,
    hours: int,
) -> None:
    ends = begins + timedelta(hours=hours)
    with at(begins - timedelta(days=2)), committed():
        NoticeFactory(
            about=f"trail:{trail.translation_key}", first_day=day, last_day=day
        )
    moments = (begins - SECOND, begins, ends - SECOND, ends)
    for moment, is_on in zip(moments, (False, True, True, False), strict=True):
        with at(moment):
            for address in (trail.url, f"{trail.url}stop/{trail.stops.first().code}/"):
                assert (TEXT in page(phone, address)) is is_on
            card = page(phone, "/fr/")
            assert ("trail-card__closed" in card) is is_on
            found = listed(phone, trail)
            assert [each["text"] for each in found] == [TEXT] * (moment < ends)


def test_a_notice_says_how_grave_it_is_about_what_and_until_when(
    phone: Client, site: BilingualSite
) -> None:
    english = TourPageFactory(parent=site.english_home, language="en", stops=2)
    stop = english.stops.last()
    NoticeFactory(
        about=f"stop:{stop.translation_key}",
        first_day=date(2026, 12, 1),
        last_day=date(2027, 1, 6),
        last_hour=time(18),
    )
    with at(datetime(2026, 12, 24, tzinfo=UTC)):
        shown = page(phone, english.url)
    assert "Closed until 6 January 2027, 18:00" in shown
    assert f"<b>Stop 2, {stop.title}.</b>" in shown
    assert f'<span lang="fr">{TEXT}</span>' in shown
    assert "pin--closed" in shown
    assert shown.count("data-closed") == 1


def test_the_first_of_a_month_is_french_in_french(
    phone: Client, trail: TourPage
) -> None:
    NoticeFactory(last_day=date(2027, 1, 1))
    with at(datetime(2026, 12, 24, tzinfo=UTC)):
        assert "1er janvier 2027" in page(phone, trail.url)


@pytest.mark.parametrize("about", ["site", "city", "trail", "leg", "stop", "place"])
def test_it_is_told_wherever_a_walker_meets_it(
    phone: Client, trail: TourPage, site: BilingualSite, about: str
) -> None:
    stop = trail.stops.last()
    keys = {
        "site": "site",
        "city": "city:Saint-Étienne",
        "trail": f"trail:{trail.translation_key}",
        "place": f"place:{stop.place.translation_key}",
    }
    NoticeFactory(about=keys.get(about, f"{about}:{stop.translation_key}"))
    other = TourPageFactory(parent=site.home, city="Lyon", stops=1)
    assert TEXT in page(phone, trail.url)
    assert TEXT in page(phone, f"{trail.url}stop/{stop.code}/")
    assert (TEXT in page(phone, other.url)) is (about == "site")
    [told] = listed(phone, trail)
    is_of_stop = about in {"leg", "stop", "place"}
    assert told["codes"] == ([stop.code] if is_of_stop else [])
    first = trail.stops.first()
    alone = page(phone, f"{trail.url}stop/{first.code}/")
    assert (TEXT in alone) is not is_of_stop


def test_a_closed_leg_is_broken_and_its_detour_drawn(
    phone: Client, site: BilingualSite
) -> None:
    stops = [StopFactory.build(place=PlaceFactory()) for _n in range(2)]
    ends = [[s.place.longitude, s.place.latitude] for s in stops]
    line = {"type": "LineString", "coordinates": ends}
    trail = TourPageFactory(parent=site.home, stops=stops, track=line)
    round_it = {**line, "coordinates": [ends[0], [4.4, 45.44], ends[1]]}
    key = trail.stops.last().translation_key
    notice = NoticeFactory(about=f"leg:{key}", detour=round_it)
    shown = page(phone, trail.url)
    for drawn in ("drawing__closed", "drawing__detour", "drawing__sign"):
        assert f'class="{drawn}" data-way="{notice.identifier}"' in shown
    [told] = listed(phone, trail)
    assert (told["legs"], told["stops"]) == ([0], [str(key)])
    assert told["detour"]["coordinates"] == round_it["coordinates"]


def test_the_list_tells_thirty_days_ahead(phone: Client, trail: TourPage) -> None:
    NoticeFactory(first_day=date(2027, 2, 1))  # begins at 23:00 UTC the day before
    begins = datetime(2027, 1, 31, 23, tzinfo=UTC)
    with at(begins - timedelta(days=30) - SECOND):
        assert listed(phone, trail) == []
    with at(begins - timedelta(days=30)):
        assert [each["from"] for each in listed(phone, trail)] == [
            "2027-02-01T00:00:00+01:00"
        ]
        assert TEXT not in page(phone, trail.url)


def test_the_list_is_open_and_asked_for_again_at_little_cost(
    phone: Client, trail: TourPage
) -> None:
    address = f"{trail.url}notices.json"
    first = phone.get(address)
    assert first["Access-Control-Allow-Origin"] == "*"
    assert first["Cache-Control"] == "public, max-age=60, must-revalidate"
    again = phone.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    NoticeFactory()
    assert (
        phone.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200
    )


def test_a_trail_that_is_no_more_shown_has_no_list(
    phone: Client, trail: TourPage
) -> None:
    trail.unpublish()
    assert phone.get(f"{trail.url}notices.json").status_code == 404
    assert phone.get("/fr/notices.json").status_code == 404


def test_the_package_names_the_list_and_stays_the_same_version(
    trail: TourPage, committed: Any
) -> None:
    before = packages.renew(trail.pk)
    assert before
    assert before.document["notices"].endswith(f"{trail.url}notices.json")
    with committed():
        NoticeFactory(about=f"trail:{trail.translation_key}")
    after = packages.renew(trail.pk)
    assert after
    assert after.etag == before.etag


def test_saving_changing_and_deleting_a_notice_show_at_once(
    phone: Client, trail: TourPage, committed: Any
) -> None:
    assert TEXT not in page(phone, trail.url)
    with committed():
        notice = NoticeFactory()
    assert TEXT in page(phone, trail.url)
    with committed():
        notice.texts = {"fr": "Autre chose."}
        notice.save()
    assert "Autre chose." in page(phone, trail.url)
    with committed():
        Notice.objects.all().delete()
    assert "Autre chose." not in page(phone, trail.url)


def test_many_notices_cost_no_more_queries_than_none(
    phone: Client, trail: TourPage
) -> None:
    before = query_count(phone, f"{trail.url}?uncached")
    for stop in trail.stops.all():
        NoticeFactory(about=f"stop:{stop.translation_key}")
    assert query_count(phone, f"{trail.url}?uncached") == before
