"""Registers what tells how fresh trails are: report, site walks, first screen."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from tours.drift_notice import tell_translator
from tours.freshness_report import FreshnessView
from tours.models import TourPage
from tours.site_walk_views import SiteWalksView
from tours.trail_panels import add_trail_panels
from tours.week_panel import add_week_panel

hooks.register("construct_homepage_panels", add_trail_panels)
hooks.register("construct_homepage_panels", add_week_panel)
# Before wagtail-localize answers with its own form.
hooks.register("before_edit_page", tell_translator, order=-1)


class FreshnessItem(MenuItem):
    """For who may edit some page."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the report opens for them."""
        return bool(page_permission_policy.user_has_permission(request.user, "change"))


@hooks.register("register_admin_urls")
def freshness_urls() -> list[URLPattern]:
    """The report, and the walks of one trail."""
    return [
        path("trails/freshness/", FreshnessView.as_view(), name="freshness"),
        path(
            "trails/freshness/results/",
            FreshnessView.as_view(results_only=True),
            name="freshness_results",
        ),
        path("trails/<int:page_id>/walks/", SiteWalksView.as_view(), name="site_walks"),
    ]


@hooks.register("register_reports_menu_item")
def freshness_item() -> MenuItem:
    """The report of how fresh trails are."""
    return FreshnessItem(
        FreshnessView.page_title,
        reverse("freshness"),
        name="freshness",
        icon_name=FreshnessView.header_icon,
        order=590,
    )


@hooks.register("register_page_header_buttons")
def walks_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """In the “…” of a trail, for whoever may edit it."""
    yield from walks_in_list(page, user)


# A translation has a form of another kind, which has no “…”.
@hooks.register("register_page_listing_more_buttons")
def walks_in_list(
    page: Page, user: Any, next_url: str | None = None
) -> Iterator[Button]:
    """In the “…” of its line among the pages."""
    is_trail = page.specific_class is TourPage
    if is_trail and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Walked today…"),
            url=reverse("site_walks", args=[page.pk]),
            icon_name="history",
            priority=56,
        )
