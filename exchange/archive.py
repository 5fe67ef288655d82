"""A package with its files in one archive, read with care. Pure.

The layout: ``package.json``, and each file as ``files/<name>``. Nothing is unpacked to
disk, stored paths lead nowhere, and no more is read than was announced and allowed.
"""

import hashlib
import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from io import SEEK_END, BytesIO
from struct import Struct
from typing import Any, BinaryIO, NamedTuple, cast
from zipfile import (
    ZIP_DEFLATED,
    ZIP_STORED,
    BadZipFile,
    LargeZipFile,
    ZipFile,
    ZipInfo,
)
from zlib import error as ZlibError

from exchange.found import FileRefused, Remark, Where
from exchange.limits import MEGABYTE
from tours.package import (
    FORMAT,
    file_name,
    pictures_of,
    recordings_of,
    serialised,
    version,
)
from tours.package_schema import reading_fault

README, DOCUMENT, FILES = "README.txt", "package.json", "files/"
CREDITS, LICENCES = "CREDITS.txt", "LICENCES.txt"
OURS = {README, DOCUMENT, CREDITS, LICENCES}

MAX_ENTRIES = 2_100
MAX_DIRECTORY_BYTES = MEGABYTE  # the list of entries: ours take a tenth of that
MAX_DOCUMENT_BYTES = 10 * MEGABYTE
MAX_UNPACKED_BYTES = 500 * MEGABYTE
MAX_RATIO = 100  # no text of ours packs so well; a bomb does
CHUNK_BYTES = 256 * 1024
# The end of a zip: a comment of at most 65,535 bytes stands behind it.
END = Struct("<10xHL6x")
END_BYTES = END.size + 65_535
# As json writes it: a text with it cannot be kept in PostgreSQL.
NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
DAMAGED = (
    BadZipFile,
    LargeZipFile,
    ZlibError,
    EOFError,
    NotImplementedError,  # a way of packing that we do not know
    OSError,
    OverflowError,
    RuntimeError,  # a password
    ValueError,
)


class PackageArchive(NamedTuple):
    """A package as its archive holds it: all files are there, each as announced.

    ``open_file`` opens a file of the package by its name, and raises FileNotFoundError
    for any other. ``remarks`` say what was passed over.
    """

    document: dict[str, Any]
    open_file: Callable[[str], BinaryIO]
    remarks: tuple[Remark, ...]


def read_archive(content: bytes | BinaryIO) -> PackageArchive:
    """The package of an archive, whole and checked. Raises FileRefused."""
    archive = opened_zip(BytesIO(content) if isinstance(content, bytes) else content)
    entries = _entries(archive)
    folder = _folder(entries)
    document = _document(archive, entries[f"{folder}{DOCUMENT}"])
    files = {file["name"]: file for file in document["files"]}
    for name in named_files(document):
        if name not in files or f"{folder}{FILES}{name}" not in entries:
            raise FileRefused("file_missing", name=name)
    for name, file in files.items():
        _check(archive, entries.get(f"{folder}{FILES}{name}"), file)

    def open_file(name: str) -> BinaryIO:
        if name not in files:
            raise FileNotFoundError(name)
        return cast(BinaryIO, archive.open(entries[f"{folder}{FILES}{name}"]))

    known = {f"{folder}{each}" for each in OURS}
    known |= {f"{folder}{FILES}{name}" for name in files}
    return PackageArchive(
        document, open_file, tuple(_remarks(document, entries, known))
    )


def is_package_archive(content: bytes | BinaryIO) -> bool:
    """Whether it is a zip with a package's description in it, whole or not."""
    try:
        archive = opened_zip(
            BytesIO(content) if isinstance(content, bytes) else content
        )
    except FileRefused:
        return False
    return any(_is_document(name) for name in archive.namelist())


def named_files(document: Mapping[str, Any]) -> Iterator[str]:
    """Every file that a package names, from its list on."""
    yield from (file["name"] for file in document["files"])
    if document["cover"]:
        yield from document["cover"]["files"].values()
    yield from (sound["file"] for sound in recordings_of(document))
    for stop in document["stops"]:
        for picture in pictures_of(stop):
            yield from picture["files"].values()
    if city_map := document["map"]:
        yield city_map["archive"]
        for still in city_map["stills"].values():
            yield from still.values()


def opened_zip(source: BinaryIO) -> ZipFile:
    """A zip whose list of entries is short enough to be read."""
    try:
        _refuse_long_directory(source)
        return ZipFile(source)
    except DAMAGED as error:
        raise FileRefused("archive") from error


def _refuse_long_directory(source: BinaryIO) -> None:
    """Refuse a list of entries that would fill the memory (APPNOTE.TXT 4.3.16).

    Archives of more than 4 GB (ZIP64) have another list: they are not ours.
    """
    size = source.seek(0, SEEK_END)
    source.seek(max(0, size - END_BYTES))
    end = source.read(END_BYTES)
    at = end.rfind(b"PK\x05\x06")
    is_large = end[max(0, at - 20) : at].startswith(b"PK\x06\x07")
    if at < 0 or len(end) - at < END.size or is_large:
        raise FileRefused("archive")
    entries, directory_bytes = END.unpack_from(end, at)
    if entries > MAX_ENTRIES or directory_bytes > MAX_DIRECTORY_BYTES:
        raise FileRefused("archive_entries", entries=entries, limit=MAX_ENTRIES)


def _entries(archive: ZipFile) -> dict[str, ZipInfo]:
    """Files by name, folders left out. Refuses too many, too much, and locked ones."""
    infos = archive.infolist()
    if len(infos) > MAX_ENTRIES:
        raise FileRefused("archive_entries", entries=len(infos), limit=MAX_ENTRIES)
    packed = sum(info.compress_size for info in infos)
    unpacked = sum(info.file_size for info in infos)
    # Two entries that share their bytes would be read twice.
    if packed > archive.start_dir or any(_is_foreign(info) for info in infos):
        raise FileRefused("archive")
    if unpacked > min(MAX_UNPACKED_BYTES, MAX_RATIO * packed + MEGABYTE):
        raise FileRefused("archive_unpacked", megabytes=math.ceil(unpacked / MEGABYTE))
    named = (info for info in infos if info.filename)
    return {info.filename: info for info in named if not info.is_dir()}


def _is_foreign(info: ZipInfo) -> bool:
    """Whether it is locked, or packed as we never do: LZMA may ask for gigabytes."""
    is_locked = bool(info.flag_bits & 0x1)
    return is_locked or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED)


def _folder(entries: Mapping[str, ZipInfo]) -> str:
    """The folder that the package lies in: none, or one that somebody zipped anew."""
    found = [name.removesuffix(DOCUMENT) for name in entries if _is_document(name)]
    if not found:
        raise FileRefused("package_missing")
    return min(found, key=len)


def _is_document(name: str) -> bool:
    return name == DOCUMENT or name.endswith(f"/{DOCUMENT}")


def _document(archive: ZipFile, entry: ZipInfo) -> dict[str, Any]:
    where = Where("entry", DOCUMENT)
    if entry.file_size > MAX_DOCUMENT_BYTES:
        raise FileRefused("package_json", where)
    try:
        with archive.open(entry) as file:
            content = file.read(MAX_DOCUMENT_BYTES + 1)
    except DAMAGED as error:
        raise FileRefused("archive", where) from error
    document = _parsed(content, where)
    if isinstance(document, dict) and document.get("format") != FORMAT:
        found = str(document.get("format"))[:20]
        raise FileRefused("package_format", where, format=found, ours=FORMAT)
    if fault := reading_fault(document):
        raise FileRefused(
            "package_schema", where, at=fault.at or DOCUMENT, reason=fault.message
        )
    return cast(dict[str, Any], document)


def _parsed(content: bytes, where: Where) -> Any:
    """JSON without numbers that are none, and without texts that nobody can keep."""
    try:
        document = json.loads(content, parse_float=_finite, parse_constant=_finite)
        kept = serialised(document).decode()
    except (ValueError, RecursionError) as error:
        raise FileRefused("package_json", where) from error
    if NUL.search(kept):
        raise FileRefused("package_json", where)
    return document


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text[:20])
    return value


def _check(archive: ZipFile, entry: ZipInfo | None, file: Mapping[str, Any]) -> None:
    """That a file is the one announced, by its size, hash and name."""
    name = file["name"]
    if entry is None:
        raise FileRefused("file_missing", name=name)
    where = Where("entry", f"{FILES}{name}")
    if entry.file_size != file["bytes"] or file_name(file["sha256"], name) != name:
        raise FileRefused("file_damaged", where, name=name)
    digest = hashlib.sha256()
    try:
        with archive.open(entry) as source:
            while chunk := source.read(CHUNK_BYTES):
                digest.update(chunk)
    except DAMAGED as error:
        raise FileRefused("file_damaged", where, name=name) from error
    if digest.hexdigest() != file["sha256"]:
        raise FileRefused("file_damaged", where, name=name)


def _remarks(
    document: Mapping[str, Any], entries: Mapping[str, ZipInfo], known: set[str]
) -> Iterator[Remark]:
    """Files that the package does not name, and a package changed by hand."""
    if strange := [name for name in entries if name not in known]:
        where = Where("entry", strange[0][:80])
        yield Remark("file_unknown", where, {"count": len(strange)})
    if version(document) != document["version"]:
        yield Remark("package_changed", Where("entry", DOCUMENT))
