"""Contributors in the admin: a list, a form, and the works of each."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from media_library.contributors import Contributor, Credit
from media_library.models import Picture


def work_url(work: Any) -> str:
    """Where a recording or picture is edited."""
    name = (
        "wagtailimages:edit"
        if isinstance(work, Picture)
        else "wagtailsnippets_media_library_recording:edit"
    )
    return reverse(name, args=[work.pk])


class WorksPanel(Panel):
    """The works of a contributor, with what they did."""

    class BoundPanel(Panel.BoundPanel):
        """The panel in one form."""

        template_name = "media_library/admin/works_panel.html"

        def is_shown(self) -> bool:
            """Only for somebody who is there already."""
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Each credit with the address of its work."""
            context = super().get_context_data(parent_context)
            credits_ = Credit.objects.filter(contributor=self.instance)
            found = credits_.select_related("recording", "picture").order_by("pk")
            works = [(each, work_url(each.work)) for each in found]
            return {**context, "works": works}


class ContributorViewSet(SnippetViewSet):
    """People and bodies who made works."""

    model = Contributor
    icon = "group"
    menu_label = _("Contributors")
    menu_order = 312
    add_to_admin_menu = True
    list_display = [
        "name",
        "note",
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column("consent", label=_("Consent"), accessor="get_consent_display"),
        "society",
    ]
    list_filter = ["kind", "consent", "society"]
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("note")]),
        FieldPanel("page"),
        MultiFieldPanel(
            [FieldPanel("consent"), FieldPanel("consent_record")],
            heading=_("To be named"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("isni"), FieldPanel("ipi")]),
                FieldPanel("society"),
            ],
            heading=_("Numbers and society"),
        ),
        WorksPanel(heading=_("Works")),
    ]
