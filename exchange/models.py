"""What stays here between two screens of an import."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files import File
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from exchange.found import FileRefused
from media_library.kept_storage import kept_storage

KEPT_FOR = timedelta(days=1)


def kept_path(kept: "KeptFile", name: str) -> str:
    """A file's own name says nothing on disk: its token does."""
    return f"imports/{kept.token}"


class KeptFileManager(models.Manager["KeptFile"]):
    """One file for each person, for a day."""

    @transaction.atomic
    def keep(self, user: object, name: str, file: File) -> "KeptFile":
        """Keep a file instead of the person's earlier one, and let old ones go."""
        self.filter(kept_at__lt=timezone.now() - KEPT_FOR).delete()
        self.filter(user=user).delete()
        return self.create(user=user, name=name[:255], file=file)

    def of(self, user: object, token: UUID) -> "KeptFile":
        """The person's file of that token. Raises FileRefused once it is gone."""
        since = timezone.now() - KEPT_FOR
        found = self.filter(user=user, token=token, kept_at__gte=since).first()
        if found is None or not found.is_there:
            raise FileRefused("file_gone")
        return found


class KeptFile(models.Model):
    """A file that was sent and is not imported yet, while its preview is looked at.

    It lies in a folder of its own that is never served; the browser holds its token
    alone. At most one for each person, it goes when it is imported, when another one
    is sent, or after a day.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    token = models.UUIDField(unique=True, default=uuid4)
    name = models.CharField(max_length=255)
    file = models.FileField(storage=kept_storage, upload_to=kept_path)
    kept_at = models.DateTimeField(auto_now_add=True)
    # How far the worker is with what is made of it: see making_works.py.
    making = models.JSONField(null=True, default=None, editable=False)

    objects = KeptFileManager()

    def __str__(self) -> str:
        """The name it was sent under."""
        return self.name

    @property
    def is_there(self) -> bool:
        """Whether there is something to show: the file, or what became of it."""
        is_done = bool(self.making and self.making["is_done"])
        return is_done or bool(self.file.storage.exists(self.file.name))


@receiver(post_delete, sender=KeptFile)
def let_the_file_go(sender: object, instance: KeptFile, **kwargs: object) -> None:
    """With its row, however that goes; not before the row is really gone."""
    storage, name = instance.file.storage, instance.file.name
    transaction.on_commit(lambda: storage.delete(name))
