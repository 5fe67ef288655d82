"""The site's icon on a phone's home screen, drawn from a city's logo. Pure."""

import math

from PIL import Image

PAPER = "#fbf7ee"  # `--paper` of styles/tokens.css
LOGO_PX = 512  # what the longer side of a logo must have: the largest icon's width
PURPOSES = ("any", "maskable")
# Of the icon's width. Phones that cut icons to a shape of their own leave whole what is
# in a circle of this diameter (Web App Manifest, "icon masks and safe zone").
SAFE_ZONE = 0.8


def app_icon(logo: Image.Image, pixels: int, purpose: str) -> Image.Image:
    """A logo in the middle of a square of paper, which nothing shines through."""
    drawn = _without_margins(logo.convert("RGB" if logo.mode == "CMYK" else "RGBA"))
    size = logo_size(drawn.size, pixels, purpose)
    drawn = drawn.resize(size, Image.Resampling.LANCZOS).convert("RGBA")
    icon = Image.new("RGB", (pixels, pixels), PAPER)
    icon.paste(drawn, ((pixels - size[0]) // 2, (pixels - size[1]) // 2), drawn)
    return icon


def logo_size(logo_px: tuple[int, int], icon_px: int, purpose: str) -> tuple[int, int]:
    """Width and height that a logo gets: its corners stay in the safe zone."""
    width, height = logo_px
    is_maskable = purpose == "maskable"
    longest = math.hypot(width, height) if is_maskable else max(width, height)
    scale = SAFE_ZONE * icon_px / longest
    return max(1, int(width * scale)), max(1, int(height * scale))


def _without_margins(logo: Image.Image) -> Image.Image:
    """What can be seen of it: many logos come with an empty border."""
    box = logo.getchannel("A").getbbox() if logo.mode == "RGBA" else None
    return logo.crop(box) if box else logo
