"""Reported problems in the admin: a list by state, and how far each one is."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from media_library.guarded_chooser import GuardedChooserViewSet
from tours.notice_subjects import subject_labels
from tours.notices import MAX_TEXT, Notice
from tours.problems import ProblemReport

LIST = "wagtailsnippets_tours_problemreport:list"


class MadeByWalkers(ModelPermissionPolicy):
    """Nobody writes a report at the desk."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Anything but adding."""
        return action != "add" and bool(super().user_has_permission(user, action))


def register_policy() -> None:
    """The list and the form ask it."""
    register_permission_policy(ProblemReport, MadeByWalkers(ProblemReport))


class SeenPanel(Panel):
    """What the walker has sent, to be read only."""

    class BoundPanel(Panel.BoundPanel):
        """The panel in one form."""

        template_name = "tours/admin/problem_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The report, what it is about, and where a notice is made of it."""
            context = super().get_context_data(parent_context)
            about = subject_labels().get(self.instance.about)
            return {**context, "about": about, "notice_url": self._notice_url()}

        def _notice_url(self) -> str:
            """The form of a notice that says as much, for who may make one."""
            policy = policy_registry.get_by_type(Notice)
            if not policy.user_has_permission(self.request.user, "add"):
                return ""
            report = self.instance
            told = {
                "about": report.about,
                f"texts-{report.language}": report.text[:MAX_TEXT],
            }
            address = reverse("wagtailsnippets_tours_notice:add")
            return f"{address}?{urlencode(told)}"


class ProblemIndexView(IndexView):
    """The newest first, with what they are about."""

    @cached_property
    def labels(self) -> dict[str, str]:
        """Trails and stops, read once for the list."""
        return subject_labels()

    @cached_property
    def columns(self) -> list[Any]:
        """The words with the links, what they are about, and how far it is."""
        return [
            self._get_title_column("__str__"),
            Column("about", label=gettext("About"), accessor=self._about),
            Column("kind", label=_("Kind"), accessor="get_kind_display"),
            Column("state", label=_("State"), accessor="get_state_display"),
            DateColumn("sent_at", label=_("Sent"), width="15%"),
        ]

    def _about(self, report: ProblemReport) -> str:
        return self.labels.get(report.about) or gettext("(it is no longer there)")


class ProblemViewSet(SnippetViewSet):
    """What walkers report."""

    model = ProblemReport
    icon = "warning"
    menu_label = _("Reported problems")
    menu_order = 306
    add_to_admin_menu = True
    copy_view_enabled = False
    chooser_viewset_class = GuardedChooserViewSet
    index_view_class = ProblemIndexView
    list_filter = ["state", "kind"]
    panels = [SeenPanel(), FieldPanel("state"), FieldPanel("note")]


class NewProblemsPanel(Component):
    """How many reports nobody has looked at."""

    name = "new_problems"
    template_name = "tours/admin/new_problems.html"
    order = 140

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """A sentence, and where they are."""
        words = ngettext(
            "Walkers have reported %(count)d problem that nobody has looked at.",
            "Walkers have reported %(count)d problems that nobody has looked at.",
            self.count,
        )
        address = f"{reverse(LIST)}?state={ProblemReport.State.NEW}"
        return {"words": words % {"count": self.count}, "address": address}


def add_problems_panel(request: Any, panels: list[Any]) -> None:
    """For whoever may change them, where there are new ones."""
    policy = policy_registry.get_by_type(ProblemReport)
    if policy.user_has_permission(request.user, "change"):
        count = ProblemReport.objects.filter(state=ProblemReport.State.NEW).count()
        if count:
            panels.append(NewProblemsPanel(count))
