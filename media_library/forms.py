"""The forms of works: pictures, and recordings made inside a chooser's dialog."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from media_library.models import Recording
from media_library.plain_text import validate_plain_text


class PictureField(WagtailImageField):
    """Wagtail's own, which lets a damaged picture through as a server error."""

    def to_python(self, data: Any) -> Any:
        """Refuse in words what Pillow cannot decode to the end."""
        try:
            return super().to_python(data)
        except (OSError, RuntimeError, SyntaxError, ValueError) as error:
            raise ValidationError(
                self.error_messages["invalid_image"], code="invalid_image"
            ) from error


class PictureForm(BaseImageForm):
    """A picture with its alternative text, credit and licence."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        file = self.fields["file"]
        # Made here, since its sentences are in the language spoken when it is made.
        self.fields["file"] = PictureField(
            label=file.label, required=file.required, widget=file.widget
        )
        description = self.fields["description"]
        description.label = _("Alternative text")
        description.help_text = _(
            "What the picture shows, in one sentence, for those who do not see it."
        )
        for name in ("title", "description"):
            self.fields[name].validators.append(validate_plain_text)

    class Meta(BaseImageForm.Meta):
        widgets = {
            **BaseImageForm.Meta.widgets,
            "description": forms.Textarea(attrs={"rows": 2}),
        }


class RecordingForm(WagtailAdminModelForm):
    """The whole recording: it is made while a stop's story is written."""

    prefix = "new-recording"  # the page around the dialog has fields of the same names

    class Meta:
        model = Recording
        fields = [
            "title",
            "file",
            "language",
            "voice",
            "author",
            "licence",
            "transcript",
        ]
