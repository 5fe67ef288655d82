"""Registers icons, the look ahead, the second factor, and whose languages are whose."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.images.image_operations import FilterOperation
from wagtail.snippets.models import register_snippet

from frontend.app_icon import PURPOSES, app_icon
from home.as_of import as_of
from home.organisations import OrganisationViewSet
from home.sign_in.views import second_factor, set_up
from home.translation_review import TranslationReviewView, tell_of_review
from home.translators import keep_to_languages

register_snippet(OrganisationViewSet)
hooks.register("before_edit_snippet", keep_to_languages)
hooks.register("before_delete_snippet", keep_to_languages)
# Before wagtail-localize answers with its own form.
hooks.register("before_edit_page", tell_of_review, order=-1)


class AppIconOperation(FilterOperation):
    """``appicon-512-maskable``: a picture as an icon for home screens."""

    def construct(self, pixels: str, purpose: str) -> None:
        """What the specification asks for. Raises ValueError."""
        self.pixels, self.purpose = int(pixels), purpose
        if purpose not in PURPOSES:
            raise ValueError(purpose)

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> Any:
        """Draw it in the picture's place."""
        willow.image = app_icon(willow.image, self.pixels, self.purpose)
        return willow


@hooks.register("register_admin_urls")
def home_urls() -> list[URLPattern]:
    """The second factor, the city as of a day, and the reviews of translations."""
    return [
        path("second-factor/", second_factor, name="second_factor"),
        path("second-factor/setup/", set_up, name="second_factor_setup"),
        path("trails/calendar/as-of/", as_of, name="as_of"),
        path(
            "translations/<int:page_id>/review/",
            TranslationReviewView.as_view(),
            name="translation_review",
        ),
    ]


@hooks.register("register_account_menu_item")
def second_factor_item(request: HttpRequest) -> dict[str, Any]:
    """In one's account, under “More actions”."""
    return {
        "url": reverse("second_factor_setup"),
        "label": _("Two-step sign-in"),
        "help_text": _("A code from your phone beside the password."),
    }


@hooks.register("register_image_operations")
def image_operations() -> list[tuple[str, type[FilterOperation]]]:
    """Ours, beside Wagtail's."""
    return [("appicon", AppIconOperation)]
