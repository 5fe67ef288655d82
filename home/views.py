"""The bare address, which has no language yet."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request


def preferred_language(request: HttpRequest) -> HttpResponse:
    """Send the reader to the home page in the language their browser asks for."""
    language = get_language_from_request(request)
    response = HttpResponseRedirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response
