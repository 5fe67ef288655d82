"""Tables of places: CSV, ODS and XLSX. Pure.

The rows are the stops of one trail, in their order. Which column is what is guessed
and may be said: it is shown before anything is made. A column said to be the latitude
or the longitude may have both in its cells, as “45.43, 4.38” or POINT(4.38 45.43).
Several columns may be the story; of several for anything else the first that is filled
counts.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from math import isfinite

from exchange.categories import category
from exchange.clean import clean_html, plain
from exchange.columns import FIELDS, Columns, columns_of, guessed, is_longitude_first
from exchange.found import FileRefused, FoundTrail, Reading, Where
from exchange.limits import MAX_TRAIL_STOPS
from exchange.naming import titled
from exchange.ods import CONTENT, ods_table
from exchange.positions import number, on_earth, pair
from exchange.rows import Row, Table, csv_table
from exchange.sketch import DrawnStop, Position, Sketch
from exchange.spreadsheets import Parts
from exchange.tally import Tally
from exchange.unpacking import is_archive
from exchange.xlsx import xlsx_table

_SHOWN = 40  # characters of a faulty value that are shown


def read(
    content: bytes, name: str, columns: Mapping[str, str] | None = None
) -> Reading:
    """The trail of a table; none where no row has a position. Raises ``FileRefused``.

    ``columns`` says which field each heading is: then nothing is guessed.
    """
    tally = Tally()
    found = columns_of(table_of(content, tally))
    if columns is None:
        taken = guessed(found)
    else:
        given = {each: columns.get(each, "") for each in found.headings}
        taken = {each: field for each, field in given.items() if field in FIELDS}
    places = _Places(found, taken, tally)
    for row, position in places.found(found.rows):
        places.add(row, position)
    trails = places.sketch.trails(FoundTrail("")) if places.sketch.stops else ()
    return Reading(
        "table", titled(trails, name), tally.remarks(), taken, found.headings
    )


def table_of(content: bytes, tally: Tally) -> Table:
    """The rows of a CSV, ODS or XLSX file. Raises ``FileRefused``."""
    if not is_archive(content):
        return csv_table(content, tally)
    parts = Parts(content)
    read_parts = ods_table if CONTENT in parts.names else xlsx_table
    return read_parts(parts, tally)


class _Places:
    """The rows of a table as they become stops."""

    def __init__(
        self, columns: Columns, taken: Mapping[str, str], tally: Tally
    ) -> None:
        self.sketch = Sketch(tally, unit="row")
        self._tally = tally
        # Many rows of a spreadsheet may share one long text: it is cleaned once.
        self._plain, self._clean = cache(plain), cache(clean_html)
        self._columns: dict[str, list[int]] = {field: [] for field in FIELDS}
        for column, heading in enumerate(columns.headings):
            if heading in taken:
                self._columns[taken[heading]].append(column)
        self._is_turned = {
            column: is_longitude_first(heading)
            for column, heading in enumerate(columns.headings)
        }

    def found(self, rows: Iterable[Row]) -> list[tuple[Row, Position]]:
        """The rows that have a position. Refuses more than a trail may have.

        That is known before their texts are cleaned, which takes its time.
        """
        if not self._columns["latitude"] and not self._columns["longitude"]:
            return []
        found = [(row, self._position(row)) for row in rows]
        kept = [(row, position) for row, position in found if position is not None]
        if len(kept) > MAX_TRAIL_STOPS:
            raise FileRefused("too_many_places", stops=len(kept), limit=MAX_TRAIL_STOPS)
        return kept

    def add(self, row: Row, position: Position) -> None:
        """Add the stop of a row."""
        told = {
            "title": self._plain(self._first(row, "title")),
            "story": "".join(map(self._clean, self._all(row, "story"))),
            "address": self._plain(self._first(row, "address")),
            "category": category(self._first(row, "category")),
            "identifier": self._plain(self._first(row, "identifier")),
        }
        self.sketch.stops.append(DrawnStop(position, told))

    def _position(self, row: Row) -> Position | None:
        texts = [self._first(row, "latitude"), self._first(row, "longitude")]
        where = Where("row", row.number)
        if not any(texts):
            title = self._first(row, "title")[:_SHOWN]
            self._tally.add("no_geometry", where, title=title)
            return None
        found = self._numbers(row, texts)
        if found is None:
            said = ", ".join(filter(None, texts))
            self._tally.add("bad_point", where, value=said[:_SHOWN])
            return None
        degrees = on_earth(*found)
        if degrees != found:
            self._tally.add("lambert93", where)
        return self.sketch.position(*degrees, row.number)

    def _numbers(self, row: Row, texts: list[str]) -> tuple[float, float] | None:
        """The two numbers of a position, from two cells or from one."""
        latitude, longitude = map(number, texts)
        if isfinite(latitude) and isfinite(longitude):
            return latitude, longitude
        for column in (*self._columns["latitude"], *self._columns["longitude"]):
            text = row.cells[column] if column < len(row.cells) else ""
            both = pair(text, is_longitude_first=self._is_turned[column])
            if both is not None:
                return both
        return None

    def _all(self, row: Row, field: str) -> list[str]:
        columns = self._columns[field]
        return [row.cells[c] for c in columns if c < len(row.cells) and row.cells[c]]

    def _first(self, row: Row, field: str) -> str:
        return next(iter(self._all(row, field)), "")
