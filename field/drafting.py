"""Makes the draft of a trail out of a field walk, as an import makes one of a file.

A stop for each mark that has a position, in the order of time, with the photographs
taken there; the trace becomes the track. Voice memos stay with the walk.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from exchange.clean import clean_html
from exchange.found import FoundStop, FoundTrail, Reading
from exchange.importing import Made, carry_out
from exchange.planning import Planned, PlannedStop, plan
from field.assigning import mark_of
from field.models import FieldNote, FieldWalk
from field.people import name_of
from media_library.contributors import (
    Contributor,
    ContributorAmbiguous,
    contributor_called,
)
from media_library.models import Picture
from media_library.picture_metadata import FoundCredits
from media_library.picture_reader import ReadPicture
from media_library.work_permissions import collections_to_add
from tours.models import TourPage

KIND = "field"  # of a reading, beside those of exchange.reading.READERS
Kind = FieldNote.Kind


class DraftRefused(Exception):
    """No draft can be made of a walk; says why, in the editor's language."""


@dataclass
class Halt:
    """A mark with what was noted there; without a mark, what belongs to none."""

    mark: FieldNote | None
    photos: list[FieldNote] = field(default_factory=list)
    memos: list[FieldNote] = field(default_factory=list)
    number: int = 0  # of the stop that it becomes; 0 if it becomes none

    @property
    def is_nameless(self) -> bool:
        """Whether it becomes a stop that nobody has named yet."""
        return bool(self.number and self.mark and not self.mark.title)


def halts_of(walk: FieldWalk) -> list[Halt]:
    """What was noted, by the marks that have a position, in the order of time.

    What belongs to none of them comes last, and so does a mark without a position.
    """
    notes = list(walk.notes.select_related("picture", "recording"))
    marks = [note for note in notes if note.kind == Kind.MARK and note.point]
    halts = [Halt(mark, number=n) for n, mark in enumerate(marks, start=1)]
    nowhere = Halt(None)
    moments = [mark.noted_at for mark in marks]
    for note in notes:
        if note.kind == Kind.MARK:
            continue
        at = mark_of(note.noted_at, moments)
        halt = nowhere if at is None else halts[at]
        (halt.photos if note.kind == Kind.PHOTO else halt.memos).append(note)
    lost = [Halt(n) for n in notes if n.kind == Kind.MARK and not n.point]
    return [*halts, *lost, *([nowhere] if nowhere.photos or nowhere.memos else [])]


def reading_of(walk: FieldWalk, title: str = "", language: str = "") -> Reading:
    """The walk as the reader of a file would give it."""
    stops = tuple(
        _found(halt.mark) for halt in halts_of(walk) if halt.number and halt.mark
    )
    source = _("Walked with a phone, %(date)s") % {"date": walk.date}
    trail = FoundTrail(
        title=title or walk.title,
        line=tuple(walk.line),
        stops=stops,
        uuid=str(walk.key),
        language=language,
        geometry_source=source if walk.line else "",
    )
    return Reading(KIND, (trail,))


def _found(mark: FieldNote) -> FoundStop:
    assert mark.point is not None  # noqa: S101 (halts_of leaves the others out)
    story = clean_html(linebreaks(mark.text, autoescape=True)) if mark.text else ""
    return FoundStop(mark.title, mark.point, story, identifier=str(mark.key))


@transaction.atomic
def make_draft(walk: FieldWalk, title: str, home: Page, user: Any) -> TourPage:
    """The draft of a walk, made once: a second time gives the first one.

    Everything or nothing. Raises DraftRefused, ImportRefused.
    """
    walk = FieldWalk.objects.select_for_update(of=("self",)).get(pk=walk.pk)
    if walk.draft is not None:
        return walk.draft
    halts = [halt for halt in halts_of(walk) if halt.number]
    if not halts and not walk.line:
        raise DraftRefused(_("This walk has neither a line nor a stop."))
    language = home.locale.language_code
    with override(language):
        [planned] = plan(reading_of(walk, title, language), home, as_new=True)
    pictures = _Pictures(walk, user)
    stops = tuple(
        replace(stop, blocks=pictures.blocks(stop, halt.photos))
        for stop, halt in zip(planned.stops, halts, strict=True)
    )
    [made] = _carried_out(replace(planned, stops=stops), user)
    walk.draft = made.page
    walk.save(update_fields=["draft"])
    return made.page


def _carried_out(planned: Planned, user: Any) -> list[Made]:
    return carry_out([planned], user)


class _Pictures:
    """Photographs of a walk as pictures of the library, credited to who took them.

    They stand where ``user``, who makes the draft, may add pictures. Each was decoded
    and freed of what is personal as it came.
    """

    def __init__(self, walk: FieldWalk, user: Any) -> None:
        self.walk, self.user = walk, user
        self.collection = collections_to_add(user, Picture).first()
        self._walker: Contributor | None = None

    def blocks(
        self, stop: PlannedStop, photos: Sequence[FieldNote]
    ) -> tuple[dict[str, Any], ...]:
        """The blocks of a story. Their alternative texts are left to be written."""
        titled = [(photo, photo.title or stop.found.title) for photo in photos]
        return tuple(_block(self._picture(*each)) for each in titled)

    def _picture(self, photo: FieldNote, title: str) -> Picture:
        if photo.picture is not None:
            return photo.picture
        if self.collection is None:
            raise DraftRefused(_("Your account may not add pictures to the library."))
        picture = Picture(
            title=title,
            file=_file_of(photo),
            year=photo.noted_at.year,
            uploaded_by_user=self.user,
            collection=self.collection,
        )
        picture.new_credits = [("photograph", self._who())]
        picture._set_image_file_metadata()
        picture.save()
        photo.picture = picture
        photo.let_file_go()
        photo.save(update_fields=["picture", "file"])
        return picture

    def _who(self) -> Contributor:
        """The one who walked, as a contributor; of several of that name, the first."""
        if self._walker is None:
            name = name_of(self.walk.user)
            try:
                self._walker = contributor_called(name)
            except ContributorAmbiguous as several:
                self._walker = contributor_called(several.choices[0])
        return self._walker


def _file_of(photo: FieldNote) -> ContentFile:
    """Its file, of which what it is was read as it came."""
    try:
        with photo.file.open() as kept:
            content = kept.read()
    except (FileNotFoundError, ValueError) as error:
        words = _("The file of the photograph “%(name)s” is gone.")
        raise DraftRefused(words % {"name": photo}) from error
    file = ContentFile(content, name=Path(photo.file.name).name)
    facts = photo.facts
    known = ReadPicture(facts["form"], facts["width"], facts["height"], FoundCredits())
    file.known_picture = known  # type: ignore[attr-defined]
    return file


def _block(picture: Picture) -> dict[str, Any]:
    image = {"image": picture.pk, "alt_text": "", "decorative": False}
    return {"type": "picture", "value": {"image": image, "caption": ""}}
