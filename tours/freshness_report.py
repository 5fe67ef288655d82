"""The report of how fresh trails are: who may edit trails reads of theirs."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from tours.freshness import Freshness, freshness_for
from tours.notices import today

SORTED_BY: dict[str, Callable[[Freshness], Any]] = {
    "title": lambda row: row.title.casefold(),
    "published": lambda row: row.published_on or date.min,
    "walked": lambda row: row.walked_on or date.min,
    "problems": lambda row: row.problems,
    "notices": lambda row: row.notices,
    "drift": lambda row: row.drift,
    "faults": lambda row: row.faults,
}


def _published(row: Freshness) -> str:
    """The day in figures."""
    day = row.published_on
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


class WalkedColumn(Column):
    """The day of the last site walk, and a button that says “today”."""

    cell_template_name = "tours/admin/walked_cell.html"

    def get_cell_context_data(
        self, instance: Freshness, parent_context: Any
    ) -> dict[str, Any]:
        """The row, and what the button sends."""
        context = super().get_cell_context_data(instance, parent_context)
        request = parent_context.get("request")
        sent = {"walked_on": today().isoformat(), "next": reverse("freshness")}
        token = get_token(request) if request else ""
        return {**context, "row": instance, "sent": sent, "csrf_token": token}


class SentencesColumn(NumberColumn):
    """How many, with each of them in a sentence."""

    cell_template_name = "tours/admin/sentences_cell.html"

    def get_cell_context_data(
        self, instance: Freshness, parent_context: Any
    ) -> dict[str, Any]:
        """The sentences too: ``drift`` counts ``drift_words``."""
        context = super().get_cell_context_data(instance, parent_context)
        words = {"drift": instance.drift_words, "faults": instance.fault_words}
        return {**context, "sentences": words[self.name]}


class FreshnessView(ReportView):
    """The report; CSV and XLSX as well."""

    page_title = _("Freshness of trails")
    header_icon = "history"
    index_url_name = "freshness"
    index_results_url_name = "freshness_results"
    default_ordering = None
    columns = [
        TitleColumn(
            "title",
            label=_("Trail"),
            get_url=lambda row: row.edit_url,
            sort_key="title",
            width="25%",
        ),
        Column("language", label=_("Language")),
        Column(
            "published_on",
            label=_("Published"),
            accessor=_published,
            sort_key="published",
        ),
        WalkedColumn("walked_on", label=_("Last walked"), sort_key="walked"),
        NumberColumn("problems", label=_("Problems"), sort_key="problems"),
        NumberColumn("notices", label=_("Notices on now"), sort_key="notices"),
        SentencesColumn("drift", label=_("Behind the original"), sort_key="drift"),
        SentencesColumn("faults", label=_("Faults"), sort_key="faults"),
    ]
    list_export = [
        "title",
        "language",
        "published_on",
        "walked_on",
        "problems",
        "notices",
        "drift",
        "faults",
    ]
    export_headings = {
        "title": _("Trail"),
        "language": _("Language"),
        "published_on": _("Published"),
        "walked_on": _("Last walked"),
        "problems": _("Problems"),
        "notices": _("Notices on now"),
        "drift": _("Behind the original"),
        "faults": _("Faults"),
    }

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Raises PermissionDenied for who may edit no page."""
        if not page_permission_policy.user_has_permission(request.user, "change"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> list[Freshness]:  # type: ignore[override]
        """The worst first, unless a column was asked for."""
        rows = freshness_for(self.request.user)
        asked = self.ordering or ""
        if key := SORTED_BY.get(asked.removeprefix("-")):
            rows.sort(key=key, reverse=asked.startswith("-"))
        return rows

    def get_filename(self) -> str:
        """Of the file that is taken away."""
        return "freshness-of-trails"
