"""A trail in each format, beside its page."""

import logging
from typing import BinaryIO

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from exchange.writers.formats import BY_KEY, FORMATS, Format
from exchange.writing import WRITERS, written
from tours.package_views import answered, find_package
from tours.packages import Package

logger = logging.getLogger(__name__)


@require_safe
def trail_file(request: HttpRequest, path: str, key: str) -> HttpResponseBase:
    """The trail at a path in one format, to be kept under the trail's name."""
    package, form = find_package(request, path), BY_KEY[key]
    try:
        response = answered(
            request,
            package,
            lambda: _content(package, form),
            form.media_type,
            form=f"{key}-{WRITERS}",
        )
    except (FileNotFoundError, ValueError) as error:
        logger.error("%s cannot be written as %s: %s", path, key, error)
        raise Http404 from error
    name = f"{path.rstrip('/').rpartition('/')[2]}.{form.suffix}"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = disposition
    return response


def _content(package: Package, form: Format) -> bytes | BinaryIO:
    """As bytes, which are compressed on their way; the archive as it is."""
    file = written(package, form)
    if form.write is None:
        return file
    with file:
        return file.read()


# The package itself is answered by its own view.
trail_file_paths: list[URLPattern] = [
    path(
        f"<path:path>/{form.file_name}",
        trail_file,
        {"key": form.key},
        name=f"trail_{form.key}",
    )
    for form in FORMATS
    if form.key != "package"
]
