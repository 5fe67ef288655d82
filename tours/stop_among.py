"""One stop of a trail with what its own page shows around it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404

from tours.presentation import StopView, TourView, present_tour
from tours.told_seasons import ToldSeason, told_season
from tours.trail_of_day import usual_of

if TYPE_CHECKING:
    from tours.models import Stop, TourPage


@dataclass(frozen=True)
class Away:
    """A stop that is not told today: its season, or what is told in its place."""

    stop: "Stop"
    season: ToldSeason | None
    instead: StopView | None

    @property
    def returns(self) -> ToldSeason | None:
        """When a take is told again; None for a usual stop, which is not away."""
        return self.season if self.stop.is_take else None


def stop_among(page: "TourPage", code: str) -> dict[str, Any]:
    """The stop with a code, and its neighbours; Http404 where there is none.

    A stop out of season has its page all the same: its code is printed on panels. It
    stands where it is when it is on, without neighbours, and says when it returns, or
    what is told in its place.
    """
    now = page.presented
    away = None
    if any(s.code == code for s in (*now.day.away, *now.day.aside)):
        page.presented = present_tour(page, also={code})
        away = _away(page.presented, now, code)
    stops: tuple[StopView | None, ...] = (None, *page.presented.stops, None)
    for before, stop, after in zip(stops, stops[1:], stops[2:], strict=False):
        if stop is not None and stop.code == code:
            around = (None, None) if away else (before, after)
            return {
                "trail": page.presented,
                "stop": stop,
                "away": away,
                "previous_stop": around[0],
                "next_stop": around[1],
            }
    raise Http404


def _away(shown: TourView, now: TourView, code: str) -> Away:
    """A stop as it is shown all the same, beside the trail as it is told today."""
    stop = next(each.stop for each in shown.stops if each.code == code)
    told = (s for s in now.stops if usual_of(s.stop) == usual_of(stop))
    return Away(stop, told_season(stop), next(told, None))
