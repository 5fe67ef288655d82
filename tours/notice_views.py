"""The live list of a trail's notices, which changes without its package."""

import hashlib
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.timezone import get_default_timezone, localtime
from django.views.decorators.http import require_safe

from places.geo import Point
from tours.models import TourPage
from tours.notice_rules import leg_to
from tours.package import position, serialised
from tours.package_views import JSON, find_trail, open_to_all
from tours.told_notices import ToldNotice, told_notices
from tours.trail_of_day import trail_of_day

FORMAT = 1


@require_safe
def notices_json(request: HttpRequest, path: str) -> HttpResponseBase:
    """What holds now, and what begins within thirty days; open to every site."""
    page = find_trail(request, path)
    if not TourPage.objects.in_force().filter(pk=page.pk).exists():
        raise Http404
    content = serialised(notice_list(page))
    etag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(content, content_type=JSON)
    return open_to_all(response, etag)


def notice_list(page: TourPage) -> dict[str, Any]:
    """The list as ``schemas/notices-1.schema.json`` describes it."""
    day = trail_of_day(page, list(page.stops.select_related("place")))
    stops, legs = day.stops, len(day.legs)
    numbers = {stop: number for number, stop in enumerate(stops, start=1)}

    def told(each: ToldNotice) -> dict[str, Any]:
        ways = [leg_to(numbers[s], len(stops), legs) for s in each.stops if each.is_way]
        return {
            "id": str(each.notice.identifier),
            "severity": each.severity.value,
            "from": _instant(each.notice.begins_at),
            "to": _instant(each.notice.ends_at),
            "about": each.kind.value,
            "stops": [str(stop.translation_key) for stop in each.stops],
            "codes": list(each.codes),
            "legs": [way for way in ways if way is not None],
            "headline": each.headline,
            "concerns": each.concerns,
            "text": each.text,
            "language": each.language,
            "detour": _line(each.detour),
        }

    return {
        "format": FORMAT,
        "trail": str(page.translation_key),
        "language": page.locale.language_code,
        "notices": [told(each) for each in told_notices(page, stops, ahead=True)],
    }


def _instant(at: Any) -> str | None:
    """With the offset of the city's clocks."""
    return localtime(at, get_default_timezone()).isoformat() if at else None


def _line(points: list[Point]) -> dict[str, Any] | None:
    if not points:
        return None
    return {"type": "LineString", "coordinates": [position(each) for each in points]}
