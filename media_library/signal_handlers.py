"""Sends recordings to the audio desk as they change."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from media_library.credited import Credited
from media_library.models import (
    Contributor,
    GrantedPicture,
    GrantedRecording,
    Recording,
    RightsGrant,
)
from media_library.preparing import needs_tags
from media_library.signals import work_changed
from media_library.tasks import prepare_recording, retag_recording


def to_the_desk(instance: Recording, **kwargs: object) -> None:
    """A new original waits for the worker; new words are written into the file."""
    if instance.state == Recording.State.WAITING:
        transaction.on_commit(partial(prepare_recording.enqueue, instance.pk))
    elif instance.state == Recording.State.READY and needs_tags(instance):
        transaction.on_commit(partial(retag_recording.enqueue, instance.pk))


def tell_file(work: Credited, **kwargs: object) -> None:
    """Other names go into the sound file too."""
    if isinstance(work, Recording):
        to_the_desk(work)


def tell_works(instance: Contributor, created: bool, **kwargs: object) -> None:
    """Of a contributor who has another name, or is named no more."""
    if created:
        return
    credits_ = instance.credits.select_related("recording", "picture")
    works = {credit.work for credit in credits_}
    for work in works:
        work_changed.send(sender=type(work), work=work)


def tell_of_grant(instance: RightsGrant, **kwargs: object) -> None:
    """Its works may be published for another time than before."""
    for work in instance.works:
        work_changed.send(sender=type(work), work=work)


def tell_of_granted(
    instance: GrantedRecording | GrantedPicture, **kwargs: object
) -> None:
    """A work has one more grant, or one less."""
    is_recording = isinstance(instance, GrantedRecording)
    work = instance.recording if is_recording else instance.picture
    work_changed.send(sender=type(work), work=work)


def delete_contract(instance: RightsGrant, **kwargs: object) -> None:
    """A contract goes with its grant."""
    if instance.contract:
        instance.contract.storage.delete(instance.contract.name)


def connect() -> None:
    """Listen to recordings, and to who made them."""
    post_save.connect(
        to_the_desk, sender=Recording, dispatch_uid="media_library.to_the_desk"
    )
    post_save.connect(
        tell_works, sender=Contributor, dispatch_uid="media_library.tell_works"
    )
    post_save.connect(
        tell_of_grant, sender=RightsGrant, dispatch_uid="media_library.tell_of_grant"
    )
    post_delete.connect(
        delete_contract,
        sender=RightsGrant,
        dispatch_uid="media_library.delete_contract",
    )
    for signal in (post_save, post_delete):
        for model in (GrantedRecording, GrantedPicture):
            signal.connect(
                tell_of_granted,
                sender=model,
                dispatch_uid="media_library.tell_of_granted",
            )
    work_changed.connect(tell_file, dispatch_uid="media_library.tell_file")
