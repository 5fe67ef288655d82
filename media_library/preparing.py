"""Puts recordings through the audio desk: what the worker does with an original."""

import logging
import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import override

from media_library.audio import UPLOADED_FORMATS
from media_library.audio_desk.ffmpeg import Ffmpeg, FfmpegFailed, SoundFile
from media_library.audio_desk.mastering import DeskReport, SoundUnusable, master
from media_library.audio_desk.tags import Tags, write_tags
from media_library.left_files import delete_left_files
from media_library.models import Recording
from media_library.roles import WRITTEN

logger = logging.getLogger(__name__)
COVER_FILTER = "fill-300x300|format-jpeg"
State = Recording.State
TEXT_TAGS = ("title", "artist", "composer", "comment", "copyright")


def prepare(recording_id: int) -> None:
    """Makes what phones play out of a waiting original; keeps why it could not.

    Two workers never take the same one, and what was made of an original that has been
    replaced meanwhile is dropped.
    """
    claimed = Recording.objects.filter(pk=recording_id, state=State.WAITING).update(
        state=State.WORKING, state_since=timezone.now()
    )
    recording = Recording.objects.filter(pk=recording_id).first()
    if not claimed or recording is None:
        return
    try:
        with tempfile.TemporaryDirectory(prefix="traboule-desk-") as folder:
            _prepare(recording, Path(folder))
    except SoundUnusable as unusable:
        _fail(recording, {"code": unusable.code, "facts": unusable.facts})
    except (FfmpegFailed, OSError) as error:
        logger.exception("recording %s was not prepared: %s", recording_id, error)
        _fail(recording, {"code": "stopped"})
    delete_left_files(timezone.now())


def retag(recording_id: int) -> None:
    """Writes the database's words into a file that still has others."""
    recording = Recording.objects.filter(pk=recording_id).first()
    if recording is None or not needs_tags(recording):
        return
    with tempfile.TemporaryDirectory(prefix="traboule-desk-") as folder:
        source = Path(folder, "source.m4a")
        try:
            _copy(recording.file, source)
        except FileNotFoundError:
            return
        _keep_tagged(recording, source)
    delete_left_files(timezone.now())


def needs_tags(recording: Recording) -> bool:
    """Whether the words inside the file are not those of the database.

    Only in files that the desk has made: those of others stay as they came.
    """
    return bool(recording.report and recording.file) and (
        recording.tags_written != tags_of(recording)
    )


def tags_of(recording: Recording) -> dict[str, Any]:
    """What the file should say, as it is kept to be compared."""
    terms = recording.licence_terms
    parts = [terms.name, terms.url] if terms else []
    return {
        "language": recording.language,
        "cover": recording.cover_id,
        "title": recording.title,
        "artist": recording.artist,
        "composer": ", ".join(recording.names(*WRITTEN)),
        "comment": _thanks(recording),
        "copyright": " ".join(part for part in parts if part),
    }


def _thanks(recording: Recording) -> str:
    """Everyone with their roles, in the language of what is heard."""
    with override(recording.language):
        return ". ".join(strip_tags(line) for line in recording.thanks)


def _prepare(recording: Recording, folder: Path) -> None:
    """Raises SoundUnusable (``original_gone`` too), FfmpegFailed, OSError."""
    extension = recording.original.name.rsplit(".", 1)[-1].lower()
    original = folder / f"original.{extension}"
    try:
        _copy(recording.original, original)
    except FileNotFoundError as error:
        raise SoundUnusable("original_gone") from error
    mastered = folder / "mastered.m4a"
    sound = SoundFile(original, UPLOADED_FORMATS[extension])
    report = master(_ffmpeg(), sound, mastered)
    _keep_tagged(recording, mastered, report)


def _keep_tagged(
    recording: Recording, source: Path, report: DeskReport | None = None
) -> None:
    """Keeps the file with its tags, unless the recording has changed meanwhile."""
    tags = tags_of(recording)
    tagged = source.with_name("tagged.m4a")
    words = Tags(recording.language, {key: tags[key] for key in TEXT_TAGS})
    write_tags(_ffmpeg(), source, tagged, words, _cover(recording, source.parent))
    current = Recording.objects.filter(pk=recording.pk).first()
    is_same = current is not None and (
        (current.original.name, current.file.name)
        == (recording.original.name, recording.file.name)
    )
    if current is None or not is_same:
        return
    with tagged.open("rb") as content:
        current.file.save("story.m4a", File(content), save=False)
    fields = ["file", "tags_written"]
    current.tags_written = tags
    if report:
        current.report = report.as_json()
        current.duration_seconds = report.duration_s
        current.set_state(State.READY)
        fields += ["report", "duration_seconds", "state", "state_since", "failure"]
    current.save(update_fields=fields)


def _cover(recording: Recording, folder: Path) -> Path | None:
    """The cover as a small JPEG; none if its file cannot be read."""
    if recording.cover is None:
        return None
    try:
        rendition = recording.cover.get_rendition(COVER_FILTER)
        target = folder / "cover.jpg"
        _copy(rendition.file, target)
    except (OSError, ValueError):
        return None
    return target


def _fail(recording: Recording, failure: dict[str, Any]) -> None:
    """Keeps the reason; the original stays, and the file in use goes on."""
    current = Recording.objects.filter(
        pk=recording.pk, original=recording.original.name
    ).first()
    if current:
        current.set_state(State.FAILED, failure)
        current.save(update_fields=["state", "state_since", "failure"])


def _copy(stored: Any, target: Path) -> None:
    with stored.storage.open(stored.name) as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy)


def _ffmpeg() -> Ffmpeg:
    return Ffmpeg(settings.TRABOULE_FFMPEG)
