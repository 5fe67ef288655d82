"""How big a file may be. Pure."""

from exchange.found import FileRefused
from exchange.limits import MAX_BYTES

MEGABYTE = 1_000_000


def refuse_too_big(size: int) -> None:
    """Refuse a file of too many bytes before it is read. Raises FileRefused."""
    if size > MAX_BYTES:
        megabytes, limit = round(size / MEGABYTE, 1), round(MAX_BYTES / MEGABYTE)
        raise FileRefused("too_big", megabytes=megabytes, limit=limit)
