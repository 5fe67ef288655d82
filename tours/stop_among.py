"""One stop of a trail with what its own page shows around it."""

from typing import TYPE_CHECKING, Any

from django.http import Http404

from tours.presentation import StopView, present_tour
from tours.told_seasons import told_season

if TYPE_CHECKING:
    from tours.models import TourPage


def stop_among(page: "TourPage", code: str) -> dict[str, Any]:
    """The stop with a code, and its neighbours; Http404 where there is none.

    A stop out of season has its page all the same: its code is printed on panels. It
    stands where it is when it is on, without neighbours, and says when it returns.
    """
    season = next(
        (told_season(s) for s in page.presented.day.away if s.code == code), None
    )
    if season is not None:
        page.presented = present_tour(page, also={code})
    stops: tuple[StopView | None, ...] = (None, *page.presented.stops, None)
    for before, stop, after in zip(stops, stops[1:], stops[2:], strict=False):
        if stop is not None and stop.code == code:
            around = (None, None) if season else (before, after)
            return {
                "trail": page.presented,
                "stop": stop,
                "away": season,
                "previous_stop": around[0],
                "next_stop": around[1],
            }
    raise Http404
