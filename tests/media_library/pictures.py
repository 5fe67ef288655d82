"""Picture files made in memory, good and bad."""

import io
import struct
import zlib

from PIL import Image


def png(width: int = 64, height: int = 48) -> bytes:
    """A red rectangle."""
    written = io.BytesIO()
    Image.new("RGB", (width, height), "firebrick").save(written, "PNG")
    return written.getvalue()


def huge_png(side: int = 30_000) -> bytes:
    """A few bytes that announce 900 million pixels."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    pixels = zlib.compress(b"\x00" * 100)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", pixels)
        + chunk(b"IEND", b"")
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
