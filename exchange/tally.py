"""Remarks gathered while a file is read, each kind once. Pure."""

from exchange.found import Remark, Where


class Tally:
    """Counts what is remarked: one remark for each code, where it was seen first.

    Each remark has ``count`` among its facts, beside those of the first time.
    """

    def __init__(self) -> None:
        self._first: dict[str, Remark] = {}
        self._count: dict[str, int] = {}

    def add(self, code: str, where: Where | None = None, **facts: object) -> None:
        """Remark something once more."""
        self._first.setdefault(code, Remark(code, where, facts))
        self._count[code] = self._count.get(code, 0) + 1

    def include(self, remark: Remark) -> None:
        """Take a remark that another module made, with what it counted."""
        self._first.setdefault(remark.code, remark)
        counted = remark.facts.get("count", 1)
        before = self._count.get(remark.code, 0)
        self._count[remark.code] = before + (counted if isinstance(counted, int) else 1)

    def remarks(self) -> tuple[Remark, ...]:
        """What was remarked, in the order in which each kind was first seen."""
        return tuple(
            Remark(code, first.where, {**first.facts, "count": self._count[code]})
            for code, first in self._first.items()
        )
