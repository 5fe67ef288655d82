"""Codes that are printed on panels and typed by hand."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.short_code import ALPHABET, LENGTH, identifier_range, short_code

IDENTIFIER = UUID("3a7f52c1-9b0e-4d2a-8c11-0123456789ab")


def test_a_code_is_the_beginning_of_its_identifier() -> None:
    assert short_code(IDENTIFIER) == "79ZN5GCV"


@given(st.uuids())
def test_a_code_finds_its_identifier_again(identifier: UUID) -> None:
    code = short_code(identifier)
    first, last = identifier_range(code)
    assert first <= identifier <= last
    assert short_code(first) == short_code(last) == code


@given(st.text(alphabet=ALPHABET, min_size=LENGTH, max_size=LENGTH))
def test_every_word_of_the_alphabet_is_a_code(code: str) -> None:
    first, last = identifier_range(code)
    assert short_code(first) == short_code(last) == code
    assert last.int - first.int == 2**88 - 1


@given(st.uuids(), st.uuids())
def test_two_codes_never_share_an_identifier(a: UUID, b: UUID) -> None:
    first, last = identifier_range(short_code(a))
    assert (first <= b <= last) == (short_code(a) == short_code(b))


@pytest.mark.parametrize(
    "typed",
    ["79zn5gcv", "79ZN-5GCV", " 79zn 5gcv "],
    ids=["lower-case", "hyphen", "spaces"],
)
def test_the_way_a_code_is_typed_is_forgiven(typed: str) -> None:
    assert identifier_range(typed) == identifier_range("79ZN5GCV")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("IIIIIIII", "11111111"), ("llllllll", "11111111"), ("OOOOoooo", "00000000")],
    ids=["I", "l", "O"],
)
def test_look_alikes_are_read_as_what_was_printed(typed: str, meant: str) -> None:
    assert identifier_range(typed) == identifier_range(meant)


@pytest.mark.parametrize(
    "typed",
    ["", "1234567", "123456789", "1234567U", "1234567é", "1234567!", "١٢٣٤٥٦٧٨"],
    ids=["empty", "short", "long", "U", "accent", "sign", "arabic"],
)
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="“"):
        identifier_range(typed)


@given(st.text(max_size=12))
def test_any_text_is_a_code_or_is_refused(typed: str) -> None:
    try:
        first, last = identifier_range(typed)
    except ValueError:
        return
    assert short_code(first) == short_code(last)
