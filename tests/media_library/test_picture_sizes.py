"""How heavy each size may be, and how that is held."""

import pytest

from media_library.picture_sizes import (
    CEILING_BYTES,
    COVER_FRAMES,
    FORMATS,
    LADDERS,
    PICTURE_FRAMES,
    Rung,
    descend,
)


def test_every_frame_has_its_ceiling() -> None:
    assert set(CEILING_BYTES) == {*PICTURE_FRAMES, *COVER_FRAMES}
    assert CEILING_BYTES["width-800"] == 120_000


@pytest.mark.parametrize("form", FORMATS)
def test_each_rung_keeps_less_than_the_one_before(form: str) -> None:
    rungs = [(rung.detail, rung.quality) for rung in LADDERS[form]]
    assert rungs == sorted(rungs, reverse=True)
    assert len(set(rungs)) == len(rungs)


def test_what_fits_stays_on_the_first_rung() -> None:
    tried: list[Rung] = []

    def encode(rung: Rung) -> bytes:
        tried.append(rung)
        return b"x" * 10

    assert descend("webp", 10, encode) == (LADDERS["webp"][0], b"x" * 10)
    assert len(tried) == 1


def test_the_highest_rung_that_fits_is_taken() -> None:
    rung, content = descend("jpeg", 50, lambda rung: b"x" * rung.quality)
    assert rung == Rung(50)
    assert len(content) == 50


def test_the_last_rung_is_taken_where_nothing_fits() -> None:
    rung, _content = descend("avif", 1, lambda rung: b"heavy")
    assert rung == LADDERS["avif"][-1]
