"""JSON of any origin, read in safety, and what its values say. Pure.

Whatever is expected, anything may stand there: a text, a list or an object is taken
where one is, and what is none is as if nothing stood there.
"""

import json
import re
from typing import Any

from exchange.clean import decoded, plain
from exchange.found import FileRefused, Where
from exchange.limits import MAX_DEPTH, MAX_ELEMENTS, MAX_TEXT

Object = dict[str, Any]

_INLINE = re.compile(r"</?(?:a|b|em|i|font|mark|small|span|strong|sub|sup|u)\b[^<>]*>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>?")


def parsed(content: bytes) -> Any:
    """The value of a JSON file. Refused as by ``parsed_text``."""
    return parsed_text(decoded(content))


def parsed_text(source: str) -> Any:
    """The value of a JSON text. NaN and Infinity, which JSON has not, become texts.

    Of a key that is there twice the last value counts. Refused: ``broken_json``,
    ``several_json``, ``huge_number``, ``too_deep``, ``too_many_elements``.
    """
    # Before anything is built of them: each takes some hundred bytes of memory.
    if source.count("[") + source.count("{") > MAX_ELEMENTS:
        raise FileRefused("too_many_elements", limit=MAX_ELEMENTS)
    try:
        value = json.loads(source, parse_constant=str)
    except json.JSONDecodeError as error:
        is_another = error.msg == "Extra data" and source[error.pos] in "[{"
        code = "several_json" if is_another else "broken_json"
        raise FileRefused(code, Where("line", error.lineno)) from error
    except RecursionError as error:
        raise FileRefused("too_deep", limit=MAX_DEPTH) from error
    except ValueError as error:  # an integer of thousands of digits
        raise FileRefused("huge_number") from error
    if _is_deep(value):
        raise FileRefused("too_deep", limit=MAX_DEPTH)
    return value


def text(value: Any) -> str:
    """A text, or a number as one; empty for anything else. Refused: ``long_text``."""
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise FileRefused("long_text", limit=MAX_TEXT)
        return value.strip()
    return str(value) if is_number(value) else ""


def label(value: Any) -> str:
    """A text or a number on one line without markup, such as a name.

    Cheaper than ``plain`` where there is markup: a file may have very many of them.
    """
    words = text(value)
    return plain(_TAG.sub(" ", _INLINE.sub("", words))) if words else ""


def is_number(value: Any) -> bool:
    """Whether a value is a number; true and false are none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def objects(value: Any) -> list[Object]:
    """The objects of a list."""
    listed = value if isinstance(value, list) else []
    return [each for each in listed if isinstance(each, dict)]


def fields(value: Any) -> Object:
    """An object; an empty one where there is none."""
    return value if isinstance(value, dict) else {}


def _is_deep(value: Any) -> bool:
    """Whether lists and objects lie within one another deeper than may be."""
    level = [value]
    for _depth in range(MAX_DEPTH + 1):
        level = [
            child
            for each in level
            if isinstance(each, (dict, list))
            for child in (each.values() if isinstance(each, dict) else each)
            if isinstance(child, (dict, list))
        ]
        if not level:
            return False
    return True
