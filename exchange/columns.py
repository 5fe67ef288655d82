"""What the columns of a table hold: by their headings, else by their values. Pure."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite

from exchange.positions import number, on_earth, pair
from exchange.projections import LAMBERT_93_EAST, LAMBERT_93_NORTH
from exchange.rows import Row, Table

# Headings as towns' tables have them, in the form that ``simple`` gives them, the best
# first: where a table has several of them, one is taken.
NAMES: Mapping[str, tuple[str, ...]] = {
    "latitude": (
        *("latitude", "lat", "latitud", "latitudine", "breitengrad", "y wgs84", "y"),
        *("coord y", "coordonnee y", "y l93", "y lambert93", "y 2154"),
    ),
    "longitude": (
        *("longitude", "lon", "lng", "long", "longitud", "longitudine", "langengrad"),
        *("x wgs84", "x", "coord x", "coordonnee x", "x l93", "x lambert93", "x 2154"),
    ),
    "title": (
        *("titre", "title", "nom", "name", "libelle", "appellation", "denomination"),
        *(
            "designation",
            "intitule",
            "toponyme",
            "tico",
            "designatio",
            "nombre",
            "nome",
        ),
        *("naam", "bezeichnung", "titel", "titolo", "titulo", "label", "lieu", "place"),
        *("monument", "site", "poi", "edifice", "oeuvre", "itemlabel"),
    ),
    "story": (
        *("histoire", "story", "recit", "texte", "text", "description", "descriptif"),
        *("presentation", "historique", "hist", "contenu", "content", "notice", "desc"),
        *("beschreibung", "descripcion", "descrizione", "descricao", "beschrijving"),
        *("descriptio", "commentaire", "comment", "resume", "summary", "observations"),
        "notes",
    ),
    "address": (
        *("adresse", "address", "adr", "adrs", "adres", "direccion", "indirizzo"),
        *("endereco", "anschrift", "rue", "street", "voie"),
    ),
    "category": (
        *("categorie", "category", "type", "kind", "nature", "kategorie", "categoria"),
        *("tipo", "typ", "thematique", "categories", "types"),
    ),
    "identifier": (
        *("identifiant", "identifier", "uuid", "id", "reference", "ref", "merimee ref"),
        *("ref merimee", "osm id", "id local", "geonameid", "code", "gid", "numero"),
        *("uri id du poi", "uri"),
    ),
}
BOTH = (
    *("coordonnees au format wgs84", "coordonnees gps", "coordonnees", "coordinates"),
    *("geo point 2d", "geo point", "geopoint", "latlng", "latlon", "lonlat", "coords"),
    *("geolocalisation", "geolocation", "gps", "position", "location", "point", "wkt"),
    *("geom", "the geom", "geometry", "geometrie", "geo shape", "coordenadas", "geo"),
    *("coordinate", "koordinaten"),
)
"""Headings of columns with both numbers of a position in each cell."""
FIELDS = frozenset(NAMES)
_LATITUDES, _LONGITUDES = {"lat", "latitude"}, {"lon", "lng", "long", "longitude"}
# What a name, a type or a text of these is not the stop's own.
_OF_OTHERS = {"commune", "ville", "city", "region", "departement", "pays", "country"}
_OF_OTHERS |= {"epci", "rue", "street", "voie", "contact", "auteur", "author", "mail"}
_OF_OTHERS |= {"proprietaire", "owner", "gestionnaire", "email"}
_LONGITUDE_FIRST = re.compile(r"\b(?:lon|lng|x)\w*\b.*\b(?:lat|y)|lonlat|lnglat")
# How dBase names a column in a text file: name, type, width, decimals.
_DBASE = re.compile(r",[CNDLFM](?:,\d+){0,2}$")
_HEADING_ROWS = 20  # among which the headings stand
_SAMPLE = 200  # rows that a column is judged by
_LONGEST_TITLE = 200
# Shares of them that have to agree: where a heading says so too, and where none does.
_HALF, _MOST = 0.5, 0.8
# Three decimals, about 100 m, or how only positions are written: not a price or a year.
_EXACT = re.compile(r"[.,]\d{3}|[°º]|\bPOINT\b", re.I)
# Degrees of mainland France, where latitudes are never longitudes.
_FRENCH_LATITUDES, _FRENCH_LONGITUDES = (41.0, 51.6), (-5.5, 10.0)


@dataclass(frozen=True)
class Columns:
    """The columns of a table: a heading for each, no two alike, and the rows below.

    A column without a heading has the letter that a spreadsheet shows for it.
    """

    headings: tuple[str, ...]
    rows: list[Row]

    def values(self, column: int) -> list[str]:
        """What the first rows have in a column, where it is not empty."""
        cells = (row.cells for row in self.rows[:_SAMPLE])
        return [each[column] for each in cells if column < len(each) and each[column]]

    def share(self, column: int, is_one: Callable[[str], bool]) -> float:
        """The share of these values that are something; 0 without any."""
        values = self.values(column)
        return sum(map(is_one, values)) / len(values) if values else 0


def columns_of(table: Table) -> Columns:
    """The columns of a table, wherever its headings stand among the first rows."""
    at = _heading_row(table)
    names = [] if at is None else table.rows[at].cells
    rows = table.rows if at is None else table.rows[at + 1 :]
    width = max([len(names), *(len(row.cells) for row in rows)])
    headings: dict[str, None] = {}
    for column in range(width):
        said = names[column] if column < len(names) else ""
        name = " ".join(_DBASE.sub("", said).split())[:100] or _letters(column)
        unlike, times = name, 1
        while unlike in headings:
            times += 1
            unlike = f"{name} ({times})"
        headings[unlike] = None
    return Columns(tuple(headings), rows)


def guessed(columns: Columns) -> dict[str, str]:
    """The field that each column is likely to be, by its heading.

    A column with both numbers of a position in its cells is the latitude.
    """
    found = _positions(columns)
    for field in ("title", "story", "address", "category", "identifier"):
        for column in _named(columns, field):
            is_text = columns.share(column, _is_number) <= _HALF
            if column not in found and (is_text or field == "identifier"):
                found[column] = field
                break
    if "title" not in found.values():
        title = next((c for c in _titles(columns) if c not in found), None)
        found.update({} if title is None else {title: "title"})
    return {columns.headings[column]: found[column] for column in sorted(found)}


def is_longitude_first(heading: str) -> bool:
    """Whether a heading says that a position begins with its longitude."""
    return bool(_LONGITUDE_FIRST.search(simple(heading)))


def simple(text: str) -> str:
    """A text for comparing: small letters without accents, single spaces."""
    text = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    letters = "".join(each for each in text if not unicodedata.combining(each))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def _heading_row(table: Table) -> int | None:
    """Which row has the headings: one that names columns, else the first full one."""
    rows = table.rows[:_HEADING_ROWS]
    known = [sum(_is_known(cell) for cell in row.cells) for row in rows]
    if max(known, default=0) > 1:
        return known.index(max(known))
    filled = [sum(map(bool, row.cells)) for row in table.rows[:_SAMPLE]]
    usual = sorted(filled)[len(filled) // 2] if filled else 0
    full = (at for at, row in enumerate(rows) if filled[at] * 2 >= usual)
    at = next(full, None)
    if at is None or any(_is_number(c) or _is_pair(c) for c in rows[at].cells):
        return None
    return at


def _is_known(heading: str) -> bool:
    name = simple(heading[:100])
    return name in BOTH or any(name in names for names in NAMES.values())


def _letters(column: int) -> str:
    """What spreadsheets call a column: A, B… Z, AA."""
    before, last = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _named(columns: Columns, field: str) -> Iterator[int]:
    """The columns whose headings name a field, the best first."""
    simples = [simple(heading) for heading in columns.headings]
    names = NAMES[field]
    for name in names:
        yield from (column for column, each in enumerate(simples) if each == name)
    if field == "identifier":
        return  # a “code postal” is none
    for name in names:
        for column, heading in enumerate(simples):
            first, *others = heading.split() or [""]
            if first == name and others and not _OF_OTHERS & set(others):
                yield column


def _positions(columns: Columns) -> dict[int, str]:
    """The columns of the positions."""
    simples = [set(simple(heading).split()) for heading in columns.headings]
    two = []
    for field, words in (("latitude", _LATITUDES), ("longitude", _LONGITUDES)):
        others = (c for c, each in enumerate(simples) if each & words)
        named = [*_named(columns, field), *others]
        two.append(next((c for c in named if _may_be(columns, c, _is_number)), None))
    latitude, longitude = two
    if latitude is not None and longitude is not None and latitude != longitude:
        return {latitude: "latitude", longitude: "longitude"}
    both = _both(columns)
    return {both: "latitude"} if both is not None else _by_value(columns)


def _both(columns: Columns) -> int | None:
    """The column that has both numbers in each cell."""
    simples = [simple(heading) for heading in columns.headings]
    for name in BOTH:
        for column, heading in enumerate(simples):
            if heading == name and _may_be(columns, column, _is_pair):
                return column
    every = range(len(columns.headings))
    likely = (c for c in every if columns.share(c, _is_exact) >= _HALF)
    return next((c for c in likely if columns.share(c, _is_pair) >= _MOST), None)


def _may_be(columns: Columns, column: int, is_one: Callable[[str], bool]) -> bool:
    """Whether any value of a column is what its heading says, if there is any value.

    Most of a town's places may not have their position yet.
    """
    return not columns.values(column) or columns.share(column, is_one) > 0


def _by_value(columns: Columns) -> dict[int, str]:
    """Two columns of numbers that are a latitude and a longitude, or metres."""
    every = range(len(columns.headings))
    norths = [c for c in every if columns.share(c, _within(LAMBERT_93_NORTH)) >= _MOST]
    easts = [
        c
        for c in every
        if columns.share(c, _within(LAMBERT_93_EAST, least=1_000)) >= _MOST
    ]
    if norths and easts:
        return {norths[0]: "latitude", easts[0]: "longitude"}
    degrees = [c for c in every if columns.share(c, _within((-180, 180))) >= _MOST]
    exact = [c for c in degrees if columns.share(c, _is_exact) >= _HALF][:2]
    if len(exact) < 2:
        return {}
    first, second = exact
    if _is_latitude_second(columns, first, second):
        first, second = second, first
    return {first: "latitude", second: "longitude"}


def _is_latitude_second(columns: Columns, first: int, second: int) -> bool:
    """Whether of two columns of degrees the second is the latitude."""
    if any(abs(number(value)) > 90 for value in columns.values(first)):
        return True
    return (
        columns.share(first, _within(_FRENCH_LONGITUDES)) >= _MOST
        and columns.share(second, _within(_FRENCH_LATITUDES)) >= _MOST
    )


def _titles(columns: Columns) -> Iterator[int]:
    """Columns of short texts, most of them different."""
    for column in range(len(columns.headings)):
        values = columns.values(column)
        texts = [v for v in values if len(v) <= _LONGEST_TITLE and _is_title(v)]
        if values and len(set(texts)) >= _HALF * len(values):
            yield column


def _is_number(text: str) -> bool:
    return isfinite(number(text))


def _is_title(text: str) -> bool:
    return not _is_number(text) and not text.startswith(("http:", "https:"))


def _is_pair(text: str) -> bool:
    both = None if _is_number(text) else pair(text)
    if both is None:
        return False
    return max(map(abs, on_earth(*both))) <= 180


def _is_exact(text: str) -> bool:
    return bool(_EXACT.search(text))


def _within(limits: tuple[float, float], least: float = 0) -> Callable[[str], bool]:
    def is_within(text: str) -> bool:
        value = number(text)
        return limits[0] <= value <= limits[1] and abs(value) >= least

    return is_within
