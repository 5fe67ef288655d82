"""What a router answers: the legs of a walk from stop to stop. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from citymap.access import PACE_KM_H, Profile
from citymap.boxes import Position
from citymap.plane import distance_m

# Farther from any street than this, a stop is cut off.
SNAP_M = 60.0

Matrix = tuple[tuple[float, ...], ...]


class Reason(StrEnum):
    """Why a leg could not follow streets."""

    FAR_FROM_STREET = "far-from-street"
    NOT_CONNECTED = "not-connected"
    NO_MAP = "no-map"


class FallbackReason(StrEnum):
    """Why the local graph answered in place of the server that was asked."""

    UNREACHABLE = "valhalla-unreachable"
    REFUSED = "valhalla-refused"
    UNREADABLE = "valhalla-unreadable"


@dataclass(frozen=True)
class Leg:
    """The way from one stop to the next.

    ``line`` begins and ends at the stops themselves; ``metres`` and ``seconds`` count
    the bits from a stop to the street too. ``steps`` are stairs crossed; ``step_free``
    says that no step, raised kerb or ``wheelchair=no`` is mapped on the way, and is
    never true of a straight leg, of which nothing is known. ``cut_off`` are the
    numbers of the stops to blame for a straight leg, counted from 0.
    """

    line: tuple[Position, ...]
    metres: float
    seconds: float
    steps: int
    step_free: bool
    by: Literal["street", "straight"]
    reason: Reason | None = None
    cut_off: tuple[int, ...] = ()


@dataclass(frozen=True)
class Routed:
    """Legs, and why it was not the router first asked that answered, if so."""

    legs: tuple[Leg, ...]
    fallback_reason: FallbackReason | None = None


class Router(Protocol):
    """Finds ways on foot. Any thread may call it at any time."""

    def route(
        self, stops: Sequence[Position], profile: Profile = Profile.ON_FOOT
    ) -> tuple[Leg, ...]:
        """The legs between consecutive stops: one fewer than there are stops."""

    def routed(
        self, stops: Sequence[Position], profile: Profile = Profile.ON_FOOT
    ) -> Routed:
        """The same legs, and who found them."""

    def walking_seconds(
        self, stops: Sequence[Position], profile: Profile = Profile.ON_FOOT
    ) -> Matrix:
        """Seconds from every stop (row) to every other (column)."""


class StraightRouter:
    """Straight lines, where there is no map of the city."""

    def route(
        self, stops: Sequence[Position], profile: Profile = Profile.ON_FOOT
    ) -> tuple[Leg, ...]:
        """See ``Router``."""
        return tuple(
            straight_leg(stops[number], stops[number + 1], profile, Reason.NO_MAP)
            for number in range(len(stops) - 1)
        )

    def routed(
        self, stops: Sequence[Position], profile: Profile = Profile.ON_FOOT
    ) -> Routed:
        """See ``Router``."""
        return Routed(self.route(stops, profile))

    def walking_seconds(
        self, stops: Sequence[Position], profile: Profile = Profile.ON_FOOT
    ) -> Matrix:
        """See ``Router``."""
        pace = pace_m_s(profile)
        return tuple(tuple(distance_m(a, b) / pace for b in stops) for a in stops)


def straight_leg(
    start: Position,
    end: Position,
    profile: Profile,
    reason: Reason,
    cut_off: tuple[int, ...] = (),
) -> Leg:
    """The leg as the crow flies, with the reason why it is no better."""
    metres = distance_m(start, end)
    return Leg(
        line=(start, end),
        metres=metres,
        seconds=metres / pace_m_s(profile),
        steps=0,
        step_free=False,
        by="straight",
        reason=reason,
        cut_off=cut_off,
    )


def pace_m_s(profile: Profile) -> float:
    """Metres walked in a second on the flat."""
    return PACE_KM_H[profile] / 3.6


def joined_line(positions: Iterable[Position]) -> tuple[Position, ...]:
    """A line without standing still; two positions at least, as GeoJSON wants."""
    line: list[Position] = []
    for position in positions:
        if not line or line[-1] != position:
            line.append(position)
    return tuple(line if len(line) != 1 else line * 2)
