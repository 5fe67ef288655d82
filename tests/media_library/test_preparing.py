"""A recording on the desk: what becomes of what an editor sends."""

import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from media_library import preparing
from media_library.audio_desk.ffmpeg import Ffmpeg, SoundFile
from media_library.left_files import delete_left_files
from media_library.models import LeftFile, Recording
from tests import sounds
from tests.factories import PictureFactory, RecordingFactory, credit

pytestmark = [pytest.mark.django_db, pytest.mark.screens]

VOICE = sounds.stored(0.2 * sounds.speech(3))
OTHER_VOICE = sounds.stored(0.2 * sounds.speech(5))


def sent(content: bytes = VOICE, **changes: Any) -> Recording:
    """A recording as an editor's form saves it."""
    people = changes.pop("credits", {})
    facts = {"title": "La mine", "language": "fr", "licence": "CC-BY-4.0", **changes}
    made = Recording(original=SimpleUploadedFile("mine.wav", content), **facts)
    made.full_clean()
    made.save()
    credit(made, **people)
    return made


def prepared(recording: Recording) -> Recording:
    """The same once the worker has been there."""
    preparing.prepare(recording.pk)
    return Recording.objects.get(pk=recording.pk)


def tags(recording: Recording) -> str:
    """What ffmpeg reads in the file that phones get."""
    path = Path(recording.file.path)
    done = subprocess.run(  # noqa: S603
        [Ffmpeg().program, "-hide_banner", *SoundFile(path, "m4a").as_input()],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr


def test_what_is_sent_waits_and_nothing_is_played_before() -> None:
    waiting = sent()
    assert waiting.state == Recording.State.WAITING
    assert not waiting.file
    assert waiting.duration_seconds == pytest.approx(3, abs=0.1)


def test_the_worker_makes_what_phones_play_and_keeps_what_was_sent() -> None:
    ready = prepared(sent())
    assert ready.state == Recording.State.READY
    assert ready.failure is None
    assert ready.file.name.startswith("recordings/")
    assert ready.media_type == "audio/mp4"
    assert ready.report["after"]["integrated_lufs"] == pytest.approx(-16, abs=1)
    assert ready.duration_seconds == ready.report["end_s"] - ready.report["start_s"]
    with ready.original.open() as original:
        assert original.read() == VOICE


def test_its_length_stays_as_measured_when_the_form_is_saved_again() -> None:
    ready = prepared(sent())
    measured = ready.duration_seconds = 2.71
    ready.full_clean()
    assert ready.duration_seconds == measured


def test_saving_tells_the_worker(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        waiting = sent()
    assert Recording.objects.get(pk=waiting.pk).state == Recording.State.READY


def test_a_form_that_is_saved_while_the_desk_works_takes_nothing_away() -> None:
    waiting = sent()
    in_the_form = Recording.objects.get(pk=waiting.pk)
    preparing.prepare(waiting.pk)
    in_the_form.transcript = "Ici passait la rivière."
    in_the_form.save()
    now = Recording.objects.get(pk=waiting.pk)
    assert now.transcript == "Ici passait la rivière."
    assert now.state == Recording.State.READY
    assert now.file
    assert now.report


def test_a_failure_leaves_the_original_and_the_reason() -> None:
    silent = sounds.stored(sounds.quiet(3))
    failed = prepared(sent(silent))
    assert failed.state == Recording.State.FAILED
    assert failed.failure_sentence.startswith("Nothing is heard in this recording")
    assert not failed.file
    with failed.original.open() as original:
        assert original.read() == silent


def test_an_original_that_is_gone_is_told(media_root: Path) -> None:
    waiting = sent()
    (media_root / waiting.original.name).unlink()
    assert prepared(waiting).failure_sentence == (
        "The file that was sent is gone: send it again."
    )


def test_another_try_makes_good_what_was_stopped(settings: Any) -> None:
    settings.TRABOULE_FFMPEG = "/nowhere/ffmpeg"
    stopped = prepared(sent())
    assert stopped.failure_sentence.startswith("Something unforeseen stopped")
    settings.TRABOULE_FFMPEG = ""
    stopped.set_state(Recording.State.WAITING)
    stopped.save()
    assert prepared(stopped).state == Recording.State.READY


def test_nobody_prepares_the_same_recording_twice() -> None:
    waiting = sent()
    Recording.objects.filter(pk=waiting.pk).update(state=Recording.State.WORKING)
    assert prepared(waiting).state == Recording.State.WORKING
    assert not prepared(waiting).file


class TestAnotherTake:
    """A recording keeps its place in trails, and its address, when it is replaced."""

    def replaced(self) -> tuple[Recording, str]:
        """A ready recording, to which another take was sent; and its first file."""
        ready = prepared(sent())
        first = ready.file.name
        ready.original = SimpleUploadedFile("mine-2.wav", OTHER_VOICE)
        ready.full_clean()
        ready.save()
        return ready, first

    def test_the_old_one_is_played_until_the_new_one_is_whole(self) -> None:
        waiting, first = self.replaced()
        assert waiting.state == Recording.State.WAITING
        assert waiting.file.name == first
        assert waiting.duration_seconds == pytest.approx(3, abs=0.5)
        ready = prepared(waiting)
        assert ready.file.name != first
        assert ready.duration_seconds == pytest.approx(5, abs=0.5)

    def test_its_address_stays(self, client: Any) -> None:
        waiting, first = self.replaced()
        address = f"/recording/{waiting.identifier}"
        assert client.get(address).url.endswith(first)
        ready = prepared(waiting)
        assert client.get(address).url.endswith(ready.file.name)

    def test_a_bad_take_takes_nothing_from_the_good_one(self) -> None:
        waiting, first = self.replaced()
        waiting.original = SimpleUploadedFile("x.wav", sounds.stored(sounds.quiet(3)))
        waiting.save()
        failed = prepared(waiting)
        assert failed.state == Recording.State.FAILED
        assert failed.file.name == first

    def test_a_take_that_is_replaced_while_it_is_prepared_is_dropped(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        waiting = sent()
        write_tags = preparing.write_tags

        def and_meanwhile(*args: Any) -> None:
            write_tags(*args)
            other = Recording.objects.get(pk=waiting.pk)
            other.original = SimpleUploadedFile("other.wav", OTHER_VOICE)
            other.save()

        monkeypatch.setattr(preparing, "write_tags", and_meanwhile)
        still = prepared(waiting)
        assert still.state == Recording.State.WAITING
        assert not still.file

    def test_files_that_were_replaced_go_after_thirty_days(self) -> None:
        waiting, first = self.replaced()
        prepared(waiting)
        assert default_storage.exists(first)
        assert LeftFile.objects.count() == 2  # the file and its original
        delete_left_files(timezone.now() + timedelta(days=29))
        assert default_storage.exists(first)
        delete_left_files(timezone.now() + timedelta(days=31))
        assert not default_storage.exists(first)
        assert not LeftFile.objects.exists()


class TestTags:
    """Title, people, licence and cover stand in the file itself."""

    def test_they_are_the_databases(self) -> None:
        ready = prepared(sent(credits={"voice": "Zoé Émile", "author": "Ana Martin"}))
        told = tags(ready)
        for words in ("La mine", "Zoé Émile", "Ana Martin", "CC BY 4.0", "(fra)"):
            assert words in told

    def test_nothing_of_what_was_sent_comes_along(self) -> None:
        content = sounds.recoded(
            VOICE, "flac", "-metadata", "comment=secret", "-metadata", "title=old"
        )
        facts = {"title": "La mine", "language": "fr"}
        made = Recording(original=SimpleUploadedFile("m.flac", content), **facts)
        made.full_clean()
        made.save()
        ready = prepared(made)
        with ready.file.open() as file:
            found = file.read()
        assert b"secret" not in found
        assert b"old" not in found[:2000]

    def test_they_change_with_the_database_and_the_sound_does_not(self) -> None:
        ready = prepared(sent(credits={"voice": "Lou"}))
        first, length = ready.file.name, ready.duration_seconds
        sound = decoded(ready)
        credit(ready, voice="Zoé")
        ready.save()
        preparing.retag(ready.pk)
        again = Recording.objects.get(pk=ready.pk)
        assert again.file.name != first
        assert "Zoé" in tags(again)
        assert (decoded(again), again.duration_seconds) == (sound, length)

    def test_what_came_ready_made_stays_as_it_came(self) -> None:
        given = RecordingFactory()
        name = given.file.name
        preparing.retag(given.pk)
        assert Recording.objects.get(pk=given.pk).file.name == name

    def test_the_cover_is_in_the_file_and_small(self) -> None:
        plain = prepared(sent())
        covered = prepared(sent(cover=PictureFactory()))
        assert "attached pic" in tags(covered)
        assert covered.file.size - plain.file.size < 20_000

    def test_a_cover_that_cannot_be_read_stops_nothing(self, media_root: Path) -> None:
        picture = PictureFactory()
        (media_root / picture.file.name).unlink()
        assert prepared(sent(cover=picture)).state == Recording.State.READY


def decoded(recording: Recording) -> bytes:
    """The samples that phones play."""
    sound = SoundFile(Path(recording.file.path), "m4a").as_input()
    return b"".join(Ffmpeg().read([*sound, "-f", "s16le", "pipe:1"], 2))


def test_a_deleted_recording_leaves_its_files_for_a_while() -> None:
    ready = prepared(sent())
    names = {ready.file.name, ready.original.name}
    ready.delete()
    assert set(LeftFile.objects.values_list("path", flat=True)) == names


def test_a_file_that_comes_ready_made_is_played_as_it_is() -> None:
    given = Recording(title="De Lyon", language="fr")
    given.file = ContentFile(sounds.wav(2), name="lyon.wav")
    given.full_clean()
    given.save()
    assert given.state == Recording.State.READY
    assert given.duration_seconds == 2
