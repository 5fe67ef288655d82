"""What a phone asks of a site that is put on its home screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontend.web_manifest import Icon, Shortcut, SiteFacts, short_name, web_manifest

FACTS = SiteFacts(
    name="Balades de Saint-Étienne",
    description="La ville se raconte.",
    language="fr",
    is_right_to_left=False,
    icons=[Icon("/static/icon.png", 192, "any")],
    shortcuts=[Shortcut("Parcours gardés", "/fr/kept/")],
)


def test_it_opens_the_home_page_of_its_language_without_a_browser_around() -> None:
    manifest = web_manifest(FACTS)
    assert manifest["name"] == "Balades de Saint-Étienne"
    assert manifest["short_name"] == "Balades"
    assert (manifest["lang"], manifest["dir"]) == ("fr", "ltr")
    assert (manifest["start_url"], manifest["scope"]) == ("/fr/", "/")
    assert (manifest["display"], manifest["orientation"]) == ("standalone", "any")


def test_both_languages_are_the_same_app() -> None:
    english = SiteFacts(**{**vars(FACTS), "language": "en"})
    assert web_manifest(english)["id"] == web_manifest(FACTS)["id"] == "/"
    assert web_manifest(english)["start_url"] == "/en/"


def test_a_language_written_from_right_to_left_says_so() -> None:
    arabic = SiteFacts(**{**vars(FACTS), "language": "ar", "is_right_to_left": True})
    assert web_manifest(arabic)["dir"] == "rtl"


def test_icons_and_shortcuts_are_told_in_the_words_of_the_standard() -> None:
    manifest = web_manifest(FACTS)
    assert manifest["icons"] == [
        {
            "src": "/static/icon.png",
            "sizes": "192x192",
            "type": "image/png",
            "purpose": "any",
        }
    ]
    assert manifest["shortcuts"] == [{"name": "Parcours gardés", "url": "/fr/kept/"}]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Traboule", "Traboule"),
        ("Douze signes", "Douze signes"),
        ("Balades de Saint-Étienne", "Balades"),
        ("Les balades sonores", "Les balades"),
        ("Rues du vin et du bois", "Rues du vin"),
        ("Lyon – la ville racontée", "Lyon"),
        ("Lyon, des rues à écouter", "Lyon"),
        ("La grande traversée", "La grande"),
        ("A walk in the old town", "A walk"),
        ("Saint-Étienne", "Saint-Étien…"),
        ("Les Anticonstitutionnels", "Les Anticon…"),
        ("Anticonstitutionnellement", "Anticonstit…"),
    ],
)
def test_a_short_name_is_made_of_whole_words_where_they_fit(
    name: str, short: str
) -> None:
    assert short_name(name) == short


@given(st.text(min_size=1, max_size=80).filter(str.strip))
def test_a_short_name_is_never_empty_nor_longer_than_an_icon(name: str) -> None:
    assert 1 <= len(short_name(name)) <= 12
