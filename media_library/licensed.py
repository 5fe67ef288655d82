"""What every work carries: its licence, or what an archive says of its rights."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from media_library import licences

# The others are called alike everywhere.
LICENCE_NAMES = {
    "PUBLIC-DOMAIN": _("Public domain"),
    "ALL-RIGHTS-RESERVED": _("All rights reserved"),
    "InC": _("In copyright"),
    "InC-OW-EU": _("In copyright – orphan work (EU)"),
    "InC-EDU": _("In copyright – educational use permitted"),
    "InC-NC": _("In copyright – non-commercial use permitted"),
    "InC-RUU": _("In copyright – rights-holder cannot be found"),
    "NoC-CR": _("No copyright – restricted by contract"),
    "NoC-NC": _("No copyright – non-commercial use only"),
    "NoC-OKLR": _("No copyright – other legal restrictions"),
    "NoC-US": _("No copyright in the United States"),
    "CNE": _("Copyright not evaluated"),
    "UND": _("Copyright undetermined"),
    "NKC": _("No known copyright"),
}
STATEMENTS = _("Rights statements, for works of archives")
NEEDS_GRANT = _("Published only while a rights grant is in force.")
NO_ADAPTATION = _("Not to be changed: never crop, cut, mix or translate it.")
NO_COMMERCE = _("Not for commerce: a partner who sells the walk may not use it.")
SHARE_ALIKE = _("What is made of it keeps the same licence.")
FREE = _("Everyone may use it, also changed, and for commerce.")


def _choice(licence: licences.Licence) -> tuple[str, Any]:
    return licence.code, LICENCE_NAMES.get(licence.code, licence.name)


def licence_choices() -> list[tuple[str, Any]]:
    """Licences for a select, in the order of the list."""
    return [_choice(licence) for licence in licences.LICENCES]


def work_licence_choices() -> list[tuple[Any, Any]]:
    """The same for works, which may come from archives."""
    statements = [_choice(licence) for licence in licences.RIGHTS_STATEMENTS]
    return [*licence_choices(), (STATEMENTS, statements)]


def terms_in_words(licence: licences.Licence) -> list[str]:
    """What a licence means for who makes walks, in sentences."""
    told = []
    if not licence.gives_publication:
        told.append(NEEDS_GRANT)
    else:
        told += [] if licence.gives_adaptation else [NO_ADAPTATION]
        told += [] if licence.gives_commerce else [NO_COMMERCE]
        told += [SHARE_ALIKE] if licence.is_share_alike else []
    return [str(sentence) for sentence in told or [FREE]]


class Licensed(models.Model):
    """The licence of a work."""

    licence = models.CharField(
        _("licence"),
        max_length=40,
        choices=work_licence_choices,
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
