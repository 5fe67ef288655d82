"""The blocks of a story."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue

from media_library.models import Picture
from tests.factories import PictureFactory, picture_value, story
from tours.blocks import PictureBlock, QuoteBlock, StoryBlock
from tours.models import Stop


def test_a_story_has_at_most_eight_flat_blocks() -> None:
    kinds = StoryBlock().child_blocks
    named = {"text", "picture", "recording", "quote", "then_and_now"}
    assert set(kinds) == named
    assert len(kinds) <= 8


def test_a_story_may_be_empty() -> None:
    assert Stop._meta.get_field("story").blank


def test_a_quote_holds_text() -> None:
    block = QuoteBlock()
    good = block.to_python({"text": "2 < 3", "attribution": "Une voisine"})
    assert block.clean(good) == good
    bad = block.to_python({"text": "<b>Ici</b>", "attribution": "<i>Ana</i>"})
    with pytest.raises(ValidationError) as refused:
        block.clean(bad)
    assert set(refused.value.block_errors) == {"text", "attribution"}


@pytest.mark.django_db
class TestTranslatedPicture:
    """A picture in another language: other words, and perhaps another picture."""

    def restored(self, picture: Picture, *segments: Any, **value: Any) -> Any:
        """A picture block after its translated segments are put back."""
        (block,) = story(("picture", picture_value(picture, "Une place", **value)))
        return PictureBlock().restore_translated_segments(block.value, segments)

    def test_its_words_are_replaced(self) -> None:
        picture = PictureFactory()
        found = self.restored(
            picture,
            StringSegmentValue("caption", "The square"),
            StringSegmentValue("image.alt_text", "A cobbled square"),
            caption="La place",
        )
        assert found["caption"] == "The square"
        assert found["image"].contextual_alt_text == "A cobbled square"
        assert found["image"].pk == picture.pk

    def test_what_is_not_translated_stays(self) -> None:
        found = self.restored(PictureFactory(), caption="La place")
        assert found["caption"] == "La place"
        assert found["image"].contextual_alt_text == "Une place"

    @pytest.mark.parametrize("decorative", [True, False])
    def test_another_picture_takes_its_place_and_its_part(
        self, decorative: bool
    ) -> None:
        other = PictureFactory()
        segment = OverridableSegmentValue("image.image", other.pk)
        found = self.restored(PictureFactory(), segment, decorative=decorative)
        assert found["image"].pk == other.pk
        assert found["image"].decorative is decorative
        words = "" if decorative else "Une place"
        assert found["image"].contextual_alt_text == words

    def test_another_picture_that_was_deleted_leaves_none(self) -> None:
        other = PictureFactory()
        segment = OverridableSegmentValue("image.image", other.pk)
        other.delete()
        assert self.restored(PictureFactory(), segment)["image"] is None
