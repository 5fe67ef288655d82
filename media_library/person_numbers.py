"""The numbers by which creators are known to libraries and societies. Pure.

ISNI (ISO 27729): 16 characters, the last one a check by ISO/IEC 7064 MOD 11-2, as
ORCID's. IPI (CISAC): 9 to 11 digits.
"""

import re

ISNI_LENGTH = 16


def isni(text: str) -> str:
    """The sixteen characters of an ISNI, also of its address; raises ValueError."""
    found = re.sub(r"[\s.-]", "", text.strip().upper().rpartition("/")[2])
    found = found.removeprefix("ISNI").lstrip(":")
    if not re.fullmatch(r"\d{15}[\dX]", found) or _check(found[:-1]) != found[-1]:
        raise ValueError(text)
    return found


def ipi(text: str) -> str:
    """The digits of an IPI name number, with its zeros; raises ValueError."""
    found = re.sub(r"[\s.-]", "", text.strip().upper().removeprefix("IPI"))
    if not re.fullmatch(r"\d{9,11}", found):
        raise ValueError(text)
    return found.zfill(11)


def _check(digits: str) -> str:
    """ISO/IEC 7064, MOD 11-2."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)
