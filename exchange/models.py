"""What stays here between two screens of an import."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from exchange.found import FileRefused

KEPT_FOR = timedelta(days=1)


class KeptFileManager(models.Manager["KeptFile"]):
    """One file for each person, for a day."""

    @transaction.atomic
    def keep(self, user: object, name: str, content: bytes) -> "KeptFile":
        """Keep a file instead of the person's earlier one, and let old ones go."""
        self.filter(kept_at__lt=timezone.now() - KEPT_FOR).delete()
        self.filter(user=user).delete()
        return self.create(user=user, name=name[:255], content=content)

    def of(self, user: object, token: UUID) -> "KeptFile":
        """The person's file of that token. Raises FileRefused once it is gone."""
        since = timezone.now() - KEPT_FOR
        found = self.filter(user=user, token=token, kept_at__gte=since).first()
        if found is None:
            raise FileRefused("file_gone")
        return found


class KeptFile(models.Model):
    """A file that was sent and is not imported yet, while its preview is looked at.

    It is kept in the database, where every server of the site finds it and no visitor
    does; the browser holds its token alone. At most one for each person and five
    megabytes each, it goes when it is imported, when another one is sent, or after a
    day.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    token = models.UUIDField(unique=True, default=uuid4)
    name = models.CharField(max_length=255)
    content = models.BinaryField()
    kept_at = models.DateTimeField(auto_now_add=True)

    objects = KeptFileManager()

    def __str__(self) -> str:
        """The name it was sent under."""
        return self.name

    @property
    def bytes(self) -> bytes:
        """What it holds; databases give it in different wrappings."""
        return bytes(self.content)
