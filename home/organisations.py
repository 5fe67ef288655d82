"""What an organisation is given when it is made, and as its people write."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.models import Collection, Page
from wagtail.snippets.views.snippets import SnippetViewSet

from home.roles import ORGANISATION, give_pages, set_up_group
from media_library.guarded_chooser import GuardedChooserViewSet
from tours.models import Organisation, TourPage


def set_up_organisation(organisation: Organisation) -> None:
    """Make its group, its collection, and what the one may do in the other."""
    root = Collection.get_first_root_node()
    organisation.collection = root.add_child(name=organisation.name)
    organisation.group = Group.objects.create(name=organisation.name)
    organisation.save()
    set_up_group(
        organisation.group,
        ORGANISATION,
        page=Page.get_first_root_node(),
        collection=organisation.collection,
    )


def rename(organisation: Organisation) -> None:
    """Group and collection are called as it is."""
    for named in (organisation.group, organisation.collection):
        if named is not None and named.name != organisation.name:
            named.name = organisation.name
            named.save()


def give_trail(trail: TourPage) -> None:
    """A new trail is its author's organisation's; a translation its source's."""
    found = Organisation.objects.with_trail(trail)
    if trail.owner_id is not None:
        found = found | Organisation.objects.filter(group__user=trail.owner).distinct()
    for organisation in found:
        share(trail, organisation)


def share(trail: TourPage, organisation: Organisation) -> None:
    """Let an organisation's people change a trail."""
    if organisation.group is not None:
        give_pages(organisation.group, ("change_page",), trail.page_ptr)


class OrganisationForm(WagtailAdminModelForm):
    """Name, colour and people; the rest is made."""

    people = forms.ModelMultipleChoiceField(
        label=_("People"),
        queryset=get_user_model().objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "They write its trails and keep its works. Take them out of Editors, who"
            " may change everything."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = get_user_model().objects.filter(is_superuser=False, is_active=True)
        self.fields["people"].queryset = people.order_by("username")
        if self.instance.group is not None:
            self.initial["people"] = self.instance.group.user_set.all()

    def clean_name(self) -> str:
        """Not the name of a group that is there. Raises ValidationError."""
        name: str = self.cleaned_data["name"]
        others = Group.objects.exclude(pk=self.instance.group_id)
        if others.filter(name=name).exists():
            raise ValidationError(
                _("There is a group “%(name)s” already: choose another name."),
                params={"name": name},
            )
        return name

    @transaction.atomic
    def save(self, commit: bool = True) -> Organisation:
        """With its group, its collection and its people."""
        organisation: Organisation = super().save(commit=commit)
        if organisation.group is None:
            set_up_organisation(organisation)
        rename(organisation)
        organisation.group.user_set.set(self.cleaned_data["people"])
        return organisation


class OrganisationViewSet(SnippetViewSet):
    """Made by administrators, in one form."""

    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 340
    add_to_admin_menu = True
    copy_view_enabled = False
    chooser_viewset_class = GuardedChooserViewSet
    list_display = ["name", "colour", "collection"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("colour", widget=forms.TextInput(attrs={"type": "color"})),
            FieldPanel("people"),
        ],
        base_form_class=OrganisationForm,
    )
