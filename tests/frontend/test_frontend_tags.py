"""Icons and figures in templates."""

from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.utils.translation import override

from frontend.icons import PATHS, icon_markup


def render(source, **context):
    """What a template with our tags writes."""
    return Template("{% load frontend_tags %}" + source).render(Context(context))


@pytest.mark.parametrize("name", sorted(PATHS))
def test_every_icon_is_well_formed_and_hidden_from_screen_readers(name):
    drawing = ElementTree.fromstring(icon_markup(name))  # noqa: S314 (our own)
    assert drawing.get("aria-hidden") == "true"
    assert drawing.get("class") == f"icon icon--{name}"
    assert "style" not in icon_markup(name)


def test_an_icon_that_does_not_exist_stops_the_page():
    with pytest.raises(KeyError):
        render('{% icon "unicorn" %}')


def test_icons_are_written_as_drawings():
    assert render('{% icon "play" %}').startswith("<svg ")


def test_figures_follow_the_language_of_the_page():
    source = "{{ m|metres }} {{ minutes|duration }} {{ seconds|clock }}"
    figures = {"m": 2449, "minutes": 65, "seconds": 168}
    with override("fr"):
        assert render(source, **figures) == "2,4\u00a0km 1\u00a0h\u00a005 2:48"
    with override("en"):
        assert render(source, **figures) == "2.4\u00a0km 1\u00a0h\u00a005\u00a0min 2:48"
