"""What every work carries: its licence."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from media_library import licences

# The others are called alike everywhere.
LICENCE_NAMES = {
    "PUBLIC-DOMAIN": _("Public domain"),
    "ALL-RIGHTS-RESERVED": _("All rights reserved"),
}


def licence_choices() -> list[tuple[str, Any]]:
    """Licences for a select, in the order of the list."""
    return [
        (licence.code, LICENCE_NAMES.get(licence.code, licence.name))
        for licence in licences.LICENCES
    ]


class Licensed(models.Model):
    """The licence of a work."""

    licence = models.CharField(
        _("licence"),
        max_length=40,
        choices=licence_choices,
        default="CC-BY-SA-4.0",
        help_text=_("What others may do with this work."),
    )

    class Meta:
        abstract = True

    @property
    def licence_terms(self) -> licences.Licence | None:
        """Address of the licence, and its name in no particular language."""
        return licences.licence(self.licence)

    @property
    def licence_name(self) -> str:
        """What the licence is called, in the reader's language."""
        terms = self.licence_terms
        return str(LICENCE_NAMES.get(terms.code, terms.name)) if terms else ""
