"""Addresses outside the page tree: short ones, a place's, the walk's words."""

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_request

from frontend.release import release
from media_library.picture_sizes import COVER_FRAMES
from media_library.shown_sizes import shown_sizes
from places.models import Place
from tours.cards import draw_cards, read_cards
from tours.models import Stop, TourPage
from tours.trail_of_day import told_now


def short_address(request: HttpRequest, code: str, language: str = "") -> HttpResponse:
    """From a QR code to a stop's or a trail's page.

    In the language that the address names, else in the reader's, else in any.
    """
    found = _stops_pages(code) or _trails_pages(code)
    if not found:
        raise Http404
    spoken = get_language_from_request(request)
    address = found.get(language) or found.get(spoken) or next(iter(found.values()))
    response = HttpResponseRedirect(address)
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _stops_pages(code: str) -> dict[str, str]:
    """The address of a stop's page, by language: of what is told in its place today."""
    stops = (
        Stop.objects.with_code(code)
        .filter(page__live=True)
        .select_related("page", "locale")
        .order_by("locale_id")
    )
    takes = Stop.objects.filter(page=OuterRef("page"), is_take=True)
    return {
        stop.locale.language_code: f"{stop.page.url}stop/{told.code}/"
        for stop in stops.annotate(has_takes=Exists(takes))
        for told in [told_now(stop) if stop.has_takes else stop]
    }


def _trails_pages(code: str) -> dict[str, str]:
    """The address of a trail's page, by language."""
    trails = TourPage.objects.with_code(code).live().select_related("locale")
    return {
        trail.locale.language_code: trail.url for trail in trails.order_by("locale_id")
    }


def walk_words(request: HttpRequest, of: str) -> HttpResponse:
    """What the walk says in the language of the address, for its script.

    ``of`` is the release that asks. An older page gets the words there are, unkept.
    """
    response = render(request, "tours/walk_words.html")
    if of != release():
        response.headers["Cache-Control"] = "no-store"
    return response


def kept_walks(request: HttpRequest) -> HttpResponse:
    """The walks kept on a phone: its own script finds them there."""
    return render(request, "pack/kept_walks.html")


def place_page(request: HttpRequest, code: str) -> HttpResponse:
    """A place in the language of the address, with the trails that pass there."""
    versions = Place.objects.with_code(code).select_related("locale", "picture")
    place = next(
        (p for p in versions if p.locale.language_code == get_language()), None
    )
    if place is None:
        raise Http404
    if code != place.code:
        return redirect(place, permanent=True)
    passing = TourPage.objects.on_show(get_language()).filter(stops__place=place)
    cards = read_cards(passing.distinct(), place.locale)
    context = {
        "place": place,
        "versions": versions,
        "cards": cards,
        "picture": shown_sizes(place.picture, COVER_FRAMES)
        if place.picture and place.picture.rights.are_given
        else (),
        "overview": draw_cards(cards, [place.point]),
    }
    return render(request, "places/place_page.html", context)
