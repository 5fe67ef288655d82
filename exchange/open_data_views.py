"""Where all trails are read as open data: a page, feeds, and a catalogue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language, get_language_from_request, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from exchange.open_data import Collection, collection, documents, terms
from exchange.writers import dcat
from exchange.writers.feed import FEEDS
from exchange.writers.formats import BY_KEY, PROGRAMME, Format
from exchange.writing import WRITERS
from tours import packages
from tours.package_building import site_facts
from tours.package_views import open_to_all

JSON_LD = "application/ld+json"
FEED_FORMATS = {**BY_KEY, PROGRAMME.key: PROGRAMME}


@dataclass(frozen=True)
class FixedPage:
    """A page outside the page tree, in each language."""

    title: str
    description: str
    addresses: Mapping[str, str]


@dataclass(frozen=True)
class FeedFile:
    """All trails of a language in one format."""

    form: Format
    url: str


def open_data(request: HttpRequest) -> HttpResponse:
    """Sends the reader to the page in the language that their browser asks for."""
    response = HttpResponseRedirect(_page_address(get_language_from_request(request)))
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def open_data_page(request: HttpRequest) -> HttpResponse:
    """What there is, in the language of the address."""
    language = get_language() or settings.LANGUAGE_CODE
    facts = _facts(request)
    context = {
        "fixed_page": FixedPage(_("Open data"), _description(), _addresses()),
        "collection": collection(language),
        "feeds": list(_feeds(language)),
        "publisher": facts["publisher"],
        "terms": terms(facts["licence"], language),
    }
    return render(request, "exchange/open_data.html", context)


@require_safe
def trails_feed(request: HttpRequest, language: str, key: str) -> HttpResponseBase:
    """All trails of a language in one file, written while they are read."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    etag = f'"{packages.standing(language).mark}-{key}-{WRITERS}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        chunks = FEEDS[key](documents(language))
        kind = FEED_FORMATS[key].media_type
        response = StreamingHttpResponse(chunks, content_type=kind)
    response.headers["Content-Language"] = language
    return open_to_all(response, etag)


@require_safe
def catalog(request: HttpRequest) -> HttpResponseBase:
    """The data sets of all languages, as portals read them."""
    etag = f'"{packages.standing().mark}-{WRITERS}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        content = dcat.write(_catalog(request))
        response = HttpResponse(content, content_type=JSON_LD)
    response.headers["Content-Language"] = settings.LANGUAGE_CODE
    return open_to_all(response, etag)


def _catalog(request: HttpRequest) -> dcat.Catalog:
    facts, root = _facts(request), _root(request)
    languages = [code for code, _name in settings.LANGUAGES]
    found = [each for each in map(collection, languages) if each.entries]
    with override(settings.LANGUAGE_CODE):
        return dcat.Catalog(
            url=f"{root}{reverse('open_data_catalog')}",
            title=_("Open data"),
            description=_description(),
            language=settings.LANGUAGE_CODE,
            publisher=facts["publisher"],
            homepage=f"{root}/",
            datasets=[_dataset(each, facts, root) for each in found],
        )


def _dataset(held: Collection, facts: Mapping[str, str], root: str) -> dcat.Dataset:
    with override(held.language):
        return dcat.Dataset(
            url=f"{root}{_page_address(held.language)}#trails",
            title=_("Walking trails"),
            description=_description(),
            language=held.language,
            licence=facts["licence"],
            distributions=[
                dcat.Distribution(
                    f"{root}{feed.url}",
                    str(feed.form.label),
                    feed.form.media_type,
                    feed.form.specification,
                )
                for feed in _feeds(held.language)
            ],
            modified=held.changed_at,
            keywords=held.themes,
            attributions=held.sources,
            bounds=held.bounds,
        )


def _description() -> str:
    return _("Every trail with its stops, their stories, its line, sound and pictures.")


def _feeds(language: str) -> Iterable[FeedFile]:
    for key in FEEDS:
        yield FeedFile(FEED_FORMATS[key], reverse(f"trails_{key}", args=[language]))


def _addresses() -> dict[str, str]:
    return {code: _page_address(code) for code, _name in settings.LANGUAGES}


def _page_address(language: str) -> str:
    with override(language):
        return reverse("open_data")


def _facts(request: HttpRequest) -> dict[str, str]:
    """Who answers for the site, and the licence of its texts."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site_facts(site.root_page)


def _root(request: HttpRequest) -> str:
    """The site's public address, without a slash at its end."""
    return settings.BASE_URL or request.build_absolute_uri("/").rstrip("/")


open_data_paths: list[URLPattern] = [
    path("opendata/", open_data),
    path("opendata/catalog.jsonld", catalog, name="open_data_catalog"),
    *(
        path(
            f"opendata/<slug:language>/trails.{FEED_FORMATS[key].suffix}",
            trails_feed,
            {"key": key},
            name=f"trails_{key}",
        )
        for key in FEEDS
    ),
]
