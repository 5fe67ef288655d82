"""The licences that a work may carry, as data.

Codes are SPDX identifiers where SPDX has one, so that they can be exported as
they are; ``ALL-RIGHTS-RESERVED`` is ours, for works used by agreement.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Licence:
    """What a licence is called and where its text stands."""

    code: str
    name: str
    url: str


LICENCES = (
    Licence("CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    Licence("CC-BY-4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    Licence(
        "CC-BY-SA-4.0",
        "CC BY-SA 4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    Licence(
        "CC-BY-NC-4.0",
        "CC BY-NC 4.0",
        "https://creativecommons.org/licenses/by-nc/4.0/",
    ),
    Licence(
        "CC-BY-NC-SA-4.0",
        "CC BY-NC-SA 4.0",
        "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    ),
    Licence(
        "CC-BY-ND-4.0",
        "CC BY-ND 4.0",
        "https://creativecommons.org/licenses/by-nd/4.0/",
    ),
    Licence(
        "etalab-2.0",
        "Licence Ouverte 2.0",
        "https://spdx.org/licenses/etalab-2.0.html",
    ),
    Licence(
        "PUBLIC-DOMAIN",
        "Public domain",
        "https://creativecommons.org/publicdomain/mark/1.0/",
    ),
    Licence("ALL-RIGHTS-RESERVED", "All rights reserved", ""),
)

_BY_CODE = {licence.code: licence for licence in LICENCES}


def licence(code: str) -> Licence | None:
    """The licence of that code, or None when it is empty or unknown."""
    return _BY_CODE.get(code)
