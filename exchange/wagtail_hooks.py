"""Registers the import of trails in the admin, and their signs."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from exchange.import_views import ImportFileView, ImportPreviewView, may_add_trails
from exchange.paper.sign_views import sign_paths
from exchange.work_views import WorkFileView, WorkPreviewView
from tours.models import TourPage


@hooks.register("register_admin_urls")
def import_urls() -> list[URLPattern]:
    """The screens of an import, of trails and of works, and of signs."""
    return [
        path("trails/import/", ImportFileView.as_view(), name="import_trail"),
        path(
            "trails/import/<uuid:token>/",
            ImportPreviewView.as_view(),
            name="import_preview",
        ),
        *sign_paths,
        path("works/import/", WorkFileView.as_view(), name="import_works"),
        path(
            "works/import/<uuid:token>/",
            WorkPreviewView.as_view(),
            name="import_works_preview",
        ),
    ]


class ImportMenuItem(MenuItem):
    """Shown to whoever may add trails."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may."""
        return may_add_trails(request.user)


@hooks.register("register_admin_menu_item")
def import_menu_item() -> MenuItem:
    """In the menu, after the themes."""
    return ImportMenuItem(
        # A short word: the menu is narrow.
        pgettext_lazy("menu", "Import"),
        reverse("import_trail"),
        name="import-trail",
        icon_name="upload",
        order=330,
    )


@hooks.register("register_page_header_buttons")
def import_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """In the “…” of a home page, where its trails are listed."""
    is_home = page.specific_class in TourPage.allowed_parent_page_models()
    if is_home and page.permissions_for_user(user).can_add_subpage():
        yield Button(
            _("Import a trail"),
            url=reverse("import_trail"),
            icon_name="upload",
            priority=17,
        )


@hooks.register("register_page_header_buttons")
def signs_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """In the “…” of a trail, for whoever may edit it."""
    yield from signs_in_list(page, user)


# A translation has a form of another kind, which has no “…”.
@hooks.register("register_page_listing_more_buttons")
def signs_in_list(
    page: Page, user: Any, next_url: str | None = None
) -> Iterator[Button]:
    """In the “…” of its line among the pages."""
    is_trail = page.specific_class is TourPage
    if is_trail and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Signs and QR codes"),
            url=reverse("trail_signs", args=[page.pk]),
            icon_name="qr-code",
            priority=55,
        )


@hooks.register("register_icons")
def sign_icons(icons: list[str]) -> list[str]:
    """What Wagtail's own set lacks for signs."""
    return [*icons, "exchange/icons/qr-code.svg"]
