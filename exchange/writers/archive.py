"""The ``.traboule`` archive: a package with all its files, credits and licences. Pure.

A zip whose bytes are the same for the same package: fixed dates, a fixed order, media
as they are and texts deflated. ``exchange/archive.py`` reads it.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from exchange.archive import (
    CREDITS,
    DOCUMENT,
    FILES,
    LICENCES,
    README,
)
from exchange.writers.facts import Package, publisher
from exchange.writers.rights import (
    attribution,
    credit_line,
    licence_name,
    licence_url,
    picture_credit,
)
from exchange.writers.sounds import sound_title
from exchange.writers.words import words
from tours.package import recordings_of, serialised

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can tell
READABLE = 0o100644 << 16  # a plain file that anyone may read
UNIX = 3
CHUNK_BYTES = 256 * 1024
TEXTS = ("text/", "image/svg+xml", "application/json")
ABOUT = """\
{title}
{url}
{version}

Ce dossier est un parcours, tel que l’a publié {publisher}.
- package.json le décrit : étapes, récits, transcriptions, tracé.
- files/ contient ses sons, ses images et sa carte. Chaque fichier porte les vingt
  premiers chiffres de son empreinte SHA-256.
- CREDITS.txt dit qui a fait quoi.
- LICENCES.txt dit ce que chacun peut en faire.
Un site fait avec Traboule le reprend tel quel.

This folder is a trail, as published by {publisher}.
- package.json describes it: stops, stories, transcripts, track.
- files/ holds its sound, pictures and map. Each file is named by the first twenty
  digits of its SHA-256.
- CREDITS.txt says who made what.
- LICENCES.txt says what others may do with it.
A site made with Traboule takes it as it is.
"""


def write(
    package: Package, open_file: Callable[[str], BinaryIO], target: BinaryIO
) -> None:
    """Writes the archive into a file that one can seek in, one chunk at a time.

    Raises FileNotFoundError for a file that is not there, and ValueError for one that
    is not as the package says.
    """
    with ZipFile(target, "w") as archive:
        for name, content in _texts(package):
            archive.writestr(_entry(name, len(content), ZIP_DEFLATED), content)
        for file in package["files"]:
            _copy(archive, file, open_file)


def _texts(package: Package) -> Iterator[tuple[str, bytes]]:
    about = {key: package[key] for key in ("title", "url", "version")}
    yield README, ABOUT.format(publisher=publisher(package), **about).encode()
    yield DOCUMENT, serialised(package)
    yield CREDITS, _lines(_credits(package))
    yield LICENCES, _lines(_licences(package))


def _copy(
    archive: ZipFile, file: Mapping[str, Any], open_file: Callable[[str], BinaryIO]
) -> None:
    """One file, refused where its bytes have changed: nobody could read it back."""
    method = ZIP_DEFLATED if file["type"].startswith(TEXTS) else ZIP_STORED
    entry = _entry(f"{FILES}{file['name']}", file["bytes"], method)
    digest, size = hashlib.sha256(), 0
    with open_file(file["name"]) as source, archive.open(entry, "w") as target:
        while chunk := source.read(CHUNK_BYTES):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    if (size, digest.hexdigest()) != (file["bytes"], file["sha256"]):
        msg = f"{file['name']} is not the file that the package names"
        raise ValueError(msg)


def _entry(name: str, size: int, method: int) -> ZipInfo:
    entry = ZipInfo(name, EPOCH)
    entry.compress_type, entry.file_size = method, size
    entry.external_attr, entry.create_system = READABLE, UNIX
    return entry


def _credits(package: Package) -> Iterator[str]:
    """Whom to thank for the whole, then for each file."""
    yield from (package["title"], "", *attribution(package).splitlines(), "")
    for name, title, credit, _code in _works(package):
        yield f"{FILES}{name}"
        yield "    " + ". ".join(each for each in (title, credit) if each)


def _licences(package: Package) -> Iterator[str]:
    """The licence of the whole, then each licence with the files that are under it."""
    language, code = package["language"], package["licence"]
    yield from (package["title"], "")
    if code:
        name = licence_name(code, language)
        yield words(language)["licence"].format(name=name)
        yield licence_url(code)
    files: dict[str, list[str]] = {}
    for name, _title, _credit, each in _works(package):
        files.setdefault(each, []).append(name)
    for each in sorted(files):
        yield from ("", licence_name(each, language) or "—", licence_url(each))
        yield from (f"    {FILES}{name}" for name in sorted(set(files[each])))


def _works(package: Package) -> Iterator[tuple[str, str, str, str]]:
    """Each file of a work once: its name, title, credit and licence's code."""
    language = package["language"]
    told: dict[str, tuple[str, str, str]] = {}
    cover = [package["cover"]] if package["cover"] else []
    stops = package["stops"]
    for work in (*cover, *(each for stop in stops for each in stop["pictures"])):
        facts = (work["title"], picture_credit(work, language), work["licence"])
        for name in work["files"].values():
            told.setdefault(name, facts)
    for work in recordings_of(package):
        title = sound_title(work, language)
        facts = (title, credit_line(work, language), work["licence"])
        told.setdefault(work["file"], facts)
    for file in package["files"]:
        if file["name"] in told:
            yield file["name"], *told[file["name"]]


def _lines(lines: Iterator[str]) -> bytes:
    text = "\n".join(lines).replace("\n\n\n", "\n\n")
    return f"{text.rstrip()}\n".encode()
