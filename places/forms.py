"""The form that makes a place inside the chooser's dialog."""

from wagtail.admin.forms.models import WagtailAdminModelForm

from places.models import Place
from places.widgets import DegreesInput, LatitudeInput


class PlaceForm(WagtailAdminModelForm):
    """What a place needs at once; the rest can be written later."""

    class Meta:
        model = Place
        fields = ["name", "latitude", "longitude", "address", "category"]
        widgets = {"latitude": LatitudeInput, "longitude": DegreesInput}
