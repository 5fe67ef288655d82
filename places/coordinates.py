"""The pair of numbers that sets a point, in models and forms."""

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from places.geo import Point, distance_m
from places.widgets import DegreesInput, LatitudeInput

FAR_M = 1_000_000
NEAR_M = 100_000


def _bounded(limit: int, message: object) -> list[object]:
    return [MinValueValidator(-limit, message), MaxValueValidator(limit, message)]


def latitude_field(**options: object) -> models.FloatField:
    """Degrees north of the equator, −90 to 90."""
    message = _("A latitude lies between −90 and 90.")
    return models.FloatField(_("latitude"), validators=_bounded(90, message), **options)


def longitude_field(**options: object) -> models.FloatField:
    """Degrees east of Greenwich, −180 to 180."""
    message = _("A longitude lies between −180 and 180.")
    return models.FloatField(
        _("longitude"), validators=_bounded(180, message), **options
    )


def point_panel(heading: object, help_text: object = "") -> MultiFieldPanel:
    """The two fields with a map above them; plain numbers without JavaScript."""
    pair = FieldRowPanel(
        [
            FieldPanel("latitude", widget=LatitudeInput),
            FieldPanel("longitude", widget=DegreesInput),
        ]
    )
    return MultiFieldPanel([pair], heading=heading, help_text=help_text)


def refuse_swapped_axes(point: Point, known: Iterable[Point]) -> None:
    """Refuse a point far from every known one that lies near one once swapped.

    Raises ValidationError on both fields.
    """
    turned = point.swapped
    known = list(known) or [Point(*settings.LEAFLET_CONFIG["DEFAULT_CENTER"])]
    if turned is None or any(distance_m(point, other) < FAR_M for other in known):
        return
    if any(distance_m(turned, other) < NEAR_M for other in known):
        message = _(
            "Latitude and longitude look swapped: this point lies far away, and the"
            " swapped one lies in the city."
        )
        raise ValidationError({"latitude": message, "longitude": message})
