"""Sends recordings to the audio desk as they change."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_save

from media_library.models import Recording
from media_library.preparing import needs_tags
from media_library.tasks import prepare_recording, retag_recording


def to_the_desk(instance: Recording, **kwargs: object) -> None:
    """A new original waits for the worker; new words are written into the file."""
    if instance.state == Recording.State.WAITING:
        transaction.on_commit(partial(prepare_recording.enqueue, instance.pk))
    elif instance.state == Recording.State.READY and needs_tags(instance):
        transaction.on_commit(partial(retag_recording.enqueue, instance.pk))


def connect() -> None:
    """Listen to recordings."""
    post_save.connect(
        to_the_desk, sender=Recording, dispatch_uid="media_library.to_the_desk"
    )
