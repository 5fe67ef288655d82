"""Problems that walkers report: what they saw, and how far the desk is with it."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media_library.kept_storage import kept_storage
from tours.notice_rules import Subject, read_subject

MAX_TEXT = 2000
# What is over is of use to nobody a season later: it may hold somebody's face.
KEPT_FOR = timedelta(days=180)


def picture_name(report: "ProblemReport", name: str) -> str:
    """A file's own name says nothing on disk."""
    return f"problems/{report.identifier}"


class ProblemReport(models.Model):
    """What somebody saw on a walk. It says nothing of who they are."""

    class Kind(models.TextChoices):
        """What sort of problem."""

        WAY = "way", _("The way is blocked or dangerous")
        WRONG = "wrong", _("Something said or shown is wrong")
        SOUND = "sound", _("A story does not start, or cannot be heard")
        ACCESS = "access", _("It is harder to get there than is said")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        """How far the desk is."""

        NEW = "new", _("New")
        IN_HAND = "in_hand", _("In hand")
        DONE = "done", _("Done")
        REFUSED = "refused", _("Left aside")

    identifier = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    # As a notice says it: the trail or the stop, in whatever language it was read.
    about = models.CharField(max_length=160, editable=False)
    language = models.CharField(max_length=10, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    text = models.TextField(_("what you saw"), max_length=MAX_TEXT)
    picture = models.FileField(
        storage=kept_storage, upload_to=picture_name, blank=True, editable=False
    )
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.NEW
    )
    changed_at = models.DateTimeField(auto_now=True)
    note = models.TextField(
        _("our note"), blank=True, help_text=_("For colleagues; nobody else reads it.")
    )

    class Meta:
        verbose_name = _("reported problem")
        verbose_name_plural = _("reported problems")
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        first = self.text.strip().split("\n")[0]
        return first if len(first) <= 80 else f"{first[:79]}…"

    @property
    def subject(self) -> Subject:
        """The trail or the stop."""
        return read_subject(self.about)


def let_old_ones_go() -> None:
    """Those that the desk has closed half a year ago go, with their pictures."""
    closed = (ProblemReport.State.DONE, ProblemReport.State.REFUSED)
    since = timezone.now() - KEPT_FOR
    ProblemReport.objects.filter(state__in=closed, changed_at__lt=since).delete()


@receiver(post_delete, sender=ProblemReport)
def let_the_picture_go(sender: object, instance: ProblemReport, **kwargs: Any) -> None:
    """With its row, however that goes; not before the row is really gone."""
    if instance.picture:
        storage, name = instance.picture.storage, instance.picture.name
        transaction.on_commit(lambda: storage.delete(name))
