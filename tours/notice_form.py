"""The form of a notice: one short page."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from tours.faults import TRACK_SENTENCES, track_sentence
from tours.forms import TrackDecoder
from tours.notice_subjects import subject_choices, subject_labels
from tours.notices import MAX_TEXT
from tours.track import normal_track


class TextsWidget(forms.Widget):
    """A text area for each language of the site."""

    use_fieldset = True

    def id_for_label(self, id_: str) -> str:
        """No single area is the label's."""
        return ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        """The texts that are there, each as one line."""
        typed = {
            code: data.get(f"{name}-{code}", "") for code, _l in settings.LANGUAGES
        }
        return {code: line for code, text in typed.items() if (line := _line(text))}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether the form had none of the areas."""
        return not any(f"{name}-{code}" in data for code, _label in settings.LANGUAGES)

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> SafeString:
        """The areas, labelled with their languages."""
        context = {
            "rows": [
                (f"{name}-{code}", code, gettext(label), (value or {}).get(code, ""))
                for code, label in settings.LANGUAGES
            ],
            "id": (attrs or {}).get("id", f"id_{name}"),
            "described_by": (attrs or {}).get("aria-describedby", ""),
            "limit": MAX_TEXT,
        }
        return SafeString(render_to_string("tours/admin/notice_texts.html", context))


class TextsField(forms.Field):
    """A text in each language, at least in one."""

    widget = TextsWidget

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other texts were sent than are kept."""
        return bool((initial or {}) != (data or {}))


class NoticeForm(WagtailAdminModelForm):
    """What, when, how much it matters, and the words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "—"), *subject_choices()]
        about = self.instance.about
        if about and about not in subject_labels():
            choices.append((about, gettext("(it is no longer there)")))
        self.fields["about"] = forms.ChoiceField(
            label=_("What it is about"),
            choices=choices,
            help_text=_("It shows in all languages, wherever walkers meet this."),
        )
        self.fields["texts"] = TextsField(
            label=_("Text"),
            help_text=self.fields["texts"].help_text,
            error_messages={"required": _("Write it in one language at least.")},
        )
        detour = self.fields["detour"]
        detour.decoder = TrackDecoder
        detour.error_messages["invalid"] = TRACK_SENTENCES["json"]

    def clean_detour(self) -> Any:
        """Refuse a line that could not be drawn, naming its point."""
        detour = self.cleaned_data["detour"]
        words = track_sentence(detour)
        if words:
            raise ValidationError(words)
        return normal_track(detour)


def _line(text: str) -> str:
    return " ".join(text.split())
