"""Registers recordings in the admin: menu, listing and a chooser that can create."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from media_library.admin_views import recording_durations
from media_library.choosers import MakingChooserViewSet, RecordingChooser
from media_library.forms import RecordingForm
from media_library.models import Recording


class RecordingChooserViewSet(MakingChooserViewSet):
    """Chooses a recording, or makes one, without leaving the trail."""

    icon = "media"
    base_widget_class = RecordingChooser
    choose_one_text, choose_another_text, edit_item_text = RecordingChooser.words
    creation_tab_label = _("New recording")
    creation_form_class = RecordingForm


class RecordingViewSet(SnippetViewSet):
    """Recordings, by language, with what is still missing."""

    model = Recording
    icon = "media"
    menu_label = _("Recordings")
    menu_order = 310
    add_to_admin_menu = True
    list_display = ["title", "language", "voice", "created_at"]
    list_filter = ["language", "licence"]
    chooser_per_page = 50
    chooser_viewset_class = RecordingChooserViewSet


register_snippet(RecordingViewSet)


@hooks.register("register_admin_urls")
def recording_urls() -> list[URLPattern]:
    """Where the trail's form asks how long its recordings are."""
    return [
        path("recordings/durations/", recording_durations, name="recording_durations")
    ]
