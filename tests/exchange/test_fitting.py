"""What a file tells, made to fit into our fields."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from exchange.fitting import (
    STOP_LIMITS,
    TRAIL_LIMITS,
    cut,
    fitted,
    plain_text,
    safe_html,
    storable,
)
from exchange.found import FoundStop, FoundTrail, Remark, Where
from media_library.plain_text import validate_plain_text
from places.geo import Point
from places.models import Place
from tours.models import Stop, TourPage

HERE = Point(45.43971234, 4.38721234)
NAMES = ("Trail", "Stop %(number)s")


def test_the_limits_are_those_of_the_models() -> None:
    for field, limit in TRAIL_LIMITS.items():
        assert TourPage._meta.get_field(field).max_length == limit
    assert Stop._meta.get_field("title").max_length == STOP_LIMITS["title"]
    assert Place._meta.get_field("name").max_length == STOP_LIMITS["title"]
    assert Place._meta.get_field("address").max_length == STOP_LIMITS["address"]


def test_a_text_that_is_too_long_is_cut_at_a_word_and_told() -> None:
    remarks: list[Remark] = []
    text = cut("mot " * 100, 50, Where("stop", 3), remarks)
    assert len(text) <= 50
    assert text.endswith("mot…")
    (remark,) = remarks
    assert (remark.code, remark.where) == ("text_cut", Where("stop", 3))


def test_a_word_as_long_as_the_field_is_cut_inside() -> None:
    assert cut("x" * 80, 50, None, []) == "x" * 49 + "…"


@pytest.mark.parametrize(
    "text",
    [
        "<b>Gras</b>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "a < b",
        "<!-- -->x",
        "\0",
    ],
)
def test_plain_fields_accept_what_is_left_of_any_text(text: str) -> None:
    validate_plain_text(plain_text(text))


@given(st.text())
def test_any_text_becomes_one_that_every_field_and_database_takes(text: str) -> None:
    plain = plain_text(text)
    try:
        validate_plain_text(plain)
    except ValidationError:
        pytest.fail(plain)
    assert "\0" not in plain
    plain.encode()


def test_half_a_pair_of_surrogates_is_no_text() -> None:
    assert storable("a\ud800b") == "a?b"


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<p onclick='x()'>Ici</p>",
        "<a href='javascript:x()'>Ici</a>",
        "<iframe src='https://example.org'></iframe>",
        "<embed embedtype='image' id='1'/>",
    ],
)
def test_stories_run_nothing(html: str) -> None:
    safe = safe_html(html)
    assert not any(bad in safe for bad in ("script", "onclick", "iframe", "embed"))


def test_a_story_without_a_letter_is_empty() -> None:
    assert safe_html("<p> </p><p></p>") == ""


def test_nothing_stays_without_a_title() -> None:
    stops = (FoundStop("", HERE, address="3 rue Neuve"), FoundStop(" ", HERE))
    trail, _remarks = fitted(FoundTrail("", stops=stops), NAMES)
    assert trail.title == "Trail"
    assert [stop.title for stop in trail.stops] == ["3 rue Neuve", "Stop 2"]


def test_points_have_six_decimals() -> None:
    stops = (FoundStop("A", HERE),)
    trail, _remarks = fitted(FoundTrail("T", (HERE, HERE), stops), NAMES)
    exact = Point(45.439712, 4.387212)
    assert trail.line == (exact, exact)
    assert trail.stops[0].point == exact


def test_only_web_addresses_are_kept() -> None:
    bad, _remarks = fitted(FoundTrail("T", url="javascript:x()"), NAMES)
    good, _remarks = fitted(FoundTrail("T", url="https://example.org/a"), NAMES)
    assert (bad.url, good.url) == ("", "https://example.org/a")


def test_each_stop_whose_story_was_cut_is_told() -> None:
    story = f"<p>{'mot ' * 30_000}</p>"
    trail = FoundTrail("A", stops=(FoundStop("a", HERE, story),) * 3)
    _fit, remarks = fitted(trail, NAMES)
    assert [remark.where for remark in remarks] == [Where("stop", n) for n in (1, 2, 3)]
