"""Makes recordings and pictures of a folder, as was planned."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from exchange.found import FileRefused
from exchange.report import line
from exchange.work_archive import WorkArchive
from exchange.work_plan import SOUND, PlannedWork, WorkPlan
from media_library.contributors import (
    Contributor,
    ContributorAmbiguous,
    contributor_called,
)
from media_library.credited import Pair
from media_library.forms import PictureField
from media_library.models import Picture, Recording
from media_library.plain_text import validate_plain_text
from media_library.work_permissions import collections_to_add
from media_library.work_urls import work_url


@dataclass(frozen=True)
class WorkOutcome:
    """A work that was made, or the sentences that say why not."""

    path: str
    title: str
    edit_url: str = ""
    sentences: tuple[str, ...] = ()


def make_works(
    archive: WorkArchive, plan: WorkPlan, user: Any
) -> Iterator[WorkOutcome]:
    """Makes each work by itself and tells of it: one that is refused stops no other."""
    for planned in plan.works:
        sentences = tuple(line(fault) for fault in planned.faults)
        url = ""
        if not sentences:
            try:
                with transaction.atomic():
                    url = _made(archive, planned, user)
            except FileRefused as refused:
                sentences = (line(refused.remark),)
            except ValidationError as refused:
                sentences = tuple(refused.messages)
        yield WorkOutcome(planned.path, planned.title, url, sentences)


def _made(archive: WorkArchive, planned: PlannedWork, user: Any) -> str:
    """Where the new work is edited. Raises FileRefused, ValidationError."""
    content = archive.content(planned.path)
    name = PurePosixPath(planned.path).name
    people = _people(planned)
    if planned.kind == SOUND:
        recording = Recording(**planned.facts)
        recording.original = ContentFile(content, name=name)
        recording.collection = collections_to_add(user, Recording).first()
        recording.new_credits = people
        recording.full_clean()
        recording.save()
        return work_url(recording)
    picture = Picture(**planned.facts, uploaded_by_user=user)
    picture.collection = collections_to_add(user, Picture).first()
    file = ContentFile(content, name=name)
    PictureField(label=name).clean(file)
    file.seek(0)
    picture.file = file
    picture.new_credits = people
    picture.full_clean(exclude=["width", "height"])
    picture._set_image_file_metadata()
    picture.save()
    return work_url(picture)


def _people(planned: PlannedWork) -> list[Pair]:
    """Contributors by their names. Raises ValidationError."""
    found: dict[str, Contributor] = {}
    pairs = []
    for role, name in planned.people:
        validate_plain_text(name)
        key = name.casefold()
        if key not in found:
            try:
                found[key] = contributor_called(name)
            except ContributorAmbiguous as error:
                raise ValidationError(" / ".join(error.choices)) from error
        pairs.append((role, found[key]))
    return pairs
