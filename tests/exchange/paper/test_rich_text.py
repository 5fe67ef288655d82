"""Rich text as layouts take it."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from exchange.paper.rich_text import lines, one_line, plain, rich_text
from exchange.story_parts import clean
from exchange.writers.text import plain_text, xml_safe

TEXT = st.text(max_size=20)
SPAN = st.sampled_from(["b", "i", "strong", "em", "a", "u"])
BLOCK = st.sampled_from(["p", "h2", "h4", "ul", "ol", "li", "br", "blockquote", "div"])
HTML = st.recursive(
    TEXT,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        SPAN | BLOCK,
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)


def kinds(nodes: list[Any]) -> list[str]:
    return [node["kind"] for node in nodes]


def test_every_tag_of_a_package_has_its_place() -> None:
    html = (
        "<h2>Ici</h2><p>Un <b>mot</b>, <i>un</i> <a href='https://a.org/'>lien</a><br>"
        "et la suite</p><ul><li>un</li><li>deux</li></ul><ol><li>trois</li></ol>"
    )
    heading, paragraph, bullets, numbers = rich_text(html)
    assert heading == {"kind": "heading", "of": ["Ici"]}
    assert paragraph["of"] == [
        "Un ",
        {"kind": "bold", "of": ["mot"]},
        ", ",
        {"kind": "italic", "of": ["un"]},
        " ",
        {"kind": "link", "of": ["lien"], "url": "https://a.org/"},
        {"kind": "break", "of": []},
        "et la suite",
    ]
    assert [item["of"] for item in bullets["of"]] == [["un"], ["deux"]]
    assert (bullets["is_numbered"], numbers["is_numbered"]) == (False, True)


def test_a_list_in_an_item_stays_in_it() -> None:
    [outer] = rich_text("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>")
    first, second = outer["of"]
    assert first["of"][0] == "a"
    assert plain(first["of"][1]["of"]).strip() == "b"
    assert second["of"] == ["c"]


def test_what_says_nothing_is_no_paragraph() -> None:
    assert rich_text("<p> </p><p><b> </b><br></p><ul><li></li></ul>") == []


def test_words_outside_every_paragraph_get_one() -> None:
    assert kinds(rich_text("un <b>mot</b><p>deux</p>")) == ["paragraph", "paragraph"]


def test_no_break_spaces_stay_and_other_spaces_are_one() -> None:
    [paragraph] = rich_text("<p>«\u00a0Où\u202f?\u00a0»\n   dit-on</p>")
    assert paragraph["of"] == ["«\u00a0Où\u202f?\u00a0» dit-on"]


def test_each_line_of_a_plain_text_is_a_paragraph() -> None:
    assert [node["of"] for node in lines("un\n\n deux \x07")] == [["un"], ["deux"]]
    assert one_line(" a\n b ") == "a b"


@given(HTML)
def test_no_word_is_lost_or_added(html: str) -> None:
    cleaned = clean(html)
    said = "".join(plain(rich_text(cleaned)).split())
    assert said == "".join(xml_safe(plain_text(cleaned)).replace("– ", "").split()) or (
        # A line of a dash alone is a mark of lists there.
        "–" in html
    )


@given(HTML)
def test_layouts_find_only_what_they_know(html: str) -> None:
    def check(nodes: list[Any]) -> None:
        for node in nodes:
            if not isinstance(node, str):
                assert node["kind"] in {
                    *("paragraph", "heading", "list", "item"),
                    *("bold", "italic", "link", "break"),
                }
                check(node["of"])

    blocks = rich_text(clean(html))
    assert set(kinds(blocks)) <= {"paragraph", "heading", "list"}
    check(blocks)
