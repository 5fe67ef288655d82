"""The Range header of RFC 9110 §14, for one range of bytes.

Phones fetch sound by ranges, and Safari plays none without exact answers to
``bytes=0-1``, ``0-0``, ``n-`` and ``-n``.
"""

import re
from dataclasses import dataclass

# No file has more bytes than 18 digits count; Python refuses to read thousands of them.
_ONE_RANGE = re.compile(r"^bytes=([0-9]{0,18})-([0-9]{0,18})$")


@dataclass(frozen=True)
class ByteRange:
    """First and last byte, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many bytes the range holds."""
        return self.last - self.first + 1


class RangeNotSatisfiable(Exception):
    """The range lies beyond the file: the answer is 416."""


def parse_byte_range(header: str, size: int) -> ByteRange | None:
    """The one range asked for in a file of ``size`` bytes.

    None when the header is absent, malformed, of another unit or asks for several
    ranges: the whole file is then the answer (RFC 9110 §14.2). Raises
    ``RangeNotSatisfiable`` for a range beyond the end.
    """
    match = _ONE_RANGE.match(header.strip())
    if not match or match.groups() == ("", ""):
        return None
    start, end = match.groups()
    if not start:
        suffix = int(end)
        if suffix == 0 or size == 0:
            raise RangeNotSatisfiable
        return ByteRange(max(0, size - suffix), size - 1)
    first = int(start)
    if end and int(end) < first:
        return None
    if first >= size:
        raise RangeNotSatisfiable
    return ByteRange(first, min(int(end), size - 1) if end else size - 1)
