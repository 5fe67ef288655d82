"""Rich text of a package as layouts take it: a tree of plain values. Pure.

Layouts read it as data. No text is ever read as markup or code of the typesetter, so
nothing has to be escaped.
"""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

from exchange.writers.text import xml_safe

Node = dict[str, Any]  # kind, and what it is made of
Inline = str | Node

HEADINGS = {"h2", "h3", "h4"}
LISTS = {"ul", "ol"}
SPANS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "a": "link"}
# HTML's own white space: the no-break spaces of good typography stay.
SPACE = re.compile(r"[ \t\n\r\f]+")


def rich_text(html: str) -> list[Node]:
    """Paragraphs, headings and lists, each ``of`` texts, bold, italic and links."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return list(_said(parser.root["of"]))


def lines(text: str) -> list[Node]:
    """Plain text: each line that says something is a paragraph."""
    told = (one_line(line) for line in text.splitlines())
    return [_node("paragraph", [line]) for line in told if line]


def one_line(text: str) -> str:
    """Plain text as one line that every file can hold."""
    return SPACE.sub(" ", xml_safe(text)).strip(" ")


def plain(nodes: Iterable[Inline]) -> str:
    """The words of a tree alone."""
    return "".join(_words(node) for node in nodes)


def _words(node: Inline) -> str:
    if isinstance(node, str):
        return node
    if node["kind"] == "break":
        return " "
    words = plain(node["of"])
    return words if node["kind"] in SPANS.values() else f"{words} "


def _node(kind: str, of: list[Inline], **more: Any) -> Node:
    return {"kind": kind, "of": of, **more}


class _Parser(HTMLParser):
    """Builds the tree; what is open holds what comes."""

    def __init__(self) -> None:
        super().__init__()
        self.root = _node("root", [])
        self.open: list[tuple[str, Node]] = [("", self.root)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._inner().append(_node("break", []))
        elif tag == "p" or tag in HEADINGS:
            self._close_blocks()
            self._begin(tag, _node("paragraph" if tag == "p" else "heading", []))
        elif tag in LISTS:
            self._leave({"p", *HEADINGS, *SPANS})
            self._begin(tag, _node("list", [], is_numbered=tag == "ol"))
        elif tag == "li":
            self._leave({"p", "li", *HEADINGS, *SPANS})
            if self.open[-1][1]["kind"] != "list":
                self._begin("ul", _node("list", [], is_numbered=False))
            self._begin(tag, _node("item", []))
        elif tag in SPANS:
            more = {"url": dict(attrs).get("href") or ""} if tag == "a" else {}
            self._paragraph()
            self._begin(tag, _node(SPANS[tag], [], **more))

    def handle_endtag(self, tag: str) -> None:
        """Ends the innermost of that name, with all that is open in it."""
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth][0] == tag:
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        text = SPACE.sub(" ", xml_safe(data))
        if text.strip(" ") or self.open[-1][1]["kind"] not in {"root", "list"}:
            self._inner().append(text)

    def _begin(self, tag: str, node: Node) -> None:
        self.open[-1][1]["of"].append(node)
        self.open.append((tag, node))

    def _close_blocks(self) -> None:
        self._leave({"p", *HEADINGS, *SPANS})

    def _leave(self, tags: set[str]) -> None:
        while self.open[-1][0] in tags:
            self.open.pop()

    def _inner(self) -> list[Inline]:
        self._paragraph()
        inner: list[Inline] = self.open[-1][1]["of"]
        return inner

    def _paragraph(self) -> None:
        """Words that stand in no paragraph get one; in no item of a list, an item."""
        kind = self.open[-1][1]["kind"]
        if kind == "root":
            self._begin("p", _node("paragraph", []))
        elif kind == "list":
            self._begin("li", _node("item", []))


def _said(nodes: Iterable[Inline]) -> Iterator[Node]:
    """The blocks that say something, without spaces at their ends."""
    for node in nodes:
        if isinstance(node, str):
            continue
        if node["kind"] == "list":
            items = list(_said(node["of"]))
            if items:
                yield {**node, "of": items}
        elif plain(node["of"]).strip():
            yield {**node, "of": _trimmed(node["of"])}


def _trimmed(nodes: list[Inline]) -> list[Inline]:
    """Without what shows nothing at the ends; lists in an item are cleaned as well."""
    kept = [each for node in nodes for each in _inside(node)]
    while kept and _is_blank(kept[0]):
        kept.pop(0)
    while kept and _is_blank(kept[-1]):
        kept.pop()
    if isinstance(kept[0], str):
        kept[0] = kept[0].lstrip(" ")
    if isinstance(kept[-1], str):
        kept[-1] = kept[-1].rstrip(" ")
    return kept


def _inside(node: Inline) -> Iterator[Inline]:
    if isinstance(node, str) or node["kind"] not in {"list", "paragraph", "heading"}:
        yield node
    else:
        yield from _said([node])


def _is_blank(node: Inline) -> bool:
    return node == " " or node == "" or (not isinstance(node, str) and not _shows(node))


def _shows(node: Node) -> bool:
    return bool(plain(node["of"]).strip())
