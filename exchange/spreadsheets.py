"""Tables of spreadsheets, ODS and XLSX, read by what their standards say. Pure.

Both are zip archives of XML. They go through our own guards, not through odfpy or
openpyxl, which can be made to work for long by a small file: odfpy builds the whole
document in memory (58 kB took it 9 s and 584 MB), openpyxl begins a sheet again for
each time that the workbook lists it (6 kB took it 43 s).
"""

from collections.abc import Collection, Iterator

from exchange.found import FileRefused, Where
from exchange.limits import MAX_PARTS, MAX_UNPACKED_BYTES, MEGABYTE
from exchange.markup import Element, elements
from exchange.unpacking import Archive


class Parts:
    """The XML files of a spreadsheet, those that are asked for.

    Refused: ``too_many_entries``, ``broken_table`` (without a part), and what
    ``Archive`` and ``elements`` refuse; where it is within a part, that part is named.
    """

    def __init__(self, content: bytes) -> None:
        self._archive = Archive(content)
        self.names = frozenset(self._archive.names)
        self._bytes = 0
        if len(self._archive.names) > MAX_PARTS:
            raise FileRefused(
                "too_many_entries", entries=len(self._archive.names), limit=MAX_PARTS
            )

    def content(self, name: str) -> bytes:
        """The bytes of a part; refused where it is missing, or all weigh too much."""
        where = Where("entry", name[:100])
        if name not in self.names:
            raise FileRefused("broken_table", where)
        content = self._archive.content(name)
        self._bytes += len(content)
        if self._bytes > MAX_UNPACKED_BYTES:
            limit = MAX_UNPACKED_BYTES // MEGABYTE
            raise FileRefused("too_big_unpacked", where, limit=limit)
        return content

    def elements(
        self, name: str, root: str, kept: Collection[str]
    ) -> Iterator[tuple[str, str, Element]]:
        """Each element of a part as it begins and ends, as ``markup`` gives them."""
        try:
            yield from elements(self.content(name), root, kept)
        except FileRefused as refused:
            where = Where("entry", name[:100])
            raise FileRefused(
                refused.remark.code, where, **refused.remark.facts
            ) from refused


def whole_number(text: object, least: int, most: int) -> int:
    """A whole number as XML's attributes have it, no more and no less than may be."""
    digits = str(text or "").strip()[:10]
    return min(most, max(least, int(digits))) if digits.isdecimal() else least
