"""Lets the translation editor choose the works inside the story of a stop.

wagtail-localize (1.14.5) offers a chooser for a work that stands in the page's own
stream, and a bare number for one in the stream of a row of the page, such as a stop. It
also names every string of such a stream alike. We wrap the one function that decides
both; everything else of the editor is its own.
"""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from wagtail.blocks import Block, RichTextBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail_localize.views import edit_translation

from tours.stream_paths import blocks_of_row


def install() -> None:
    """Wrap the function, once for each process."""
    edit_translation.get_segment_location_info = in_rows_too(
        edit_translation.get_segment_location_info
    )


def in_rows_too(original: Callable[..., dict[str, Any]]) -> Callable[..., Any]:
    """The function, which also looks into the streams of rows."""

    def get_segment_location_info(
        source: Any, tabs: Any, content_path: str, field_path: str, widget: bool = False
    ) -> dict[str, Any]:
        place = original(source, tabs, content_path, field_path, widget=widget)
        blocks = list(blocks_of_row(source, field_path))
        if blocks:
            labels = [place["subField"], *(block.label for block in blocks)]
            # A picture's block and its image have one name: it is said once.
            place["subField"] = " › ".join(dict.fromkeys(map(str, labels)))
            if widget:
                place["widget"] = chooser_of(blocks[-1]) or place["widget"]
        return place

    return get_segment_location_info


def chooser_of(block: Block) -> dict[str, Any] | None:
    """What the editor needs to let a value be replaced; None for other blocks."""
    if isinstance(block, ImageChooserBlock):
        return {"type": "image_chooser"}
    if isinstance(block, RichTextBlock):
        return {"type": "text"}  # the address of one of its links
    if not isinstance(block, SnippetChooserBlock):
        return None
    options = block.target_model._meta
    chooser = block.target_model.snippet_viewset.chooser_viewset
    return {
        "type": "snippet_chooser",
        "snippet_model": {
            "app_label": options.app_label,
            "model_name": options.model_name,
            "verbose_name": str(options.verbose_name),
            "verbose_name_plural": str(options.verbose_name_plural),
        },
        "chooser_url": reverse(chooser.get_url_name("choose")),
    }
