"""What a folder of works and its table will make, before it is made. Pure."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from exchange.columns import simple
from exchange.found import Remark, Where
from exchange.work_archive import SOUNDS, WorkArchive, ending
from exchange.work_table import WorkRow, WorkTable, where
from media_library.file_titles import title_of
from media_library.licences import LICENCES, RESERVED, RIGHTS_STATEMENTS

SOUND, PICTURE = "sound", "picture"
KINDS: Mapping[str, tuple[str, ...]] = {
    "story": ("story", "recit"),
    "music": ("music", "musique"),
    "ambience": ("ambience", "ambiance"),
}
LONGEST: Mapping[str, int] = {
    "title": 255,
    "caption": 255,
    "credit": 255,
    "description": 255,
}
LONGEST_NAME = 255
FIRST_YEAR, LAST_YEAR = 1000, 2100


@dataclass(frozen=True)
class PlannedWork:
    """A work that will be made, unless ``faults`` says why not.

    ``facts`` are the values of its model's fields, without its file and its credits.
    """

    path: str
    kind: str
    facts: Mapping[str, Any]
    people: tuple[tuple[str, str], ...] = ()
    faults: tuple[Remark, ...] = ()
    is_in_table: bool = True

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.facts["title"])


@dataclass(frozen=True)
class WorkPlan:
    """All works of a folder, and what is to be known of the whole."""

    works: tuple[PlannedWork, ...]
    remarks: tuple[Remark, ...] = field(default=())

    @property
    def good(self) -> tuple[PlannedWork, ...]:
        """Those that will be made."""
        return tuple(work for work in self.works if not work.faults)

    def without(self, paths: Container[str]) -> "WorkPlan":
        """The same without the works of some files."""
        works = tuple(work for work in self.works if work.path not in paths)
        return WorkPlan(works, self.remarks)


def plan_works(
    archive: WorkArchive,
    table: WorkTable,
    languages: Mapping[str, Iterable[str]],
    language: str,
) -> WorkPlan:
    """Each file with its row, in the order of the folder.

    ``languages`` gives the names by which each language may be called; ``language`` is
    for recordings whose row says none. Files without a row come as they are.
    """
    rows: dict[str, WorkRow] = {}
    remarks: list[Remark] = []
    for row in table.rows:
        path = archive.named(row.file)
        if path is None:
            facts = {"name": row.file[:100]}
            remarks.append(Remark("file_not_there", where(row), facts))
        elif path in rows:
            remarks.append(Remark("file_twice", where(row), {"name": path}))
        else:
            rows[path] = row
    if table.unknown:
        names = ", ".join(table.unknown[:10])
        remarks.append(Remark("columns_unknown", facts={"names": names}))
    if archive.left:
        left = {"count": len(archive.left), "names": ", ".join(archive.left[:5])}
        remarks.append(Remark("files_left", facts=left))
    known = {simple(n): code for code, names in languages.items() for n in names}
    works = [_planned(path, rows.get(path), known, language) for path in archive.works]
    return WorkPlan(tuple(works), tuple(remarks))


def _planned(
    path: str, row: WorkRow | None, languages: Mapping[str, str], language: str
) -> PlannedWork:
    kind = SOUND if ending(path) in SOUNDS else PICTURE
    told = dict(row.facts) if row else {}
    at = where(row) if row else None
    faults = [*_long(told, at), *_wrong_people(row)]
    facts: dict[str, Any] = {"title": told.get("title") or title_of(path)}
    facts["licence"] = _licence(told.get("licence", ""), at, faults)
    if kind == SOUND:
        facts["language"] = _one_of(
            languages,
            told.get("language", ""),
            language,
            "language_unknown",
            at,
            faults,
        )
        kinds = {word: code for code, words in KINDS.items() for word in words}
        given = told.get("kind", "")
        facts["kind"] = _one_of(kinds, given, "story", "kind_unknown", at, faults)
        facts["transcript"] = told.get("transcript", "")
    else:
        for name in ("description", "caption", "credit"):
            facts[name] = told.get(name, "")
        facts["year"] = _year(told.get("year", ""), at, faults)
    people = row.people if row else ()
    return PlannedWork(path, kind, facts, people, tuple(faults), row is not None)


def _long(told: Mapping[str, str], at: Where | None) -> list[Remark]:
    return [
        Remark("text_long", at, {"text": text[:40], "limit": LONGEST[name]})
        for name, text in told.items()
        if name in LONGEST and len(text) > LONGEST[name]
    ]


def _wrong_people(row: WorkRow | None) -> list[Remark]:
    facts = {"limit": LONGEST_NAME}
    return [
        Remark("text_long", where(row), {"text": name[:40], **facts})
        for _role, name in (row.people if row else ())
        if row and len(name) > LONGEST_NAME
    ]


def _licence(text: str, at: Where | None, faults: list[Remark]) -> str:
    """By its code, name or address; nobody's to give where nothing is said."""
    if not text:
        return RESERVED
    wanted = text.strip().casefold().rstrip("/")
    for each in (*LICENCES, *RIGHTS_STATEMENTS):
        names = (each.code, each.name, each.url, each.code.replace("-", " "))
        if wanted in {name.casefold().rstrip("/") for name in names if name}:
            return each.code
    faults.append(Remark("licence_unknown", at, {"name": text[:60]}))
    return RESERVED


def _one_of(
    known: Mapping[str, str],
    text: str,
    usual: str,
    code: str,
    at: Where | None,
    faults: list[Remark],
) -> str:
    if not text:
        return usual
    found = known.get(simple(text))
    if found is None:
        faults.append(Remark(code, at, {"name": text[:40]}))
    return found or usual


def _year(text: str, at: Where | None, faults: list[Remark]) -> int | None:
    if not text:
        return None
    digits = text.strip().removesuffix(".0")
    if digits.isdecimal() and FIRST_YEAR <= int(digits[:6]) <= LAST_YEAR:
        return int(digits)
    faults.append(Remark("year_wrong", at, {"text": text[:20]}))
    return None
