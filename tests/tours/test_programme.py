"""Gaps and conflicts of a city's programme."""

from datetime import date, time

import pytest

from tours.programme import (
    Finding,
    Kind,
    Showing,
    Span,
    Trail,
    findings,
    showings,
    spans,
)
from tours.season_days import Yearly
from tours.season_rules import Hours, Rule, Season

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
SUMMER = Season((Rule(Yearly((6, 1), (8, 31))),))
CHRISTMAS = Season((Rule(Yearly((12, 1), (1, 6)), hours=Hours(time(17), time(22))),))
OVER = Season((Rule(first=date(2025, 5, 1), last=date(2025, 5, 9)),))


def found(*trails: Trail) -> list[Finding]:
    """What there is to look at in 2026."""
    return findings(trails, FIRST, LAST)


def test_days_that_follow_one_another_are_one_span() -> None:
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 3)]
    assert spans(days) == [
        Span(date(2026, 1, 31), date(2026, 2, 1)),
        Span(date(2026, 2, 3), date(2026, 2, 3)),
    ]


def test_days_without_any_trail_are_a_gap() -> None:
    summer, christmas = Trail(1, "Été", SUMMER), Trail(2, "Noël", CHRISTMAS)
    (gap,) = found(summer, christmas)
    assert gap == Finding(
        Kind.NOTHING_ON,
        spans=(
            Span(date(2026, 1, 7), date(2026, 5, 31)),
            Span(date(2026, 9, 1), date(2026, 11, 30)),
        ),
    )


def test_a_trail_that_is_always_on_leaves_no_gap_and_nothing_to_look_at() -> None:
    assert found(Trail(1, "Été", SUMMER), Trail(2, "Toujours")) == []
    assert found() == []


def test_a_season_that_is_over_is_found() -> None:
    over = Trail(1, "Fini", OVER)
    assert found(over, Trail(2, "Toujours")) == [Finding(Kind.OVER, over)]


def test_a_season_that_comes_again_next_year_is_not_over() -> None:
    trails = [Trail(1, "Été", SUMMER), Trail(2, "Toujours")]
    assert findings(trails, date(2026, 10, 1), LAST) == []


@pytest.mark.parametrize(
    ("published", "missed"),
    [
        (Span(date(2026, 6, 15), date.max), Span(date(2026, 6, 1), date(2026, 6, 14))),
        (Span(date.min, date(2026, 8, 20)), Span(date(2026, 8, 21), date(2026, 8, 31))),
    ],
)
def test_days_in_season_before_or_after_its_publication_are_found(
    published: Span, missed: Span
) -> None:
    trail = Trail(1, "Été", SUMMER, published)
    assert found(trail, Trail(2, "Toujours")) == [
        Finding(Kind.NOT_PUBLISHED, trail, (missed,))
    ]


def test_a_closure_matters_on_the_days_of_the_season() -> None:
    works = Span(date(2026, 5, 1), date(2026, 6, 10))
    trail = Trail(1, "Été", SUMMER, closed=(works,))
    (closed,) = found(trail, Trail(2, "Toujours"))
    assert closed.kind == Kind.CLOSED
    assert closed.spans == (Span(date(2026, 6, 1), date(2026, 6, 10)),)


def test_a_stop_that_is_never_there_with_its_trail_is_found_by_its_title() -> None:
    stops = (("Place", Season()), ("Crèche", CHRISTMAS), ("Fontaine", Season()))
    trail = Trail(1, "Été", SUMMER, stops=stops)
    assert found(trail, Trail(2, "Toujours")) == [
        Finding(Kind.STOP_NEVER, trail, stop="Crèche")
    ]


def test_days_with_fewer_than_two_stops_are_found() -> None:
    stops = (("Place", Season()), ("Crèche", CHRISTMAS))
    trail = Trail(1, "Toujours", stops=stops)
    (few,) = found(trail)
    assert few.kind == Kind.FEW_STOPS
    assert few.spans == (Span(date(2026, 1, 7), date(2026, 11, 30)),)


def test_a_stop_and_its_take_are_one_stop() -> None:
    stops = (("Place", Season()), ("Place à Noël", CHRISTMAS), ("Cour", SUMMER))
    trail = Trail(1, "Toujours", stops=stops, takes=frozenset({1}))
    (few,) = found(trail)
    assert few.kind == Kind.FEW_STOPS
    assert few.spans == (
        Span(FIRST, date(2026, 5, 31)),
        Span(date(2026, 9, 1), LAST),
    )


class TestShowings:
    """When one trail is on in some days."""

    def test_days_of_the_same_hours_are_one_showing(self) -> None:
        days = Span(date(2026, 12, 1), date(2026, 12, 2))
        found = showings(Trail(1, "Noël", CHRISTMAS), date(2026, 11, 28), days.last)
        assert found == [Showing(days, (Hours(time(17), time(22)),))]

    def test_days_of_other_hours_stand_apart(self) -> None:
        evening, noon = Hours(time(17), time(22)), Hours(time(12), time(14))
        sundays = Rule(weekdays=frozenset({6}), hours=noon)
        season = Season((*CHRISTMAS.rules, sundays))
        first, last = date(2026, 12, 5), date(2026, 12, 7)  # Saturday to Monday
        found = showings(Trail(1, "Noël", season), first, last)
        assert [each.days.first for each in found] == [
            first,
            date(2026, 12, 6),
            last,
        ]
        assert set(found[1].hours) == {evening, noon}

    def test_a_trail_that_is_not_published_then_is_not_on(self) -> None:
        trail = Trail(1, "Noël", CHRISTMAS, Span(date(2027, 1, 2), date.max))
        assert showings(trail, date(2026, 12, 1), date(2026, 12, 7)) == []
