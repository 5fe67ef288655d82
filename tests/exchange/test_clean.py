"""Texts of a file as ours may be."""

import codecs
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.clean import clean_html, decoded, limited_tags, plain, web_address
from exchange.found import FileRefused
from exchange.limits import MAX_TAGS

SCRAPS = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<strong>", "</em>", "<em>", "<ul>", "<li>", "</li>"]
    + ["</ul>", "<ol>", "</ol>", "<h2>", "</h2>", "<br>", "<div>", "</div>", "<table>"]
    + ["<a href='https://x.org/?a=1&b=2'>", "</a>", '<a href="javascript:x">', "<td>"]
    + [
        "word",
        " ",
        "\n\n",
        "&amp;",
        "&lt;b&gt;",
        "&nbsp;",
        "&#127;",
        "<",
        ">",
        '"',
        "é",
    ]
    + ["<script>", "</script>", "<!--", "-->", "<img src=x>", "</", "<a", "\x00"]
)


@pytest.mark.parametrize(
    ("given_html", "kept"),
    [
        ("<strong>a</strong> or <em>b</em>", "<p><b>a</b> or <i>b</i></p>"),
        ("<p>one</p><p>two</p>", "<p>one</p><p>two</p>"),
        ("<div>one</div><div>two</div>", "<p>one</p><p>two</p>"),
        ("<h1>Title</h1>text", "<h4>Title</h4><p>text</p>"),
        ("one<br>two<br><br>three<br>", "<p>one<br>two</p><p>three</p>"),
        ("<ul><li>a</li><li>b</li></ul>c", "<ul><li>a</li><li>b</li></ul><p>c</p>"),
        ("<ol><li><p>a</p><p>b</p></li></ol>", "<ol><li>a<br>b</li></ol>"),
        ("<ul><li>a<ol><li>b</ol></ul>", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("<b>one<p>two</p></b>", "<p><b>one</b></p><p><b>two</b></p>"),
        ("<p></p><p>&nbsp;</p><b></b><ul></ul>", ""),
        ('<a href="https://x.org/?a=1&amp;b=2" onclick="x()">x</a>',
         '<p><a href="https://x.org/?a=1&amp;b=2">x</a></p>'),
        ('<a href="mailto:a@b.org">a</a>', '<p><a href="mailto:a@b.org">a</a></p>'),
        ('<a href="javascript:alert(1)">x</a>', "<p>x</p>"),
        ('<a href="/here">x</a>', "<p>x</p>"),
        ("<p>a<script>alert(1)</script><style>b{}</style></p>", "<p>a</p>"),
        ('<p onmouseover="x()">a<img src=x onerror=y></p>', "<p>a</p>"),
        ("Tom & Jerry < 5", "<p>Tom &amp; Jerry &lt; 5</p>"),
        ("caf&eacute;", "<p>café</p>"),
        ("one\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>"),
        ("a\x00b\x1fc", "<p>abc</p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_html_becomes_what_a_story_may_hold(given_html: str, kept: str) -> None:
    assert clean_html(given_html) == kept


@given(st.lists(SCRAPS, max_size=25).map("".join))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_html(text)
    assert clean_html(once) == once


@given(st.lists(SCRAPS, max_size=25).map("".join))
def test_what_is_kept_is_well_formed_and_of_our_tags_only(text: str) -> None:
    opened: list[str] = []
    for tag in re.findall(r"<[^<>]*>", clean_html(text)):
        if tag.startswith("</"):
            assert opened.pop() == tag[2:-1]
        elif tag != "<br>":
            assert re.fullmatch(r'<(p|b|i|ul|ol|li|h4|a href="https?:[^"]*")>', tag)
            opened.append(tag[1:-1].split()[0])
    assert opened == []


@given(st.text())
def test_any_text_can_be_cleaned(text: str) -> None:
    clean_html(text)
    assert plain(text) == plain(text).strip()


def test_a_text_of_very_deep_tags_loses_them() -> None:
    assert clean_html("<div>" * 30_000 + "deep") == "<p>deep</p>"


def test_plain_text_has_neither_tags_nor_entities() -> None:
    assert plain("<p>Rue <b>Mi</b>di</p><p>&amp; caf&eacute;</p>") == "Rue Midi & café"
    assert plain("  a\n\tb  ") == "a b"
    assert plain("a < b, AT&T") == "a < b, AT&T"


def test_an_address_is_one_of_the_web_or_none() -> None:
    assert web_address(" https://x.org/?a=1&copy=2 ") == "https://x.org/?a=1&copy=2"
    for other in ("javascript:x", "/a", "file:///a", "https://x.org/ a", "", "x.org"):
        assert web_address(other) == ""


@pytest.mark.parametrize(
    "content",
    [
        "café".encode(),
        codecs.BOM_UTF8 + "café".encode(),
        "café".encode("utf-16"),
        "café".encode("utf-16-le"),
        "café".encode("utf-16-be"),
        codecs.BOM_UTF32_LE + "café".encode("utf-32-le"),
        "café".encode("iso-8859-1"),
    ],
)
def test_bytes_are_read_in_their_encoding(content: bytes) -> None:
    assert decoded(content) == "café"


def test_a_declared_encoding_is_followed_where_it_can_be() -> None:
    cyrillic = '<?xml version="1.0" encoding="windows-1251"?><a>Мост</a>'
    assert "Мост" in decoded(cyrillic.encode("cp1251"))
    declared = b'<?xml version="1.0" encoding="UTF-8"?><a>caf\xe9</a>'
    assert "café" in decoded(declared)
    reverse = '<?xml version="1.0" encoding="ISO-8859-1"?><a>café</a>'.encode()
    assert "café" in decoded(reverse)
    made_up = b'<?xml version="1.0" encoding="zlib"?><a>caf\xe9</a>'
    assert "café" in decoded(made_up)


def test_western_quotation_marks_of_windows_are_read() -> None:
    assert decoded(b"\x93caf\xe9\x94") == "“café”"


@given(st.binary())
def test_any_bytes_have_a_text(content: bytes) -> None:
    assert isinstance(decoded(content), str)


class TestTagsOfAWholeFile:
    """Counted while a file is read: each costs time."""

    TEXT = "<b>a</b> " * 10_000

    def test_too_many_refuse_the_file(self) -> None:
        with limited_tags(), pytest.raises(FileRefused) as refused:
            for _text in range(MAX_TAGS // 20_000 + 1):
                clean_html(self.TEXT)
        assert refused.value.remark.code == "too_many_tags"

    def test_plain_texts_count_too(self) -> None:
        with limited_tags(), pytest.raises(FileRefused):
            for _text in range(MAX_TAGS // 20_000 + 1):
                plain(self.TEXT)

    def test_the_next_file_begins_anew(self) -> None:
        for _file in range(2):
            with limited_tags():
                for _text in range(MAX_TAGS // 20_000):
                    clean_html(self.TEXT)

    def test_outside_of_a_file_nothing_is_counted(self) -> None:
        for _text in range(MAX_TAGS // 20_000 + 1):
            assert clean_html(self.TEXT)
