"""How long a walk is, in metres and minutes. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from places.geo import Point, distance_along_m, distance_m, length_m

PACE_KM_H = 4.0  # DIN 33466, on the flat; also the field's usual value


@dataclass(frozen=True)
class Walk:
    """The figures of a whole walk: metres on foot, seconds on foot and of sound."""

    length_m: float
    listening_s: float

    @property
    def walking_s(self) -> float:
        """Seconds on foot at ``PACE_KM_H``."""
        return self.length_m / (PACE_KM_H / 3.6)

    @property
    def total_minutes(self) -> int:
        """Minutes of walking and listening, to five minutes above a quarter."""
        minutes = max(1, round((self.walking_s + self.listening_s) / 60))
        return minutes if minutes <= 15 else round(minutes / 5) * 5


def measure(track: list[Point], stops: list[Point], listening_s: float) -> Walk:
    """The walk along a track, or from stop to stop as the crow flies without one."""
    return Walk(length_m=length_m(track or stops), listening_s=listening_s)


def legs_m(track: list[Point], stops: Iterable[Point]) -> list[float]:
    """Metres walked to reach each stop from the one before it; 0 for the first.

    Follows the track where the stops lie along it in order; falls back to the
    straight distance for a stop that does not.
    """
    found = list(stops)
    if not found:
        return []
    along = [distance_along_m(track, stop) for stop in found] if track else []
    metres = [0.0]
    for number in range(1, len(found)):
        straight = distance_m(found[number - 1], found[number])
        walked = along[number] - along[number - 1] if along else 0.0
        # A leg cannot be shorter than the straight line (less the stops' distance
        # to the track): then the track passes the stops in another order.
        metres.append(walked if walked >= straight * 0.7 else straight)
    return metres
