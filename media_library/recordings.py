"""Recordings: what editors send, and what phones play of it."""

import uuid
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from wagtail.models import CollectionMember
from wagtail.search import index

from media_library.audio import (
    MAX_SECONDS,
    MEDIA_TYPES,
    UPLOADED_FORMATS,
    AudioRefused,
    read_audio,
)
from media_library.audio_words import REFUSALS, failure_sentence
from media_library.credited import Credited
from media_library.left_files import leave
from media_library.plain_text import validate_plain_text
from media_library.rights import RightsHeld
from media_library.roles import HEARD, WRITTEN
from media_library.timed_transcript import as_paragraphs, from_json
from media_library.webvtt import Cue


def language_choices() -> list[tuple[str, str]]:
    """Languages in which the site is written."""
    return list(settings.LANGUAGES)


def recording_file_name(recording: "Recording", name: str) -> str:
    """A short name made by us: the uploaded one could hold anything."""
    return f"recordings/{get_random_string(10)}{PurePath(name).suffix.lower()}"


def original_file_name(recording: "Recording", name: str) -> str:
    """The same for what was sent, in a folder that is never served to the public."""
    return f"originals/{get_random_string(16)}{PurePath(name).suffix.lower()}"


# What the desk knows of a recording: no form changes it.
DESK_FIELDS = (
    "file",
    "duration_seconds",
    "state",
    "state_since",
    "failure",
    "report",
    "tags_written",
)


def _plain(value: Any) -> Any:
    """A file as its name, anything else as it is."""
    return (value.name or "") if isinstance(value, FieldFile) else value


class Recording(Credited, RightsHeld, CollectionMember, index.Indexed, models.Model):
    """A spoken or sound file in one language, with its transcript.

    ``original`` is what an editor sent, untouched; ``file`` is what phones play, made
    of it by the desk, and is empty until then. Works of other sites, and of the demo,
    come with a file and no original. A new original leaves the file in use until a new
    one is whole.
    """

    class Kind(models.TextChoices):
        """What one hears."""

        STORY = "story", _("story")
        MUSIC = "music", _("music")
        AMBIENCE = "ambience", _("ambience")

    class Telling(models.TextChoices):
        """How the story is told: see media_library/tellings.py."""

        FULL = "full", _("Full version")
        SHORT = "short", _("Short version")
        EXPERT = "expert", _("For those who want to know more")
        CHILDREN = "children", _("For children")
        DESCRIBED = "described", _("With descriptions of what is to be seen")

    class State(models.TextChoices):
        """Where the original stands on the desk."""

        READY = "ready", _("ready")
        WAITING = "waiting", _("waiting")
        WORKING = "working", _("being prepared")
        FAILED = "failed", _("not usable")

    identifier = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(
        _("title"),
        max_length=255,
        validators=[validate_plain_text],
        help_text=_("To find it again, such as “Puits Couriot, French”."),
    )
    original = models.FileField(
        _("sound file"),
        upload_to=original_file_name,
        blank=True,
        help_text=_("MP3, M4A, OGG, OPUS, FLAC, WAV or AIFF, up to 50 MB, 30 minutes."),
    )
    file = models.FileField(
        _("what phones play"),
        upload_to=recording_file_name,
        blank=True,
        editable=False,
    )
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=Kind.choices,
        default=Kind.STORY,
        help_text=_("A story is spoken; music and ambience need no transcript."),
    )
    telling = models.CharField(
        _("version"),
        max_length=10,
        choices=Telling.choices,
        default=Telling.FULL,
        help_text=_(
            "How the story is told. A stop may hold a recording of each version, and"
            " walkers choose once; of two of the same version, the first one plays."
            " Music and ambience have none."
        ),
    )
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    cover = models.ForeignKey(
        "media_library.Picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("cover"),
        help_text=_("Shown by players that open the file outside of a page."),
    )
    transcript = models.TextField(
        _("transcript"),
        blank=True,
        validators=[validate_plain_text],
        help_text=_(
            "Everything that is said, and the sounds that matter. Needed before a"
            " trail that plays this recording is published."
        ),
    )
    cues = models.JSONField(default=list, blank=True, editable=False)
    chapters = models.JSONField(_("chapters"), default=list, blank=True)
    duration_seconds = models.FloatField(
        _("duration"),
        editable=False,
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(MAX_SECONDS)],
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.READY, editable=False
    )
    state_since = models.DateTimeField(default=timezone.now, editable=False)
    failure = models.JSONField(null=True, default=None, editable=False)
    report = models.JSONField(null=True, default=None, editable=False)
    tags_written = models.JSONField(null=True, default=None, editable=False)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    search_fields = [
        *CollectionMember.search_fields,
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("transcript"),
        index.FilterField("language"),
        index.FilterField("state"),
        index.FilterField("kind"),
        index.FilterField("telling"),
    ]

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Puts a new original on the desk; leaves the files that it replaces.

        What is the desk's is written where it was changed here alone: a form that is
        saved while the desk works knows nothing of what the desk has done meanwhile.
        """
        if self._is_sent("original"):
            self.set_state(self.State.WAITING)
        was: dict[str, Any] = getattr(self, "_kept", {})
        if not self._state.adding and kwargs.get("update_fields") is None:
            now = self._desk_values()
            same = {
                name for name in DESK_FIELDS if name in was and was[name] == now[name]
            }
            fields = [
                field for field in self._meta.concrete_fields if not field.primary_key
            ]
            kwargs["update_fields"] = [f.name for f in fields if f.name not in same]
        super().save(*args, **kwargs)
        self._kept = self._desk_values()
        for name in ("original", "file"):
            if was.get(name) and was[name] != self._kept[name]:
                leave(was[name])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Leaves its files."""
        names = (self.original.name, self.file.name)
        done = super().delete(*args, **kwargs)
        for name in names:
            leave(name or "")
        return done

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> "Recording":
        """As kept, and what the desk kept of it: others may change it meanwhile."""
        made = super().from_db(*args, **kwargs)
        kept = {name: made.__dict__.get(name) for name in (*DESK_FIELDS, "original")}
        made._kept = {name: _plain(value) for name, value in kept.items()}
        return made

    def clean_fields(self, exclude: Any = None) -> None:
        """A recording is nothing without a sound."""
        faults: dict[str, Any] = {}
        is_asked = "original" not in (exclude or ())
        if is_asked and not self.original and not self.file:
            faults["original"] = _("Send a sound file.")
        try:
            super().clean_fields(exclude)
        except ValidationError as error:
            faults |= error.error_dict
        if faults:
            raise ValidationError(faults)

    def clean(self) -> None:
        """Read the sound itself; refuse in words what is none."""
        super().clean()
        if self.kind != self.Kind.STORY:
            self.telling = self.Telling.FULL
        if not self._is_sent("original"):
            if self.file:
                facts = self._read("file", MEDIA_TYPES)
                if not self.report:  # the desk has measured it
                    self.duration_seconds = facts.duration_s
            return
        facts = self._read("original", UPLOADED_FORMATS)
        if not self.file:
            self.duration_seconds = facts.duration_s

    @property
    def media_type(self) -> str:
        """The sound's media type, such as ``audio/mp4``."""
        extension = self.file.name.rsplit(".", 1)[-1].lower()
        return MEDIA_TYPES.get(extension, "application/octet-stream")

    @property
    def artist(self) -> str:
        """Whom a player names: who is heard, else who wrote it, else anyone."""
        found = self.names(*HEARD) or self.names(*WRITTEN) or self.names()
        return ", ".join(found)

    @property
    def telling_name(self) -> str:
        """How its story is told; empty for what tells none."""
        is_story = self.kind == self.Kind.STORY
        return str(self.get_telling_display()) if is_story else ""

    @property
    def said(self) -> list[list[Cue]]:
        """What is said with its moments, as paragraphs; empty without timing."""
        return as_paragraphs(from_json(self.cues), self.transcript)

    @property
    def failure_sentence(self) -> str:
        """Why no story could be made of the original; empty if one could."""
        return failure_sentence(self.failure)

    def set_state(self, state: str, failure: dict[str, Any] | None = None) -> None:
        """Moves it on the desk; not saved."""
        self.state, self.failure = state, failure
        self.state_since = timezone.now()

    def _desk_values(self) -> dict[str, Any]:
        """What is the desk's, as it can be compared, and the original's name."""
        return {
            name: _plain(getattr(self, name)) for name in (*DESK_FIELDS, "original")
        }

    def _is_sent(self, name: str) -> bool:
        """Whether a file comes with this form, and is still to be saved."""
        file = getattr(self, name)
        return bool(file) and not file._committed

    def _read(self, name: str, formats: dict[str, str]) -> Any:
        file = getattr(self, name)
        try:
            return read_audio(file.file, file.name, formats)
        except AudioRefused as refusal:
            sentence = ValidationError(REFUSALS[refusal.code], params=refusal.facts)
            raise ValidationError({self._shown(name): sentence}) from refusal
        except FileNotFoundError as error:
            raise ValidationError(
                {self._shown(name): REFUSALS["unreadable"]}
            ) from error
        finally:
            if file._committed:
                file.close()

    def _shown(self, name: str) -> str:
        """Where a form tells it: what phones play is in no form."""
        return name if self._is_sent(name) else "original"
