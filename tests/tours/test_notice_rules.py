"""When notices hold, what they are about, in which language they are told."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_library.rights_period import Period
from tours.notice_rules import Kind, Subject, notice_period, read_subject, told_in

PARIS = ZoneInfo("Europe/Paris")


def utc(*parts: int) -> datetime:
    """An instant."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "last", "period"),
    [
        pytest.param(
            (date(2026, 12, 1), None),
            (date(2027, 1, 6), None),
            Period(utc(2026, 11, 30, 23), utc(2027, 1, 6, 23)),
            id="whole days, the last one included",
        ),
        pytest.param(
            (date(2026, 12, 1), time(17)),
            (date(2026, 12, 1), time(22, 30)),
            Period(utc(2026, 12, 1, 16), utc(2026, 12, 1, 21, 30)),
            id="an evening",
        ),
        pytest.param(
            (date(2026, 7, 1), time(8)),
            None,
            Period(utc(2026, 7, 1, 6)),
            id="until further notice",
        ),
        pytest.param(
            (date(2027, 3, 27), None),
            (date(2027, 3, 28), None),
            Period(utc(2027, 3, 26, 23), utc(2027, 3, 28, 22)),
            id="the day of 23 hours",
        ),
        pytest.param(
            (date(2027, 10, 31), None),
            (date(2027, 10, 31), None),
            Period(utc(2027, 10, 30, 22), utc(2027, 10, 31, 23)),
            id="the day of 25 hours",
        ),
        # At two the clocks go to three: 02:30 is 01:30 UTC, or 00:30 UTC.
        pytest.param(
            (date(2027, 3, 28), time(2, 30)),
            (date(2027, 3, 28), time(2, 30)),
            Period(utc(2027, 3, 28, 0, 30), utc(2027, 3, 28, 1, 30)),
            id="an hour that is skipped",
        ),
        # At three they go back to two: 02:30 comes at 00:30 and at 01:30 UTC.
        pytest.param(
            (date(2027, 10, 31), time(2, 30)),
            (date(2027, 10, 31), time(2, 30)),
            Period(utc(2027, 10, 31, 0, 30), utc(2027, 10, 31, 1, 30)),
            id="an hour that comes twice",
        ),
    ],
)
def test_a_period_is_that_of_the_citys_clocks(
    first: tuple[date, time | None],
    last: tuple[date, time | None] | None,
    period: Period,
) -> None:
    assert notice_period(first, last, PARIS) == period


@given(st.datetimes(datetime(2026, 1, 1), datetime(2031, 1, 1)), st.timedeltas())
def test_what_begins_before_it_ends_on_the_clock_does_so_in_truth(
    begin: datetime, length: timedelta
) -> None:
    end = begin + abs(length) % timedelta(days=400)
    first, last = ((each.date(), each.time()) for each in (begin, end))
    period = notice_period(first, last, PARIS)
    assert period.ends_at
    assert period.begins_at <= period.ends_at


@pytest.mark.parametrize(
    "subject", [Subject(Kind.SITE), Subject(Kind.CITY, "Saint-Étienne: le haut")]
)
def test_what_it_is_about_is_read_as_it_was_written(subject: Subject) -> None:
    assert read_subject(str(subject)) == subject


@pytest.mark.parametrize("written", ["", "bridge:1", "stop:", "stop", "site:1"])
def test_what_is_no_subject_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=f"^{written}|is not a valid Kind"):
        read_subject(written)


@pytest.mark.parametrize(
    ("language", "told"),
    [("fr", ("Fermé", "fr")), ("en", ("Closed", "en")), ("de", ("Closed", "en"))],
)
def test_a_language_without_text_shows_the_first_that_has_one(
    language: str, told: tuple[str, str]
) -> None:
    assert told_in({"fr": "Fermé", "en": "Closed"}, language, ["en", "fr"]) == told


def test_without_any_text_nothing_is_told() -> None:
    assert told_in({}, "fr", ["fr", "en"]) == ("", "fr")
