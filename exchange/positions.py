"""Positions as people write them in a cell. Pure.

A number may have a comma for its point, spaces between its thousands, a sign for
degrees, and a letter for north, south, east or west. Two of them may stand in one
cell, latitude first unless it says otherwise.
"""

import re
from math import nan

from exchange.projections import is_lambert93, lambert93

LONGEST = 200  # characters of a cell that may be a position
_NUMBER = re.compile(r"[+-]?\d{1,20}(?:[.,]\d{0,30})?(?:[eE][+-]?\d{1,3})?")
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f'](?=\d{3}(?!\d))")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:(?:,\d{3})+\.|(?:\.\d{3})+,)\d*")
# 45° 26' 3.2" N; the minutes and the seconds may be missing.
_DEGREES = re.compile(
    r"([+-]?\d{1,3}(?:[.,]\d{1,20})?)\s*[°º]\s*"
    r"(?:(\d{1,2}(?:[.,]\d{1,20})?)\s*['′’]\s*)?"
    r"(?:(\d{1,2}(?:[.,]\d{1,20})?)\s*(?:[\"″”]|''|′′|’’)\s*)?"
    r"([NSEWO])?",
    re.I,
)
_LETTERED = re.compile(r"([+-]?\d{1,3}(?:[.,]\d{1,20})?)()()\s*([NSEWO])\b", re.I)
# What may stand beside the numbers of a position, and nothing else.
_BESIDE = re.compile(
    r"(?:[\s,;/|()\[\]{}:=\"']|\b(?:point|zm?|m|type|coordinates"
    r"|lat|latitude|lon|lng|long|longitude|[xy])\b)*",
    re.I,
)
_LONGITUDE_FIRST = re.compile(r"\bPOINT\b|coordinates", re.I)
_MINUS = str.maketrans("−–", "--")
_NEGATIVE, _OF_LONGITUDE = "SWO", "EWO"  # O is west in French, Italian and Spanish


def number(text: str) -> float:
    """The number in a cell; not a number where it holds anything else."""
    text = text[:LONGEST].translate(_MINUS).strip()
    if len(angles := _angles(text)) == 1:
        return angles[0][0]
    text = _THOUSANDS.sub("", text)
    if _GROUPED.fullmatch(text):
        decimal = max(text.rfind(","), text.rfind("."))
        text = re.sub("[.,]", "", text[:decimal]) + text[decimal:]
    return _decimal(text) if _NUMBER.fullmatch(text) else nan


def pair(text: str, *, is_longitude_first: bool = False) -> tuple[float, float] | None:
    """Latitude and longitude from one cell; None where it does not hold two numbers.

    WKT and GeoJSON write the longitude first, whatever is said of others.
    """
    if len(text) > LONGEST:
        return None
    text = text.translate(_MINUS).strip()
    if angles := _angles(text):
        if len(angles) != 2:
            return None
        (first, letter), (second, _letter) = angles
        is_turned = letter in _OF_LONGITUDE if letter else is_longitude_first
        return (second, first) if is_turned else (first, second)
    is_standard = bool(_LONGITUDE_FIRST.search(text))
    found = _two(re.sub(r"SRID=\d+;", "", text), has_altitude=is_standard)
    if found and (is_longitude_first or is_standard):
        return found[1], found[0]
    return found


def on_earth(latitude: float, longitude: float) -> tuple[float, float]:
    """The same in degrees, where the two are metres of Lambert-93 in either order."""
    for x, y in ((longitude, latitude), (latitude, longitude)):
        if is_lambert93(x, y):
            return lambert93(x, y)
    return latitude, longitude


def _two(text: str, *, has_altitude: bool) -> tuple[float, float] | None:
    """The two numbers of a text, in its order; ``has_altitude`` allows a third."""
    if "." in text:
        text = text.replace(",", " ")
    elif text.count(",") == 3:  # 45,43,4,38
        text = re.sub(r"^(\D*\d+,\d+),", r"\1 ", text)
    found = _NUMBER.findall(text)
    if not _BESIDE.fullmatch(_NUMBER.sub(" ", text)):
        return None  # a date, an address
    if len(found) == 2 or (has_altitude and len(found) == 3):
        return _decimal(found[0]), _decimal(found[1])
    return None


def _angles(text: str) -> list[tuple[float, str]]:
    """The angles of a text that has nothing else, each with its letter."""
    for pattern in (_DEGREES, _LETTERED):
        if (found := pattern.findall(text)) and _BESIDE.fullmatch(
            pattern.sub(" ", text)
        ):
            return [_angle(*each) for each in found]
    return []


def _angle(degrees: str, minutes: str, seconds: str, letter: str) -> tuple[float, str]:
    size = abs(_decimal(degrees))
    size += _decimal(minutes or "0") / 60 + _decimal(seconds or "0") / 3600
    is_negative = degrees.startswith("-") or letter.upper() in set(_NEGATIVE)
    return -size if is_negative else size, letter.upper()


def _decimal(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return nan
