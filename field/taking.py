"""Takes in what a phone sends of a walk: each thing once, or a sentence says why not.

What the phone says is checked as if a stranger had sent it: numbers within their range,
files by their content, in the processes that exist for that.
"""

from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from exchange.fitting import storable
from field.limits import (
    MAX_MARKS,
    MAX_MEMO_BYTES,
    MAX_MEMO_SECONDS,
    MAX_NOTES,
    MAX_PHOTO_BYTES,
    MAX_TEXT,
    MAX_TITLE,
    MAX_TRACE_POINTS,
    MAX_WALKS,
)
from field.models import FieldNote, FieldWalk
from field.sounds import heard_seconds
from media_library.audio import UPLOADED_FORMATS, AudioRefused
from media_library.audio_desk.ffmpeg import FfmpegFailed
from media_library.audio_words import REFUSALS
from media_library.forms import PictureField
from media_library.picture_files import clean_file, read_file
from tours.track import TrackRefused, parse_track, track_geojson

Kind = FieldNote.Kind
FIRST_MS, LAST_MS = 946_684_800_000, 4_102_444_800_000  # the years 2000 to 2099
ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}
SHORTEST_MEMO_S = 0.2


class Refused(Exception):
    """Something of a walk is not taken in; says why, in the editor's language."""


class MomentField(forms.IntegerField):
    """Milliseconds of a phone's clock, as a moment."""

    def __init__(self) -> None:
        super().__init__(min_value=FIRST_MS, max_value=LAST_MS)

    def clean(self, value: Any) -> datetime:
        """The moment. Raises ValidationError."""
        return datetime.fromtimestamp(super().clean(value) / 1000, UTC)


class StorableField(forms.CharField):
    """Plain text as every database takes it."""

    def to_python(self, value: Any) -> str:
        """Without control characters."""
        return storable(super().to_python(value))


class WalkForm(forms.Form):
    """What a phone says of a walk: its positions are longitude, then latitude."""

    title = StorableField(max_length=MAX_TITLE, required=False)
    begun_at = MomentField()
    note_count = forms.IntegerField(min_value=0, max_value=MAX_NOTES)
    trace = forms.JSONField(required=False)

    def clean_trace(self) -> Any:
        """A line of two points or more, or nothing. Raises ValidationError."""
        positions = self.cleaned_data["trace"] or []
        if not isinstance(positions, list):
            raise ValidationError(_("This is no line."))
        if len(positions) > MAX_TRACE_POINTS:
            facts = {"limit": MAX_TRACE_POINTS}
            raise ValidationError(_("Its line has more than %(limit)s points.") % facts)
        if len(positions) < 2:
            return None
        try:
            given = {"type": "LineString", "coordinates": positions}
            return track_geojson(parse_track(given))
        except TrackRefused as refused:
            raise ValidationError(_("This is no line.")) from refused


class NoteForm(forms.Form):
    """What a phone says of one note, beside its file."""

    kind = forms.ChoiceField(choices=Kind.choices)
    noted_at = MomentField()
    latitude = forms.FloatField(min_value=-90, max_value=90, required=False)
    longitude = forms.FloatField(min_value=-180, max_value=180, required=False)
    accuracy_m = forms.FloatField(min_value=0, max_value=100_000, required=False)
    title = StorableField(max_length=MAX_TITLE, required=False)
    text = StorableField(max_length=MAX_TEXT, required=False)
    file = forms.FileField(required=False, allow_empty_file=True)


@transaction.atomic
def take_walk(user: Any, key: UUID, data: Any) -> FieldWalk:
    """The walk, new or brought up to date. Raises Refused."""
    form = WalkForm(data)
    if not form.is_valid():
        title = str(data.get("title") or _("Walk"))
        raise Refused(_named(title, form))
    walk = FieldWalk.objects.filter(key=key).first()
    if walk is not None and walk.user_id != user.pk:
        raise Refused(_("This walk is somebody else’s."))
    if walk is None:
        if FieldWalk.objects.filter(user=user).count() >= MAX_WALKS:
            words = _(
                "%(limit)s walks of yours are here already: delete some that you need"
                " no more, then send again."
            )
            raise Refused(words % {"limit": MAX_WALKS})
        walk = FieldWalk(key=key, user=user)
    for field, value in form.cleaned_data.items():
        setattr(walk, field, value)
    walk.sent_at = timezone.now()
    walk.save()
    return walk


def take_note(user: Any, walk_key: UUID, key: UUID, data: Any, files: Any) -> FieldNote:
    """A note of a walk that is here: new, or with the texts that it has now.

    A file is taken with the first of them that arrives, and never replaced. Raises
    Refused, which names the note.
    """
    walk = FieldWalk.objects.filter(key=walk_key, user=user).first()
    if walk is None:
        raise Refused(_("The walk of this note is not here: send the walk again."))
    form = NoteForm(data, files)
    name = _name(data)
    if not form.is_valid():
        raise Refused(_named(name, form))
    told = form.cleaned_data
    file = told.pop("file")
    note = FieldNote.objects.filter(key=key).first()
    if note is None:
        _refuse_too_many(walk, told["kind"], name)
        note = FieldNote(walk=walk, key=key)
        if told["kind"] != Kind.MARK:
            note.file, note.facts = _checked(told["kind"], file, name, key)
    elif note.walk_id != walk.pk or note.kind != told["kind"]:
        raise Refused(_("“%(name)s” is in another walk already.") % {"name": name})
    for field, value in told.items():
        setattr(note, field, value)
    return _kept(note)


def _kept(note: FieldNote) -> FieldNote:
    """Saved; where the same came twice at once, the one that is there."""
    try:
        with transaction.atomic():
            note.save()
    except IntegrityError:
        if note.file:
            note.file.storage.delete(note.file.name)
        note = FieldNote.objects.get(key=note.key)
    FieldWalk.objects.filter(pk=note.walk_id).update(sent_at=timezone.now())
    return note


def _name(data: Any) -> str:
    """How a note is called in a sentence: as its author calls it, else as its kind."""
    kinds = dict(Kind.choices)
    title = storable(str(data.get("title") or ""))[:MAX_TITLE]
    return title or str(kinds.get(data.get("kind"), _("Note")))


def _named(name: str, form: forms.Form) -> str:
    faults = " ".join(text for texts in form.errors.values() for text in texts)
    return _("“%(name)s” was not taken: %(fault)s") % {
        "name": storable(name)[:MAX_TITLE],
        "fault": faults,
    }


def _refuse_too_many(walk: FieldWalk, kind: str, name: str) -> None:
    notes = FieldNote.objects.filter(walk=walk)
    if notes.count() >= MAX_NOTES:
        words = _("“%(name)s” was not taken: a walk holds %(limit)s notes at most.")
        raise Refused(words % {"name": name, "limit": MAX_NOTES})
    if kind == Kind.MARK and notes.filter(kind=kind).count() >= MAX_MARKS:
        words = _("“%(name)s” was not taken: a walk holds %(limit)s stops at most.")
        raise Refused(words % {"name": name, "limit": MAX_MARKS})


def _checked(kind: str, file: Any, name: str, key: UUID) -> tuple[Any, dict[str, Any]]:
    """A file under a name of ours, and what was found in it. Raises Refused."""
    try:
        if file is None or not file.size:
            raise ValidationError(_("its file is empty."))
        limit = MAX_PHOTO_BYTES if kind == Kind.PHOTO else MAX_MEMO_BYTES
        if file.size > limit:
            facts = {"limit": filesizeformat(limit)}
            raise ValidationError(_("it weighs more than %(limit)s.") % facts)
        check = _photograph if kind == Kind.PHOTO else _memo
        content, ending, facts = check(file)
    except ValidationError as refused:
        fault = " ".join(refused.messages)
        words = _("“%(name)s” was not taken: %(fault)s")
        raise Refused(words % {"name": name, "fault": fault}) from refused
    content.name = f"{key}.{ending}"
    return content, facts


def _photograph(file: Any) -> tuple[Any, str, dict[str, Any]]:
    """Decoded apart, and without what is personal. Raises ValidationError."""
    PictureField(label="photograph").clean(file)
    found = read_file(file)
    kept = found.cleaned()
    content = clean_file(file, file.name) or file
    content.seek(0)
    facts = {"form": kept.form, "width": kept.width, "height": kept.height}
    return content, ENDINGS.get(kept.form, "jpg"), facts


def _memo(file: Any) -> tuple[Any, str, dict[str, Any]]:
    """Heard to its end. Raises ValidationError."""
    try:
        seconds = heard_seconds(file, file.name)
    except AudioRefused as refused:
        words = str(REFUSALS[refused.code]) % refused.facts
        raise ValidationError(words) from refused
    except FfmpegFailed as failed:
        raise ValidationError(str(REFUSALS["unreadable"])) from failed
    if seconds < SHORTEST_MEMO_S:
        raise ValidationError(str(REFUSALS["unreadable"]))
    if seconds > MAX_MEMO_SECONDS + 5:
        facts = {"minutes": MAX_MEMO_SECONDS // 60}
        raise ValidationError(_("it lasts more than %(minutes)s minutes.") % facts)
    ending = PurePosixPath(file.name).suffix.lower().lstrip(".")
    return file, ending if ending in UPLOADED_FORMATS else "webm", {"seconds": seconds}
