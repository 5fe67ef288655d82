"""The forms of works: pictures, and recordings made inside a chooser's dialog."""

from typing import Any

import willow
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from willow.image import UnrecognisedImageFormatError

from media_library.audio import UPLOADED_FORMATS
from media_library.chapters import (
    ChaptersRefused,
    kept_chapters,
    read_chapters,
    write_chapters,
)
from media_library.collected import CollectedForm
from media_library.credits_field import CreditedForm
from media_library.guessed_moments import guessed
from media_library.models import Picture, Recording
from media_library.picture_encoder import MAX_PIXELS
from media_library.picture_files import read_file
from media_library.picture_reader import TooManyPixels
from media_library.picture_sandbox import PictureFailed
from media_library.plain_text import validate_plain_text
from media_library.timed_transcript import as_json, from_json, reworded
from media_library.webvtt import (
    MAX_BYTES,
    Cue,
    WebvttRefused,
    plain_text,
    read_webvtt,
)

FROM_FILE = _("Read from the file: please check it.")


class PictureField(WagtailImageField):
    """Wagtail's own, which decodes what it is sent in this very process."""

    def to_python(self, data: Any) -> Any:
        """The file, which a process apart has decoded to its end.

        Its first bytes must say the same as its name. Raises ValidationError.
        """
        file = forms.FileField.to_python(self, data)
        if file is None:
            return None
        file.seek(0)
        try:
            file.image = willow.Image.open(file)  # looks at its first bytes only
            file.content_type = file.image.mime_type
            self.check_image_file_size(file)
            self.check_image_file_format(file)
            read_file(file)
        except TooManyPixels as error:
            raise ValidationError(
                self.error_messages["file_too_many_pixels"]
                % {
                    "num_pixels": error.args[0] or _("unknown number"),
                    "max_pixels_count": MAX_PIXELS,
                },
                code="file_too_many_pixels",
            ) from error
        except (PictureFailed, UnrecognisedImageFormatError) as error:
            raise ValidationError(
                self.error_messages["invalid_image"], code="invalid_image"
            ) from error
        file.seek(0)
        return file


class PictureForm(CreditedForm, BaseImageForm):
    """A picture with its alternative text, credits and licence.

    What its file says of itself stands in the form for the editor to confirm: the
    page's script asks for it as soon as the file is chosen (``is_confirmed`` says so),
    and of many at once each form holds it. Without script it is filled in on saving.
    """

    field_order = ("title", "file", "description", "caption", "credits")
    is_confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):  # many at once are described without it
            # Made here: its sentences are in the language spoken when it is made.
            self.fields["file"] = PictureField(
                label=file.label, required=file.required, widget=file.widget
            )
            attrs = self.fields["file"].widget.attrs
            others = attrs.get("data-controller", "")  # Wagtail's makes the title
            attrs["data-controller"] = f"{others} picture-words".strip()
            attrs["data-picture-words-url-value"] = reverse("picture_words")
        if self.is_bound and self.add_prefix("licence") not in self.data:
            # Many at once: each is made by its file alone, and then described.
            self.fields["licence"].required = False
        description = self.fields["description"]
        description.label = _("Alternative text")
        description.help_text = _(
            "What the picture shows, in one sentence, for those who do not see it."
        )
        for name in ("title", "description"):
            self.fields[name].validators.append(validate_plain_text)
        for name in self.instance.filled_in:
            field = self.fields[name]
            field.help_text = f"{FROM_FILE} {field.help_text}".strip()

    def save(self, commit: bool = True) -> Any:
        """What the file says of itself fills what a new picture's form left empty."""
        if self.instance.pk is None and not self.cleaned_data.get("is_confirmed"):
            fill_in_credits(self.instance)
        return super().save(commit)

    class Meta(BaseImageForm.Meta):
        widgets = {
            **BaseImageForm.Meta.widgets,
            "description": forms.Textarea(attrs={"rows": 2}),
        }


def words_of(file: Any) -> dict[str, Any]:
    """What a picture file says of itself, by the fields that hold it.

    Raises PictureFailed, TooManyPixels.
    """
    found = read_file(file).credits
    told = {
        "credit": found.credit_line or found.creator or found.copyright_notice,
        "description": found.alternative_text,
        "caption": found.caption,
        "year": found.year,
        "licence": found.licence_code,
    }
    return {name: value for name, value in told.items() if value}


def fill_in_credits(picture: Picture) -> None:
    """Words that its file brings, where it has none yet: an editor confirms them."""
    try:
        told = words_of(picture.file.file)
    except (OSError, PictureFailed, TooManyPixels):
        return
    for name, value in told.items():
        empty = ("", None, Picture._meta.get_field(name).get_default())
        if getattr(picture, name) in empty:
            setattr(picture, name, value)
            picture.filled_in = (*picture.filled_in, name)


CHAPTER_FAULTS = {
    "line": _("Line %(line)d: write a moment and a title, such as “1:25 The mine”."),
    "order": _("Line %(line)d: this chapter does not begin after the one before."),
    "too_late": _("Line %(line)d: the recording has ended by then."),
    "too_many": _("Line %(line)d: 60 chapters are the limit."),
}
TRANSCRIPT_FAULTS = {
    "not_webvtt": _("This is no WebVTT file, nor SRT: export the subtitles again."),
    "too_big": _("This file weighs more than 1 MB: a transcript does not."),
    "encoding": _("This file is not in UTF-8: save it again in that encoding."),
    "empty": _("Nothing is said in this file."),
    "too_many": _("5,000 sentences are the limit."),
    "timing": _("Line %(line)d: this moment cannot be read."),
    "order": _("Line %(line)d: this sentence ends, or begins, before it may."),
    "too_long": _("Line %(line)d: the recording has ended by then."),
}


class ChaptersField(forms.CharField):
    """Chapters, one a line; kept as data."""

    def __init__(self, **kwargs: Any) -> None:
        area = forms.Textarea(attrs={"rows": 4, "data-chapters": ""})
        super().__init__(
            label=_("Chapters"),
            help_text=_("One a line: moment, then title, such as “1:25 The mine”."),
            required=False,
            widget=area,
            validators=[validate_plain_text],
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """Lines, of what is kept."""
        return value if isinstance(value, str) else write_chapters(kept_chapters(value))

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """What is kept, of the lines. Raises ValidationError, which names the line."""
        try:
            found = read_chapters(super().clean(value))
        except ChaptersRefused as refusal:
            raise ValidationError(
                CHAPTER_FAULTS[refusal.code], params={"line": refusal.line}
            ) from refusal
        return [chapter.as_json() for chapter in found]


def guessed_moments(recording: Recording) -> tuple[Cue, ...]:
    """When the words of a recording may be said, by what the desk has heard."""
    pauses = (recording.report or {}).get("pauses", ())
    return guessed(recording.transcript, recording.duration_seconds, pauses)


class RecordingAdminForm(CollectedForm, CreditedForm, WagtailAdminModelForm):
    """The form of a recording that is there or is being made."""

    timed_transcript = forms.FileField(
        label=_("Timed transcript"),
        help_text=_(
            "A WebVTT or SRT file: phones then show each sentence as it is said. It"
            " takes the place of the transcript above, which can still be corrected."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".vtt,.srt"}),
    )

    guess_moments = forms.BooleanField(
        label=_("Guess the moments from the pauses of the voice"),
        help_text=_(
            "For a transcript without moments, or whose moments are wrong. Listen to"
            " it on the page afterwards."
        ),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.report:  # nobody has listened to its pauses
            self.fields.pop("guess_moments", None)
        self.cues: tuple[Cue, ...] | None = None  # of a file that comes with the form
        self.fields["chapters"] = ChaptersField()
        self.fields["original"].widget = sound_input()

    def clean_timed_transcript(self) -> Any:
        """Reads the file that is sent. Raises ValidationError, which names its line."""
        sent = self.cleaned_data["timed_transcript"]
        if sent:
            another_take = "original" in self.files  # of a length that is not known yet
            length = None if another_take else self.instance.duration_seconds or None
            try:
                self.cues = read_webvtt(sent.read(MAX_BYTES + 1), length)
            except WebvttRefused as refusal:
                sentence = TRANSCRIPT_FAULTS[refusal.code]
                raise ValidationError(sentence, params=refusal.facts) from refusal
        return sent

    def save(self, commit: bool = True) -> Any:
        """The words of the file, or the moments kept for words that were changed."""
        if self.cues is not None:
            self.instance.transcript = plain_text(self.cues)
            self.instance.cues = as_json(self.cues)
        elif self.cleaned_data.get("guess_moments"):
            self.instance.cues = as_json(guessed_moments(self.instance))
        elif self.instance.cues:
            known = from_json(self.instance.cues)
            self.instance.cues = as_json(reworded(known, self.instance.transcript))
        return super().save(commit)

    def clean(self) -> dict[str, Any]:
        """Chapters end before the recording does."""
        cleaned = super().clean()
        chapters = cleaned.get("chapters")
        length = self.instance.duration_seconds
        another_take = self.add_prefix("original") in self.files  # maybe a longer one
        is_known = length and not another_take
        if chapters and is_known and chapters[-1]["start_s"] >= length:
            lines = self.data.get(self.add_prefix("chapters"), "").splitlines()
            last = max(n for n, line in enumerate(lines, 1) if line.strip())
            params = {"line": last}
            self.add_error(
                "chapters", ValidationError(CHAPTER_FAULTS["too_late"], params=params)
            )
        return cleaned


def sound_input() -> forms.FileInput:
    """Chooses a sound: it is replaced by another one, never taken away."""
    accepted = ",".join(f".{extension}" for extension in UPLOADED_FORMATS)
    return forms.FileInput(attrs={"accept": accepted})


class RecordingForm(CollectedForm, CreditedForm, WagtailAdminModelForm):
    """The whole recording: it is made while a stop's story is written."""

    prefix = "new-recording"  # the page around the dialog has fields of the same names

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["original"].widget = sound_input()
        self.fields["original"].required = True

    class Meta:
        model = Recording
        fields = [
            "title",
            "original",
            "language",
            "kind",
            "telling",
            "licence",
            "transcript",
            "collection",
        ]
