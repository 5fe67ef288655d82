"""The blocks of a story, as editors have them, from a package's."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from exchange.story_parts import Part, story_parts
from media_library.models import Picture, Recording
from tours.blocks import StoryBlock

Pictures = Sequence[tuple[Picture | None, Mapping[str, Any]]]


def story_blocks(html: str, pictures: Pictures, recordings: Sequence[Recording]) -> Any:
    """The stream of a stop's story; a figure without its work is left out."""
    raw = [
        {"type": part.kind, "value": value}
        for part in story_parts(html)
        for value in _values(part, pictures, recordings)
    ]
    return StoryBlock().to_python(raw)


def _values(
    part: Part, pictures: Pictures, recordings: Sequence[Recording]
) -> Iterator[Any]:
    if part.kind == "text":
        yield part.html
    elif part.kind == "quote":
        yield {"text": part.words, "attribution": part.attribution}
    elif part.kind == "recording" and part.number < len(recordings):
        yield recordings[part.number].pk
    elif part.kind == "picture" and part.number < len(pictures):
        picture, told = pictures[part.number]
        if picture is not None:
            image = {
                "image": picture.pk,
                "alt_text": told["alt"],
                "decorative": told["decorative"],
            }
            yield {"image": image, "caption": told["caption"]}
