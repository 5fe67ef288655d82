"""Text and numbers as files of any format can hold them. Pure."""

import json
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any

# What XML 1.0 §2.2 cannot hold, not even as a character reference.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A text in JSON, to be passed over, or a number with an exponent.
EXPONENT = re.compile(r'"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?e[-+]\d+')
PERHAPS_EXPONENT = re.compile(r"\de[-+]\d")  # found quickly; also in a text
BLOCKS = {"p", "li", "ul", "ol", "h2", "h3", "h4", "br", "blockquote", "footer"}
DECIMALS = 6  # 0.1 m, in degrees


def xml_safe(text: str) -> str:
    """The text without the control characters that XML forbids."""
    return NOT_XML.sub("", text)


def decimal(value: float, places: int = DECIMALS) -> str:
    """A number in digits, never with an exponent, without needless zeros."""
    text = f"{value:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def json_bytes(value: Any) -> bytes:
    """JSON in UTF-8: compact, keys in the order given, numbers without exponents.

    Raises ValueError for what is no number.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    if PERHAPS_EXPONENT.search(text):
        text = EXPONENT.sub(_in_digits, text)
    return text.encode("utf-8", "replace")


def plain_text(html: str) -> str:
    """The words of some HTML, each paragraph and item on a line of its own."""
    parser = _Lines()
    parser.feed(html)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.said).split("\n"))
    return "\n".join(line for line in lines if line and line != "–")


def paragraphs(texts: Iterable[str]) -> str:
    """Texts with an empty line between them, those that say nothing left out."""
    return "\n\n".join(text.strip() for text in texts if text.strip())


def _in_digits(found: re.Match[str]) -> str:
    token = found[0]
    return token if token.startswith('"') else decimal(float(token), 12)


class _Lines(HTMLParser):
    """Collects the words of HTML, with line ends where blocks begin and end."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in BLOCKS:
            self.said.append("\n– " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        self.said.append(data.replace("\n", " "))
