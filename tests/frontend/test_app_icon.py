"""The site's icon on a phone's home screen, drawn from a city's logo."""

import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from frontend.app_icon import PAPER, app_icon, logo_size

ROOT = Path(__file__).resolve().parents[2]
PAPER_RGB = (0xFB, 0xF7, 0xEE)
RED = (200, 0, 0)


def logo(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A logo of one colour."""
    return Image.new("RGB", (width, height), RED).convert(mode)


def inked(icon: Image.Image) -> tuple[int, int, int, int]:
    """Where an icon is not paper."""
    box = Image.new("RGB", icon.size, PAPER_RGB)
    differs = [
        (x, y)
        for x in range(icon.width)
        for y in range(icon.height)
        if icon.getpixel((x, y)) != box.getpixel((x, y))
    ]
    columns, rows = zip(*differs, strict=True)
    return min(columns), min(rows), max(columns) + 1, max(rows) + 1


def test_the_paper_is_that_of_the_pages() -> None:
    tokens = (ROOT / "frontend" / "styles" / "tokens.css").read_text()
    assert re.findall(r"--paper: (#\w+);", tokens)[0] == PAPER
    head = (ROOT / "templates" / "includes" / "head_meta.html").read_text()
    assert f'content="{PAPER}" media="(prefers-color-scheme: light)"' in head


@pytest.mark.parametrize("purpose", ["any", "maskable"])
@pytest.mark.parametrize("size", [(600, 600), (800, 400), (300, 900), (20, 20)])
def test_a_logo_stands_in_the_middle_of_a_square_of_paper(
    size: tuple[int, int], purpose: str
) -> None:
    icon = app_icon(logo(*size), 100, purpose)
    assert (icon.size, icon.mode) == ((100, 100), "RGB")
    assert icon.getpixel((0, 0)) == icon.getpixel((99, 99)) == PAPER_RGB
    assert icon.getpixel((50, 50)) == RED
    left, top, right, bottom = inked(icon)
    assert abs(left - (100 - right)) <= 1
    assert abs(top - (100 - bottom)) <= 1


def test_its_longer_side_takes_four_fifths_of_the_icon() -> None:
    assert logo_size((1000, 500), 500, "any") == (400, 200)
    assert logo_size((500, 1000), 500, "any") == (200, 400)


@given(
    width=st.integers(1, 5000),
    height=st.integers(1, 5000),
    pixels=st.sampled_from([192, 512]),
)
def test_phones_that_cut_a_circle_cut_nothing_of_it(
    width: int, height: int, pixels: int
) -> None:
    drawn = logo_size((width, height), pixels, "maskable")
    assert min(drawn) >= 1
    assert math.hypot(*drawn) <= 0.8 * pixels + 1
    assert max(drawn) > 0.8 * pixels * 0.7 - 1


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "LA", "1", "CMYK"])
def test_every_kind_of_picture_is_drawn(mode: str) -> None:
    icon = app_icon(logo(64, 64, mode), 100, "any")
    assert icon.getpixel((50, 50)) != PAPER_RGB
    assert icon.getpixel((2, 2)) == PAPER_RGB


def test_paper_shows_where_a_logo_is_transparent() -> None:
    ring = logo(100, 100, "RGBA")
    ring.paste((0, 0, 0, 0), (30, 30, 70, 70))
    icon = app_icon(ring, 100, "any")
    assert icon.getpixel((50, 50)) == PAPER_RGB
    assert icon.getpixel((15, 15)) == RED


def test_an_empty_border_does_not_make_a_logo_smaller() -> None:
    bordered = Image.new("RGBA", (400, 400))
    bordered.paste((*RED, 255), (150, 150, 250, 250))
    assert inked(app_icon(bordered, 100, "any")) == (10, 10, 90, 90)


def test_a_logo_that_cannot_be_seen_is_paper() -> None:
    icon = app_icon(Image.new("RGBA", (50, 50)), 40, "any")
    assert icon.getcolors() == [(1600, PAPER_RGB)]
