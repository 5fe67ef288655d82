"""The audio desk's screens: several files, the sound in the form, another try."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from media_library import preparing
from media_library.file_titles import title_of
from media_library.models import Recording
from tests import sounds
from tests.conftest import BilingualSite
from tests.factories import RecordingFactory, StopFactory, TourPageFactory, story

pytestmark = pytest.mark.screens

VOICE = sounds.stored(0.2 * sounds.speech(3))
SEVERAL = "/admin/recordings/add/"
EDIT = "/admin/snippets/media_library/recording/edit/{}/"


def batch(*files: tuple[str, bytes], **changes: Any) -> dict[str, Any]:
    """What the form of several files sends."""
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return {
        "files": sent,
        "language": "fr",
        "kind": "story",
        "telling": "full",
        "licence": "CC-BY-4.0",
        "credits-role": ["voice"],
        "credits-name": ["Lou Bernard"],
        **changes,
    }


def waiting() -> Recording:
    """A recording that is on the desk."""
    made = Recording(title="La mine", language="fr")
    made.original = SimpleUploadedFile("mine.wav", VOICE)
    made.save()
    return made


class TestSeveralFiles:
    """Each file becomes a recording; a bad one stops no other."""

    def test_each_is_named_after_its_file(self, editor_client: Client) -> None:
        files = ("01_la-mine.wav", VOICE), ("02 Couriot.wav", sounds.wav(2))
        answer = editor_client.post(SEVERAL, batch(*files))
        assert answer.status_code == 200
        made = Recording.objects.order_by("title")
        assert [each.title for each in made] == ["01 la mine", "02 Couriot"]
        assert {each.artist for each in made} == {"Lou Bernard"}
        assert all(EDIT.format(each.pk) in answer.content.decode() for each in made)

    def test_a_bad_one_is_told_and_the_others_are_taken(
        self, editor_client: Client
    ) -> None:
        files = ("mine.wav", VOICE), ("liste.mp3", b"#EXTM3U\n"), ("a.exe", b"MZ")
        html = editor_client.post(SEVERAL, batch(*files)).content.decode()
        assert [each.title for each in Recording.objects.all()] == ["mine"]
        assert "its content is something else" in html
        assert "“.exe” is not a sound file we can read" in html

    def test_a_script_gets_the_same_as_data(self, editor_client: Client) -> None:
        answer = editor_client.post(
            SEVERAL, batch(("mine.wav", VOICE)), headers={"Accept": "application/json"}
        ).json()
        made = Recording.objects.get()
        (told,) = answer["recordings"]
        assert told["id"] == made.pk
        assert told["edit_url"] == EDIT.format(made.pk)

    def test_without_a_file_it_asks_for_one(self, editor_client: Client) -> None:
        html = editor_client.post(SEVERAL, batch()).content.decode()
        assert "Choose at least one sound file." in html

    def test_what_they_have_in_common_is_checked_first(
        self, editor_client: Client
    ) -> None:
        sent = batch(("mine.wav", VOICE), **{"credits-name": ["<b>Lou</b>"]})
        answer = editor_client.post(
            SEVERAL, sent, headers={"Accept": "application/json"}
        )
        assert answer.status_code == 400
        assert list(answer.json()["errors"]) == ["credits"]
        assert not Recording.objects.exists()

    def test_who_is_no_editor_adds_none(self, db: None, phone: Client) -> None:
        answer = phone.post(SEVERAL, batch(("mine.wav", VOICE)))
        assert answer.status_code == 302
        assert not Recording.objects.exists()

    @pytest.mark.parametrize(
        ("name", "title"),
        [
            ("02_la-mine.WAV", "02 la mine"),
            ("C:\\sons\\mine.mp3", "mine"),
            ("été.tar.mp3", "été.tar"),
            ("___.wav", "…"),
        ],
    )
    def test_a_title_is_the_words_of_a_file_name(self, name: str, title: str) -> None:
        assert title_of(name) == title


class TestTheSoundInTheForm:
    """What was made, what was sent, and what was found."""

    def test_a_sound_that_waits_says_so(self, editor_client: Client) -> None:
        html = editor_client.get(EDIT.format(waiting().pk)).content.decode()
        assert "The desk is preparing this sound." in html
        assert "data-desk-busy" in html

    def test_a_ready_one_shows_both_and_the_figures(
        self, editor_client: Client
    ) -> None:
        made = waiting()
        preparing.prepare(made.pk)
        made.refresh_from_db()
        html = editor_client.get(f"/admin/recordings/{made.pk}/desk/").content.decode()
        assert made.file.url in html
        assert f"/admin/recordings/{made.pk}/original/" in html
        for figure in (made.report["before"], made.report["after"]):
            assert f"{figure['integrated_lufs']:.1f} LUFS" in html
        assert html.count("M") > 300  # the bars of the waveform
        assert "data-desk-busy" not in html

    def test_a_failed_one_says_why_and_offers_another_try(
        self, editor_client: Client
    ) -> None:
        made = waiting()
        made.original = SimpleUploadedFile("a.wav", sounds.stored(sounds.quiet(2)))
        made.save()
        preparing.prepare(made.pk)
        html = editor_client.get(EDIT.format(made.pk)).content.decode()
        assert "Nothing is heard in this recording" in html
        assert f"/admin/recordings/{made.pk}/again/" in html

    def test_another_try_puts_it_back_on_the_desk(self, editor_client: Client) -> None:
        made = waiting()
        made.set_state(Recording.State.FAILED, {"code": "stopped"})
        made.save()
        editor_client.post(f"/admin/recordings/{made.pk}/again/")
        made.refresh_from_db()
        assert (made.state, made.failure) == (Recording.State.WAITING, None)

    @pytest.mark.parametrize(("minutes", "is_offered"), [(19, False), (21, True)])
    def test_one_whose_worker_was_killed_may_be_tried_again(
        self, editor_client: Client, minutes: int, is_offered: bool
    ) -> None:
        made = waiting()
        since = timezone.now() - timedelta(minutes=minutes)
        Recording.objects.filter(pk=made.pk).update(
            state=Recording.State.WORKING, state_since=since
        )
        html = editor_client.get(f"/admin/recordings/{made.pk}/desk/").content.decode()
        assert ("data-desk-again" in html) == is_offered

    def test_what_was_sent_is_for_editors_alone(
        self, editor_client: Client, phone: Client
    ) -> None:
        made = waiting()
        address = f"/admin/recordings/{made.pk}/original/"
        part = editor_client.get(address, headers={"Range": "bytes=0-3"})
        assert part.status_code == 206
        assert b"".join(part) == b"RIFF"
        assert "private" in part.headers["Cache-Control"]
        assert phone.get(address).status_code == 302
        assert phone.get(f"/media/{made.original.name}").status_code == 404


class TestChapters:
    """Moments with a title, one a line."""

    def save(self, client: Client, made: Recording, lines: str) -> Any:
        """Saves the form with these chapters."""
        facts = {"title": made.title, "language": "fr", "kind": "story"}
        facts["telling"] = "full"
        facts |= {"licence": made.licence, "chapters": lines}
        return client.post(EDIT.format(made.pk), facts)

    def test_they_are_kept_and_shown_again(self, editor_client: Client) -> None:
        made = RecordingFactory(seconds=90.0)
        answer = self.save(editor_client, made, "0:00 La mine\n\n1:05.5 Le puits")
        assert answer.status_code == 302
        made.refresh_from_db()
        assert made.chapters == [
            {"start_s": 0.0, "title": "La mine"},
            {"start_s": 65.5, "title": "Le puits"},
        ]
        html = editor_client.get(EDIT.format(made.pk)).content.decode()
        assert "0:00 La mine\n1:05.5 Le puits</textarea>" in html

    @pytest.mark.parametrize(
        ("lines", "sentence"),
        [
            ("0:00 La mine\nle puits", "Line 2: write a moment and a title"),
            ("0:10 A\n0:05 B", "Line 2: this chapter does not begin after"),
            ("0:10 A\n\n1:31 B", "Line 3: the recording has ended by then."),
        ],
    )
    def test_a_bad_line_is_named(
        self, editor_client: Client, lines: str, sentence: str
    ) -> None:
        made = RecordingFactory(seconds=90.0)
        answer = self.save(editor_client, made, lines)
        (told,) = answer.context["form"].errors["chapters"]
        assert sentence in told
        assert lines.splitlines()[-1] in answer.content.decode()  # nothing is lost
        made.refresh_from_db()
        assert made.chapters == []


class TestDeleting:
    """What walkers hear is not taken away by mistake."""

    DELETE = "/admin/snippets/media_library/recording/delete/{}/"

    @pytest.mark.indexed
    def test_a_published_trails_recording_stays(
        self, site: BilingualSite, staff_client: Client
    ) -> None:
        made = RecordingFactory()
        stop = StopFactory(story=story(("recording", made)))
        TourPageFactory(parent=site.home, stops=[stop], title="Les mineurs")
        answer = staff_client.post(self.DELETE.format(made.pk), follow=True)
        assert "“Les mineurs”" in answer.content.decode()
        assert Recording.objects.filter(pk=made.pk).exists()

    def test_a_drafts_recording_goes(
        self, site: BilingualSite, staff_client: Client
    ) -> None:
        made = RecordingFactory()
        stop = StopFactory(story=story(("recording", made)))
        TourPageFactory(parent=site.home, stops=[stop], live=False)
        staff_client.post(self.DELETE.format(made.pk))
        assert not Recording.objects.filter(pk=made.pk).exists()

    @pytest.mark.indexed
    def test_many_at_once_are_kept_while_one_of_them_is_played(
        self, site: BilingualSite, staff_client: Client
    ) -> None:
        made, other = RecordingFactory(), RecordingFactory()
        stop = StopFactory(story=story(("recording", made)))
        TourPageFactory(parent=site.home, stops=[stop], title="Les mineurs")
        many = "/admin/bulk/media_library/recording/delete/"
        address = f"{many}?id={made.pk}&id={other.pk}"
        answer = staff_client.post(address, follow=True)
        assert "“Les mineurs”" in answer.content.decode()
        assert Recording.objects.count() == 2
        staff_client.post(f"{many}?id={other.pk}")
        assert list(Recording.objects.all()) == [made]
