"""The parts of a story, from the HTML in which a package tells it. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

import nh3

TAGS = {"a", "b", "br", "em", "h2", "h3", "h4", "i", "li", "ol", "p", "strong", "ul"}
SCHEMES = {"http", "https", "mailto", "tel"}
# As tours/package_story.py writes them.
PARTS = re.compile(
    r'<figure data-(?P<kind>picture|recording)="(?P<number>\d{1,4})"></figure>'
    r"|<blockquote>(?P<quote>.*?)</blockquote>",
    re.DOTALL,
)
FOOTER = re.compile(r"<footer>(.*?)</footer>", re.DOTALL)
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


@dataclass(frozen=True)
class Part:
    """One part. ``kind``: text, quote, picture or recording.

    ``html`` is of a text; ``words`` and ``attribution`` of a quote; ``number`` of a
    picture or recording, from 0, among those of its stop.
    """

    kind: str
    html: str = ""
    words: str = ""
    attribution: str = ""
    number: int = 0


def story_parts(html: str) -> Iterator[Part]:
    """All parts in their order, cleaned of what is not ours."""
    end = 0
    for found in PARTS.finditer(html):
        yield from _text(html[end : found.start()])
        end = found.end()
        if found["quote"] is None:
            yield Part(found["kind"], number=int(found["number"]))
        else:
            yield _quote(found["quote"])
    yield from _text(html[end:])


def clean(html: str) -> str:
    """Rich text of a package: nothing but a few tags, and links of the web."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel=None,
    )


def plain(html: str) -> str:
    """Text without any markup."""
    return unescape(nh3.clean(html, tags=set()))


def _text(html: str) -> Iterator[Part]:
    if (cleaned := clean(html)).strip():
        yield Part("text", html=cleaned)


def _quote(html: str) -> Part:
    who = FOOTER.search(html)
    lines = PARAGRAPH.findall(FOOTER.sub("", html))
    return Part(
        "quote",
        words="\n".join(plain(line) for line in lines),
        attribution=plain(who[1]) if who else "",
    )
