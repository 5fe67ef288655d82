"""Registers recordings in the admin: menu, listing and a chooser that can create."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from media_library.models import Recording
from media_library.widgets import RecordingChooser


class RecordingChooserViewSet(SnippetChooserViewSet):
    """Chooses a recording, or makes one, without leaving the trail."""

    icon = "media"
    per_page = 50
    base_widget_class = RecordingChooser
    choose_one_text, choose_another_text, edit_item_text = RecordingChooser.words
    creation_tab_label = _("New recording")
    # Wagtail says these in whatever language the server starts in.
    search_tab_label, create_action_label = _("Search"), _("Create")
    form_fields = [
        "title",
        "file",
        "language",
        "voice",
        "author",
        "licence",
        "transcript",
    ]


class RecordingViewSet(SnippetViewSet):
    """Recordings, by language, with what is still missing."""

    model = Recording
    icon = "media"
    menu_label = _("Recordings")
    menu_order = 310
    add_to_admin_menu = True
    list_display = ["title", "language", "voice", "created_at"]
    list_filter = ["language", "licence"]
    chooser_viewset_class = RecordingChooserViewSet


register_snippet(RecordingViewSet)
