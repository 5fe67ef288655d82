"""Codes and panels for the street: read by phones, from any sheet."""

from io import BytesIO

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from exchange.paper.panels import (
    SIZES,
    Sign,
    SignedTrail,
    code_work,
    first_sentences,
    panels_work,
    sign_with,
)
from exchange.paper.qr_code import (
    LEAST_CONTRAST,
    STREET_COLOUR,
    contrast_with_white,
    qr_png,
    qr_svg,
)
from exchange.paper.rich_text import one_line
from exchange.paper.typesetting import set_apart
from tests.exchange.paper.prints import alternative_texts, codes, fonts, words

ADDRESS = "https://balades.example.org/s/ABCD1234"
CODE = '#read("/etc/passwd") *gras* _i_ $x$ @x <label>'
WIDTHS_MM = {"a6": 105, "a5": 148, "a4": 210, "a3": 297}
SIGNS = (
    Sign("ABCD1234", "La ville se raconte", ADDRESS, text="Une boucle.", where="Ici"),
    Sign(
        "EFGH5678",
        f"Le puits {CODE}",
        f"{ADDRESS}/en",
        number=12,
        text="On descendait. On remontait noir.",
        access="Trois marches",
        marks=("step_free", "to_read"),
        has_sound=True,
    ),
)
TRAIL = SignedTrail("La ville se raconte", "fr", "Ville de Test", SIGNS)


class TestFirstSentences:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("Un. Deux.", "Un. Deux."),
            ("Un mot. Deux mots encore. Trois mots.", "Un mot. Deux mots encore."),
            ("Quoi\u202f? Oui, cela même. Et la suite.", "Quoi\u202f? Oui, cela même."),
            ("«\u00a0Ici.\u00a0» Là, plus loin, encore.", "«\u00a0Ici.\u00a0»"),
            ("Une seule phrase, bien trop longue, ici", "Une seule phrase, bien…"),
            ("Sans_un_seul_blanc_ni_point_du_tout", "Sans_un_seul_blanc_ni_po…"),
        ],
    )
    def test_it_ends_where_a_sentence_does(self, text: str, told: str) -> None:
        assert first_sentences(text, 25) == told

    @given(st.text(), st.integers(2, 60))
    def test_it_is_a_beginning_and_fits(self, text: str, most: int) -> None:
        told = first_sentences(text, most)
        assert len(told) <= most
        assert one_line(text).startswith(told.removesuffix("…"))


class TestCodes:
    def test_a_picture_is_read_with_a_third_of_it_to_lose(self) -> None:
        picture = Image.open(BytesIO(qr_png(ADDRESS, colour=STREET_COLOUR)))
        [code] = zxingcpp.read_barcodes(picture)
        assert (code.text, code.ec_level) == (ADDRESS, "H")
        assert min(picture.size) > 1000

    def test_the_colour_of_the_street_is_dark_enough(self) -> None:
        assert contrast_with_white(STREET_COLOUR) > LEAST_CONTRAST
        assert contrast_with_white("#000000") == pytest.approx(21)

    def test_a_pale_code_is_refused(self) -> None:
        with pytest.raises(ValueError, match="too pale"):
            qr_svg(ADDRESS, colour="#b9791f")

    def test_one_alone_is_a_page_of_its_own(self) -> None:
        pdf = set_apart(*code_work(TRAIL, SIGNS[1]))
        assert codes(pdf) == [f"{ADDRESS}/en"]
        assert "balades.example.org/s/ABCD1234/en" in words(pdf)

    def test_it_is_found_by_its_code(self) -> None:
        assert sign_with(SIGNS, "EFGH5678") is SIGNS[1]
        assert sign_with(SIGNS, "nothing") is None


@pytest.mark.parametrize("size", SIZES)
def test_every_panel_is_read_in_every_size(size: str) -> None:
    pdf = set_apart(*panels_work(TRAIL, size))
    assert codes(pdf) == [ADDRESS, f"{ADDRESS}/en"]
    for page in PdfReader(BytesIO(pdf)).pages:
        assert float(page.mediabox.width) / 72 * 25.4 == pytest.approx(
            WIDTHS_MM[size], abs=0.5
        )


def test_a_panel_tells_its_stop_to_eyes_and_to_screen_readers() -> None:
    pdf = set_apart(*panels_work(TRAIL, "a4"))
    said, root = words(pdf), PdfReader(BytesIO(pdf)).trailer["/Root"]
    for text in (
        "12",
        f"Le puits {CODE}",
        "On descendait. On remontait noir.",
        "Trois marches",
        "Écoutez ce récit",
        "Sans marche",
        "Transcription à lire",
        "balades.example.org/s/ABCD1234/en",
        "Ville de Test",
    ):
        assert text in said
    assert root["/Lang"] == "fr"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert f"Code QR qui mène à {ADDRESS}/en" in alternative_texts(pdf)
    assert all("AtkinsonHyperlegibleNext" in name for name in fonts(pdf))
