"""Registers themes, notices and the composer, and refusals in trails' history."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from tours import freshness_hooks  # noqa: F401 (its hooks)
from tours.calendar_views import calendar_paths
from tours.check_views import keep_trigger_check, known_trigger_check
from tours.composer_views import tour_legs
from tours.models import Theme
from tours.notice_admin import NoticeViewSet
from tours.problem_admin import ProblemViewSet, add_problems_panel
from tours.problem_views import problem_picture
from tours.refusals import LOGGED_AS
from tours.stop_views import add_place, near_places
from tours.street_views import tour_streets


class ThemeViewSet(SnippetViewSet):
    """What trails are about."""

    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    menu_order = 320
    add_to_admin_menu = True


register_snippet(ThemeViewSet)
register_snippet(NoticeViewSet)
register_snippet(ProblemViewSet)
hooks.register("construct_homepage_panels", add_problems_panel)


@hooks.register("register_log_actions")
def log_refusals(actions: Any) -> None:
    """A trail that was not published on schedule says why in its history."""

    @actions.register_action(LOGGED_AS)
    class RefusalFormatter(LogFormatter):
        """The faults, as they were that day."""

        label = _("Not published")

        def format_message(self, log_entry: Any) -> str:
            """The sentences, one after the other."""
            return " ".join([str(self.label) + ".", *log_entry.data["sentences"]])


@hooks.register("register_admin_urls")
def composer_urls() -> list[URLPattern]:
    """What the trail's map asks for: legs, streets and places nearby, a new place."""
    return [
        path("trails/legs/", tour_legs, name="tour_legs"),
        path("trails/streets/", tour_streets, name="tour_streets"),
        path("trails/near/", near_places, name="near_places"),
        path("trails/places/", add_place, name="add_place"),
        path(
            "problems/<int:report_id>/picture/",
            problem_picture,
            name="problem_picture",
        ),
        *calendar_paths,
        path("trails/check/", keep_trigger_check, name="keep_trigger_check"),
        path("trails/known-check/", known_trigger_check, name="known_trigger_check"),
    ]


@hooks.register("register_admin_menu_item")
def calendar_menu_item() -> MenuItem:
    """Before the notices: when which trail is on."""
    return MenuItem(
        _("Calendar"),
        reverse("trail_calendar"),
        name="calendar",
        icon_name="calendar",
        order=304,
    )


@hooks.register("register_icons")
def composer_icons(icons: list[str]) -> list[str]:
    """What Wagtail's own set lacks for legs and walks."""
    names = ("map-streets", "map-loop", "map-play", "map-pause")
    return [*icons, *(f"tours/icons/{name}.svg" for name in names)]
