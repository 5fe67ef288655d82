"""What the track's map asks for while a trail is composed: legs along streets."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.permission_policies.pages import PagePermissionPolicy

from citymap.cities import City, covering
from citymap.legs import Router, StraightRouter
from citymap.walking import GraphUnreadable
from tours.legs import MAX_BODY_BYTES, LegsRefused, LegsWanted, found_legs, read_wanted
from tours.models import TourPage
from tours.routing import router_of

SENTENCES = {
    "body": _("This request is larger than %(limit)s kilobytes."),
    "json": _("This request is not a JSON object."),
    "stops": _("Legs need at least two stops."),
    "stop_list": _("There must be a list of stops."),
    "too_many_stops": _("%(stops)s stops: the limit is %(limit)s."),
    "stop": _(
        "Stop %(number)s is not a longitude between −180 and 180 and a latitude"
        " between −90 and 90."
    ),
    "vias": _("There must be one list of points to pass for each of %(legs)s legs."),
    "too_many_vias": _("Leg %(leg)s passes too many points: the limit is %(limit)s."),
    "via": _(
        "A point that leg %(leg)s passes is not a longitude between −180 and 180 and"
        " a latitude between −90 and 90."
    ),
    "profile": _("The profile must be on-foot, step-free or with-children."),
}


@require_POST
def tour_legs(request: HttpRequest) -> JsonResponse:
    """Legs between the stops sent, for whoever may write or change trails."""
    return answered(request, lambda body: _answer(read_wanted(body)))


def answered(
    request: HttpRequest, answer: Callable[[bytes], dict[str, Any]]
) -> JsonResponse:
    """What the composer is answered, or the sentence that says why it is refused.

    Raises PermissionDenied for whoever may not write trails.
    """
    refuse_strangers(request)
    try:
        return JsonResponse(answer(_body(request)))
    except LegsRefused as refusal:
        sentence = str(SENTENCES[refusal.code]) % refusal.facts
        status = 413 if refusal.code == "body" else 400
        return JsonResponse({"error": sentence}, status=status)


def refuse_strangers(request: HttpRequest) -> None:
    """Let pass whoever may write or change trails. Raises PermissionDenied."""
    policy = PagePermissionPolicy(TourPage)
    if not policy.user_has_any_permission(request.user, {"add", "change", "publish"}):
        raise PermissionDenied


def _body(request: HttpRequest) -> bytes:
    """The body, unless it is larger than any trail needs: it is not read then."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MAX_BODY_BYTES:
        raise LegsRefused("body", limit=MAX_BODY_BYTES // 1000)
    return request.body


def _answer(wanted: LegsWanted) -> dict[str, Any]:
    """Legs along the streets of the city around all stops, or straight ones."""
    city = covering(wanted.halts)
    router, notice = _router(city)
    legs, routed = found_legs(router, wanted)
    if routed.fallback_reason:
        notice = gettext(
            "The routing server did not answer: the city’s own map was used."
        )
    return {
        "legs": [leg.as_json() for leg in legs],
        "city": city.name if city else None,
        "notice": notice,
    }


def _router(city: City | None) -> tuple[Router, str | None]:
    """Who finds the way in a city, and what to tell the editor about it."""
    if city is None:
        return StraightRouter(), gettext(
            "No map of this city is installed: legs are straight lines."
        )
    try:
        return router_of(city), None
    except (OSError, GraphUnreadable):
        return StraightRouter(), gettext(
            "The map of this city has no streets that can be read: legs are straight"
            " lines."
        )
