"""Registers places in the admin, and the scripts of the map fields."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from places.forms import PlaceForm
from places.models import Place


class PlaceChooserViewSet(SnippetChooserViewSet):
    """Chooses a place, or makes one on the map, without leaving the trail."""

    icon = "site"
    choose_one_text = _("Choose a place")
    choose_another_text = _("Choose another place")
    edit_item_text = _("Edit this place")
    creation_tab_label = _("New place")
    creation_form_class = PlaceForm


class PlaceViewSet(SnippetViewSet):
    """Places with their category and address."""

    model = Place
    icon = "site"
    menu_label = _("Places")
    menu_order = 300
    add_to_admin_menu = True
    list_display = ["name", "category", "address"]
    list_filter = ["category"]
    chooser_viewset_class = PlaceChooserViewSet


register_snippet(PlaceViewSet)


@hooks.register("insert_editor_js")
def map_field_scripts() -> str:
    """Leaflet and our two map fields, on every form that may open one."""
    return format_html(
        '<script src="{}"></script><script src="{}"></script>',
        static("leaflet/leaflet.js"),
        static("frontend/admin/map-fields.js"),
    )


@hooks.register("insert_global_admin_css")
def map_field_styles() -> str:
    """Leaflet's styles and ours; small, and needed inside dialogs."""
    return format_html(
        '<link rel="stylesheet" href="{}"><link rel="stylesheet" href="{}">',
        static("leaflet/leaflet.css"),
        static("frontend/admin.css"),
    )
