"""Trails and their stops."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page, PageManager, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from media_library.plain_text import validate_plain_text
from places.coordinates import point_panel
from places.geo import Point
from places.short_code import short_code
from tours.blocks import StoryBlock
from tours.checkups import Checkup as Checkup
from tours.faults import fault_sentences
from tours.forms import TourPageForm
from tours.links import OutsideLink as OutsideLink
from tours.notices import Notice as Notice
from tours.organisations import Organisation as Organisation
from tours.panels import look_for_panel
from tours.presentation import TourView, present_tour
from tours.problems import ProblemReport as ProblemReport
from tours.querysets import StopQuerySet, TourPageQuerySet
from tours.question_blocks import QuestionBlock
from tours.records import LeftMapFile as LeftMapFile
from tours.records import TourPackage as TourPackage
from tours.refusals import SCHEDULED, PublicationRefused, give_up_schedule
from tours.season_blocks import season_field, season_panel, take_field, take_panel
from tours.site_walks import SiteWalk as SiteWalk
from tours.stop_among import stop_among
from tours.themes import Theme as Theme
from tours.track import parse_track
from tours.widgets import TrackTextarea

PRACTICAL_FEATURES = ["bold", "italic", "link", "ul", "ol"]
MIN_RADIUS_M, DEFAULT_RADIUS_M, MAX_RADIUS_M = 15, 30, 60
MAX_LOOK_FOR = 160


class TourPage(RoutablePageMixin, Page):
    """A trail in one language: an ordered walk from stop to stop."""

    class Mode(models.TextChoices):
        """How the stops are to be walked."""

        GUIDED = "guided", _("Guided: the stops in their order")
        FREE = "free", _("Free: the stops in any order")

    city = models.CharField(
        _("city"), max_length=120, blank=True, validators=[validate_plain_text]
    )
    summary = models.CharField(
        _("summary"),
        max_length=300,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Two sentences that make one want to go."),
    )
    cover = models.ForeignKey(
        "media_library.Picture",
        verbose_name=_("cover"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown beside the title; it repeats nothing and is decorative."),
    )
    introduction = models.ForeignKey(
        "media_library.Recording",
        verbose_name=_("introduction"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Heard as the walk begins, on the way to the first stop."),
    )
    themes = ParentalManyToManyField(Theme, verbose_name=_("themes"), blank=True)
    mode = models.CharField(
        _("mode"), max_length=10, choices=Mode.choices, default=Mode.GUIDED
    )
    practical_information = RichTextField(
        _("practical information"), features=PRACTICAL_FEATURES, blank=True
    )
    accessibility = RichTextField(
        _("accessibility"),
        features=PRACTICAL_FEATURES,
        blank=True,
        help_text=_("Steps, slopes, surfaces, benches, toilets: what one must know."),
    )
    is_step_free = models.BooleanField(
        _("step-free"),
        default=False,
        help_text=_("The whole trail can be followed without a single step."),
    )
    start = models.CharField(
        _("start"),
        max_length=255,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Where it begins and how to get there."),
    )
    end = models.CharField(
        _("end"),
        max_length=255,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Where it ends and how to leave."),
    )
    track = models.JSONField(
        _("track"),
        null=True,
        blank=True,
        help_text=_("The line walked. Drawn on the map, or GeoJSON typed here."),
    )
    geometry_source = models.CharField(
        _("source of the track"),
        max_length=255,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Where the line comes from, such as “© OpenStreetMap”."),
    )

    seasons = season_field()

    # Where an imported trail comes from: see exchange/importing.py.
    provenance = models.JSONField(default=list, blank=True, editable=False)
    # Made by the site when the trail is published: see tours/basemap.py.
    basemap = models.JSONField(default=dict, blank=True, editable=False)

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("city"), FieldPanel("mode")]),
        FieldPanel("cover"),
        FieldPanel("introduction"),
        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
        MultiFieldPanel(
            [FieldPanel("track", widget=TrackTextarea), FieldPanel("geometry_source")],
            heading=_("Map"),
        ),
        InlinePanel("stops", heading=_("Stops"), label=_("Stop")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
                FieldPanel("practical_information"),
                FieldPanel("accessibility"),
                FieldPanel("is_step_free"),
            ],
            heading=_("Practical information"),
        ),
        season_panel(),
    ]
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        TranslatableField("summary"),
        TranslatableField("practical_information"),
        TranslatableField("accessibility"),
        TranslatableField("start"),
        TranslatableField("end"),
        TranslatableField("stops"),
        SynchronizedField("city"),
        SynchronizedField("cover"),
        SynchronizedField("introduction"),
        SynchronizedField("themes", overridable=False),
        SynchronizedField("mode", overridable=False),
        SynchronizedField("is_step_free", overridable=False),
        SynchronizedField("track", overridable=False),
        SynchronizedField("geometry_source"),
        SynchronizedField("seasons", overridable=False),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("city"),
    ]
    template = "tours/tour_page.html"
    base_form_class = TourPageForm
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    objects = PageManager.from_queryset(TourPageQuerySet)()

    class Meta:
        verbose_name = _("trail")
        verbose_name_plural = _("trails")

    @property
    def code(self) -> str:
        """Permanent short code, the same in every language: printed on panels."""
        return short_code(self.translation_key)

    @cached_property
    def line(self) -> list[Point]:
        """The track's points; empty without a track."""
        return parse_track(self.track)

    @cached_property
    def presented(self) -> TourView:
        """All that its pages show, read once for each answer."""
        return present_tour(self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        """The draft whole, also works whose rights are still to be entered."""
        self.presented = present_tour(self, is_preview=True)
        return super().serve_preview(request, mode_name)

    def with_content_json(self, content: dict[str, Any]) -> "TourPage":
        """A revision's page. Its map is the live one's: no edit of anybody's."""
        page: TourPage = super().with_content_json(content)
        page.basemap = self.basemap
        return page

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Refuse what would fail the walker, whichever way publishing came.

        Workflows, the schedule, bulk actions and translations all end here. Raises
        PublicationRefused with one sentence for each fault; on the schedule, where
        nobody waits and others come next, the trail is taken off it instead.
        """
        sentences = fault_sentences(revision.as_object())
        if not sentences:
            return super().publish(revision, *args, **kwargs)
        refusal = PublicationRefused(self, sentences)
        if kwargs.get("log_action") != SCHEDULED:
            raise refusal
        return give_up_schedule(revision, refusal)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """The trail as its page shows it."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["trail"] = self.presented
        return context

    def get_route_paths(self) -> list[str]:
        """The trail's own address and its stops': all lead on when the trail moves."""
        stops = [f"/stop/{stop.code}/" for stop in self.stops.all()]
        return [*super().get_route_paths(), *stops]

    @path("stop/<str:code>/", name="stop")
    def stop_page(self, request: HttpRequest, code: str) -> HttpResponse:
        """The page of one stop, reachable from its QR code alone."""
        around = stop_among(self, code)
        return self.render(
            request, context_overrides=around, template="tours/stop_page.html"
        )


class Stop(TranslatableMixin, Orderable):
    """A place in a trail, with its story. Its ``translation_key`` is permanent."""

    page = ParentalKey(TourPage, on_delete=models.CASCADE, related_name="stops")
    place = models.ForeignKey(
        "places.Place",
        verbose_name=_("place"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="stops",
    )
    title = models.CharField(
        _("title"), max_length=200, validators=[validate_plain_text]
    )
    look_for = models.CharField(
        _("look for"),
        max_length=MAX_LOOK_FOR,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Such as “Look for the blue door under the arcade”."),
    )
    look_for_picture = models.ForeignKey(
        "media_library.Picture",
        verbose_name=_("picture of it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    look_for_picture_alternative_text = models.CharField(
        _("alternative text of the picture"),
        max_length=255,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("What the picture shows, for those who do not see it."),
    )
    story = StreamField(StoryBlock(), verbose_name=_("story"), blank=True)
    question = StreamField(
        QuestionBlock(),
        verbose_name=_("question"),
        blank=True,
        help_text=_("What one finds out by looking. One for each stop, or none."),
    )
    seasons = season_field()
    is_take = take_field()
    trigger_radius_m = models.PositiveSmallIntegerField(
        _("trigger radius (metres)"),
        default=DEFAULT_RADIUS_M,
        validators=[
            MinValueValidator(MIN_RADIUS_M),
            MaxValueValidator(MAX_RADIUS_M),
        ],
        help_text=_("How near a walker comes before the story starts: 15 to 60 m."),
    )
    trigger_bearing_deg = models.PositiveSmallIntegerField(
        _("trigger bearing (degrees)"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(359)],
        help_text=_(
            "Only for who walks this way, 60° more or less: 0 for north, 90 for east,"
            " 180 for south, 270 for west. Empty for everyone. It tells apart two walks"
            " past the same place."
        ),
    )
    # Without bounds: a draft may be faulty, publishing refuses it (see publication).
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)

    panels = [
        FieldPanel("place"),
        FieldPanel("title"),
        look_for_panel(),
        FieldPanel("story"),
        FieldPanel("question"),
        season_panel(take_panel()),
        FieldPanel("trigger_radius_m"),
        FieldPanel("trigger_bearing_deg"),
        point_panel(
            _("Where to stand"),
            _("Only if the story is to be heard elsewhere than at the place's point."),
        ),
    ]
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("look_for"),
        TranslatableField("look_for_picture_alternative_text"),
        TranslatableField("story"),
        TranslatableField("question"),
        TranslatableField("place"),
        SynchronizedField("look_for_picture", overridable=False),
        SynchronizedField("seasons", overridable=False),
        SynchronizedField("is_take", overridable=False),
        SynchronizedField("trigger_radius_m", overridable=False),
        SynchronizedField("trigger_bearing_deg", overridable=False),
        SynchronizedField("latitude", overridable=False),
        SynchronizedField("longitude", overridable=False),
    ]
    objects = StopQuerySet.as_manager()
    # Of a take: tours/trail_of_day.py tells it whose place it has.
    stands_for: "Stop | None" = None

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("stop")
        verbose_name_plural = _("stops")

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        """Permanent short code, the same in every language: printed on panels."""
        return short_code(self.translation_key)

    @property
    def point(self) -> Point | None:
        """Where to stand: the stop's own point, else the place's.

        None without either, and in a draft whose coordinates are out of range.
        """
        if self.latitude is not None and self.longitude is not None:
            try:
                return Point(self.latitude, self.longitude)
            except ValueError:
                return None
        return self.place.point if self.place else None
