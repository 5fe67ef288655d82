"""Registers the field notebook and its walks in the admin."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from field.desk_views import desk_paths
from field.people import may_take_notes, walks_of
from field.phone_views import phone_paths
from tours.models import TourPage


@hooks.register("register_admin_urls")
def field_urls() -> list[URLPattern]:
    """The notebook and what it asks for; the walks at the desk."""
    return [*phone_paths, *desk_paths]


class FieldMenuItem(MenuItem):
    """Shown to whoever may add trails."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may."""
        return may_take_notes(request.user)


@hooks.register("register_admin_menu_item")
def field_menu_item() -> MenuItem:
    """In the menu, before the import."""
    return FieldMenuItem(
        _("Field notes"),
        reverse("field_walks"),
        name="field-notes",
        icon_name="field",
        order=328,
    )


@hooks.register("register_page_header_buttons")
def notes_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """In the “…” of a draft that was made of a walk: the way back to its notes."""
    if page.specific_class is not TourPage or not may_take_notes(user):
        return
    for walk in walks_of(user).filter(draft_id=page.pk)[:1]:
        yield Button(
            _("Field notes"),
            url=reverse("field_walk", args=[walk.key]),
            icon_name="field",
            priority=56,
        )


@hooks.register("register_permissions")
def field_permissions() -> Any:
    """Whether a group sees everybody's walks, among its permissions."""
    return Permission.objects.filter(
        content_type__app_label="field", codename="view_fieldwalk"
    )


@hooks.register("register_icons")
def field_icons(icons: list[str]) -> list[str]:
    """What Wagtail's own set lacks for a walk that was noted."""
    return [*icons, "field/icons/field.svg"]
