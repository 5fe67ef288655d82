"""The blocks of a story."""

from tours.blocks import StoryBlock
from tours.models import Stop


def test_a_story_has_at_most_eight_flat_blocks() -> None:
    kinds = StoryBlock().child_blocks
    assert set(kinds) == {"text", "picture", "recording", "quote"}
    assert len(kinds) <= 8


def test_a_story_may_be_empty() -> None:
    assert Stop._meta.get_field("story").blank
