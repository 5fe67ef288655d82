"""Which links are asked, and when one is dead."""

from datetime import UTC, datetime, timedelta

import pytest

from tours.link_rules import (
    is_dead,
    is_failure,
    is_outside,
    is_public,
    is_to_check,
    links_in,
)

NOW = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def test_links_out_of_the_site_are_found_once_in_their_order() -> None:
    html = (
        '<p><a href="https://b.org/?a=1&amp;b=2">b</a> <a href="/fr/">ici</a>'
        '<a href="mailto:a@b.fr">@</a><a href="http://a.org">a</a>'
        '<a href="https://b.org/?a=1&amp;b=2">b</a><a>rien</a></p>'
    )
    assert links_in(html) == ["https://b.org/?a=1&b=2", "http://a.org"]


@pytest.mark.parametrize(
    "url",
    ["ftp://a.org", "https://", "http://[::1", "http://a.org:99999", "http://a:0"],
)
def test_what_cannot_be_asked_is_left_out(url: str) -> None:
    assert not is_outside(url)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 (an address, nothing listens)
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::a00:1",
    ],
)
def test_private_addresses_are_refused_however_they_are_written(address: str) -> None:
    assert not is_public([address])
    assert not is_public(["93.184.216.34", address])


def test_public_addresses_are_asked_and_a_host_without_one_is_not() -> None:
    assert is_public(["93.184.216.34", "2606:2800:220:1::1"])
    assert not is_public([])


def test_a_site_that_refuses_machines_is_not_dead() -> None:
    assert [is_failure(each) for each in (200, 401, 403, 429)] == [False] * 4
    assert [is_failure(each) for each in (404, 410, 500, 503)] == [True] * 4


def test_a_link_is_asked_weekly_and_daily_while_it_fails() -> None:
    assert is_to_check(None, None, NOW)
    assert not is_to_check(NOW - 6 * DAY, None, NOW)
    assert is_to_check(NOW - 7 * DAY, None, NOW)
    assert not is_to_check(NOW - DAY / 2, NOW - DAY / 2, NOW)
    assert is_to_check(NOW - DAY, NOW - DAY, NOW)


def test_two_failures_a_day_apart_make_a_link_dead() -> None:
    assert not is_dead(None, NOW)
    assert not is_dead(NOW, NOW)
    assert not is_dead(NOW - DAY / 2, NOW)
    assert is_dead(NOW - DAY, NOW)
