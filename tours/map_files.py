"""The files of maps among the media: kept under the name of their content, let go late.

A map made anew leaves the old one's files behind. Pages that a phone holds open, or
that a messenger remembers, still name them, so they stay for a while.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from citymap.archive import content_name
from tours.models import LeftMapFile, TourPage
from tours.signals import naming_map_files

FOLDER = "maps"
# Our own pages are renewed within the hour. A tab stays open for a holiday, and the
# preview in a message is looked at for some weeks; a trail's old map weighs 200 KB.
GRACE = timedelta(days=30)


def store(content: bytes, suffix: str) -> str:
    """Keeps a file named by its content, unless it is there; gives its media name."""
    path = f"{FOLDER}/{content_name(content, suffix)}"
    LeftMapFile.objects.filter(path=path).delete()  # wanted again
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))
    return path


def named_files() -> set[str]:
    """The media names that any trail holds, live or not, or anybody else asked."""
    held = TourPage.objects.values_list("basemap", flat=True)
    found = {path for basemap in held for path in _paths(basemap)}
    for _receiver, more in naming_map_files.send(sender=None):
        found |= set(more)
    return found


def delete_left_files(now: datetime) -> None:
    """Deletes the files that have been named by nobody for as long as ``GRACE``."""
    named = named_files()
    stored = {f"{FOLDER}/{name}" for name in _stored()}
    since = dict(LeftMapFile.objects.values_list("path", "since"))
    left = stored - named
    gone = [path for path in left if since.get(path, now) <= now - GRACE]
    for path in gone:
        default_storage.delete(path)
    noted = since.keys() - (left - set(gone))
    LeftMapFile.objects.filter(path__in=noted).delete()
    LeftMapFile.objects.bulk_create(
        [LeftMapFile(path=path, since=now) for path in left - since.keys()],
        ignore_conflicts=True,  # another worker may look at the same moment
    )


def _stored() -> list[str]:
    try:
        return default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return []


def _paths(held: object) -> Iterator[str]:
    """Every text of a trail's basemap that names a file of a map, however deep."""
    if isinstance(held, dict):
        for value in held.values():
            yield from _paths(value)
    elif isinstance(held, list):
        for value in held:
            yield from _paths(value)
    elif isinstance(held, str) and held.startswith(f"{FOLDER}/"):
        yield held
