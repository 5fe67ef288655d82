"""Registers themes in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from tours.models import Theme


class ThemeViewSet(SnippetViewSet):
    """What trails are about."""

    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    menu_order = 320
    add_to_admin_menu = True


register_snippet(ThemeViewSet)
