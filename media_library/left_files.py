"""Files of works that nobody names any more: let go late.

A recording made anew leaves its old file behind. Pages that a phone holds open still
name it, so it stays for a while; the old original stays as long, for who replaced it
by mistake.
"""

from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone

GRACE = timedelta(days=30)


class LeftFile(models.Model):
    """A file among the media that no work names, and since when."""

    path = models.CharField(max_length=120, unique=True)
    since = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        """The file's media name."""
        return self.path


def leave(path: str) -> None:
    """Notes that a file is named no more."""
    if path:
        LeftFile.objects.get_or_create(path=path)


def delete_left_files(now: datetime) -> None:
    """Deletes what has been left for as long as ``GRACE``."""
    for left in LeftFile.objects.filter(since__lte=now - GRACE):
        default_storage.delete(left.path)
        left.delete()
