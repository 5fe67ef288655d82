"""Translating an instance as a translator would, by hand."""

from typing import Any

import pytest
from wagtail.models import Locale

from home.demo.translating import TranslationMismatch, translate
from tests.conftest import BilingualSite
from tests.factories import TextPageFactory, ThemeFactory


@pytest.fixture
def english(site: BilingualSite) -> Locale:
    """The language translated into."""
    return site.english_home.locale


def test_a_snippet_is_translated_in_its_own_words(english: Locale) -> None:
    mines = ThemeFactory(name="Mines")
    mining = translate(mines, english, {"name": "Mining"})
    assert (mining.name, mining.translation_key) == ("Mining", mines.translation_key)
    assert mining.locale == english


def test_a_page_is_translated_piece_by_piece_and_published(
    site: BilingualSite, english: Locale, committed: Any
) -> None:
    page = TextPageFactory(
        parent=site.home, title="À propos", body="<p>Un.</p><p>Deux <b>fois</b>.</p>"
    )
    texts = {
        "title": "About",
        "slug": "about",
        "body": "<p>One.</p><p>Twice <b>over</b>.</p>",
    }
    with committed():
        translate(page, english, texts)
    found = page.get_translation(english)
    assert (found.title, found.slug, found.live) == ("About", "about", True)
    assert "Twice <b>over</b>." in found.body
    assert "Deux" not in found.body


def test_what_is_not_translated_keeps_the_words_of_its_source(
    site: BilingualSite, english: Locale
) -> None:
    page = TextPageFactory(parent=site.home, title="À propos")
    found = translate(page, english, {"title": "About"})
    assert found.title == "About"
    assert "Ce site ne dépose aucun cookie." in found.body


@pytest.mark.parametrize(
    "body", ["<p>One.</p>", "<p>One.</p><p>Two.</p><p>Three.</p>", "One."]
)
def test_a_translation_of_another_length_is_refused_by_its_field(
    site: BilingualSite, english: Locale, body: str
) -> None:
    page = TextPageFactory(parent=site.home, body="<p>Un.</p><p>Deux.</p>")
    with pytest.raises(TranslationMismatch, match="body: 2 pieces in the source"):
        translate(page, english, {"body": body})


def test_a_text_that_the_source_does_not_have_is_refused(english: Locale) -> None:
    with pytest.raises(TranslationMismatch, match="nickname: 0 pieces"):
        translate(ThemeFactory(), english, {"nickname": "Mining"})
