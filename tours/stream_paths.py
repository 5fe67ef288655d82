"""Where a value stands in the stream of a row of a page, such as a stop's story."""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import Block, ListBlock
from wagtail.fields import StreamField


def blocks_of_row(source: Any, field_path: str) -> Iterator[Block]:
    """The blocks that lead to a value in the stream of a row; none for other values.

    Such paths are ``stops.story.picture.caption``, and in a list
    ``stops.question.choice.answers.item.text``.
    """
    relation, *path = field_path.split(".")
    field = source._meta.get_field(relation)
    if not (field.one_to_many and path):
        return
    stream = field.related_model._meta.get_field(path[0])
    if not isinstance(stream, StreamField):
        return
    block = stream.stream_block
    for name in path[1:]:
        is_list = isinstance(block, ListBlock)
        block = block.child_block if is_list else block.child_blocks.get(name)
        if block is None:
            return  # the page was written with a block that is no more
        yield block
