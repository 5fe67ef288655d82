"""The story of a stop: one flat stream of four blocks."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from media_library.choosers import RecordingChooser

STORY_FEATURES = ["bold", "italic", "link", "ul", "ol", "h4"]


class PictureBlock(blocks.StructBlock):
    """A picture with its alternative text, or the tick that it is decorative."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(
        required=False, max_length=255, label=_("Caption"), search_index=False
    )

    class Meta:
        icon = "image"
        label = _("Picture")


class QuoteBlock(blocks.StructBlock):
    """Words of someone, with their name."""

    text = blocks.TextBlock(label=_("Words"))
    attribution = blocks.CharBlock(
        required=False, max_length=255, label=_("Who said or wrote it, and when")
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")


class RecordingBlock(SnippetChooserBlock):
    """A recording, chosen in our words."""

    @cached_property
    def widget(self) -> RecordingChooser:
        """The chooser of the form."""
        return RecordingChooser(self.target_model, icon=self.meta.icon)


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


# Only its form differs from Wagtail's own block, which is the one migrations name.
DECONSTRUCT_ALIASES = {RecordingBlock: "wagtail.snippets.blocks.SnippetChooserBlock"}
