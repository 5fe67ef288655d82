"""Seasons as other software reads them: schema.org and GeoJSON."""

from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from exchange.writers.geojson import features
from exchange.writers.opening_hours import opening_hours
from exchange.writers.schema_org import stop_graph
from tests.packages import a_package
from tours.package_seasons import events_of
from tours.season_days import Yearly
from tours.season_rules import Hours, Rule, Season

PARIS = ZoneInfo("Europe/Paris")
YEAR = date(2026, 1, 1)
AFTERNOON = Hours(time(14), time(18))
WEEKENDS = Rule(weekdays=frozenset({5, 6}), hours=AFTERNOON)
SUMMER = Rule(first=date(2026, 7, 1), last=date(2026, 8, 31))


def season(*rules: Rule, off: Rule | None = None) -> dict[str, Any]:
    """As a package tells it."""
    told = Season(rules, (off,) if off else ())
    return {
        "words": "On some days",
        "time_zone": "Europe/Paris",
        "events": events_of(told, YEAR, PARIS),
    }


def test_weekdays_and_hours_are_opening_hours() -> None:
    weekends, summer = opening_hours(season(WEEKENDS, SUMMER))
    assert [day.rsplit("/", 1)[1] for day in weekends["dayOfWeek"]] == [
        "Saturday",
        "Sunday",
    ]
    assert (weekends["opens"], weekends["closes"]) == ("14:00", "18:00")
    assert "validFrom" not in weekends
    assert len(summer["dayOfWeek"]) == 7
    assert (summer["opens"], summer["closes"]) == ("00:00", "23:59")
    assert (summer["validFrom"], summer["validThrough"]) == ("2026-07-01", "2026-08-31")


@pytest.mark.parametrize(
    "told",
    [
        None,
        season(WEEKENDS, Rule(Yearly((12, 1), (1, 6)))),
        season(WEEKENDS, off=Rule(Yearly((12, 26), (12, 26)))),
    ],
    ids=["always", "months", "exceptions"],
)
def test_what_they_cannot_say_is_not_half_said(told: Any) -> None:
    assert opening_hours(told) == []


def test_a_stop_and_a_trail_carry_their_seasons() -> None:
    package = a_package()
    first = package["stops"][0]
    told = season(WEEKENDS)
    package["seasons"] = [{**told, "about": "stop", "id": first["id"]}]
    found = {each["id"]: each["properties"] for each in features(package)}
    assert found[first["id"]]["season"] == told
    assert "season" not in found[package["id"]]
    place, *_works = stop_graph(package, first)["@graph"]
    assert place["openingHoursSpecification"] == opening_hours(told)
