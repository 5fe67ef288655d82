"""QR codes of addresses, dark enough for the street. Pure."""

from io import BytesIO
from urllib.parse import urlsplit

import segno

from frontend.palette import contrast_with_white

QUIET_MODULES = 4  # of white around the code: ISO/IEC 18004 §6.3.8
STREET, PAPER = "H", "Q"  # a code is still read with 30 %, 25 % of it gone
INK = "#2b211b"
STREET_COLOUR = "#7f1b13"  # the deep red of signs, eleven times darker than white
LEAST_CONTRAST = 7.0


def qr_svg(address: str, *, error: str = STREET, colour: str = INK) -> bytes:
    """As an SVG of its own size, one unit a module, on white."""
    written = BytesIO()
    _code(address, error, colour).save(
        written, kind="svg", border=QUIET_MODULES, dark=colour, light="#fff", nl=False
    )
    return written.getvalue()


def qr_png(address: str, *, side_px: int = 1200, colour: str = INK) -> bytes:
    """As a picture of about that many pixels, every module as large as the others."""
    code = _code(address, STREET, colour)
    modules = code.symbol_size(border=QUIET_MODULES)[0]
    written = BytesIO()
    scale = max(1, side_px // modules)
    code.save(
        written,
        kind="png",
        border=QUIET_MODULES,
        scale=scale,
        dark=colour,
        light="#fff",
    )
    return written.getvalue()


def letters(address: str) -> str:
    """An address as one types it: without what every browser adds."""
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path}"


def _code(address: str, error: str, colour: str) -> segno.QRCode:
    if contrast_with_white(colour) < LEAST_CONTRAST:
        msg = f"{colour} is too pale for a QR code"
        raise ValueError(msg)
    # A better level that takes no larger code is taken: boost_error.
    return segno.make_qr(address, error=error, boost_error=True)
