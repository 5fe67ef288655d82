"""What every page says around its content."""

import pytest
from django.core.cache import cache
from django.template import Context
from django.test import RequestFactory
from django.utils.translation import override

from home.page_cache import content_version
from home.templatetags import home_tags
from tests.factories import TextPageFactory, TourPageFactory

pytestmark = pytest.mark.screens


def context_of(path="/fr/", **values):
    """A template's context for a request on the site."""
    request = RequestFactory().get(path)
    return Context({"request": request, **values})


def alternates(page):
    """The other languages that a page's head tells of."""
    html = page.content.decode()
    return [line.strip() for line in html.splitlines() if 'rel="alternate"' in line]


def test_the_menu_lists_the_pages_of_the_reader_s_language_in_order(site):
    about = TextPageFactory(parent=site.home, title="À propos")
    TextPageFactory(parent=site.home, title="Brouillon", live=False)
    TextPageFactory(parent=site.home, title="Caché", show_in_menus=False)
    legal = TextPageFactory(parent=site.home, title="Mentions légales")
    TextPageFactory(parent=site.english_home, title="About", language="en")
    with override("fr"):
        assert home_tags.site_pages(context_of()) == [about, legal]


def test_the_menu_is_read_once_for_a_page(site, django_assert_num_queries):
    context = context_of()
    content_version.get()  # asks when rights begin and end
    with override("fr"), django_assert_num_queries(1):
        home_tags.site_pages(context)
        home_tags.site_pages(context)


def test_without_a_request_there_is_neither_menu_nor_language(db):
    assert home_tags.site_pages(Context()) == []
    assert home_tags.language_links(Context()) == []


def test_a_page_leads_to_its_translation(site):
    french = TextPageFactory(parent=site.home, title="À propos")
    TextPageFactory(
        parent=site.english_home,
        title="About",
        language="en",
        translation_key=french.translation_key,
    )
    with override("fr"):
        here, there = home_tags.language_links(context_of(page=french))
    assert (here.code, here.url, here.is_current) == ("fr", "/fr/a-propos/", True)
    assert (there.name, there.url) == ("English", "/en/about/")
    assert there.is_translation


def test_a_page_without_translation_leads_to_the_other_home_page(site):
    french = TextPageFactory(parent=site.home, title="À propos")
    with override("fr"):
        _here, there = home_tags.language_links(context_of(page=french))
    assert there.url == "/en/"
    assert not there.is_translation


def test_search_engines_are_told_of_true_translations_only(site, phone):
    TextPageFactory(parent=site.home, title="À propos")
    home = alternates(phone.get("/fr/"))
    assert any('hreflang="en" href="http://testserver/en/"' in line for line in home)
    assert any(
        'hreflang="x-default" href="http://testserver/"' in line for line in home
    )
    about = "".join(alternates(phone.get("/fr/a-propos/")))
    assert 'hreflang="en"' not in about


@pytest.fixture
def trail_in_two_languages(site):
    """A French trail and its English translation, whose stops share their keys."""
    french = TourPageFactory(parent=site.home, title="Le tram")
    english = TourPageFactory(
        parent=site.english_home,
        language="en",
        title="The tram",
        translation_key=french.translation_key,
    )
    for stop, translated in zip(french.stops.all(), english.stops.all(), strict=True):
        translated.translation_key = stop.translation_key
        translated.save()
    return french


def test_a_stop_leads_to_the_same_stop(trail_in_two_languages, phone):
    code = trail_in_two_languages.stops.first().code
    page = phone.get(f"/fr/le-tram/stop/{code}/")
    assert f'href="/en/the-tram/stop/{code}/"' in page.content.decode()


def test_a_stop_that_the_translation_lacks_leads_home(trail_in_two_languages, phone):
    code = trail_in_two_languages.stops.first().code
    english = trail_in_two_languages.get_translations().specific().get()
    english.stops.first().delete()
    html = phone.get(f"/fr/le-tram/stop/{code}/").content.decode()
    assert "/en/the-tram/" not in html
    assert 'class="site-header__language" href="/en/"' in html


def test_a_place_leads_to_its_translation_only_where_it_has_one(site, phone):
    trail = TourPageFactory(parent=site.home)
    place = trail.stops.first().place
    html = phone.get(place.get_absolute_url()).content.decode()
    assert 'class="site-header__language" href="/en/"' in html


def test_the_description_is_what_the_editor_wrote_else_what_the_page_says(site):
    page = TextPageFactory(
        parent=site.home, body=f"<h2>Un</h2><p>Deux &amp; {'mots ' * 80}</p>"
    )
    with override("fr"):
        found = home_tags.page_meta(context_of(page=page)).description
    assert found.startswith("Un Deux & mots mots")
    assert len(found) <= home_tags.DESCRIPTION_LENGTH
    page.search_description = "Ce qu’il faut savoir."
    with override("fr"):
        found = home_tags.page_meta(context_of(page=page)).description
    assert found == "Ce qu’il faut savoir."


def test_whole_addresses_use_the_public_name_when_it_is_known(site, settings):
    settings.BASE_URL = "https://balades.example.org"
    with override("fr"):
        meta = home_tags.page_meta(context_of("/fr/?theme=x", page=site.home))
    assert meta.url == "https://balades.example.org/fr/"
    assert dict(meta.alternates)["en"] == "https://balades.example.org/en/"


def test_a_page_without_picture_is_shared_with_the_site_s_own(site, phone):
    html = phone.get("/fr/").content.decode()
    assert "frontend/images/social" in html


def test_a_trail_is_shared_with_its_cover(site, phone):
    TourPageFactory(parent=site.home, title="Le tram")
    html = phone.get("/fr/le-tram/").content.decode()
    assert 'property="og:image" content="http://testserver/media/' in html


def test_the_source_code_is_offered_where_it_is_known(site, phone, settings):
    assert "Source code" not in phone.get("/en/").content.decode()
    settings.SOURCE_CODE_URL = "https://code.example.org/balades"
    cache.clear()
    html = phone.get("/en/", headers={"accept-language": "en"}).content.decode()
    assert "https://code.example.org/balades" in html


def test_a_missing_page_leads_home_in_its_language(site, phone):
    page = phone.get("/en/nothing/")
    assert page.status_code == 404
    html = page.content.decode()
    assert 'href="/en/"' in html
    assert 'rel="canonical"' not in html
