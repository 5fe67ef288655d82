"""Choosers whose words are ours, in the language of the editor who looks."""

from typing import Any

from django.utils.translation import gettext_lazy as _
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


class RecordingChooser(WordedChooser):
    """Chooses a recording, or makes one."""

    words = (
        _("Choose a recording"),
        _("Choose another recording"),
        _("Edit this recording"),
    )
