"""Places: points with a name, which many trails share."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from media_library.plain_text import validate_plain_text
from places.coordinates import (
    latitude_field,
    longitude_field,
    point_panel,
    refuse_swapped_axes,
)
from places.geo import Bounds, Point, box_around, distance_m
from places.short_code import identifier_range, short_code


class PlaceQuerySet(models.QuerySet["Place"]):
    """Places by their permanent code or by where they are."""

    def with_code(self, code: str) -> "PlaceQuerySet":
        """Every language's version of the place with a code; none when malformed."""
        try:
            return self.filter(translation_key__range=identifier_range(code))
        except ValueError:
            return self.none()

    def inside(self, box: Bounds) -> "PlaceQuerySet":
        """Places inside a box, its edges included."""
        return self.filter(
            latitude__range=(box.south, box.north),
            longitude__range=(box.west, box.east),
        )

    def near(self, point: Point, radius_m: float) -> "list[Place]":
        """Places within a radius of a point, nearest first."""
        inside = self.inside(box_around(point, radius_m))
        found = [(distance_m(point, place.point), place) for place in inside]
        return [
            place
            for metres, place in sorted(found, key=lambda pair: (pair[0], pair[1].pk))
            if metres <= radius_m
        ]


class Place(TranslatableMixin, index.Indexed, models.Model):
    """A point with a name. Its words are translated, its position is shared."""

    class Category(models.TextChoices):
        """What kind of place it is."""

        MONUMENT = "monument", _("Monument")
        MUSEUM = "museum", _("Museum")
        SQUARE = "square", _("Square")
        STREET = "street", _("Street")
        PARK = "park", _("Park or garden")
        INDUSTRIAL_HERITAGE = "industrial_heritage", _("Industrial heritage")
        RELIGIOUS = "religious", _("Religious building")
        VIEWPOINT = "viewpoint", _("Viewpoint")
        PUBLIC_ART = "public_art", _("Public art")
        THEATRE = "theatre", _("Theatre or concert hall")
        MARKET = "market", _("Market")
        STATION = "station", _("Station")
        BUILDING = "building", _("Building")
        OTHER = "other", _("Other")

    name = models.CharField(_("name"), max_length=200, validators=[validate_plain_text])
    latitude = latitude_field(db_index=True)
    longitude = longitude_field()
    address = models.CharField(
        _("address"),
        max_length=255,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Number and street, as on an envelope."),
    )
    category = models.CharField(
        _("category"), max_length=30, choices=Category.choices, default=Category.OTHER
    )
    access_notes = models.TextField(
        _("access notes"),
        blank=True,
        validators=[validate_plain_text],
        help_text=_("What a visitor must know to come close: steps, gate, slope."),
    )
    picture = models.ForeignKey(
        "media_library.Picture",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_alternative_text = models.CharField(
        _("alternative text of the picture"),
        max_length=255,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("What the picture shows. Left empty, the picture is decorative."),
    )

    panels = [
        FieldPanel("name"),
        point_panel(
            _("Point"), _("Click on the map, move the pin, or type the coordinates.")
        ),
        FieldRowPanel([FieldPanel("address"), FieldPanel("category")]),
        FieldPanel("access_notes"),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alternative_text")],
            heading=_("Picture"),
        ),
    ]
    translatable_fields = [
        TranslatableField("name"),
        TranslatableField("address"),
        TranslatableField("access_notes"),
        TranslatableField("picture_alternative_text"),
        SynchronizedField("latitude", overridable=False),
        SynchronizedField("longitude", overridable=False),
        SynchronizedField("category", overridable=False),
        SynchronizedField("picture", overridable=False),
    ]
    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("address"),
        index.FilterField("category"),
        index.FilterField("locale_id"),
    ]
    objects = PlaceQuerySet.as_manager()

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The place's page in its own language."""
        with override(self.locale.language_code):
            return reverse("place", args=[self.code])

    @property
    def point(self) -> Point:
        """Where it is."""
        return Point(self.latitude, self.longitude)

    @property
    def code(self) -> str:
        """Permanent short code, the same in every language."""
        return short_code(self.translation_key)

    def clean(self) -> None:
        """Refuse swapped axes; the bounds are held by the fields' validators."""
        super().clean()
        if self.latitude is None or self.longitude is None:
            return
        try:
            point = self.point
        except ValueError:
            return  # the fields' own validators tell which number is wrong
        others = Place.objects.exclude(pk=self.pk).values_list("latitude", "longitude")
        refuse_swapped_axes(point, (Point(*pair) for pair in others[:2000]))
