"""A voice memo that turned out well becomes a recording, when somebody asks for it."""

from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from field.models import FieldNote
from field.people import name_of
from media_library.contributors import ContributorAmbiguous, contributor_called
from media_library.models import Recording
from media_library.work_permissions import collections_to_add


@transaction.atomic
def recording_of(memo: FieldNote, user: Any, language: str) -> Recording:
    """The recording of a memo, made once, in the language of its trail or of ``user``.

    It stands in no story: what phones play of it is made, and nobody hears it before
    an editor chooses it. Raises ValidationError.
    """
    memo = FieldNote.objects.select_for_update(of=("self",)).get(pk=memo.pk)
    if memo.recording is not None:
        return memo.recording
    draft = memo.walk.draft
    title = memo.title or str(memo.walk)
    with memo.file.open() as kept:
        content = kept.read()
    recording = Recording(
        title=title,
        language=draft.locale.language_code if draft else language,
        collection=collections_to_add(user, Recording).first(),
        original=ContentFile(content, name=Path(memo.file.name).name),
    )
    name = name_of(memo.walk.user)
    try:
        who = contributor_called(name)
    except ContributorAmbiguous as several:
        who = contributor_called(several.choices[0])
    recording.new_credits = [("voice", who)]
    recording.full_clean()
    recording.save()
    memo.recording = recording
    memo.save(update_fields=["recording"])
    return recording
