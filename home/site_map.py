"""What search engines may read."""

from typing import Any

from django.conf import settings
from django.db.models import Q
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page
from wagtail.query import PageQuerySet


class SiteMap(Sitemap):
    """Every public page, in all the languages of the site.

    Wagtail's own stops at the root of the site, which is the home page of one language.
    """

    def items(self) -> PageQuerySet:
        """The pages under each home page, in tree order."""
        homes = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        inside = Q()
        for home in homes:
            inside |= Q(path__startswith=home.path)
        found = Page.objects.live().public().filter(inside).order_by("path")
        return found.defer_streamfields().specific()

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        """Addresses at the site's public name, as its pages themselves say them."""
        found: list[dict[str, Any]] = super()._urls(page, protocol, domain)
        root = self.get_wagtail_site().root_url
        public = settings.BASE_URL or self.request.build_absolute_uri("/").rstrip("/")
        for entry in found:
            entry["location"] = public + entry["location"].removeprefix(root)
        return found
