"""The two forms of an import: the file, then what is to be made of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from exchange.found import FileRefused, Reading
from exchange.incoming import incoming
from exchange.planning import Planned
from exchange.report import line

ACCEPTED = ".gpx,.kml,.kmz,.json,.geojson,.csv,.tsv,.ods,.xlsx,.traboule"
# What the columns of a table may be taken for.
COLUMNS = {
    "title": gettext_lazy("Name"),
    "latitude": gettext_lazy("Latitude"),
    "longitude": gettext_lazy("Longitude"),
    "story": gettext_lazy("Story"),
    "address": gettext_lazy("Address"),
    "category": gettext_lazy("Category"),
    "identifier": gettext_lazy("Identifier"),
}


class FileForm(forms.Form):
    """A file, which must be one that is understood."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "GPX, KML, KMZ, GeoJSON, Geotrek, Curatescape or Omeka, or a table of"
            " places (CSV, ODS, XLSX): 5 MB at most. Or a whole trail of a site like"
            " this one (.traboule): 500 MB at most. Choose it, or drop it here."
        ),
        allow_empty_file=True,  # the reader says it in our words
        error_messages={"required": gettext_lazy("Choose a file.")},
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def clean_file(self) -> UploadedFile:
        """Read it, and say what is wrong with it where it is chosen."""
        file: UploadedFile = self.cleaned_data["file"]
        try:
            incoming(file, file.name).read()
        except FileRefused as refused:
            raise forms.ValidationError(line(refused.remark)) from refused
        return file


class ChoicesForm(forms.Form):
    """Where the trails go, which of them, and what a table's columns are.

    ``may_choose_as_new`` says whether there is an update to be avoided.
    """

    may_choose_as_new = False

    home = forms.ChoiceField(
        label=gettext_lazy("Language of the trail"), required=False
    )
    as_new = forms.BooleanField(
        label=gettext_lazy("Make another trail of those that are here already"),
        required=False,
    )

    def __init__(
        self, data: Any, homes: Sequence[Page], reading: Reading | None
    ) -> None:
        super().__init__(data)
        self.homes = {str(page.pk): page for page in homes}
        self.headings = reading.headings if reading else ()
        self._offer_homes(reading)
        guessed = reading.columns if reading else {}
        choices = [("", _("Leave out")), *COLUMNS.items()]
        for number, heading in enumerate(self.headings):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=heading,
                choices=choices,
                initial=guessed.get(heading, ""),
                required=False,
            )

    def _offer_homes(self, reading: Reading | None) -> None:
        """The home pages; a file in several languages may keep them."""
        languages = {trail.language for trail in reading.trails} if reading else set()
        names = [
            (key, page.locale.get_display_name()) for key, page in self.homes.items()
        ]
        if len(languages) != 1 or "" not in languages:
            names.insert(0, ("", _("As the file says")))
        self.fields["home"].choices = names

    @property
    def home_page(self) -> Page | None:
        """The home page that was chosen; None leaves it to the file."""
        chosen = self.cleaned_data.get("home") if self.is_bound else ""
        if chosen or "" in dict(self.fields["home"].choices):
            return self.homes.get(chosen)
        return next(iter(self.homes.values()), None)

    @property
    def is_as_new(self) -> bool:
        """Whether trails that are here already are to be made once more."""
        return self.is_bound and bool(self.cleaned_data.get("as_new"))

    @property
    def columns(self) -> Mapping[str, str] | None:
        """What each column was said to be; None where nothing was said."""
        numbers = range(len(self.headings))
        if not any(f"column_{number}" in self.data for number in numbers):
            return None
        return {
            heading: field
            for number, heading in enumerate(self.headings)
            if (field := self.cleaned_data.get(f"column_{number}"))
        }

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.headings or self.may_choose_as_new or len(self.homes) > 1)

    @property
    def column_fields(self) -> Iterator[Any]:
        """The fields of the columns."""
        return (self[f"column_{number}"] for number in range(len(self.headings)))

    def chosen(self, planned: Sequence[Planned]) -> list[int]:
        """Numbers of the trails to import, from 0: all, until some are chosen."""
        if not self.is_bound or len(planned) < 2:
            return list(range(len(planned)))
        wanted = set(self.data.getlist("trail"))
        if not wanted and self.data.get("action") != "import":
            return list(range(len(planned)))  # the file had one trail until now
        return [number for number in range(len(planned)) if str(number) in wanted]
