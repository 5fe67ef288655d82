"""Compresses text, and text only: sound must reach phones byte for byte."""

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

COMPRESSED_TYPES = ("text/", "application/json", "application/xml", "image/svg+xml")


class TextGZipMiddleware(GZipMiddleware):
    """Django's own, kept away from media: a compressed sound cannot be sought."""

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        """Compress whole text answers; leave streams and media as they are."""
        kind = response.headers.get("Content-Type", "")
        if response.streaming or not kind.startswith(COMPRESSED_TYPES):
            return response
        return super().process_response(request, response)
