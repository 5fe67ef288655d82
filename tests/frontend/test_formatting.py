"""Distances, times and weights, as French and English write them."""

import pytest

from frontend.formatting import clock, duration, metres, weight


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (0, "0\u00a0m", "0\u00a0m"),
        (-3, "0\u00a0m", "0\u00a0m"),
        (1, "5\u00a0m", "5\u00a0m"),
        (43, "45\u00a0m", "45\u00a0m"),
        (244, "240\u00a0m", "240\u00a0m"),
        (994, "990\u00a0m", "990\u00a0m"),
        (995, "1\u00a0km", "1\u00a0km"),
        (2449, "2,4\u00a0km", "2.4\u00a0km"),
        (12_000, "12\u00a0km", "12\u00a0km"),
        (99_949, "99,9\u00a0km", "99.9\u00a0km"),
        (99_960, "100\u00a0km", "100\u00a0km"),
        (2_123_400, "2\u202f123\u00a0km", "2,123\u00a0km"),
    ],
)
def test_a_distance_is_written_as_each_language_writes_it(value, french, english):
    assert metres(value, "fr") == french
    assert metres(value, "fr-ca") == french
    assert metres(value, "en") == english


@pytest.mark.parametrize(
    ("minutes", "french", "english"),
    [
        (0, "0\u00a0min", "0\u00a0min"),
        (45, "45\u00a0min", "45\u00a0min"),
        (60, "1\u00a0h", "1\u00a0h"),
        (65, "1\u00a0h\u00a005", "1\u00a0h\u00a005\u00a0min"),
        (150, "2\u00a0h\u00a030", "2\u00a0h\u00a030\u00a0min"),
        (59.6, "1\u00a0h", "1\u00a0h"),
    ],
)
def test_a_duration_is_written_as_each_language_writes_it(minutes, french, english):
    assert duration(minutes, "fr") == french
    assert duration(minutes, "en") == english


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (7.6, "0:07"), (168, "2:48"), (3725, "1:02:05"), (-4, "0:00")],
)
def test_a_clock_shows_what_players_show(seconds, shown):
    assert clock(seconds) == shown


@pytest.mark.parametrize(
    ("size_bytes", "french", "english"),
    [
        (0, "1\u00a0ko", "1\u00a0kB"),
        (25_380, "25\u00a0ko", "25\u00a0kB"),
        (999_600, "1\u00a0Mo", "1\u00a0MB"),
        (3_488_361, "3,5\u00a0Mo", "3.5\u00a0MB"),
    ],
)
def test_a_weight_is_written_as_each_language_writes_it(size_bytes, french, english):
    assert weight(size_bytes, "fr") == french
    assert weight(size_bytes, "en") == english
