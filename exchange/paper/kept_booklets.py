"""Booklets as they are kept: one for each trail, made when somebody asks for it."""

import hashlib
import logging
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from exchange.paper.booklet import Booklet
from exchange.paper.typesetting import (
    MAX_WAIT_SECONDS,
    TypesettingFailed,
    set_apart,
)
from exchange.writing import WRITERS
from media_library.kept_storage import kept_storage
from places.short_code import short_code
from tours.models import Organisation, TourPage
from tours.package_building import root_of
from tours.packages import Package

logger = logging.getLogger(__name__)

FOLDER = "booklets"
SECONDS = 3  # to make one: who asks meanwhile is asked to come back after that
PAUSE_SECONDS = 60  # after a failure, before it is tried again


class BookletAwaited(Exception):
    """It is being made for somebody else, or has just failed."""


def _fingerprint() -> str:
    folder = Path(__file__).parent
    sources = sorted([*folder.glob("*.py"), *folder.glob("layouts/*.typ")])
    digest = hashlib.sha256(b"".join(each.read_bytes() for each in sources))
    return f"{WRITERS}-{digest.hexdigest()[:8]}"


# Other software sets it otherwise. It changes with the software alone.
PRINTERS = _fingerprint()


def booklet_of(package: Package) -> bytes:
    """The booklet of a package as a PDF, made at once where there is none yet.

    One is made at a time of a trail. Raises BookletAwaited.
    """
    name = _name(package)
    if (kept := _read(name)) is not None:
        return kept
    making = f"making:{name}"
    if not cache.add(making, True, MAX_WAIT_SECONDS):
        raise BookletAwaited
    try:
        made = _made(package)
    except (TypesettingFailed, OSError) as error:
        logger.error("the booklet of %s was not made: %s", package.record, error)
        cache.set(making, True, PAUSE_SECONDS)
        raise BookletAwaited from error
    _keep(package.record.page_id, name, made)
    cache.delete(making)
    return made


def short_address_of(package: Package) -> str:
    """Whole and permanent: the same in every language."""
    code = short_code(UUID(package.document["id"]))
    root = root_of(package.document["url"])
    return root + reverse("short_address", args=[code])


def let_booklets_go(page: TourPage, **kwargs: object) -> None:
    """Of a trail that says something else by now, or is shown no more."""
    page_id = page.pk
    transaction.on_commit(lambda: _delete_others(page_id, ""))


def _made(package: Package) -> bytes:
    organisation = _organisation_of(package)
    booklet = Booklet(
        package.document,
        timezone.localtime(package.built_at),
        short_address_of(package),
        by=organisation.name if organisation else "",
        colour=organisation.colour if organisation else "",
    )
    work = booklet.work()
    files = dict(booklet.files)
    for name in (*work.pictures, booklet.tiles):
        # A booklet without one of its pictures is a booklet.
        with suppress(FileNotFoundError), package.open_file(name) as file:
            files[name] = file.read()
    return set_apart(work, files)


def _name(package: Package) -> str:
    """Changes with all that the booklet says, and with how it is set."""
    record = package.record
    moment = int(package.built_at.timestamp())
    parts = [record.sha256[:20], str(moment), PRINTERS]
    if (own := _organisation_of(package)) is not None:
        parts.append(
            hashlib.sha256(f"{own.name} {own.colour}".encode()).hexdigest()[:8]
        )
    return f"{FOLDER}/{record.page_id}/{'-'.join(parts)}.pdf"


def _organisation_of(package: Package) -> Organisation | None:
    return Organisation.objects.with_trail(package.record.page).first()


def _read(name: str) -> bytes | None:
    try:
        with kept_storage().open(name) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None


def _keep(page_id: int, name: str, content: bytes) -> None:
    """The only one of its trail."""
    storage = kept_storage()
    kept = storage.save(name, ContentFile(content))
    if kept != name:  # another process was as quick
        storage.delete(kept)
    _delete_others(page_id, name)


def _delete_others(page_id: int, name: str) -> None:
    folder, storage = f"{FOLDER}/{page_id}", kept_storage()
    try:
        _folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for file in files:
        if f"{folder}/{file}" != name:
            storage.delete(f"{folder}/{file}")
