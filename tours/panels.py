"""A group of fields that is folded away while it is empty."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


class FoldedPanel(MultiFieldPanel):
    """A heading that opens on its fields; open where they say something."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """The group in a form."""

        template_name = "tours/admin/folded_panel.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            # What stands around would write the heading above the fold as well.
            self.summary, self.heading = self.heading, ""

        @property
        def is_open(self) -> bool:
            """Whether a field is filled in, or faulty."""
            names = [child.field_name for child in self.children if child.is_shown()]
            return any(_is_filled(self.form[name]) for name in names)


def look_for_panel() -> FoldedPanel:
    """How one finds a stop when coming from the one before."""
    names = ("look_for", "look_for_picture", "look_for_picture_alternative_text")
    return FoldedPanel(
        [FieldPanel(name) for name in names],
        heading=_("On the way here: look for"),
        help_text=_("How one finds this stop when coming from the one before."),
    )


def _is_filled(field: Any) -> bool:
    return bool(field.errors or field.value())
