"""What the trail's map asks for around stops: streets within a zone's reach."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from citymap.boxes import Position
from citymap.cities import covering
from citymap.walking import GraphUnreadable
from tours.composer_views import answered
from tours.legs import DECIMALS, read_stops
from tours.routing import streets_of

# Beyond the widest zone, so that a stop which moves a little is known already.
AROUND_M = 80.0
# A street corner has some twenty pieces, a station with its passages over two hundred.
MOST_STREETS = 200


@require_POST
def tour_streets(request: HttpRequest) -> JsonResponse:
    """Ways open to walkers near the stops sent, for whoever may write trails."""
    return answered(request, _answer)


def _answer(body: bytes) -> dict[str, Any]:
    return {"streets": [_streets(stop) for stop in read_stops(body)]}


def _streets(stop: Position) -> list[list[list[float]]]:
    """Lines around a stop; none where no map is installed or can be read."""
    city = covering([stop])
    if city is None:
        return []
    try:
        index = streets_of(city).streets
    except (OSError, GraphUnreadable):
        return []
    return [
        [[round(lon, DECIMALS), round(lat, DECIMALS)] for lon, lat in line]
        for line in index.around(stop, AROUND_M, MOST_STREETS)
    ]
