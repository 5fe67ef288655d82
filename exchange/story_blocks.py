"""The blocks of a story, from the HTML in which a package tells it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any

import nh3

from media_library.models import Picture, Recording
from tours.blocks import StoryBlock
from tours.package_story import SCHEMES, TAGS

# As tours/package_story.py writes them.
PARTS = re.compile(
    r'<figure data-(?P<kind>picture|recording)="(?P<number>\d{1,4})"></figure>'
    r"|<blockquote>(?P<quote>.*?)</blockquote>",
    re.DOTALL,
)
FOOTER = re.compile(r"<footer>(.*?)</footer>", re.DOTALL)
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)

Pictures = Sequence[tuple[Picture | None, Mapping[str, Any]]]


def story_blocks(html: str, pictures: Pictures, recordings: Sequence[Recording]) -> Any:
    """The stream of a stop's story; a figure without its work is left out."""
    return StoryBlock().to_python(list(_blocks(html, pictures, recordings)))


def _blocks(
    html: str, pictures: Pictures, recordings: Sequence[Recording]
) -> Iterator[dict[str, Any]]:
    end = 0
    for found in PARTS.finditer(html):
        yield from _text(html[end : found.start()])
        end = found.end()
        if found["quote"] is not None:
            yield {"type": "quote", "value": _quote(found["quote"])}
            continue
        number = int(found["number"])
        if found["kind"] == "recording" and number < len(recordings):
            yield {"type": "recording", "value": recordings[number].pk}
        elif found["kind"] == "picture" and number < len(pictures):
            yield from _picture(*pictures[number])
    yield from _text(html[end:])


def _text(html: str) -> Iterator[dict[str, Any]]:
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel=None,
    )
    if cleaned.strip():
        yield {"type": "text", "value": cleaned}


def _quote(html: str) -> dict[str, str]:
    who = FOOTER.search(html)
    lines = PARAGRAPH.findall(FOOTER.sub("", html))
    return {
        "text": "\n".join(plain(line) for line in lines),
        "attribution": plain(who[1]) if who else "",
    }


def _picture(
    picture: Picture | None, told: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    if picture is not None:
        image = {
            "image": picture.pk,
            "alt_text": told["alt"],
            "decorative": told["decorative"],
        }
        yield {"type": "picture", "value": {"image": image, "caption": told["caption"]}}


def plain(html: str) -> str:
    """Text without any markup."""
    return unescape(nh3.clean(html, tags=set()))
