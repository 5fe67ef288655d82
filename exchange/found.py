"""What readers find in a file made elsewhere, whatever its format. Pure.

A reader takes bytes and gives a ``Reading``: trails as the file has them, and remarks
on what was not understood. It refuses a whole file with ``FileRefused``. Nothing here
touches the database or the network: links in a file are kept as text, never followed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from places.geo import Point


@dataclass(frozen=True)
class Where:
    """A place in a file. ``kind`` is a key of ``sentences.PLACES``, such as line."""

    kind: str
    at: int | str


@dataclass(frozen=True)
class Remark:
    """Something an editor must know; ``code`` is a key of ``sentences.SENTENCES``."""

    code: str
    where: Where | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


class FileRefused(Exception):
    """A file from which no trail can be made. Its remark says why, and where."""

    def __init__(self, code: str, where: Where | None = None, **facts: object) -> None:
        super().__init__(code)
        self.remark = Remark(code, where, facts)


@dataclass(frozen=True)
class FoundWork:
    """A picture or sound that the file names by its address; it is not fetched."""

    url: str
    title: str = ""
    author: str = ""
    licence: str = ""


@dataclass(frozen=True)
class FoundStop:
    """A point with a name and what is told there.

    ``story`` is HTML of the tags that a story's text may hold (``clean_html`` makes
    it). ``identifier`` is the source's own, empty where it has none. ``category`` is
    a value of ``places.models.Place.Category``.
    """

    title: str
    point: Point
    story: str = ""
    identifier: str = ""
    address: str = ""
    category: str = "other"
    pictures: tuple[FoundWork, ...] = ()
    sounds: tuple[FoundWork, ...] = ()


@dataclass(frozen=True)
class FoundTrail:
    """A trail as a file has it, its stops in walking order.

    ``line`` is empty, or at least two points. ``identifier`` is the source's own
    permanent name for the trail: with it a second reading finds the first one's draft;
    ``uuid`` besides where the source has one. ``practical_information`` and
    ``accessibility`` are HTML as a story is, everything else plain text. ``language``
    is a code such as ``fr``, or empty.
    """

    title: str
    line: tuple[Point, ...] = ()
    stops: tuple[FoundStop, ...] = ()
    identifier: str = ""
    uuid: str = ""
    language: str = ""
    summary: str = ""
    city: str = ""
    start: str = ""
    end: str = ""
    practical_information: str = ""
    accessibility: str = ""
    themes: tuple[str, ...] = ()
    geometry_source: str = ""
    source: str = ""
    url: str = ""
    licence: str = ""


@dataclass(frozen=True)
class Reading:
    """A file as it was understood.

    ``kind`` is a key of ``reading.READERS``, or ``package_reading.KIND``.

    ``columns`` is for tables alone: which of our fields each of its columns was
    taken for, to be confirmed; ``headings`` are all its columns, no two of one name
    and none without. Their trails may be none, until somebody says what is what.
    """

    kind: str
    trails: tuple[FoundTrail, ...]
    remarks: tuple[Remark, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
