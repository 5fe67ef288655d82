"""Icons and figures in templates."""

from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.utils.translation import override

from frontend.icons import PATHS, icon_drawn, icon_markup, icon_sheet


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


@pytest.mark.parametrize("name", sorted(PATHS))
def test_every_drawing_is_well_formed(name):
    sheet = ElementTree.fromstring(icon_sheet(icon_markup(name)))  # noqa: S314
    symbols = sheet.findall(".//symbol")
    assert [symbol.get("id") for symbol in symbols] == [f"icon-{name}"]
    assert len(symbols[0]) > 0


@pytest.mark.parametrize("name", sorted(PATHS))
def test_an_icon_may_bring_its_drawing_with_it(name):
    drawing = ElementTree.fromstring(icon_drawn(name))  # noqa: S314 (our own)
    assert drawing.get("aria-hidden") == "true"
    assert len(drawing) > 0
    assert render(f'{{% drawn_icon "{name}" %}}') == icon_drawn(name)


def test_a_page_holds_the_drawing_of_each_icon_once():
    page = render(
        '{% with_icons %}{% icon "play" %}{% icon "map" %}{% icon "play" %}'
        "{% endwith_icons %}"
    )
    assert page.count('<use href="#icon-play"/>') == 2
    assert page.count('id="icon-play"') == page.count('id="icon-map"') == 1
    assert page.count("<symbol ") == 2


def test_a_page_without_icons_holds_no_drawing():
    assert render("{% with_icons %}<p>A & B</p>{% endwith_icons %}") == "<p>A & B</p>"


def test_what_a_page_says_is_escaped_inside_the_icons_tag():
    page = render("{% with_icons %}{{ words }}{% endwith_icons %}", words="<b>")
    assert page == "&lt;b&gt;"


def test_figures_follow_the_language_of_the_page():
    source = "{{ m|metres }} {{ minutes|duration }} {{ seconds|clock }}"
    figures = {"m": 2449, "minutes": 65, "seconds": 168}
    with override("fr"):
        assert render(source, **figures) == "2,4\u00a0km 1\u00a0h\u00a005 2:48"
    with override("en"):
        assert render(source, **figures) == "2.4\u00a0km 1\u00a0h\u00a005\u00a0min 2:48"
