"""The form of a season says what is wrong, at its field."""

from datetime import date, time
from typing import Any

import pytest
from django.utils.translation import override
from wagtail.blocks.struct_block import StructBlockValidationError

from tours.season_blocks import SeasonBlock

YEARLY = {
    "first_day": 1,
    "first_month": "12",
    "last_day": 6,
    "last_month": "1",
    "weekdays": [],
    "opens": None,
    "closes": None,
}
FIXED = {"first": date(2026, 6, 1), "last": None, "weekdays": [], "opens": None}
FAULTS = [
    ("yearly", {"first_day": 31, "first_month": "6"}, "first_day"),
    ("yearly", {"last_day": 30, "last_month": "2"}, "last_day"),
    ("yearly", {"opens": time(17)}, "closes"),
    ("yearly", {"closes": time(17)}, "opens"),
    ("yearly", {"opens": time(17), "closes": time(17)}, "closes"),
    ("dates", {"last": date(2026, 5, 31)}, "last"),
    ("dates", {"first": date(206, 5, 31)}, "first"),
    ("weekly", {}, "weekdays"),
    ("off", {"last": date(2026, 5, 31)}, "last"),
]


def cleaned(kind: str, value: dict[str, Any], is_draft: bool = False) -> Any:
    """What the form makes of a block."""
    usual = {"yearly": YEARLY, "weekly": {"weekdays": [], "opens": None}}
    block = SeasonBlock().child_blocks[kind]
    told = {"closes": None, **usual.get(kind, FIXED), **value}
    if kind == "off":
        told = {"first": FIXED["first"], "last": None, "every_year": False, **value}
    told = block.normalize(told)
    return block.clean_deferred(told) if is_draft else block.clean(told)


@pytest.mark.parametrize(("kind", "value", "field"), FAULTS)
def test_a_fault_is_told_in_a_sentence_at_its_field(
    kind: str, value: dict[str, Any], field: str
) -> None:
    with override("en"), pytest.raises(StructBlockValidationError) as refused:
        cleaned(kind, value)
    (fault,) = refused.value.block_errors.items()
    assert fault[0] == field
    assert fault[1].messages[0].endswith(".")
    assert cleaned(kind, value, is_draft=True)


def test_a_season_across_new_year_and_a_night_are_no_faults() -> None:
    night = {"opens": time(22), "closes": time(2)}
    assert cleaned("yearly", night)["closes"] == time(2)
    leap = {"first_day": 29, "first_month": "2"}
    assert cleaned("yearly", leap)["first_day"] == 29
