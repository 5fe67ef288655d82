"""XML of any origin, read piece by piece and in safety. Pure.

No document type is accepted, so that there are no entities and nothing of elsewhere
to fetch; depth is bounded, and what is not kept is forgotten as soon as it is read.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from html.entities import html5
from typing import Any

from lxml import etree

from exchange.clean import decoded
from exchange.found import FileRefused, Where
from exchange.limits import MAX_DEPTH, MAX_ELEMENTS, MAX_TEXT

Element = etree._Element

_CHUNK = 65_536
_LINES_KNOWN = 65_535
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*\?>")
_SPACE = re.compile(r"\s*")
_ASIDES = (("<?", "?>"), ("<!--", "-->"))
_MOST_ASIDES = 1_000  # before the root
_REFERENCE = re.compile(r"&(#\d{1,7};|#x[\da-fA-F]{1,6};|[A-Za-z][A-Za-z\d]{1,31};)?")
_MOST_REFERENCES = 100_000  # a text with more is not mended
_XML_NAMES = {"amp;", "lt;", "gt;", "quot;", "apos;"}
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")


def root_name(text: str) -> str:
    """The name of the root of an XML text, without its prefix; empty if it has none.

    Looks no further than the root's beginning. Refuses a document type: ``doctype``.
    """
    text = _without_declaration(text)
    begin = _root_at(text)
    if text[begin : begin + 9].upper() == "<!DOCTYPE":
        raise FileRefused("doctype", Where("line", text.count("\n", 0, begin) + 1))
    root = _ROOT.match(text, begin)
    return root[1] if root else ""


def elements(
    content: bytes, root: str, kept: Collection[str]
) -> Iterator[tuple[str, str, Element]]:
    """Each element as it begins and as it ends: ``start`` or ``end``, name, element.

    Names come without namespace. An element has its children when it ends, as far as
    their names are in ``kept``; the others have ended before, and are gone. Refused:
    ``not_understood`` (another root), ``doctype``, ``broken_xml``, ``too_deep``,
    ``too_many_elements``.
    """
    text = decoded(content)
    if root_name(text) != root:
        raise FileRefused("not_understood")
    parser = _parser()
    depth = count = 0
    for failure in _fed(parser, _without_declaration(text)):
        element: Any  # of other events it would be none, but these are not asked for
        for event, element in parser.read_events():
            depth += 1 if event == "start" else -1
            if depth > MAX_DEPTH:
                raise FileRefused("too_deep", line_of(element), limit=MAX_DEPTH)
            count += event == "start"
            if count > MAX_ELEMENTS:
                raise FileRefused("too_many_elements", limit=MAX_ELEMENTS)
            yield event, local(element.tag), element
            if event == "end":
                _forget(element, kept)
        if failure is not None:
            raise failure


@lru_cache(maxsize=1_000)
def local(tag: str) -> str:
    """A tag's name without its namespace, or its prefix where that is not declared."""
    return tag.rpartition("}")[2].rpartition(":")[2]


def line_number(element: Element) -> int:
    """The line on which an element begins, from 1."""
    known: Any = element.sourceline  # whose type is not declared as it is
    line = int(known or 1)
    if line <= _LINES_KNOWN:
        return line
    # libxml2 counts so far, then tells the line where the text next to it ends.
    return line - (element.text or element.tail or "").count("\n")


def line_of(element: Element) -> Where:
    """Where an element begins."""
    return Where("line", line_number(element))


def child(element: Element, name: str) -> Element | None:
    """The first child of a name."""
    return next((each for each in element if local(each.tag) == name), None)


def words(element: Element | None, name: str = "") -> str:
    """The text of an element, or of its first child of a name; empty where none.

    Refuses a text of more than ``MAX_TEXT`` characters: ``long_text``.
    """
    if element is not None and name:
        element = child(element, name)
    if element is None:
        return ""
    said = "".join(str(text) for text in element.itertext())
    if len(said) > MAX_TEXT:
        raise FileRefused("long_text", line_of(element), limit=MAX_TEXT)
    return said.strip()


def _parser() -> "etree.XMLPullParser":
    return etree.XMLPullParser(
        events=("start", "end"),
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _without_declaration(text: str) -> str:
    """The text without its XML declaration, its lines where they were."""
    match = _DECLARATION.match(text)
    return "\n" * match[0].count("\n") + text[match.end() :] if match else text


def _fed(parser: "etree.XMLPullParser", text: str) -> Iterator[FileRefused | None]:
    """Feeds the parser; after each piece, what is wrong with it. Ends with a fault."""
    if text.count("&") < _MOST_REFERENCES:
        text = _REFERENCE.sub(_reference, text)
    content = text.encode("utf-8", "replace")
    failure = None
    for begin in range(0, len(content), _CHUNK):
        try:
            parser.feed(content[begin : begin + _CHUNK])
        except etree.XMLSyntaxError as error:
            failure = _broken(parser, error)
        yield failure
        if failure is not None:
            return
    try:
        parser.close()
    except etree.XMLSyntaxError as error:
        yield _broken(parser, error)


def _root_at(text: str) -> int:
    """Where the root or the document type begins, behind comments and the like."""
    at = 0
    for _aside in range(_MOST_ASIDES):
        space = _SPACE.match(text, at)
        at = space.end() if space else at
        for opening, closing in _ASIDES:
            if text.startswith(opening, at):
                end = text.find(closing, at + len(opening))
                at = len(text) if end < 0 else end + len(closing)
                break
        else:
            break
    return at


def _reference(match: re.Match[str]) -> str:
    """A reference as XML knows it: people write a bare & and HTML's &nbsp; in it."""
    name = match[1]
    if name is None:
        return "&amp;"
    if name.startswith("#") or name in _XML_NAMES:
        return match[0]
    return html5.get(name, f"&amp;{name}")


def _broken(
    parser: "etree.XMLPullParser", error: etree.XMLSyntaxError
) -> FileRefused | None:
    """The refusal of a fault; none where only prefixes are not declared."""
    undeclared = etree.ErrorTypes.NS_ERR_UNDEFINED_NAMESPACE
    log = parser.feed_error_log
    faults = [entry for entry in log if entry.type != undeclared]
    if log and not faults:
        return None
    line = faults[0].line if faults else (error.lineno or 1)
    return FileRefused("broken_xml", Where("line", max(1, line)))


def _forget(element: Element, kept: Collection[str]) -> None:
    """Frees an element that has ended, and the one before it.

    The parser may still be adding to what follows the element itself: only the one
    before it may be taken out of the tree.
    """
    if local(element.tag) not in kept:
        element.clear(keep_tail=True)  # type: ignore[call-arg]
    before, parent = element.getprevious(), element.getparent()
    if before is not None and parent is not None and local(before.tag) not in kept:
        parent.remove(before)
