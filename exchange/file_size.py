"""How big a file may be. Pure."""

from exchange.found import FileRefused

MEGABYTE = 1_000_000  # as people are told it


def refuse_too_big(size: int, most: int) -> None:
    """Refuse a file of too many bytes before it is read. Raises FileRefused."""
    if size > most:
        megabytes, limit = round(size / MEGABYTE, 1), round(most / MEGABYTE)
        raise FileRefused("too_big", megabytes=megabytes, limit=limit)
