"""The story of a stop: one flat stream of four blocks.

Pictures and choosers of works say themselves how they are translated: wagtail-localize
would forget that a picture is decorative, and stumble over a work deleted meanwhile.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue

from media_library.choosers import RecordingChooser
from media_library.plain_text import validate_plain_text

STORY_FEATURES = ["bold", "italic", "link", "ul", "ol", "h4"]


class PlainStructBlock(blocks.StructBlock):
    """A block whose texts hold text, as all our text fields do."""

    def clean(self, value: Any) -> Any:
        """Refuse HTML in a text, where it stands."""
        cleaned = super().clean(value)
        errors = self.refusals(cleaned)
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    def refusals(self, value: Any) -> dict[str, ValidationError]:
        """What is wrong with the texts, by the name of their block."""
        words = {
            name: value[name]
            for name, block in self.child_blocks.items()
            if isinstance(block, blocks.CharBlock | blocks.TextBlock)
        }
        return _refusals(words)


def _refusals(words: dict[str, str]) -> dict[str, ValidationError]:
    found = {}
    for name, text in words.items():
        try:
            validate_plain_text(text)
        except ValidationError as error:
            found[name] = error
    return found


class PictureBlock(PlainStructBlock):
    """A picture with its alternative text, or the tick that it is decorative."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(
        required=False, max_length=255, label=_("Caption"), search_index=False
    )

    def refusals(self, value: Any) -> dict[str, ValidationError]:
        """The caption's, and the alternative text's, which lies in the image."""
        found = super().refusals(value)
        words = getattr(value["image"], "contextual_alt_text", "")
        if inside := _refusals({"alt_text": words}):
            found["image"] = StructBlockValidationError(block_errors=inside)
        return found

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Words to translate, and the image, which a translation may replace."""
        segments = [StringSegmentValue("caption", value["caption"])]
        if image := value["image"]:
            segments = [
                OverridableSegmentValue("image.image", image.pk),
                StringSegmentValue("image.alt_text", image.contextual_alt_text or ""),
                *segments,
            ]
        return segments

    def restore_translated_segments(self, value: Any, segments: Iterable[Any]) -> Any:
        """The same picture in other words, decorative if it was."""
        found = {segment.path: segment for segment in segments}
        if caption := found.get("caption"):
            value["caption"] = caption.render_text()
        image = value["image"]
        if other := found.get("image.image"):
            chosen = self._chooser.target_model.objects.filter(pk=other.data).first()
            if chosen and image:
                chosen.decorative = image.decorative
                chosen.contextual_alt_text = image.contextual_alt_text
            image = chosen
        if image and (words := found.get("image.alt_text")):
            image.contextual_alt_text = words.render_text()
        value["image"] = image
        return value

    @property
    def _chooser(self) -> Any:
        return self.child_blocks["image"].child_blocks["image"]

    class Meta:
        icon = "image"
        label = _("Picture")


class QuoteBlock(PlainStructBlock):
    """Words of someone, with their name."""

    text = blocks.TextBlock(label=_("Words"))
    attribution = blocks.CharBlock(
        required=False, max_length=255, label=_("Who said or wrote it, and when")
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")


class TranslatedWork:
    """A chooser of a work, which says itself how its choice is translated."""

    def get_translatable_segments(self, value: Any) -> list[OverridableSegmentValue]:
        """The work itself, which a translation may replace by another."""
        return [OverridableSegmentValue("", value.pk)] if value else []

    def restore_translated_segments(self, value: Any, segments: Iterable[Any]) -> Any:
        """The work chosen; none when it has been deleted."""
        for segment in segments:
            value = self.target_model.objects.filter(pk=segment.data).first()
        return value


class RecordingBlock(TranslatedWork, SnippetChooserBlock):
    """A recording, chosen in our words."""

    @cached_property
    def widget(self) -> RecordingChooser:
        """The chooser of the form."""
        return RecordingChooser(self.target_model, icon=self.meta.icon)


class PictureChooser(TranslatedWork, ImageChooserBlock):
    """A picture alone; its alternative text stands beside it."""


class StoryBlock(blocks.StreamBlock):
    """What a stop tells: text, picture, recording, quote."""

    text = blocks.RichTextBlock(
        features=STORY_FEATURES,
        icon="pilcrow",
        label=_("Text"),
    )
    picture = PictureBlock()
    recording = RecordingBlock(
        "media_library.Recording", icon="media", label=_("Recording")
    )
    quote = QuoteBlock()

    class Meta:
        label = _("Story")


# They keep what Wagtail's own blocks keep, and those are the ones migrations name.
DECONSTRUCT_ALIASES = {
    PictureChooser: "wagtail.images.blocks.ImageChooserBlock",
    RecordingBlock: "wagtail.snippets.blocks.SnippetChooserBlock",
}
