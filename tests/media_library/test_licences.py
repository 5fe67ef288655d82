"""The licences that a work may carry."""

import re

import pytest

from media_library.licences import LICENCES, Licence, licence

RESERVED = "ALL-RIGHTS-RESERVED"


@pytest.mark.parametrize("known", LICENCES, ids=lambda known: known.code)
def test_every_licence_is_found_by_its_code(known: Licence) -> None:
    assert licence(known.code) is known


@pytest.mark.parametrize("known", LICENCES, ids=lambda known: known.code)
def test_every_licence_has_a_name_and_its_text_an_address(known: Licence) -> None:
    assert known.name
    if known.code == RESERVED:
        assert known.url == ""
    else:
        assert known.url.startswith("https://")


def test_no_two_licences_share_a_code_or_a_name() -> None:
    assert len({known.code for known in LICENCES}) == len(LICENCES)
    assert len({known.name for known in LICENCES}) == len(LICENCES)


@pytest.mark.parametrize(
    "known",
    [known for known in LICENCES if known.code.startswith("CC-")],
    ids=lambda known: known.code,
)
def test_a_creative_commons_address_says_what_its_code_says(known: Licence) -> None:
    terms = re.fullmatch(r"CC-(.+)-4\.0", known.code)
    assert terms
    assert f"/licenses/{terms[1].lower()}/4.0/" in known.url


@pytest.mark.parametrize("code", ["", "MIT", "cc-by-4.0"])
def test_an_unknown_code_is_no_licence(code: str) -> None:
    assert licence(code) is None
