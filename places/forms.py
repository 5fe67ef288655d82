"""The form that makes a place inside the chooser's dialog."""

from django import forms
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.models import Locale

from places.models import Place
from places.widgets import DegreesInput, LatitudeInput


class PlaceForm(WagtailAdminModelForm):
    """What a place needs at once; the rest can be written later."""

    prefix = "new-place"  # the page around the dialog has fields of the same names
    # The language of the trail being written; without it, the site's first one.
    locale = forms.ModelChoiceField(
        Locale.objects.all(),
        to_field_name="language_code",
        required=False,
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Place
        fields = ["name", "latitude", "longitude", "address", "category"]
        widgets = {"latitude": LatitudeInput, "longitude": DegreesInput}

    def save(self, commit: bool = True) -> Place:
        """The place, in the language of the page it is made for."""
        if self.cleaned_data["locale"]:
            self.instance.locale = self.cleaned_data["locale"]
        return super().save(commit)
