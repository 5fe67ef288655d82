"""Compresses text, and text only: sound must reach phones byte for byte."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

COMPRESSED_TYPES = (
    "text/",
    "application/geo+json",
    "application/gpx+xml",
    "application/json",
    "application/ld+json",
    "application/vnd.google-earth.kml+xml",
    "application/xml",
    "image/svg+xml",
)


class TextGZipMiddleware(GZipMiddleware):
    """Django's own, kept away from media: a compressed sound cannot be sought."""

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        """Compress text, whole or as it is made; leave files as they are."""
        kind = response.headers.get("Content-Type", "")
        is_file = isinstance(response, FileResponse)
        if is_file or not kind.startswith(COMPRESSED_TYPES):
            return response
        return super().process_response(request, response)
