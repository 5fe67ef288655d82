"""Registers places in the admin, and the scripts of the map fields."""

from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from media_library.choosers import MakingChooserViewSet
from places.admin_views import place_points
from places.forms import PlaceForm
from places.models import Place
from places.widgets import PlaceChooser


class PlaceChooserViewSet(MakingChooserViewSet):
    """Chooses a place, or makes one on the map, without leaving the trail."""

    icon = "place"
    base_widget_class = PlaceChooser
    choose_one_text, choose_another_text, edit_item_text = PlaceChooser.words
    creation_tab_label = _("New place")
    creation_form_class = PlaceForm


class PlaceViewSet(SnippetViewSet):
    """Places with their category and address."""

    model = Place
    icon = "place"
    menu_label = _("Places")
    menu_order = 300
    add_to_admin_menu = True
    list_display = ["name", "category", "address"]
    list_filter = ["category"]
    chooser_per_page = 50
    chooser_viewset_class = PlaceChooserViewSet


register_snippet(PlaceViewSet)


@hooks.register("insert_editor_js")
def map_field_scripts() -> str:
    """Leaflet and our two map fields, on every form that may open one."""
    return format_html(
        '<script src="{}"></script><script src="{}"></script>',
        static("leaflet/leaflet.js"),
        static("frontend/admin/editor-forms.js"),
    )


@hooks.register("insert_global_admin_css")
def map_field_styles() -> str:
    """Leaflet's styles and ours; small, and needed inside dialogs."""
    return format_html(
        '<link rel="stylesheet" href="{}"><link rel="stylesheet" href="{}">',
        static("leaflet/leaflet.css"),
        static("frontend/admin.css"),
    )


@hooks.register("register_icons")
def map_field_icons(icons: list[str]) -> list[str]:
    """What Wagtail's own set lacks for drawing on a map."""
    names = ("place", "map-undo", "map-redo", "map-reverse")
    return [*icons, *(f"places/icons/{name}.svg" for name in names)]


@hooks.register("register_admin_urls")
def map_field_urls() -> list[URLPattern]:
    """Where the map fields ask for the points of places."""
    return [path("places/points/", place_points, name="place_points")]
