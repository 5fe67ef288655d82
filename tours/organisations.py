"""Organisations that write for one site: each with its trails, works and colour."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from frontend.palette import contrast_with_white
from media_library.plain_text import validate_plain_text

COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
DEFAULT_COLOUR = "#7f1b13"  # the deep red of all signs
LEAST_CONTRAST = 7.0  # of a code in the street: exchange/paper/qr_code.py


def validate_colour(colour: str) -> None:
    """Dark enough for codes in the street. Raises ValidationError."""
    if not COLOUR.fullmatch(colour):
        raise ValidationError(
            _("“%(colour)s” is no colour: write # and six digits, such as #7f1b13."),
            params={"colour": colour},
        )
    contrast = contrast_with_white(colour)
    if contrast < LEAST_CONTRAST:
        raise ValidationError(
            _(
                "“%(colour)s” is too pale: it stands out from white by %(contrast)s to"
                " 1, and a code in the street needs 7 to 1. Choose a darker one."
            ),
            params={"colour": colour, "contrast": f"{contrast:.1f}"},
        )


def organisation_of(trail_key: str) -> models.Subquery:
    """Name and colour of a trail's organisation, as a dict, in the query of others.

    ``trail_key``: where that query finds the trail's permanent identifier.
    """
    page = "group__page_permissions__page"
    found = Organisation.objects.filter(
        **{f"{page}__translation_key": models.OuterRef(trail_key)}
    )
    return models.Subquery(
        found.values(told=JSONObject(name="name", colour="colour"))[:1]
    )


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations by their trails."""

    def with_trail(self, trail: models.Model) -> "OrganisationQuerySet":
        """Those whose group may change a trail, in any of its languages."""
        page = "group__page_permissions__page"
        return self.filter(
            **{f"{page}__translation_key": trail.translation_key}
        ).distinct()


class Organisation(models.Model):
    """A museum, the archives, an association. Its people are a group, its works stand
    in a collection, and its trails are those that its group may change."""

    name = models.CharField(
        _("name"), max_length=80, unique=True, validators=[validate_plain_text]
    )
    colour = models.CharField(
        _("colour"),
        max_length=7,
        default=DEFAULT_COLOUR,
        validators=[validate_colour],
        help_text=_(
            "Of its trails, booklets, panels and codes. Dark, so that codes are read."
        ),
    )
    group = models.OneToOneField(
        "auth.Group",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="organisation",
    )
    collection = models.OneToOneField(
        "wagtailcore.Collection",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="organisation",
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name
