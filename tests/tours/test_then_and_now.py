"""Two pictures of one view, from the form to the page, the package and another site."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, ReferenceIndex

from exchange.story_blocks import story_blocks
from media_library.models import Picture
from tests.conftest import BilingualSite
from tests.factories import PictureFactory, StopFactory, TourPageFactory, story
from tests.tours.test_translation import first_block, published, translation_of
from tours.blocks import ThenAndNowBlock
from tours.faults import fault_sentences
from tours.models import TourPage
from tours.package_building import build_document
from tours.package_schema import faults
from tours.presentation import present_tour

pytestmark = pytest.mark.screens

TELL = "Say in one sentence what this picture shows, or tick “decorative”."


def image(picture: Picture | None, text: str = "", decorative: bool = False) -> Any:
    """An image of a block as it is stored."""
    key = picture and picture.pk
    return {"image": key, "alt_text": text, "decorative": decorative}


@pytest.fixture
def pair(db: None) -> dict[str, Any]:
    """Faultless: the earlier one says its year, the later one has a label."""
    return {
        "then": image(PictureFactory(year=1926), "La place avec son tramway"),
        "then_label": "",
        "now": image(PictureFactory(year=None, credit="Lou"), "La place et ses arbres"),
        "now_label": "Aujourd’hui",
        "caption": "La place en cent ans",
    }


def trail_with(site: BilingualSite, value: Any, **changes: Any) -> TourPage:
    """A trail of one stop that tells nothing else."""
    stop = StopFactory(title="La place", story=story(("then_and_now", value)))
    return TourPageFactory(parent=site.home, stops=[stop], **changes)


def test_both_pictures_are_on_the_page_with_their_words(
    site: BilingualSite, phone: Client, pair: Any
) -> None:
    html = phone.get(trail_with(site, pair).url).content.decode()
    block = html[html.index("<then-and-now") : html.index("</then-and-now>")]
    for said in ("La place avec son tramway", "La place et ses arbres", "Aujourd’hui"):
        assert said in block
    assert ">1926</p>" in block
    assert block.index("1926") < block.index("Aujourd’hui")
    assert "La place en cent ans" in html


def test_without_a_year_or_a_label_it_is_then_and_now(
    site: BilingualSite, phone: Client, pair: Any
) -> None:
    pair["then"]["image"], pair["now_label"] = PictureFactory(year=None).pk, ""
    html = phone.get(trail_with(site, pair).url).content.decode()
    assert html.count('class="pair__label"') == 2
    assert '<p class="pair__label"></p>' not in html


def test_the_one_that_is_left_is_shown_as_a_picture(
    site: BilingualSite, pair: Any
) -> None:
    trail = trail_with(site, pair)
    Picture.objects.get(pk=pair["then"]["image"]).delete()
    (item,) = present_tour(TourPage.objects.get(pk=trail.pk)).stops[0].story
    assert (item.kind, item.caption) == ("picture", "La place en cent ans")
    Picture.objects.get(pk=pair["now"]["image"]).delete()
    assert present_tour(TourPage.objects.get(pk=trail.pk)).stops[0].story == ()


@pytest.mark.parametrize("side", ["then", "now"])
def test_each_needs_its_alternative_text(
    site: BilingualSite, pair: Any, side: str
) -> None:
    pair[side]["alt_text"] = " "
    trail = trail_with(site, pair, live=False)
    assert fault_sentences(trail) == [f"Stop 1, “La place”: {TELL}"]
    pair[side] |= {"alt_text": "", "decorative": True}
    assert fault_sentences(trail_with(site, pair, live=False)) == []


def test_a_draft_may_lack_one(site: BilingualSite, pair: Any) -> None:
    pair["then"] = image(None)
    (said,) = fault_sentences(trail_with(site, pair, live=False))
    assert "This block is empty" in said


def test_html_in_its_words_is_refused(pair: Any) -> None:
    block = ThenAndNowBlock()
    value = block.to_python({**pair, "then_label": "<b>1926</b>"})
    assert set(block.refusals(value)) == {"then_label"}


@pytest.mark.indexed
def test_both_pictures_know_where_they_are_shown(
    site: BilingualSite, pair: Any
) -> None:
    trail = trail_with(site, pair)
    for side in ("then", "now"):
        picture = Picture.objects.get(pk=pair[side]["image"])
        used = ReferenceIndex.get_references_to(picture)
        assert {each.object_id for each in used} == {str(trail.pk)}


def test_its_words_are_translated_and_its_pictures_stay(
    site: BilingualSite, english: Locale, committed: Any, pair: Any
) -> None:
    trail = trail_with(site, pair)
    translation = translation_of(trail, english)
    offered = {each.string.data for each in translation.source.stringsegment_set.all()}
    assert {"La place avec son tramway", "Aujourd’hui", pair["caption"]} <= offered
    value = first_block(published(translation, committed))
    assert value["then"].pk == pair["then"]["image"]
    assert value["now"].contextual_alt_text == "La place et ses arbres"


def test_a_package_tells_it_and_another_site_has_it_back(
    site: BilingualSite, pair: Any
) -> None:
    document = build_document(trail_with(site, pair))
    assert list(faults(document)) == []
    (stop,) = document["stops"]
    assert stop["story"] == (
        '<figure data-picture="0"></figure><figure data-picture="1"></figure>'
    )
    told = [picture["then_and_now"] for picture in stop["pictures"]]
    assert told == [
        {"side": "then", "label": ""},
        {"side": "now", "label": "Aujourd’hui"},
    ]
    made = [Picture.objects.get(pk=pair[side]["image"]) for side in ("then", "now")]
    works = list(zip(made, stop["pictures"], strict=True))
    (block,) = story_blocks(stop["story"], works, []).raw_data
    assert (block["type"], block["value"]) == ("then_and_now", pair)


def test_a_pair_that_was_taken_apart_is_two_pictures(
    site: BilingualSite, pair: Any
) -> None:
    (stop,) = build_document(trail_with(site, pair))["stops"]
    works = [(PictureFactory(), told) for told in reversed(stop["pictures"])]
    blocks = story_blocks(stop["story"], works, [])
    assert [block.block_type for block in blocks] == ["picture", "picture"]
