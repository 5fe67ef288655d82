"""Chapters as lines of text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_library.chapters import (
    Chapter,
    ChaptersRefused,
    kept_chapters,
    read_chapters,
    write_chapters,
)


@pytest.mark.parametrize(
    ("line", "start_s", "title"),
    [
        ("1:25 La mine", 85, "La mine"),
        ("0:00 – Le puits", 0, "Le puits"),
        ("01:02:03.5 Fin", 3723.5, "Fin"),
        ("  2:00   Deux  mots ", 120, "Deux  mots"),
    ],
)
def test_a_line_is_a_moment_and_a_title(line: str, start_s: float, title: str) -> None:
    assert read_chapters(line) == [Chapter(start_s, title)]


@pytest.mark.parametrize(
    ("text", "code", "number"),
    [
        ("La mine", "line", 1),
        ("1:25", "line", 1),
        ("0:00 A\n\n1:75 B", "line", 3),
        ("0:00 " + "x" * 121, "line", 1),
        ("0:05 A\n0:05 B", "order", 2),
        ("0:05 A\n2:00 B", "too_late", 2),
        ("\n".join(f"0:00.{n % 10} A" for n in range(1)) + "\n-1:00 B", "line", 2),
    ],
)
def test_a_bad_line_is_refused_with_its_number(
    text: str, code: str, number: int
) -> None:
    with pytest.raises(ChaptersRefused) as refused:
        read_chapters(text, 120)
    assert (refused.value.code, refused.value.line) == (code, number)


def test_sixty_are_the_limit() -> None:
    lines = [f"{n}:00 Chapitre" for n in range(61)]
    assert len(read_chapters("\n".join(lines[:60]))) == 60
    with pytest.raises(ChaptersRefused) as refused:
        read_chapters("\n".join(lines))
    assert refused.value.code == "too_many"


@given(
    st.lists(st.integers(0, 17_999), min_size=1, max_size=20, unique=True),
    st.text("abcé ’", min_size=1).filter(lambda text: text.strip() == text),
)
def test_what_is_written_is_read_again(tenths: list[int], title: str) -> None:
    chapters = [Chapter(each / 10, title) for each in sorted(tenths)]
    assert read_chapters(write_chapters(chapters)) == chapters


@given(st.text(max_size=200))
def test_any_text_is_chapters_or_is_refused(text: str) -> None:
    try:
        found = read_chapters(text)
    except ChaptersRefused as refused:
        assert refused.line >= 1
    else:
        assert all(chapter.title for chapter in found)


def test_what_is_kept_wrongly_is_left_out() -> None:
    kept = [{"start_s": 1, "title": "A"}, {"start_s": 2}, "B", None]
    assert kept_chapters(kept) == [Chapter(1.0, "A")]
    assert kept_chapters(None) == []
