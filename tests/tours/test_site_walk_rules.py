"""When a trail is to be walked again."""

from datetime import date, timedelta

from tours.site_walk_rules import WALKED_EVERY, due_on, is_to_remind

DAY = date(2026, 3, 1)


def test_a_year_after_the_last_walk_it_is_to_be_walked_again() -> None:
    assert due_on(DAY, date(2020, 1, 1)) == date(2027, 3, 1)


def test_without_a_walk_the_first_publication_counts() -> None:
    assert due_on(None, DAY) == DAY + WALKED_EVERY


def test_what_was_never_published_is_not_asked_for() -> None:
    assert due_on(None, None) is None
    assert not is_to_remind(None, None, DAY)


def test_one_mail_goes_in_a_year() -> None:
    before, after = DAY - timedelta(days=1), DAY + timedelta(days=364)
    assert not is_to_remind(DAY, None, before)
    assert is_to_remind(DAY, None, DAY)
    assert not is_to_remind(DAY, DAY, DAY + timedelta(days=1))
    assert not is_to_remind(DAY, DAY, after)
    assert is_to_remind(DAY, DAY, after + timedelta(days=1))


def test_a_walk_since_the_last_mail_begins_a_new_year() -> None:
    assert is_to_remind(DAY, DAY - timedelta(days=90), DAY)
