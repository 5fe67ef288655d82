"""Ways on foot asked of a Valhalla server, with the local graph behind it. Pure.

The HTTP interface is that of Valhalla 3 (its "Turn-by-turn" and "Time-distance
matrix" API references): ``/route`` and ``/sources_to_targets``, in JSON. Whatever
goes wrong there, the router behind answers, and ``routed`` says why.
"""

import json
import time
from collections.abc import Callable, Sequence
from http.client import HTTPException
from math import isfinite
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from citymap.access import PACE_KM_H, TREAD_M, Profile
from citymap.boxes import Position
from citymap.legs import (
    SNAP_M,
    FallbackReason,
    Leg,
    Matrix,
    Reason,
    Routed,
    Router,
    StraightRouter,
    joined_line,
    pace_m_s,
    straight_leg,
)
from citymap.plane import distance_m

TIMEOUT_S = 3.0
# A server that did not answer is not asked again for so long: an editor who drags a
# stop would wait at every move.
REST_S = 30.0
MOST_BYTES = 20_000_000
# Valhalla's numbers for "Enter the stairs" and "Enter the escalator".
STEPS_MANEUVER, ESCALATOR_MANEUVER = 40, 41

# Seconds that a flight of steps is worth avoiding.
STEP_PENALTY_S = {
    Profile.ON_FOOT: 0,
    Profile.STEP_FREE: 600,
    Profile.WITH_CHILDREN: 120,
}


class ValhallaFailed(Exception):
    """No usable answer of the server."""

    def __init__(self, reason: FallbackReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class ValhallaRouter:
    """A router that asks the server at ``url``, and ``local`` when that fails.

    Any thread may use it. Raises ``ValueError`` for an address that is not http(s).
    """

    def __init__(
        self,
        url: str,
        local: Router | None = None,
        timeout_s: float = TIMEOUT_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if urlsplit(url).scheme not in {"http", "https"}:
            raise ValueError(url)
        self._url = url.rstrip("/")
        self._local = local or StraightRouter()
        self._timeout_s = timeout_s
        self._clock = clock
        self._rests_until = -REST_S

    def route(
        self, stops: Sequence[Position], profile: Profile = Profile.ON_FOOT
    ) -> tuple[Leg, ...]:
        """See ``Router``."""
        return self.routed(stops, profile).legs

    def routed(
        self, stops: Sequence[Position], profile: Profile = Profile.ON_FOOT
    ) -> Routed:
        """See ``Router``; ``fallback_reason`` says when the server failed, and how."""
        if len(stops) < 2:
            return Routed(())
        try:
            answer = self._ask("route", _route_question(stops, profile))
            return Routed(_legs(answer, stops, profile))
        except ValhallaFailed as failed:
            return Routed(self._local.route(stops, profile), failed.reason)

    def walking_seconds(
        self, stops: Sequence[Position], profile: Profile = Profile.ON_FOOT
    ) -> Matrix:
        """See ``Router``."""
        if len(stops) < 2:
            return ((0.0,),) * len(stops)
        try:
            question = _matrix_question(stops, profile)
            return _matrix(self._ask("sources_to_targets", question), len(stops))
        except ValhallaFailed:
            return self._local.walking_seconds(stops, profile)

    def _ask(self, action: str, question: dict[str, Any]) -> Any:
        """The server's answer, decoded. Raises ``ValhallaFailed``."""
        if self._clock() < self._rests_until:
            raise ValhallaFailed(FallbackReason.UNREACHABLE)
        try:
            content = self._fetch(action, json.dumps(question).encode())
        except HTTPError as error:
            with error:
                is_fault_of_ours = error.code < 500
            if is_fault_of_ours:
                raise ValhallaFailed(FallbackReason.REFUSED) from error
            self._rests_until = self._clock() + REST_S
            raise ValhallaFailed(FallbackReason.UNREACHABLE) from error
        except (OSError, HTTPException) as error:  # late, cut short, not there
            self._rests_until = self._clock() + REST_S
            raise ValhallaFailed(FallbackReason.UNREACHABLE) from error
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as error:
            raise ValhallaFailed(FallbackReason.UNREADABLE) from error

    def _fetch(self, action: str, body: bytes) -> bytes:
        """The bytes of an answer, within time and reason."""
        request = Request(  # noqa: S310 - http or https: see __init__
            f"{self._url}/{action}",
            data=body,
            headers={"Content-Type": "application/json"},
        )
        end = self._clock() + self._timeout_s
        content = b""
        with urlopen(request, timeout=self._timeout_s) as response:  # noqa: S310
            while part := response.read1(65_536):
                content += part
                if self._clock() > end:
                    raise TimeoutError
                if len(content) > MOST_BYTES:
                    raise ValhallaFailed(FallbackReason.UNREADABLE)
        return content


def _costing(profile: Profile) -> dict[str, Any]:
    """How Valhalla is to walk for a profile."""
    is_on_wheels = profile is Profile.STEP_FREE
    pedestrian = {
        "type": "wheelchair" if is_on_wheels else "foot",
        "walking_speed": PACE_KM_H[profile],
        "step_penalty": STEP_PENALTY_S[profile],
        "use_ferry": 0,
    }
    return {"costing": "pedestrian", "costing_options": {"pedestrian": pedestrian}}


def _locations(stops: Sequence[Position]) -> list[dict[str, float]]:
    """Stops as Valhalla wants them; it looks for a street as far as we do."""
    return [{"lon": lon, "lat": lat, "search_cutoff": SNAP_M} for lon, lat in stops]


def _route_question(stops: Sequence[Position], profile: Profile) -> dict[str, Any]:
    """The body of a ``/route`` request."""
    return {
        "locations": _locations(stops),
        "units": "kilometers",
        "directions_type": "maneuvers",
        **_costing(profile),
    }


def _matrix_question(stops: Sequence[Position], profile: Profile) -> dict[str, Any]:
    """The body of a ``/sources_to_targets`` request."""
    places = _locations(stops)
    return {"sources": places, "targets": places, **_costing(profile)}


def _legs(answer: Any, stops: Sequence[Position], profile: Profile) -> tuple[Leg, ...]:
    """The legs of an answer to ``/route``. Raises ``ValhallaFailed``."""
    try:
        legs = answer["trip"]["legs"]
        if len(legs) != len(stops) - 1:
            raise ValhallaFailed(FallbackReason.UNREADABLE)
        return tuple(
            _leg(leg, number, stops, profile) for number, leg in enumerate(legs)
        )
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise ValhallaFailed(FallbackReason.UNREADABLE) from error


def _leg(leg: Any, number: int, stops: Sequence[Position], profile: Profile) -> Leg:
    """One leg, from the stop of that number to the next."""
    start, end = stops[number], stops[number + 1]
    line = decode_polyline(leg["shape"])
    asides = distance_m(start, line[0]), distance_m(line[-1], end)
    far = tuple(number + n for n, aside in enumerate(asides) if aside > SNAP_M)
    if far:
        return straight_leg(start, end, profile, Reason.FAR_FROM_STREET, far)
    stairs = [m for m in leg["maneuvers"] if m["type"] == STEPS_MANEUVER]
    stairs_m = sum(_number(maneuver["length"]) * 1000 for maneuver in stairs)
    lifted = any(m["type"] == ESCALATOR_MANEUVER for m in leg["maneuvers"])
    aside_m = sum(asides)
    return Leg(
        line=joined_line([start, *line, end]),
        metres=_number(leg["summary"]["length"]) * 1000 + aside_m,
        seconds=_number(leg["summary"]["time"]) + aside_m / pace_m_s(profile),
        steps=max(1, round(stairs_m / TREAD_M)) if stairs else 0,
        step_free=not stairs and not lifted,
        by="street",
    )


def _matrix(answer: Any, count: int) -> Matrix:
    """The seconds of an answer to ``/sources_to_targets``."""
    try:
        rows = tuple(
            tuple(_number(cell["time"]) for cell in row)
            for row in answer["sources_to_targets"]
        )
    except (KeyError, TypeError, ValueError) as error:  # also null: no way there
        raise ValhallaFailed(FallbackReason.UNREADABLE) from error
    if len(rows) != count or any(len(row) != count for row in rows):
        raise ValhallaFailed(FallbackReason.UNREADABLE)
    return rows


def _number(value: Any) -> float:
    """A length or a time. Raises ``ValueError`` or ``TypeError``."""
    number = float(value)
    if not isfinite(number) or number < 0:
        raise ValueError(value)
    return number


def decode_polyline(text: str) -> list[Position]:
    """Positions of Valhalla's encoded shape: six decimals, latitude first.

    Google's "Encoded Polyline Algorithm Format", with Valhalla's precision. Raises
    ``ValueError`` for a text that is cut short, holds other signs or nothing.
    """
    totals, turn = [0, 0], 0
    positions = []
    value = shift = 0
    for sign in text:
        chunk = ord(sign) - 63
        if not 0 <= chunk < 64:
            raise ValueError(sign)
        value |= (chunk & 31) << shift
        shift += 5
        if chunk >= 32:
            continue
        totals[turn] += ~(value >> 1) if value & 1 else value >> 1
        if turn:
            positions.append((round(totals[1] * 1e-6, 6), round(totals[0] * 1e-6, 6)))
        turn, value, shift = 1 - turn, 0, 0
    if shift or turn or not positions:
        raise ValueError(len(text))
    return positions
