"""The sound in a recording's form: send, record, hear both, see what was done."""

from typing import Any

from wagtail.admin.panels import FieldPanel

from media_library.desk_presentation import desk_view, pace_of


class OneFieldPanel(FieldPanel):
    """A panel that is made for one field, and knows which."""

    of_field: str

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(self.of_field, **kwargs)

    def clone_kwargs(self) -> dict[str, Any]:
        """All but the field's name, which is always the same."""
        kwargs = super().clone_kwargs()
        kwargs.pop("field_name", None)
        return kwargs


class DeskPanel(OneFieldPanel):
    """The field of the sound file, with the desk around it."""

    of_field = "original"

    class BoundPanel(FieldPanel.BoundPanel):
        """The panel in one form."""

        template_name = "media_library/admin/desk_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """What the field shows, and the desk of a recording that is there."""
            context = super().get_context_data(parent_context)
            desk = desk_view(self.instance) if self.instance.pk else None
            return {**context, "desk": desk}


class TimedTranscriptPanel(OneFieldPanel):
    """A timed transcript in, and out; how fast the words are said."""

    of_field = "timed_transcript"

    class BoundPanel(FieldPanel.BoundPanel):
        """The panel in one form."""

        template_name = "media_library/admin/timed_transcript_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """What the field shows, and the pace of what is there."""
            context = super().get_context_data(parent_context)
            return {**context, "pace": pace_of(self.instance)}
