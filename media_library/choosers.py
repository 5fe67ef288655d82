"""Choosers that also make what is missing, without leaving the page being written."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.snippets.views.chooser import (
    ChooseView,
    SnippetChooserViewSet,
    SnippetCreateView,
)
from wagtail.snippets.widgets import AdminSnippetChooser


class WordedChooser(AdminSnippetChooser):
    """A chooser with whole phrases of its own.

    Wagtail joins “Choose” and the model's name, which French does not allow, and does
    it once, in whatever language was spoken when the form was first made.
    """

    words: tuple[object, object, object]

    def __init__(self, model: Any = None, **kwargs: Any) -> None:
        super().__init__(model, **kwargs)
        one, another, edit = self.words
        self.choose_one_text, self.choose_another_text = one, another
        self.link_to_chosen_text = edit


class MakingChooseView(ChooseView):
    """The dialog: what there is, and the form that makes what there is not."""

    page_subtitle = ""  # the title says it already

    def get_creation_form_kwargs(self) -> dict[str, Any]:
        """Begin in the language of the page, which Wagtail tells in the address."""
        language = self.request.GET.get("locale", "")
        initial = {"language": language, "locale": language}
        kwargs = {**super().get_creation_form_kwargs(), "initial": initial}
        return kwargs | _for_user(self)


class MakingCreateView(SnippetCreateView):
    """Makes what the dialog's form says."""

    def get_creation_form_kwargs(self) -> dict[str, Any]:
        """In the name of who sends it."""
        return super().get_creation_form_kwargs() | _for_user(self)


def _for_user(view: Any) -> dict[str, Any]:
    """Who fills in the form, for forms that ask."""
    form = view.get_creation_form_class()
    asks = isinstance(form, type) and issubclass(form, WagtailAdminModelForm)
    return {"for_user": view.request.user} if asks else {}


class MakingChooserViewSet(SnippetChooserViewSet):
    """A chooser whose dialog speaks the language of the editor who looks."""

    choose_view_class = MakingChooseView
    create_view_class = MakingCreateView
    # Wagtail says these in whatever language the server starts in.
    search_tab_label, create_action_label = _("Search"), _("Create")


class ContributorChooser(WordedChooser):
    """Chooses a contributor, or makes one."""

    words = (
        _("Choose a contributor"),
        _("Choose another contributor"),
        _("Edit this contributor"),
    )


class RecordingChooser(WordedChooser):
    """Chooses a recording, or makes one."""

    words = (
        _("Choose a recording"),
        _("Choose another recording"),
        _("Edit this recording"),
    )
