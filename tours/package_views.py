"""Where a trail's package is read from: beside its page, open to every site."""

from collections.abc import Callable
from typing import BinaryIO

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseGone,
)
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page, Site

from tours import packages
from tours.models import TourPage
from tours.package_building import PackageIncomplete
from tours.packages import Package

JSON = "application/json"
# Phones ask again each time; the answer is mostly 304.
FRESH = "public, max-age=60, must-revalidate"
FOR_EVER = "public, max-age=31536000, immutable"


def find_trail(request: HttpRequest, path: str) -> TourPage:
    """The trail whose page lies at a path of the language. Raises Http404."""
    found = Page.route_for_request(request, path)
    page = found.page if found else None
    if not isinstance(page, TourPage) or found.args[0].__name__ != "index_route":
        raise Http404
    return page


def find_package(request: HttpRequest, path: str) -> Package:
    """The package in force of that trail. Raises Http404."""
    try:
        package = packages.current_or_built(find_trail(request, path))
    except PackageIncomplete as error:
        raise Http404 from error
    if package is None:
        raise Http404
    return package


def was_withdrawn(request: HttpRequest, path: str) -> bool:
    """Whether a trail that was published at a path of the language is shown no more."""
    site = Site.find_for_request(request)
    root = site and site.root_page.get_translation_or_none(Locale.get_active())
    if root is None:
        return False
    pages = TourPage.objects.filter(url_path=f"{root.url_path}{path}/", live=False)
    return pages.filter(first_published_at__isnull=False).exists()


def answered(
    request: HttpRequest,
    package: Package,
    content: Callable[[], bytes | BinaryIO],
    media_type: str,
    cache_control: str = FRESH,
    form: str = "",
) -> HttpResponseBase:
    """What is made of a package, or 304 where the reader has it already.

    ``form`` tells apart what is made of one package. A file is sent in chunks, then
    closed.
    """
    etag = f'"{package.etag[1:-1]}-{form}"' if form else package.etag
    moment = int(package.built_at.timestamp())
    response = get_conditional_response(request, etag=etag, last_modified=moment)
    if response is None:
        made = content()
        kind = HttpResponse if isinstance(made, bytes) else FileResponse
        response = kind(made, content_type=media_type)
    return open_to_all(response, etag, cache_control)


def open_to_all(
    response: HttpResponseBase, etag: str, cache_control: str = FRESH
) -> HttpResponseBase:
    """An answer that any site may read, and ask for again at little cost."""
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = cache_control
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def package_json(request: HttpRequest, path: str) -> HttpResponseBase:
    """The package as it is now; 410 where the trail was withdrawn.

    Phones that keep the trail delete it then, but not at a 404: that may be a mistake.
    """
    try:
        package = find_package(request, path)
    except Http404:
        if was_withdrawn(request, path):
            return HttpResponseGone(
                headers={
                    "Cache-Control": FRESH,
                    "Access-Control-Allow-Origin": "*",
                }
            )
        raise
    return answered(request, package, lambda: package.content, JSON)


@require_safe
def package_version_json(
    request: HttpRequest, path: str, version: str
) -> HttpResponseBase:
    """One version of it, which never changes."""
    package = packages.versioned(find_trail(request, path), version)
    if package is None:
        raise Http404
    return answered(request, package, lambda: package.content, JSON, FOR_EVER)
