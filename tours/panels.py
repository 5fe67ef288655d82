"""A group of fields that is folded away while it is empty."""

from typing import Any

from wagtail.admin.panels import MultiFieldPanel


class FoldedPanel(MultiFieldPanel):
    """A heading that opens on its fields; open where they say something."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """The group in a form."""

        template_name = "tours/admin/folded_panel.html"

        @property
        def is_open(self) -> bool:
            """Whether a field is filled in, or faulty."""
            names = [child.field_name for child in self.children if child.is_shown()]
            return any(_is_filled(self.form[name]) for name in names)


def _is_filled(field: Any) -> bool:
    return bool(field.errors or field.value())
