"""A trail's booklet, beside its page."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from exchange.paper.kept_booklets import (
    PRINTERS,
    SECONDS,
    BookletAwaited,
    booklet_of,
)
from exchange.writers.formats import BOOKLET
from tours.package_views import answered, find_package


@require_safe
def booklet_pdf(request: HttpRequest, path: str) -> HttpResponseBase:
    """The booklet of the trail at a path; while it is made, a page that says so."""
    package = find_package(request, path)
    try:
        response = answered(
            request,
            package,
            lambda: booklet_of(package),
            BOOKLET.media_type,
            form=f"{BOOKLET.key}-{PRINTERS}",
        )
    except BookletAwaited:
        return _come_back(request)
    name = f"{path.rstrip('/').rpartition('/')[2]}.{BOOKLET.suffix}"
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=False, filename=name
    )
    return response


def _come_back(request: HttpRequest) -> HttpResponseBase:
    response = render(request, "exchange/booklet_awaited.html", status=503)
    response.headers["Retry-After"] = str(SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response


booklet_paths: list[URLPattern] = [
    path(f"<path:path>/{BOOKLET.file_name}", booklet_pdf, name="trail_booklet")
]
