"""Numbers of creators: ISNI with its check character, IPI."""

import pytest

from media_library.person_numbers import ipi, isni


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("0000 0001 2103 2683", "0000000121032683"),
        ("0000-0001-2103-2683", "0000000121032683"),
        ("https://isni.org/isni/0000000121032683", "0000000121032683"),
        ("ISNI: 0000 0001 2281 955X", "000000012281955X"),
        ("0000 0001 2281 955x", "000000012281955X"),
    ],
)
def test_an_isni_is_read_however_it_is_written(written: str, kept: str) -> None:
    assert isni(written) == kept


@pytest.mark.parametrize(
    "written",
    ["0000 0001 2103 2684", "000000012103268", "00000001210326833", "X" * 16, "", "é"],
)
def test_what_cannot_be_an_isni_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        isni(written)


def test_an_ipi_keeps_its_zeros() -> None:
    assert ipi("IPI 00014107338") == "00014107338"
    assert ipi("014.107.338") == "00014107338"


@pytest.mark.parametrize("written", ["12345678", "123456789012", "abc", ""])
def test_what_cannot_be_an_ipi_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        ipi(written)
