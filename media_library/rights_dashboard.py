"""The dashboard tells whose rights end soon."""

from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.admin.ui.components import Component

from media_library.rights_warnings import Ending, endings, endings_for


class RightsEndingsPanel(Component):
    """Works whose rights end within sixty days, or ended so lately."""

    name = "rights_endings"
    template_name = "media_library/admin/rights_panel.html"
    order = 150

    def __init__(self, user: Any) -> None:
        super().__init__()
        self.user = user

    @cached_property
    def endings(self) -> list[Ending]:
        """The works that one may change, those that leave first."""
        return endings_for(self.user, endings(timezone.now()))

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """What the panel lists."""
        heading = gettext("Rights that end soon")
        return {"endings": self.endings, "heading": heading}


def add_rights_panel(request: Any, panels: list[Any]) -> None:
    """For whoever may change works, where there is something to tell."""
    panel = RightsEndingsPanel(request.user)
    if panel.endings:
        panels.append(panel)
