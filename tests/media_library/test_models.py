"""Recordings and pictures: what may be kept of what editors send."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from media_library import audio
from media_library.models import Picture, PictureRendition, Recording
from tests import sounds
from tests.factories import PictureFactory, RecordingFactory

pytestmark = pytest.mark.django_db

RANDOM_NAME = re.compile(r"recordings/[0-9A-Za-z]{10}\.[a-z0-9]+")


def recording(content: bytes, name: str, **changes: Any) -> Recording:
    """A recording as a form makes it, not saved yet."""
    facts = {"title": "La mine", "language": "fr", **changes}
    return Recording(file=SimpleUploadedFile(name, content), **facts)


def refusals(work: Any) -> dict[str, list[str]]:
    """What the form would say of a work, field by field."""
    with pytest.raises(ValidationError) as refused:
        work.full_clean(exclude=["collection"])
    return refused.value.message_dict


class TestRecording:
    """A sound with its language, its people, its words."""

    @pytest.mark.parametrize("extension", sorted(audio.MEDIA_TYPES))
    def test_its_length_is_read_from_the_file(self, extension: str) -> None:
        made = recording(sounds.sound(extension, 2.0), f"mine.{extension}")
        made.full_clean()
        made.save()
        made.refresh_from_db()
        assert made.duration_seconds == pytest.approx(2.0, abs=0.15)
        assert made.media_type == audio.MEDIA_TYPES[extension]

    @pytest.mark.parametrize(
        ("content", "name", "words"),
        [
            (b"", "mine.mp3", "empty"),
            (b"Bonjour", "mine.mp3", "content is something else"),
            (b"#EXTM3U\nhttp://x/y.mp3", "liste.mp3", "content is something else"),
            (sounds.wav(), "mine.aiff", "“.aiff” is not a sound file we can read"),
            (sounds.wav(), "mine", "is not a sound file we can read"),
            (sounds.wav()[:20], "mine.wav", "damaged or cut short"),
            (b"<svg/>", "mine.svg", "“.svg” is not a sound file we can read"),
        ],
        ids=["empty", "text", "playlist", "aiff", "no-extension", "cut", "svg"],
    )
    def test_what_phones_do_not_play_is_refused_in_a_sentence(
        self, media_root: Path, content: bytes, name: str, words: str
    ) -> None:
        (sentence,) = refusals(recording(content, name))["file"]
        assert words in sentence
        assert sentence.endswith(".")
        assert "%(" not in sentence
        assert not list(media_root.rglob("*.*"))

    def test_half_an_hour_is_the_limit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(audio, "MAX_SECONDS", 60)
        (sentence,) = refusals(recording(sounds.wav(121), "mine.wav"))["file"]
        assert sentence == "This recording lasts 2 minutes: the limit is 30."

    def test_fifty_megabytes_are_the_limit(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(audio, "MAX_BYTES", 1024 * 1024)
        content = sounds.wav(300)
        (sentence,) = refusals(recording(content, "mine.wav"))["file"]
        assert sentence == "This file weighs 2 MB: the limit is 50 MB."

    @pytest.mark.parametrize(
        "name",
        ["../../etc/passwd.wav", "C:\\dir\\a.WAV", "é è’.wav", "x" * 300 + ".wav"],
        ids=["path", "windows-path", "accents", "long"],
    )
    def test_the_uploaded_name_is_never_kept(self, media_root: Path, name: str) -> None:
        made = recording(sounds.wav(), name)
        made.full_clean()
        made.save()
        assert RANDOM_NAME.fullmatch(made.file.name)
        assert made.file.name.endswith(".wav")
        assert (media_root / made.file.name).is_file()

    def test_two_recordings_never_share_a_file(self) -> None:
        a, b = RecordingFactory(), RecordingFactory()
        assert a.file.name != b.file.name

    @pytest.mark.parametrize("field", ["title", "transcript"])
    def test_html_is_refused_in_every_text(self, field: str) -> None:
        made = recording(sounds.wav(), "a.wav", **{field: "<b>Bonjour</b>"})
        assert list(refusals(made)) == [field]

    def test_it_needs_a_title_a_file_and_a_language(self) -> None:
        assert {"title", "original", "language"} <= set(refusals(Recording()))

    @pytest.mark.parametrize("language", ["de", "français"])
    def test_it_speaks_a_language_of_the_site(self, language: str) -> None:
        made = recording(sounds.wav(), "a.wav", language=language)
        assert "language" in refusals(made)

    def test_an_unknown_licence_is_refused(self) -> None:
        made = recording(sounds.wav(), "a.wav", licence="MIT")
        assert list(refusals(made)) == ["licence"]

    def test_a_draft_may_lack_its_transcript(self) -> None:
        recording(sounds.wav(), "a.wav", transcript="").full_clean()

    def test_a_file_that_went_away_is_told(self, media_root: Path) -> None:
        made = RecordingFactory()
        (media_root / made.file.name).unlink()
        again = Recording.objects.get(pk=made.pk)
        assert "damaged" in refusals(again)["original"][0]

    def test_it_is_told_apart_by_its_language(self) -> None:
        assert str(RecordingFactory(title="La mine")) == "La mine (fr)"

    def test_the_newest_comes_first(self) -> None:
        older, newer = RecordingFactory(title="A"), RecordingFactory(title="B")
        assert list(Recording.objects.all()) == [newer, older]

    def test_its_licence_has_a_name_and_an_address(self) -> None:
        terms = RecordingFactory(licence="CC-BY-4.0").licence_terms
        assert (terms.name, terms.url[:8]) == ("CC BY 4.0", "https://")

    @pytest.mark.parametrize(
        ("code", "french"),
        [
            ("CC-BY-4.0", "CC BY 4.0"),
            ("PUBLIC-DOMAIN", "Domaine public"),
            ("ALL-RIGHTS-RESERVED", "Tous droits réservés"),
            ("", ""),
        ],
    )
    def test_its_licence_is_called_by_its_name_in_the_readers_language(
        self, code: str, french: str
    ) -> None:
        with translation.override("fr"):
            assert Recording(licence=code).licence_name == french

    def test_a_name_without_known_ending_is_no_sound(self) -> None:
        made = RecordingFactory.build(file=ContentFile(b"", name="x.zip"))
        assert made.media_type == "application/octet-stream"


class TestPicture:
    """An image with what it shows and who made it."""

    def test_its_alternative_text_is_never_its_title(self) -> None:
        picture = PictureFactory(title="DSC_0042", description="")
        assert picture.default_alt_text == ""
        assert str(picture) == "DSC_0042"

    def test_its_alternative_text_is_its_description(self) -> None:
        picture = PictureFactory(description="Une place pavée")
        assert picture.default_alt_text == "Une place pavée"

    @pytest.mark.parametrize("field", ["caption", "credit"])
    def test_html_is_refused_in_every_text(self, field: str) -> None:
        picture = PictureFactory.build(**{field: "<i>Ana</i>"})
        assert field in refusals(picture)

    @pytest.mark.parametrize("year", [999, 2101, 19_260])
    def test_a_year_that_was_mistyped_is_refused(self, year: int) -> None:
        assert "year" in refusals(PictureFactory.build(year=year))

    def test_a_rendition_says_what_it_is_of(self) -> None:
        picture = PictureFactory()
        rendition = picture.get_rendition("width-10")
        assert isinstance(rendition, PictureRendition)
        assert str(rendition) == f"{picture.pk} width-10"

    def test_its_renditions_go_with_it(self) -> None:
        picture = PictureFactory()
        picture.get_rendition("width-10")
        picture.delete()
        assert not Picture.objects.exists()
        assert not PictureRendition.objects.exists()
