"""The licences and rights statements that a work may carry, as data. Pure.

Codes are SPDX identifiers where SPDX has one, so that they can be exported as they
are, and those of rightsstatements.org for works of archives. ``PUBLIC-DOMAIN`` and
``ALL-RIGHTS-RESERVED`` are ours; the second is for works used by agreement.
"""

from dataclasses import dataclass

CREATIVE_COMMONS = "https://creativecommons.org"
# http, and a slash at the end: these are identifiers too (rightsstatements.org).
STATEMENTS = "http://rightsstatements.org/vocab"
RESERVED = "ALL-RIGHTS-RESERVED"


@dataclass(frozen=True)
class Licence:
    """What a licence is called, where its text stands, and what it permits.

    ``gives_publication``: everyone may publish the work as it is. Works without that
    need a rights grant. ``is_statement``: it says what an archive knows of a work's
    rights, and gives none by itself.
    """

    code: str
    name: str
    url: str = ""
    gives_publication: bool = True
    gives_adaptation: bool = True
    gives_commerce: bool = True
    is_share_alike: bool = False
    is_statement: bool = False


def _commons(terms: str, code: str, name: str) -> Licence:
    parts = terms.split("-")
    return Licence(
        code,
        name,
        f"{CREATIVE_COMMONS}/licenses/{terms}/4.0/",
        gives_adaptation="nd" not in parts,
        gives_commerce="nc" not in parts,
        is_share_alike="sa" in parts,
    )


def _statement(
    code: str, name: str, publication: bool = False, commerce: bool = False
) -> Licence:
    return Licence(
        code,
        name,
        f"{STATEMENTS}/{code}/1.0/",
        gives_publication=publication,
        gives_adaptation=publication,
        gives_commerce=commerce,
        is_statement=True,
    )


LICENCES = (
    Licence("CC0-1.0", "CC0 1.0", f"{CREATIVE_COMMONS}/publicdomain/zero/1.0/"),
    _commons("by", "CC-BY-4.0", "CC BY 4.0"),
    _commons("by-sa", "CC-BY-SA-4.0", "CC BY-SA 4.0"),
    _commons("by-nc", "CC-BY-NC-4.0", "CC BY-NC 4.0"),
    _commons("by-nc-sa", "CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0"),
    _commons("by-nd", "CC-BY-ND-4.0", "CC BY-ND 4.0"),
    _commons("by-nc-nd", "CC-BY-NC-ND-4.0", "CC BY-NC-ND 4.0"),
    Licence(
        "etalab-2.0",
        "Licence Ouverte 2.0",
        "https://spdx.org/licenses/etalab-2.0.html",
    ),
    Licence(
        "PUBLIC-DOMAIN",
        "Public domain",
        f"{CREATIVE_COMMONS}/publicdomain/mark/1.0/",
    ),
    Licence(
        RESERVED,
        "All rights reserved",
        gives_publication=False,
        gives_adaptation=False,
        gives_commerce=False,
    ),
)
# Of the twelve statements, three let a free walk show the work without asking anyone:
# the others tell of a right, a contract or a doubt, which a grant has to settle.
RIGHTS_STATEMENTS = (
    _statement("InC", "In Copyright"),
    _statement("InC-OW-EU", "In Copyright – EU Orphan Work"),
    _statement("InC-EDU", "In Copyright – Educational Use Permitted"),
    _statement("InC-NC", "In Copyright – Non-Commercial Use Permitted", True),
    _statement("InC-RUU", "In Copyright – Rights-holder(s) Unlocatable"),
    _statement("NoC-CR", "No Copyright – Contractual Restrictions"),
    _statement("NoC-NC", "No Copyright – Non-Commercial Use Only", True),
    _statement("NoC-OKLR", "No Copyright – Other Known Legal Restrictions"),
    _statement("NoC-US", "No Copyright – United States"),
    _statement("CNE", "Copyright Not Evaluated"),
    _statement("UND", "Copyright Undetermined"),
    _statement("NKC", "No Known Copyright", True, True),
)

_BY_CODE = {each.code: each for each in (*LICENCES, *RIGHTS_STATEMENTS)}
# Works under these may be published by whoever has them.
OPEN_CODES = tuple(code for code, each in _BY_CODE.items() if each.gives_publication)


def licence(code: str) -> Licence | None:
    """The licence or statement of that code, or None when it is empty or unknown."""
    return _BY_CODE.get(code)
