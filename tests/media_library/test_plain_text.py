"""Text fields hold text."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from media_library.plain_text import validate_plain_text


@pytest.mark.parametrize(
    "text",
    [
        "<b>gras</b>",
        "Bonjour <script>alert(1)</script>",
        "<script",
        "< script >",
        "<img src=x onerror=alert(1)>",
        "<IMG SRC=x>",
        "</p>",
        "<!-- note -->",
        "<?php echo 1 ?>",
        "<iframe src='//x'",
        "<svg/onload=alert(1)>",
        "a\n<b\n>",
    ],
)
def test_markup_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="HTML"):
        validate_plain_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Grand-Rue & rue Gambetta",
        "2 < 3",
        "5 > 4",
        "a <- b",
        "x < y and y > z",
        "<3",
        "« Ici »",
        "&lt;b&gt;",
        "l’été",
    ],
)
def test_ordinary_text_is_kept(text: str) -> None:
    assert validate_plain_text(text) is None


def test_the_refusal_names_the_tag_and_not_the_whole_text() -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_plain_text(f"Avant <a href='{'x' * 200}'> après")
    sentence = refusal.value.messages[0]
    assert "<a href=" in sentence
    assert len(sentence) < 150
    assert "Avant" not in sentence


def test_no_value_is_plain_text() -> None:
    assert validate_plain_text(None) is None


@given(
    st.sampled_from(["b", "script", "a href='x'", "img/src=x", "/div", "!doctype"]),
    st.text(alphabet="abc é,.’\n", max_size=20),
    st.text(alphabet="abc é,.’\n", max_size=20),
)
def test_a_tag_is_found_wherever_it_stands(tag: str, before: str, after: str) -> None:
    with pytest.raises(ValidationError):
        validate_plain_text(f"{before}<{tag}>{after}")


@given(st.text(alphabet=st.characters(exclude_characters="<")))
def test_text_without_an_angle_is_always_kept(text: str) -> None:
    assert validate_plain_text(text) is None
