"""Contributors and rights grants in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    Panel,
)
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from media_library.choosers import ContributorChooser, MakingChooserViewSet
from media_library.contracts import ContractInput
from media_library.contributors import Contributor, Credit
from media_library.grants import RightsGrant
from media_library.guarded_chooser import GuardedChooserViewSet
from media_library.work_urls import work_url


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


class RightsGrantViewSet(SnippetViewSet):
    """What may be done with works, and until when: for city staff."""

    model = RightsGrant
    icon = "key"
    menu_label = _("Rights grants")
    menu_order = 314
    add_to_admin_menu = True
    chooser_viewset_class = GuardedChooserViewSet
    list_display = [
        "title",
        "holder",
        Column("start", label=_("First day")),
        Column("end", label=_("Last day")),
    ]
    list_filter = {"end": ["gte", "lte"], "holder": ["exact"]}
    panels = [
        FieldPanel("title"),
        FieldPanel("holder"),
        MultipleChooserPanel(
            "granted_recordings",
            chooser_field_name="recording",
            heading=_("Recordings"),
            label=_("Recording"),
        ),
        MultipleChooserPanel(
            "granted_pictures",
            chooser_field_name="picture",
            heading=_("Pictures"),
            label=_("Picture"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("gives_reproduction"),
                        FieldPanel("gives_communication"),
                    ]
                ),
                FieldRowPanel(
                    [FieldPanel("gives_adaptation"), FieldPanel("gives_translation")]
                ),
                FieldPanel("is_exclusive"),
                FieldPanel("purpose"),
                FieldPanel("territory"),
                FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
            ],
            heading=_("Rights given"),
            help_text=_(
                "Works are published only with reproduction and communication to the"
                " public."
            ),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("fee"), FieldPanel("currency")]),
                FieldPanel("contract", widget=ContractInput),
            ],
            heading=_("Fee and contract"),
        ),
        MultiFieldPanel(
            [FieldPanel("consent_given_on"), FieldPanel("consent_record")],
            heading=_("Consent of those heard or seen"),
        ),
    ]


class ContributorForm(WagtailAdminModelForm):
    """Somebody new, while a grant is written."""

    prefix = (
        "new-contributor"  # the page around the dialog has fields of the same names
    )

    class Meta:
        model = Contributor
        fields = ["name", "note", "kind"]


class ContributorChooserViewSet(MakingChooserViewSet):
    """Chooses a contributor, or makes one, without leaving the grant."""

    icon = "group"
    base_widget_class = ContributorChooser
    choose_one_text, choose_another_text, edit_item_text = ContributorChooser.words
    creation_tab_label = _("New contributor")
    creation_form_class = ContributorForm


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
    chooser_viewset_class = ContributorChooserViewSet
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
