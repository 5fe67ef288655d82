"""Licences and rights statements, and what each permits."""

import pytest
from django.utils.translation import override

from media_library.licences import LICENCES, OPEN_CODES, RIGHTS_STATEMENTS, licence
from media_library.licensed import LICENCE_NAMES, terms_in_words, work_licence_choices


def test_the_twelve_statements_stand_at_their_permanent_addresses() -> None:
    assert len(RIGHTS_STATEMENTS) == 12
    for each in RIGHTS_STATEMENTS:
        assert each.url == f"http://rightsstatements.org/vocab/{each.code}/1.0/"
        assert each.code in LICENCE_NAMES


@pytest.mark.parametrize(
    ("code", "permitted"),
    [
        ("CC0-1.0", (True, True, True)),
        ("CC-BY-SA-4.0", (True, True, True)),
        ("CC-BY-ND-4.0", (True, False, True)),
        ("CC-BY-NC-4.0", (True, True, False)),
        ("CC-BY-NC-ND-4.0", (True, False, False)),
        ("ALL-RIGHTS-RESERVED", (False, False, False)),
        ("InC", (False, False, False)),
        ("NoC-NC", (True, True, False)),
    ],
)
def test_it_says_whether_one_may_publish_change_and_sell(
    code: str, permitted: tuple[bool, bool, bool]
) -> None:
    found = licence(code)
    assert found
    told = (found.gives_publication, found.gives_adaptation, found.gives_commerce)
    assert told == permitted
    assert (code in OPEN_CODES) is permitted[0]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_licence_is_explained(language: str) -> None:
    with override(language):
        for each in (*LICENCES, *RIGHTS_STATEMENTS):
            assert terms_in_words(each)
        *licences, (group, statements) = work_licence_choices()
        assert len(licences) == len(LICENCES)
        assert len(statements) == 12
        assert str(group)
