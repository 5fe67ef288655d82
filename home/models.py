"""The city's front door: its home page, its text pages, its settings."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import Page, Site
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from frontend.app_icon import LOGO_PX
from home.explore import explore
from home.page_cache import kept_part
from home.review import Review as Review
from media_library.models import licence_choices
from media_library.page_form import PlainPageForm
from media_library.plain_text import validate_plain_text
from tours.models import TourPage


class HomePage(Page):
    """The city's trails, in one language: the root of that language's pages."""

    introduction = models.CharField(
        _("introduction"),
        max_length=300,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("What awaits the walker, in two sentences."),
    )

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        TranslatableField("introduction"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["tours.TourPage", "home.TextPage"]
    template = "home/home_page.html"
    base_form_class = PlainPageForm

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find a trail in one query: it is the page that phones ask for."""
        if path_components:
            slug, *rest = path_components
            trails = TourPage.objects.child_of(self).filter(slug=slug)
            trail = trails.select_related("locale").first()
            if trail is not None:
                return trail.route(request, rest)
        return super().route(request, path_components)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """The trails as cards, and as pins on their city's map."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["explore"] = explore(self.locale, request.GET)
        return context


class TextPage(Page):
    """A page of text: about, legal notice, accessibility statement, privacy."""

    body = RichTextField(
        _("text"),
        features=["h2", "h3", "bold", "italic", "link", "ul", "ol", "hr"],
        blank=True,
    )

    content_panels = [*Page.content_panels, FieldPanel("body")]
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        TranslatableField("body"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "home/text_page.html"
    base_form_class = PlainPageForm

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting):
    """What every page says of the site."""

    name = models.CharField(
        _("name"),
        max_length=80,
        default="Traboule",
        validators=[validate_plain_text],
        help_text=_("Shown at the top of every page."),
    )
    publisher = models.CharField(
        _("publisher"),
        max_length=120,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Who answers for the site, such as “Ville de Saint-Étienne”."),
    )
    licence = models.CharField(
        _("licence of texts and tracks"),
        max_length=40,
        choices=licence_choices,
        default="CC-BY-SA-4.0",
        help_text=_("What others may do with the trails; works carry their own."),
    )
    contact_email = models.EmailField(_("contact address"), blank=True)
    logo = models.ForeignKey(
        "media_library.Picture",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "The site’s icon on phones’ home screens, on light paper. Nearly square, at"
            " least 512 px. Empty: Traboule’s own icon."
        ),
    )
    trigger_threshold = models.PositiveSmallIntegerField(
        _("stories that start on time, in 100"),
        null=True,
        blank=True,
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_(
            "Who publishes a trail is warned of each stop below it. Empty: no warning."
        ),
    )

    class Meta:
        verbose_name = _("site settings")

    def clean(self) -> None:
        """Refuse a logo that phones would show blurred."""
        super().clean()
        if self.logo and max(self.logo.width, self.logo.height) < LOGO_PX:
            raise ValidationError(
                {
                    "logo": ValidationError(
                        _(
                            "“%(title)s” has %(width)s × %(height)s px: the longer side"
                            " of a logo needs at least %(needed)s px. Choose a larger"
                            " picture."
                        ),
                        params={
                            "title": self.logo.title,
                            "width": self.logo.width,
                            "height": self.logo.height,
                            "needed": LOGO_PX,
                        },
                    )
                }
            )

    @classmethod
    def for_site(cls, site: Site) -> "SiteSettings":
        """The settings of a site, read once for each content version."""
        found = super().for_site
        if site is None:
            return found(site)  # Wagtail's own fault, which templates bear
        return kept_part(f"settings-{site.pk}", lambda: found(site))
