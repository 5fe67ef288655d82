"""The packages that trails have: kept, replaced, withdrawn, and let go in time."""

import hashlib
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, BinaryIO

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Count, Max, Min, Q, Sum
from django.utils import timezone

from tours.models import TourPackage, TourPage
from tours.package import rights_end, serialised
from tours.package_building import PackageIncomplete, build_document
from tours.package_files import (
    delete_stored,
    open_stored,
    store_document,
    stored_path,
)
from tours.signals import package_renewed

logger = logging.getLogger(__name__)

# A phone that began to fetch a version, or walks with it, finds its files that long.
GRACE = timedelta(days=30)


@dataclass(frozen=True)
class Package:
    """A package as it is read: its document, and the files beside it."""

    record: TourPackage

    @property
    def version(self) -> str:
        """The hash of what it says."""
        return self.record.version

    @property
    def etag(self) -> str:
        """Of the document's bytes, quoted."""
        return f'"{self.record.sha256[:20]}"'

    @property
    def built_at(self) -> datetime:
        """Since when the trail says this."""
        return self.record.built_at

    @cached_property
    def content(self) -> bytes:
        """The document's very bytes. Raises FileNotFoundError."""
        with default_storage.open(self.record.path) as file:
            return bytes(file.read())

    @cached_property
    def document(self) -> dict[str, Any]:
        """The document."""
        return json.loads(self.content)  # type: ignore[no-any-return]

    def open_file(self, name: str) -> BinaryIO:
        """One of its files. Raises FileNotFoundError for any other name."""
        if name not in self.record.files:
            raise FileNotFoundError(name)
        return open_stored(name)


def current(page: TourPage) -> Package | None:
    """The package in force of a trail that may be shown."""
    return next(_in_force(TourPage.objects.filter(pk=page.pk)), None)


def renew_turned() -> None:
    """Builds anew what a beginning or an end of rights has changed since."""
    for record in _turned(TourPackage.objects.all()):
        _renew_turned(record)


def _turned(records: Any) -> Any:
    return records.filter(replaced_at=None, renew_at__lte=timezone.now())


def _renew_turned(record: TourPackage) -> Package | None:
    """The package that takes another's place at its hour; none is shown past it.

    Whoever comes second waits for the first, and finds it done.
    """
    with transaction.atomic():
        TourPage.objects.select_for_update(of=("self",)).filter(
            pk=record.page_id
        ).first()
        if _turned(TourPackage.objects.filter(pk=record.pk)).exists():
            try:
                renew(record.page_id)
            except PackageIncomplete as error:
                logger.error("trail %s lost its package: %s", record.page_id, error)
                withdraw(record.page_id)
    delete_left_packages(timezone.now())
    kept = TourPackage.objects.filter(page=record.page_id, replaced_at=None).first()
    return Package(kept) if kept else None


def current_beside(page: TourPage) -> Package | None:
    """The same in one query, for a page whose reader was found to be allowed it."""
    record = TourPackage.objects.filter(replaced_at=None, page=page.pk).first()
    return _at_its_hour(record) if record else None


def current_or_built(page: TourPage) -> Package | None:
    """The same, built at once for a trail that has none yet.

    Raises PackageIncomplete.
    """
    package = current(page)
    if package is None and TourPage.objects.in_force().filter(pk=page.pk).exists():
        return renew(page.pk)
    return package


def current_packages(language: str | None = None) -> Iterator[Package]:
    """Of all trails that may be shown, newest first, one after the other."""
    return _in_force(_pages(language))


@dataclass(frozen=True)
class Standing:
    """How many packages are in force. ``mark`` changes when any of them does."""

    count: int
    mark: str
    changed_at: datetime | None


def standing(language: str | None = None) -> Standing:
    """Of all trails that may be shown, without reading one."""
    found = _counted(language)
    if found["renew_at"] and found["renew_at"] <= timezone.now():
        renew_turned()
        found = _counted(language)
    told = json.dumps(list(found.values()), default=str).encode()
    mark = hashlib.sha256(told).hexdigest()[:20]
    return Standing(found["count"], mark, found["last"])


def _counted(language: str | None) -> dict[str, Any]:
    return _records(_pages(language)).aggregate(  # type: ignore[no-any-return]
        count=Count("pk"),
        all=Sum("pk"),
        last=Max("built_at"),
        renew_at=Min("renew_at"),
    )


def versioned(page: TourPage, version: str) -> Package | None:
    """A version of a trail, in force or replaced some days ago."""
    if current(page) is None:
        return None
    found = TourPackage.objects.filter(page=page, version=version)
    record = found.order_by("-built_at").first()
    return Package(record) if record else None


def _pages(language: str | None) -> Any:
    pages = TourPage.objects.all()
    return pages.filter(locale__language_code=language) if language else pages


def _records(pages: Any) -> Any:
    shown = pages.in_force().values("pk")
    return TourPackage.objects.filter(replaced_at=None, page__in=shown)


def _in_force(pages: Any) -> Iterator[Package]:
    for record in _records(pages).order_by("-built_at", "-pk").iterator(chunk_size=200):
        if package := _at_its_hour(record):
            yield package


def _at_its_hour(record: TourPackage) -> Package | None:
    """The package, or the one that takes its place by now."""
    if record.renew_at and record.renew_at <= timezone.now():
        return _renew_turned(record)
    return Package(record)


def renew(page_id: int) -> Package | None:
    """Builds a trail's package; None when it may not be shown, and has none then.

    The package before stays in force until the new one is whole. Nothing is built
    anew where nothing has changed. Raises PackageIncomplete.
    """
    with transaction.atomic():
        # Two workers would otherwise end in the order of chance.
        TourPage.objects.select_for_update(of=("self",)).filter(pk=page_id).first()
        page = TourPage.objects.in_force().filter(pk=page_id).first()
        if page is None:
            withdraw(page_id)
            return None
        document = build_document(page)
        record, changed = _keep(page, document)
    if changed:
        package_renewed.send(sender=TourPage, page=page)
    return Package(record)


def withdraw(page_id: int) -> None:
    """Takes a trail's package out of force."""
    in_force = TourPackage.objects.filter(page=page_id, replaced_at=None)
    if in_force.update(replaced_at=timezone.now()):
        package_renewed.send(sender=TourPage, page=TourPage(pk=page_id))


def _keep(page: TourPage, document: dict[str, Any]) -> tuple[TourPackage, bool]:
    """The record of a document, and whether it is another one than before."""
    content = serialised(document)
    sha256 = hashlib.sha256(content).hexdigest()
    packages = TourPackage.objects.filter(page=page)
    hours = {
        "renew_at": page.presented.changes_at,
        "rights_end_at": rights_end(document),
    }
    known = packages.filter(sha256=sha256, replaced_at=None).first()
    if known is not None:
        packages.filter(pk=known.pk).update(**hours)
        return known, False
    path = store_document(content)
    now = timezone.now()
    packages.filter(replaced_at=None).update(replaced_at=now)
    facts = {
        "version": document["version"],
        "path": path,
        "files": [file["name"] for file in document["files"]],
        "built_at": now,
        "replaced_at": None,
        **hours,
    }
    record, _made = packages.update_or_create(page=page, sha256=sha256, defaults=facts)
    return record, True


def delete_left_packages(now: datetime) -> None:
    """Deletes what was replaced as long ago as ``GRACE``, with files of its own.

    At once where a work in it is nobody's to publish any more.
    """
    replaced = TourPackage.objects.exclude(replaced_at=None)
    old = replaced.filter(Q(replaced_at__lte=now - GRACE) | Q(rights_end_at__lte=now))
    gone = list(old.values_list("path", "files"))
    if not gone:
        return
    with transaction.atomic():
        old.delete()
        kept = set(TourPackage.objects.values_list("path", flat=True))
        named = {
            name
            for names in TourPackage.objects.values_list("files", flat=True).iterator()
            for name in names
        }
    left = {stored_path(name) for _path, names in gone for name in names}
    left -= {stored_path(name) for name in named}
    delete_stored([*left, *({path for path, _names in gone} - kept)])
