"""A trail's booklet: what is in it, for eyes, for screen readers and for phones."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from exchange.paper.booklet import Booklet
from exchange.paper.typesetting import TypesettingFailed, set_apart
from exchange.writers.rights import credit_names
from tests.exchange.paper.prints import (
    alternative_texts,
    codes,
    fonts,
    tags,
    words,
)
from tests.packages import AWKWARD, SITE, a_package, bare_package

BUILT_AT = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
ADDRESS = f"{SITE}/s/ABCD1234"
CODE = (
    r"""#read("/etc/passwd") *gras* _i_ $x$ \ @x <label> #{panic()} ~ `a` = T -- " """
)


def a_picture() -> bytes:
    written = BytesIO()
    Image.new("RGB", (300, 200), "#2f5d46").save(written, "WEBP")
    return written.getvalue()


def printed(package: dict[str, Any], *, with_pictures: bool = True) -> bytes:
    booklet = Booklet(package, BUILT_AT, ADDRESS)
    work = booklet.work()
    shown = a_picture() if with_pictures else b"no picture"
    return set_apart(work, {**booklet.files, **dict.fromkeys(work.pictures, shown)})


def told(**changes: Any) -> dict[str, Any]:
    """A package without the letters that no font of ours has."""
    package = a_package(**changes)
    package["summary"] = "Une boucle, à pied & sans hâte."
    package["stops"][2]["title"] = package["stops"][2]["place"]["name"] = "Le pont"
    return package


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return printed(told())


class TestForScreenReaders:
    def test_it_says_its_language_title_and_author(self, pdf: bytes) -> None:
        reader = PdfReader(BytesIO(pdf))
        assert reader.trailer["/Root"]["/Lang"] == "fr"
        assert reader.metadata.title == "La ville « se raconte » & s’écoute"
        assert reader.metadata.author == "Ville de Saint-Étienne"

    def test_it_is_tagged_and_says_that_it_keeps_to_pdf_ua(self, pdf: bytes) -> None:
        root = PdfReader(BytesIO(pdf)).trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
        assert {"/H1", "/P", "/L", "/Figure", "/Link"} <= set(tags(pdf))

    def test_pictures_codes_and_map_have_their_alternative_texts(
        self, pdf: bytes
    ) -> None:
        said = alternative_texts(pdf)
        assert 'Une place "pavée"' in said
        assert "Une main de pierre" in said
        assert f"Code QR qui mène à {ADDRESS}" in said
        [of_map] = [each for each in said if each.startswith("Carte du parcours")]
        assert "3 Le pont" in of_map


def test_its_letters_are_in_the_file(pdf: bytes) -> None:
    found = fonts(pdf)
    assert found
    assert all(found.values())
    assert all("AtkinsonHyperlegibleNext" in name for name in found)


def test_every_code_leads_where_it_says(pdf: bytes) -> None:
    package = told()
    assert codes(pdf) == [ADDRESS, *(stop["short_url"] for stop in package["stops"])]


def test_it_tells_the_whole_trail(pdf: bytes) -> None:
    said, package = words(pdf), told()
    for stop in package["stops"]:
        assert stop["title"] in said
        assert stop["address"] in said
    for text in (
        "Prévoir des écouteurs",
        "Pavés & pente",
        "Place du Peuple, tram T1",
        "On l’entend.",
        "Une voisine",
        "Cherchez la porte bleue & l’arcade.",
        "Quel animal garde la porte ?",
        "Un ours",
        "Vers <1900>",
        "Léa Martin, 1900, CC BY-SA 4.0",
        "Écoutez ce récit",
        "Couverture : Léa Martin, CC0 1.0",
        "Version du 1er décembre 2026",
        "© OpenStreetMap contributors, données du 2026-10-01",
    ):
        assert text in said
    assert "Vous voici place du Peuple." not in said  # it is heard


def test_everyone_is_thanked_as_the_package_thanks_them(pdf: bytes) -> None:
    said, package = words(pdf), told()
    for credit in package["credits"]:
        assert credit["name"] in said
    assert "Texte Ana & Co (CC0 1.0)" in said
    assert "Voix Lou (CC BY-SA 4.0)" in said
    [sound] = package["stops"][0]["recordings"]
    assert credit_names(sound, "fr") == "Voix : Lou. Texte : Ana & Co".replace(
        " :", "\u00a0:"
    )


def test_a_picture_of_the_story_is_not_printed_twice_at_a_stop() -> None:
    package = told()
    stop = package["stops"][0] | {"look_for": package["stops"][1]["look_for"]}
    booklet = Booklet({**package, "stops": [stop]}, BUILT_AT, ADDRESS)
    [shown] = booklet.work().data["stops"]
    assert shown["look_for"]["picture"] is None


def test_what_an_editor_writes_is_never_code_of_the_typesetter() -> None:
    package = told(title=CODE, summary=CODE, practical_information=f"<p>{CODE}</p>")
    for stop in package["stops"]:
        stop |= {
            "title": CODE,
            "address": CODE,
            "story": f"<p>{CODE}</p><h2>{CODE}</h2>",
        }
    assert words(printed(package)).count(" ".join(CODE.split())) >= 15


def test_a_trail_that_says_little_has_a_booklet() -> None:
    pdf = printed(bare_package(language="en"))
    assert "Étape 1" in words(pdf)
    assert PdfReader(BytesIO(pdf)).trailer["/Root"]["/Lang"] == "en"


def test_a_picture_or_map_that_cannot_be_read_is_left_out() -> None:
    pdf = printed(told(), with_pictures=False)
    assert "Étape 1" in words(pdf)
    assert "Une place" not in " ".join(alternative_texts(pdf))


def test_letters_that_no_font_has_do_not_stop_it() -> None:
    pdf = printed(told(summary=AWKWARD, city="שלום"))
    root = PdfReader(BytesIO(pdf)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]


def test_a_typesetter_that_fails_says_why() -> None:
    booklet = Booklet(bare_package(), BUILT_AT, ADDRESS)
    with pytest.raises(TypesettingFailed, match="qr-trail"):
        set_apart(booklet.work(), {})
