"""The story of a stop: one flat stream of five blocks.

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


class PicturesBlock(PlainStructBlock):
    """A block that shows pictures beside words of its own.

    ``pictures`` and ``words`` name its children that hold them.
    """

    pictures: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def refusals(self, value: Any) -> dict[str, ValidationError]:
        """The words', and those of the alternative texts, which lie in the images."""
        found = super().refusals(value)
        for name in self.pictures:
            alt_text = getattr(value[name], "contextual_alt_text", "")
            if inside := _refusals({"alt_text": alt_text}):
                found[name] = StructBlockValidationError(block_errors=inside)
        return found

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Words to translate, and the images, which a translation may replace."""
        segments: list[Any] = []
        for name in self.pictures:
            if image := value[name]:
                alt_text = image.contextual_alt_text or ""
                segments += [
                    OverridableSegmentValue(f"{name}.image", image.pk),
                    StringSegmentValue(f"{name}.alt_text", alt_text),
                ]
        return segments + [StringSegmentValue(w, value[w]) for w in self.words]

    def restore_translated_segments(self, value: Any, segments: Iterable[Any]) -> Any:
        """The same pictures in other words, decorative if they were."""
        found = {segment.path: segment for segment in segments}
        for name in self.words:
            if words := found.get(name):
                value[name] = words.render_text()
        for name in self.pictures:
            image = value[name]
            if other := found.get(f"{name}.image"):
                image = self._replaced(image, other.data)
            if image and (words := found.get(f"{name}.alt_text")):
                image.contextual_alt_text = words.render_text()
            value[name] = image
        return value

    def _replaced(self, image: Any, key: Any) -> Any:
        chooser = self.child_blocks[self.pictures[0]].child_blocks["image"]
        chosen = chooser.target_model.objects.filter(pk=key).first()
        if chosen and image:
            chosen.decorative = image.decorative
            chosen.contextual_alt_text = image.contextual_alt_text
        return chosen


class PictureBlock(PicturesBlock):
    """A picture with its alternative text, or the tick that it is decorative."""

    pictures = ("image",)
    words = ("caption",)

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(
        required=False, max_length=255, label=_("Caption"), search_index=False
    )

    class Meta:
        icon = "image"
        label = _("Picture")


class ThenAndNowBlock(PicturesBlock):
    """Two pictures of one view, taken years apart, to be laid over each other."""

    pictures = ("then", "now")
    words = ("then_label", "now_label", "caption")

    then = ImageBlock(label=_("Earlier picture"))
    then_label = blocks.CharBlock(
        required=False,
        max_length=40,
        label=_("Its label"),
        help_text=_("Such as “1926”. Left empty, the year of the picture is said."),
        search_index=False,
    )
    now = ImageBlock(
        label=_("Later picture"),
        help_text=_("Taken from the same point: the two are laid over each other."),
    )
    now_label = blocks.CharBlock(
        required=False, max_length=40, label=_("Its label"), search_index=False
    )
    caption = blocks.CharBlock(
        required=False, max_length=255, label=_("Caption"), search_index=False
    )

    class Meta:
        icon = "arrows-up-down"
        label = _("Then and now")


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
    """What a stop tells: text, picture, recording, quote, then and now."""

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
    then_and_now = ThenAndNowBlock()

    class Meta:
        label = _("Story")


# They keep what Wagtail's own blocks keep, and those are the ones migrations name.
DECONSTRUCT_ALIASES = {
    PictureChooser: "wagtail.images.blocks.ImageChooserBlock",
    RecordingBlock: "wagtail.snippets.blocks.SnippetChooserBlock",
}
