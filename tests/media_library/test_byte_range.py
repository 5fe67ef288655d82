"""The one range of bytes that a phone asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_library.byte_range import (
    ByteRange,
    RangeNotSatisfiable,
    parse_byte_range,
)

SIZE = 100


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=0-0", 0, 0),
        ("bytes=0-", 0, 99),
        ("bytes=40-", 40, 99),
        ("bytes=99-", 99, 99),
        ("bytes=10-19", 10, 19),
        ("bytes=90-999", 90, 99),
        ("bytes=-1", 99, 99),
        ("bytes=-30", 70, 99),
        ("bytes=-999", 0, 99),
        ("  bytes=0-1  ", 0, 1),
    ],
)
def test_a_range_is_read_exactly(header: str, first: int, last: int) -> None:
    assert parse_byte_range(header, SIZE) == ByteRange(first, last)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes",
        "bytes=-",
        "bytes=a-b",
        "bytes=1",
        "bytes=0-1,5-6",
        "bytes=5-1",
        "bytes=--1",
        "bytes = 0-1",
        "seconds=0-1",
        "bytes=0x0-0x1",
    ],
)
def test_what_is_no_single_range_asks_for_the_whole_file(header: str) -> None:
    assert parse_byte_range(header, SIZE) is None


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_a_range_beyond_the_end_cannot_be_had(header: str) -> None:
    with pytest.raises(RangeNotSatisfiable):
        parse_byte_range(header, SIZE)


@pytest.mark.parametrize("header", ["bytes=0-", "bytes=0-0", "bytes=-1"])
def test_an_empty_file_has_no_range(header: str) -> None:
    with pytest.raises(RangeNotSatisfiable):
        parse_byte_range(header, 0)


@given(st.integers(1, 10**9), st.data())
def test_a_range_inside_the_file_comes_back_as_asked(
    size: int, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, size - 1))
    last = data.draw(st.integers(first, size - 1))
    found = parse_byte_range(f"bytes={first}-{last}", size)
    assert found == ByteRange(first, last)
    assert found.length == last - first + 1


@given(st.integers(0, 1000), st.text(max_size=40))
def test_any_header_gives_a_range_of_the_file_or_none(size: int, header: str) -> None:
    for text in (header, f"bytes={header}"):
        try:
            found = parse_byte_range(text, size)
        except RangeNotSatisfiable:
            continue
        assert found is None or 0 <= found.first <= found.last < size


@pytest.mark.parametrize(
    "header",
    [f"bytes={'9' * 5000}-", f"bytes=0-{'9' * 5000}", f"bytes=-{'9' * 5000}"],
    ids=["first", "last", "suffix"],
)
def test_a_number_that_no_file_reaches_asks_for_the_whole_file(header: str) -> None:
    assert parse_byte_range(header, SIZE) is None


@given(
    st.integers(0, 50),
    st.from_regex(r"bytes=[0-9]{0,3}-[0-9]{0,3}", fullmatch=True),
)
def test_any_range_gives_bytes_of_the_file(size: int, header: str) -> None:
    try:
        found = parse_byte_range(header, size)
    except RangeNotSatisfiable:
        return
    assert found is None or 0 <= found.first <= found.last < size
