"""Addresses outside the page tree: a stop's short address, a place's page."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_request

from places.models import Place
from tours.models import Stop, TourPage


def short_address(request: HttpRequest, code: str) -> HttpResponse:
    """From a QR code to the stop's page, in the reader's language if it exists."""
    stops = (
        Stop.objects.with_code(code)
        .filter(page__live=True)
        .select_related("page", "locale")
        .order_by("locale_id")
    )
    found = {stop.locale.language_code: stop for stop in stops}
    if not found:
        raise Http404
    language = get_language_from_request(request)
    stop = found.get(language) or next(iter(found.values()))
    response = HttpResponseRedirect(f"{stop.page.url}stop/{stop.code}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def place_page(request: HttpRequest, code: str) -> HttpResponse:
    """A place in the language of the address, with the trails that pass there."""
    versions = Place.objects.with_code(code).select_related("locale", "picture")
    place = next(
        (p for p in versions if p.locale.language_code == get_language()), None
    )
    if place is None:
        raise Http404
    tours = (
        TourPage.objects.on_show(get_language())
        .filter(stops__place=place)
        .select_related("cover", "locale")
        .distinct()
    )
    context = {"place": place, "tours": tours, "versions": versions}
    return render(request, "places/place_page.html", context)
