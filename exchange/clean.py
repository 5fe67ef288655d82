"""Texts of a file as ours may be: clean HTML, plain text, decoded bytes. Pure."""

import codecs
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from html import escape, unescape

import nh3

from exchange.found import FileRefused
from exchange.limits import MAX_DEPTH, MAX_TAGS

MAX_HTML = 200_000
"""Characters of HTML that are looked at: more is cut off."""
MAX_ADDRESS = 2_000
"""Characters of an address."""
INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i", "a": "a"}
BLOCKS = {
    **dict.fromkeys(("p", "div", "section", "article", "blockquote", "pre"), "p"),
    **dict.fromkeys(("table", "tr", "td", "th", "dl", "dt", "dd", "figure"), "p"),
    **dict.fromkeys(("address", "center", "figcaption", "header", "footer"), "p"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "h4"),
    "li": "li",
}
LISTS = ("ul", "ol")
# What a browser does not show; a text between these tags is none.
HIDDEN = {"script", "style", "title", "template", "noscript", "iframe", "object"}
# Tags that HTML lets stand without their end: they nest nothing.
_LONELY = {"p", "li", "br", "img", "hr", "td", "tr", "th", "dt", "dd", "input", "wbr"}

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_BLOCK_TAG = re.compile(rf"(</?(?:{'|'.join([*BLOCKS, *LISTS, 'br', 'hr'])})\b)", re.I)
_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)(?: href="([^"]*)")?>|([^<]+)')
_SPACE = re.compile(r"[ \t\r\n\f]+")
_LINK = re.compile(r"(?:https?://|mailto:)[^\s]", re.I)
# What XML and our database do not hold.
_UNSPEAKABLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)

_tags_left: ContextVar[int | None] = ContextVar("tags_left", default=None)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""")
# Western files say ISO-8859-1 and mean Windows' larger set, as browsers know
# (encoding.spec.whatwg.org); its few holes are read as ISO-8859-1.
_LATIN = {"iso8859-1", "ascii", "cp1252"}
_KNOWN = re.compile(
    r"iso8859-\d+|cp\d{3,4}|koi8-[rut]|mac-\w+|gb\w+|big5\w*|euc_\w+|shift_jis\w*"
)


def clean_html(text: str) -> str:
    """A text as a story may hold it: b, i, a, br within p, h4 and li of ul and ol.

    Tags that mean the same become these, others go and their text stays; a text
    without tags gets its paragraphs from its empty lines. Links that do not lead to
    http, https or mailto go. Cleaning twice changes nothing more.
    """
    text = _looked_at(text)
    if not _TAG.search(text):
        return _paragraphs(text)
    tags = {*INLINE, *BLOCKS, *LISTS, "br"}
    shown = nh3.clean(
        _shallow(text),
        tags=tags,
        clean_content_tags=HIDDEN,
        attributes={"a": {"href"}},
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )
    story = _Story()
    for ending, tag, link, words in _TOKEN.findall(_UNSPEAKABLE.sub("", shown)):
        if words:
            story.words(words)
        elif ending:
            story.end(tag)
        else:
            story.start(tag, link)
    return story.html()


def plain(text: str) -> str:
    """A text on one line without markup, its entities decoded."""
    text = _looked_at(text)
    if _TAG.search(text):
        spaced = _BLOCK_TAG.sub(r" \1", _shallow(text))
        text = nh3.clean(spaced, tags=set(), clean_content_tags=HIDDEN)
    return " ".join(_UNSPEAKABLE.sub("", unescape(text)).split())


@contextmanager
def limited_tags() -> Iterator[None]:
    """While a file is read, too many tags in its texts refuse it: ``too_many_tags``.

    Each tag costs time, and a small archive unpacks to millions of them.
    """
    token = _tags_left.set(MAX_TAGS)
    try:
        yield
    finally:
        _tags_left.reset(token)


def _looked_at(text: str) -> str:
    """What is looked at of a text; its tags are counted."""
    text = _UNSPEAKABLE.sub("", text)[:MAX_HTML]
    left = _tags_left.get()
    if left is not None:
        left -= text.count("<")
        if left < 0:
            raise FileRefused("too_many_tags", limit=MAX_TAGS)
        _tags_left.set(left)
    return text


def web_address(text: str) -> str:
    """An address of the web, http or https; empty where a text is none."""
    address = _UNSPEAKABLE.sub("", text).strip()[:MAX_ADDRESS]
    is_one = address.lower().startswith(("http://", "https://")) and not _SPACE.search(
        address
    )
    return address if is_one else ""


def decoded(content: bytes) -> str:
    """The text of some bytes: by their mark, as UTF-8, as they declare, else Western.

    Bytes that are valid UTF-8 are hardly ever anything else, whatever they declare.
    Never fails: what cannot be read becomes U+FFFD.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    if content[:1] == b"\0" or content[1:2] == b"\0":
        encoding = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
        return content.decode(encoding, "replace")
    try:
        return content.decode()
    except UnicodeDecodeError:
        encoding = _declared(content)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("iso8859-1")


def _declared(content: bytes) -> str:
    """The name of the encoding that an XML file declares, where it may be used."""
    match = _DECLARED.match(content)
    try:
        name = codecs.lookup(match[1].decode()).name if match else "cp1252"
    except (LookupError, ValueError):
        return "cp1252"
    return name if _KNOWN.fullmatch(name) and name not in _LATIN else "cp1252"


def _paragraphs(text: str) -> str:
    """A text without tags, as HTML."""
    text = (
        _UNSPEAKABLE.sub("", unescape(text)).replace("\r\n", "\n").replace("\r", "\n")
    )
    blocks = (
        "<br>".join(
            escape(" ".join(line.split()), quote=False)
            for line in block.split("\n")
            if line.strip()
        )
        for block in re.split(r"\n[ \t]*\n", text)
    )
    return "".join(f"<p>{block}</p>" for block in blocks if block)


def _shallow(text: str) -> str:
    """The text, without its tags where they nest deeper than any real text.

    Building such a tree takes time that grows with the square of its depth.
    """
    depth = 0
    for ending, tag in _TAG.findall(text):
        if tag.lower() not in _LONELY:
            depth = max(0, depth - 1) if ending else depth + 1
        if depth > MAX_DEPTH:
            return escape(unescape(re.sub(r"<[^<>]*>", " ", text)), quote=False)
    return text


class _Story:
    """Builds clean HTML from well-formed HTML of the tags that are known.

    A block, its list and the tags within it are written when the first word comes,
    so that empty ones never are.
    """

    def __init__(self) -> None:
        self._written: list[str] = []
        self._block = ""  # the block that is open, and what it would be when it opens
        self._next = "p"
        self._list = ""  # the list that is open, and the one that its items ask for
        self._lists: list[str] = []
        self._wanted: list[tuple[str, str]] = []  # inline tags around the next word
        self._kept: list[bool] = []  # whether each inline tag begun is among them
        self._open = 0  # how many of them are written
        self._space = self._breaks = 0

    def start(self, tag: str, link: str) -> None:
        """A tag begins; ``link`` is where it leads, as HTML writes it."""
        if tag in LISTS:
            self._close_block()
            self._lists.append(tag)
        elif tag in BLOCKS:
            self._begin_block(BLOCKS[tag])
        elif tag == "br":
            self._breaks += 1
        elif tag in INLINE:
            self._begin_inline(INLINE[tag], link)

    def end(self, tag: str) -> None:
        """A tag ends."""
        if tag in LISTS:
            self._close_block()
            self._lists = self._lists[:-1]
            self._next = "li" if self._lists else "p"
        elif tag in BLOCKS:
            if tag == "li":
                self._close_block()
            else:
                self._begin_block("p")
        elif tag in INLINE and self._kept and self._kept.pop():
            name, _link = self._wanted[-1]
            if self._open == len(self._wanted):
                self._written.append(f"</{name}>")
                self._open -= 1
            self._wanted.pop()

    def words(self, words: str) -> None:
        """Text, as HTML writes it."""
        found = _SPACE.sub(" ", words)
        if not found.replace("&nbsp;", " ").strip():
            self._space = 1
            return
        if self._breaks > 1 and self._block == "p":
            self._close_block()
        if not self._block:
            self._open_block()
        elif self._breaks:
            self._written.append("<br>")
        elif self._space or found.startswith(" "):
            self._written.append(" ")
        for name, link in self._wanted[self._open :]:
            self._written.append(f'<a href="{link}">' if link else f"<{name}>")
        self._open = len(self._wanted)
        self._written.append(found.strip(" "))
        self._space, self._breaks = int(found.endswith(" ")), 0

    def html(self) -> str:
        """All that was built."""
        self._close_block()
        self._close_list()
        return "".join(self._written)

    def _begin_inline(self, name: str, link: str) -> None:
        is_kept = all(name != other for other, _link in self._wanted)
        if name == "a":
            is_kept = is_kept and bool(_LINK.match(link))
        self._kept.append(is_kept)
        if is_kept:
            self._wanted.append((name, link))

    def _begin_block(self, block: str) -> None:
        if self._lists and block != "li" and self._block == "li":
            self._breaks = max(1, self._breaks)  # a paragraph within an item
            return
        self._close_block()
        self._next = "li" if self._lists else block

    def _open_block(self) -> None:
        if self._next == "li":
            asked = self._lists[-1] if self._lists else "ul"
            if self._list != asked:
                self._close_list()
                self._written.append(f"<{asked}>")
                self._list = asked
        else:
            self._close_list()
        self._block = self._next
        self._written.append(f"<{self._block}>")

    def _close_block(self) -> None:
        if self._block:
            for name, _link in reversed(self._wanted[: self._open]):
                self._written.append(f"</{name}>")
            self._written.append(f"</{self._block}>")
        self._block, self._open = "", 0
        self._next = "li" if self._lists else "p"
        self._space = self._breaks = 0

    def _close_list(self) -> None:
        if self._list:
            self._written.append(f"</{self._list}>")
        self._list = ""
