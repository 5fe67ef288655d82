"""When seasons are on, over five years, beside a calendar library and by definition."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event, vRecur

from media_library.rights_period import Period
from tours.season_days import LAST, WEEKEND, NthWeekday, Yearly
from tours.season_json import read_season
from tours.season_rules import (
    ALWAYS,
    Hours,
    Opening,
    Rule,
    Season,
    as_rrules,
    day_turns,
    is_here,
    is_on,
    is_on_day,
    next_begin,
    next_day,
    next_turn,
    openings,
    periods,
)

PARIS = ZoneInfo("Europe/Paris")
# Five years with a leap day in them, and ten changes of hour.
FIRST, LAST_DAY = date(2026, 1, 1), date(2030, 12, 31)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST_DAY - FIRST).days + 1)]
EVENING = Hours(time(17), time(22))
NIGHT = Hours(time(22), time(4))  # through both changes of hour
CHRISTMAS = Rule(Yearly((12, 1), (1, 6)), hours=EVENING)


def utc(*parts: int) -> datetime:
    """An instant."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type]


def paris(*parts: int) -> datetime:
    """A moment of the clocks in Paris."""
    return datetime(*parts, tzinfo=PARIS)  # type: ignore[arg-type]


def is_third_weekend_of_september(day: date) -> bool:
    """The third Saturday of the month, or the day after it."""
    saturday = day - timedelta(days=day.weekday() - 5)
    in_month = saturday.month == 9 and 15 <= saturday.day <= 21
    return day.weekday() >= 5 and in_month


def is_last_weekend(day: date) -> bool:
    """Of any month: there is no other Saturday in the month after it."""
    saturday = day - timedelta(days=day.weekday() - 5)
    return day.weekday() >= 5 and (saturday + timedelta(days=7)).month != saturday.month


# Each kind of rule, with what it means said in another way.
KINDS: dict[str, tuple[Season, Callable[[date], bool]]] = {
    "always": (ALWAYS, lambda day: True),
    "fixed dates": (
        Season((Rule(first=date(2027, 6, 30), last=date(2027, 8, 31)),)),
        lambda day: date(2027, 6, 30) <= day <= date(2027, 8, 31),
    ),
    "from a day on": (
        Season((Rule(first=date(2028, 2, 29), hours=NIGHT),)),
        lambda day: day >= date(2028, 2, 29),
    ),
    "every year, across New Year, in the evening": (
        Season((CHRISTMAS,)),
        lambda day: day.month == 12 or (day.month == 1 and day.day <= 6),
    ),
    "every year, months in part and in whole": (
        Season((Rule(Yearly((3, 15), (10, 20))),)),
        lambda day: (3, 15) <= (day.month, day.day) <= (10, 20),
    ),
    "every year up to 29 February": (
        Season((Rule(Yearly((2, 10), (2, 29))),)),
        lambda day: day.month == 2 and day.day >= 10,
    ),
    "every year from 29 February on": (
        Season((Rule(Yearly((2, 29), (3, 5)), hours=NIGHT),)),
        lambda day: (2, 29) <= (day.month, day.day) <= (3, 5),
    ),
    "the third weekend of September": (
        Season((Rule(NthWeekday(3, WEEKEND, 9), hours=Hours(time(10), time(18))),)),
        is_third_weekend_of_september,
    ),
    "the last weekend of each month": (
        Season((Rule(NthWeekday(LAST, WEEKEND)),)),
        is_last_weekend,
    ),
    "the last Sunday of March, through the change of hour": (
        Season((Rule(NthWeekday(LAST, 6, 3), hours=Hours(time(0, 30), time(5))),)),
        lambda day: day.month == 3 and day.weekday() == 6 and day.day >= 25,
    ),
    "the first Sunday of each month": (
        Season((Rule(NthWeekday(1, 6)),)),
        lambda day: day.weekday() == 6 and day.day <= 7,
    ),
    "weekdays, through every night": (
        Season((Rule(weekdays=frozenset({4, 5}), hours=NIGHT),)),
        lambda day: day.weekday() in {4, 5},
    ),
    "summer Wednesdays, but for 14 July and a closed fortnight": (
        Season(
            (Rule(Yearly((7, 1), (8, 31)), weekdays=frozenset({2})),),
            (
                Rule(Yearly((7, 14), (7, 14))),
                Rule(first=date(2028, 8, 1), last=date(2028, 8, 14)),
            ),
        ),
        lambda day: (
            day.month in {7, 8}
            and day.weekday() == 2
            and (day.month, day.day) != (7, 14)
            and not date(2028, 8, 1) <= day <= date(2028, 8, 14)
        ),
    ),
}
KIND = pytest.mark.parametrize(("season", "meaning"), KINDS.values(), ids=list(KINDS))


@KIND
def test_a_season_opens_on_the_days_that_its_words_mean(
    season: Season, meaning: Callable[[date], bool]
) -> None:
    opened = {each.day for each in openings(season, FIRST, LAST_DAY)}
    assert opened == {day for day in DAYS if meaning(day)}


@KIND
def test_a_calendar_library_reads_the_same_events(
    season: Season, meaning: Callable[[date], bool]
) -> None:
    read = recurring_ical_events.of(calendar(season)).between(
        FIRST, LAST_DAY + timedelta(days=1)
    )
    told = {(_utc(event.start), _utc(event.end)) for event in read}
    ours = [each.period(PARIS) for each in openings(season, FIRST, LAST_DAY)]
    assert told == {(each.begins_at, each.ends_at) for each in ours}


def calendar(season: Season) -> Calendar:
    """As a feed would write it."""
    told = Calendar()
    for each in as_rrules(season, FIRST, PARIS):
        event = Event()
        end = each.begin + each.duration
        event.add("dtstart", _placed(each.begin))
        event.add("dtend", _placed(end))
        event.add("rrule", vRecur.from_ical(each.rrule))
        for day in each.exdates:
            event.add("exdate", _placed(day))
        told.add_component(event)
    return Calendar.from_ical(told.to_ical())  # type: ignore[return-value]


def _placed(moment: date) -> date:
    return moment.replace(tzinfo=PARIS) if isinstance(moment, datetime) else moment


def _utc(moment: date) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime.combine(moment, time(), PARIS).astimezone(UTC)


def test_a_season_across_new_year_is_on_in_january() -> None:
    season = Season((CHRISTMAS,))
    assert is_on_day(season, date(2027, 1, 6))
    assert not is_on_day(season, date(2027, 1, 7))
    assert is_on(season, paris(2027, 1, 6, 21, 59), PARIS)
    assert not is_on(season, paris(2027, 1, 6, 22), PARIS)


def test_days_that_follow_one_another_are_one_period_in_instants() -> None:
    season = Season((Rule(Yearly((3, 1), (10, 31))),))
    # From winter time to winter time, the summer's hour in between.
    assert periods(season, date(2027, 1, 1), date(2027, 12, 31), PARIS) == [
        Period(utc(2027, 2, 28, 23), utc(2027, 10, 31, 23))
    ]


def test_a_night_lasts_an_hour_less_or_more_when_the_clocks_change() -> None:
    season = Season((Rule(hours=NIGHT),))
    spring, autumn = (
        periods(season, day, day, PARIS)[0]
        for day in (date(2027, 3, 27), date(2027, 10, 30))
    )
    assert spring == Period(utc(2027, 3, 27, 21), utc(2027, 3, 28, 2))
    assert autumn == Period(utc(2027, 10, 30, 20), utc(2027, 10, 31, 3))


def test_hours_that_the_clocks_skip_or_show_twice_are_never_shorter() -> None:
    season = Season((Rule(hours=Hours(time(2, 15), time(2, 45))),))
    skipped, twice = (
        periods(season, day, day, PARIS)[0]
        for day in (date(2027, 3, 28), date(2027, 10, 31))
    )
    assert skipped == Period(utc(2027, 3, 28, 0, 15), utc(2027, 3, 28, 1, 45))
    assert twice == Period(utc(2027, 10, 31, 0, 15), utc(2027, 10, 31, 1, 45))


def test_a_whole_day_begins_where_the_clocks_skip_midnight() -> None:
    cairo = ZoneInfo("Africa/Cairo")
    season = Season((Rule(first=date(2026, 4, 24), last=date(2026, 4, 24)),))
    (day,) = periods(season, date(2026, 4, 1), date(2026, 4, 30), cairo)
    assert day == Period(utc(2026, 4, 23, 22), utc(2026, 4, 24, 21))


def test_the_next_turn_and_the_next_beginning_are_found() -> None:
    season = Season((CHRISTMAS,))
    at = paris(2026, 12, 5, 18)
    assert next_turn(season, at, PARIS) == paris(2026, 12, 5, 22)
    assert next_begin(season, at, PARIS) == paris(2026, 12, 6, 17)
    assert next_turn(season, paris(2027, 1, 7), PARIS) == paris(2027, 12, 1, 17)
    whole = season.whole_days
    assert next_turn(whole, at, PARIS) == paris(2027, 1, 7)
    assert next_day(season, paris(2027, 1, 6, 23), PARIS) == date(2027, 12, 1)


def test_a_leap_day_is_found_across_2100() -> None:
    season = Season((Rule(Yearly((2, 29), (2, 29))),))
    assert next_day(season, paris(2096, 3, 1), PARIS) == date(2104, 2, 29)


def test_what_never_changes_has_no_turn() -> None:
    over = Season((Rule(first=date(2020, 1, 1), last=date(2020, 12, 31)),))
    daily = Season((Rule(weekdays=frozenset(range(7))),))
    at = paris(2026, 6, 1)
    for season in (ALWAYS, over, daily):
        assert next_turn(season, at, PARIS) is None
    assert is_on(ALWAYS, at, PARIS)
    assert not is_on(over, at, PARIS)
    assert next_day(over, at, PARIS) is None


def test_a_stop_of_the_night_stays_until_the_night_ends() -> None:
    season = Season((Rule(weekdays=frozenset({4}), hours=NIGHT),))
    friday = date(2026, 5, 1)
    assert is_here(season, paris(2026, 5, 1, 8), PARIS)
    assert is_here(season, paris(2026, 5, 2, 3, 59), PARIS)
    assert not is_here(season, paris(2026, 5, 2, 4), PARIS)
    turns = day_turns(season, friday, friday + timedelta(days=2), PARIS)
    assert turns == [paris(2026, 5, 1), paris(2026, 5, 2, 4)]


def test_a_weekday_does_not_narrow_a_weekday() -> None:
    with pytest.raises(ValueError, match="weekday"):
        Rule(NthWeekday(1, 6), weekdays=frozenset({0}))


months = st.integers(1, 12)
drawn_rules = st.builds(
    Rule,
    st.builds(
        lambda a, b: Yearly(a, b),
        st.tuples(months, st.integers(1, 29)),
        st.tuples(months, st.integers(1, 29)),
    ),
    weekdays=st.frozensets(st.integers(0, 6), max_size=3),
    hours=st.none() | st.builds(Hours, st.times(), st.times()),
)


@settings(max_examples=40)
@given(
    st.builds(Season, st.lists(drawn_rules, max_size=3).map(tuple)),
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)),
)
def test_nothing_changes_before_the_next_turn(season: Season, naive: datetime) -> None:
    at = naive.replace(tzinfo=UTC)
    turn = next_turn(season, at, PARIS)
    assert turn is None or turn > at
    if turn:
        before = turn - timedelta(microseconds=1)
        assert is_on(season, before, PARIS) == is_on(season, at, PARIS)
        assert is_on(season, turn, PARIS) != is_on(season, at, PARIS)


def test_a_season_is_read_from_the_blocks_of_a_form() -> None:
    hours = {"opens": "17:00:00", "closes": "22:00"}
    read = read_season(
        [
            {"type": "dates", "value": {"first": "2026-06-01", "last": None}},
            {
                "type": "yearly",
                "value": {
                    "first_day": 1,
                    "first_month": "12",
                    "last_day": 6,
                    "last_month": "1",
                    "weekdays": ["5", "6"],
                    **hours,
                },
            },
            {"type": "nth_weekday", "value": {"nth": "-1", "weekday": "7"}},
            {"type": "weekly", "value": {"weekdays": [], **hours}},
            {"type": "off", "value": {"first": "2026-12-25", "every_year": True}},
            {"type": "off", "value": {"first": "2026-07-14", "last": "2026-07-15"}},
        ]
    )
    christmas = Yearly((12, 1), (1, 6))
    assert read == Season(
        (
            Rule(first=date(2026, 6, 1)),
            Rule(christmas, weekdays=frozenset({5, 6}), hours=EVENING),
            Rule(NthWeekday(LAST, WEEKEND)),
            Rule(hours=EVENING),
        ),
        (
            Rule(Yearly((12, 25), (12, 25))),
            Rule(first=date(2026, 7, 14), last=date(2026, 7, 15)),
        ),
    )


def test_a_block_that_says_too_little_is_left_out_of_a_draft() -> None:
    half = {"first_day": 30, "first_month": 2, "last_day": 1, "last_month": 3}
    blocks = [
        None,
        {"type": "dates", "value": {"first": "soon"}},
        {"type": "yearly", "value": half},
        {"type": "nth_weekday", "value": {"nth": 5, "weekday": 0}},
        {"type": "weekly", "value": {"weekdays": ["9"], "opens": "8"}},
        {"type": "carnival", "value": {}},
    ]
    assert read_season(blocks) == ALWAYS
    assert openings(ALWAYS, FIRST, FIRST) == [Opening(FIRST)]
