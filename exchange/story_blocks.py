"""The blocks of a story, as editors have them, from a package's."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from exchange.story_parts import Part, story_parts
from media_library.models import Picture, Recording
from tours.blocks import StoryBlock

Pictures = Sequence[tuple[Picture | None, Mapping[str, Any]]]


def story_blocks(html: str, pictures: Pictures, recordings: Sequence[Recording]) -> Any:
    """The stream of a stop's story; a figure without its work is left out."""
    raw, parts = [], list(story_parts(html))
    while parts:
        part = parts.pop(0)
        if parts and (pair := _pair([part, parts[0]], pictures)):
            parts.pop(0)
            raw.append({"type": "then_and_now", "value": pair})
            continue
        values = _values(part, pictures, recordings)
        raw += [{"type": part.kind, "value": value} for value in values]
    return StoryBlock().to_python(raw)


def _pair(parts: Sequence[Part], pictures: Pictures) -> dict[str, Any] | None:
    """Then and now, where two pictures that follow each other say so."""
    value: dict[str, Any] = {}
    for side, part in zip(("then", "now"), parts, strict=True):
        if part.kind != "picture" or part.number >= len(pictures):
            return None
        picture, told = pictures[part.number]
        pair = told.get("then_and_now") or {}
        if picture is None or pair.get("side") != side:
            return None
        value |= {side: _image(picture, told), f"{side}_label": pair["label"]}
        value["caption"] = told["caption"]
    return value


def _image(picture: Picture, told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "image": picture.pk,
        "alt_text": told["alt"],
        "decorative": told["decorative"],
    }


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
            yield {"image": _image(picture, told), "caption": told["caption"]}
