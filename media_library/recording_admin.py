"""Recordings in the admin: their list, their form, a chooser that can create."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.views.snippets import (
    DeleteView,
    EditView,
    HistoryView,
    IndexView,
    SnippetViewSet,
    UsageView,
)

from media_library.choosers import (
    MakingChooserViewSet,
    MakingChooseView,
    RecordingChooser,
)
from media_library.desk_panel import DeskPanel, TimedTranscriptPanel
from media_library.forms import RecordingAdminForm, RecordingForm
from media_library.models import Recording
from media_library.work_permissions import may_any, seen_recordings


class SeenRecordings:
    """The dialog's recordings are of the collections that one may choose from."""

    request: Any

    def get_object_list(self) -> Any:
        """Those that are listed."""
        return seen_recordings(self.request.user)

    def get_object(self, pk: Any) -> Any:
        """The one that is chosen. Raises Recording.DoesNotExist."""
        return seen_recordings(self.request.user).get(pk=pk)

    def get_objects(self, pks: Any) -> Any:
        """Those that are chosen together."""
        return seen_recordings(self.request.user).filter(pk__in=pks)


class RecordingChooseView(SeenRecordings, MakingChooseView):
    """The dialog."""


class RecordingChooseResultsView(SeenRecordings, ChooseResultsView):
    """Its list, as one searches."""


class RecordingChosenView(SeenRecordings, SnippetChosenView):
    """What is chosen."""


class RecordingChosenMultipleView(SeenRecordings, SnippetChosenMultipleView):
    """Those that are chosen together."""


class RecordingChooserViewSet(MakingChooserViewSet):
    """Chooses a recording, or makes one, without leaving the trail."""

    choose_view_class = RecordingChooseView
    choose_results_view_class = RecordingChooseResultsView
    chosen_view_class = RecordingChosenView
    chosen_multiple_view_class = RecordingChosenMultipleView
    icon = "media"
    base_widget_class = RecordingChooser
    choose_one_text, choose_another_text, edit_item_text = RecordingChooser.words
    creation_tab_label = _("New recording")
    creation_form_class = RecordingForm


class CollectedMixin:
    """A screen of one recording, for who may do there what it is for."""

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        """The recording. Raises PermissionDenied."""
        found = super().get_object(*args, **kwargs)  # type: ignore[misc]
        actions = self.any_permission_required or [self.permission_required]
        if not may_any(self.request.user, actions, found):
            raise PermissionDenied
        return found

    any_permission_required: Any
    permission_required: Any
    request: Any


class RecordingEditView(CollectedMixin, EditView):
    """Changes one."""


class RecordingDeleteView(CollectedMixin, DeleteView):
    """Deletes one."""


class RecordingUsageView(CollectedMixin, UsageView):
    """Tells where one is used."""


class RecordingHistoryView(CollectedMixin, HistoryView):
    """Tells what was done to one."""


class RecordingIndexView(IndexView):
    """The list, from which several files are added at once."""

    def get_base_queryset(self) -> Any:
        """The recordings of the collections that one has something to do with."""
        return super().get_base_queryset() & seen_recordings(self.request.user)

    @cached_property
    def header_buttons(self) -> list[Any]:
        """Wagtail's own, and ours."""
        buttons = super().header_buttons
        if self.permission_policy.user_has_permission(self.request.user, "add"):
            several = HeaderButton(
                label=gettext("Add several"),
                url=reverse("upload_recordings"),
                icon_name="upload",
            )
            buttons = [*buttons, several]
        return buttons


class RecordingViewSet(SnippetViewSet):
    """Recordings, by language, with what is still missing."""

    model = Recording
    icon = "media"
    menu_label = _("Recordings")
    menu_order = 310
    add_to_admin_menu = True
    index_view_class = RecordingIndexView
    edit_view_class = RecordingEditView
    delete_view_class = RecordingDeleteView
    history_view_class = RecordingHistoryView
    usage_view_class = RecordingUsageView
    list_display = [
        "title",
        "language",
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column("telling", label=_("Version"), accessor="telling_name"),
        Column("state", label=_("State"), accessor="get_state_display"),
        "created_at",
    ]
    list_filter = ["collection", "language", "kind", "telling", "state", "licence"]
    chooser_per_page = 50
    chooser_viewset_class = RecordingChooserViewSet
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            DeskPanel(heading=_("Sound")),
            FieldRowPanel([FieldPanel("language"), FieldPanel("kind")]),
            FieldPanel("telling"),
            FieldPanel("transcript"),
            TimedTranscriptPanel(),
            FieldPanel("guess_moments"),
            FieldPanel("chapters"),
            MultiFieldPanel(
                [
                    FieldPanel("credits"),
                    FieldPanel("licence"),
                    FieldPanel("cover"),
                    FieldPanel("collection"),
                ],
                heading=_("Credits and rights"),
            ),
        ],
        base_form_class=RecordingAdminForm,
    )
