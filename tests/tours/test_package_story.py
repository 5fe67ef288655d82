"""A story in a package: clean, whole, and its works named by number."""

import pytest

from tours.package_story import absolute, story_html
from tours.stories import StoryItem

ROOT = "https://a.org"


def test_works_are_numbered_by_kind_in_their_order() -> None:
    kinds = ["picture", "recording", "picture"]
    assert story_html([StoryItem(kind) for kind in kinds], ROOT) == (
        '<figure data-picture="0"></figure><figure data-recording="0"></figure>'
        '<figure data-picture="1"></figure>'
    )


def test_a_quote_keeps_its_lines_and_its_author() -> None:
    quote = StoryItem("quote", text="Un <b>\nDeux", attribution="A & B")
    assert story_html([quote], ROOT) == (
        "<blockquote><p>Un &lt;b&gt;</p><p>Deux</p>"
        "<footer>A &amp; B</footer></blockquote>"
    )


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            '<p><a href="/fr/x/">là</a></p>',
            '<p><a href="https://a.org/fr/x/">là</a></p>',
        ),
        (
            '<a href="https://b.org/y">y</a>',
            '<a href="https://b.org/y">y</a>',
        ),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<p data-block-key="k1" onclick="x()">a<br/>b</p>', "<p>a<br>b</p>"),
        ("<script>alert(1)</script><h4>Titre</h4>", "<h4>Titre</h4>"),
        ("<embed alt='x' embedtype='image' id='1'/><p>a</p>", "<p>a</p>"),
    ],
)
@pytest.mark.django_db
def test_texts_hold_a_few_tags_and_whole_links(written: str, told: str) -> None:
    assert absolute(written, ROOT) == told
