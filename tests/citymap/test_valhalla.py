"""A Valhalla server asked for ways on foot, and what happens when it fails."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citymap.access import Profile
from citymap.boxes import Position
from citymap.legs import FallbackReason, Reason, StraightRouter
from citymap.plane import distance_m
from citymap.router import StreetRouter
from citymap.valhalla import REST_S, ValhallaRouter, decode_polyline
from tests.citymap.sketches import Sketch, at

STOPS = [at(0, 5), at(100, 0), at(100, 100)]


def encode(line: list[Position]) -> str:
    """A line as Valhalla writes it."""
    text, before = "", (0, 0)
    for lon, lat in line:
        now = round(lat * 1e6), round(lon * 1e6)
        for step in (now[0] - before[0], now[1] - before[1]):
            value = ~(step << 1) if step < 0 else step << 1
            while value >= 32:
                text += chr((value & 31 | 32) + 63)
                value >>= 5
            text += chr(value + 63)
        before = now
    return text


def answer_leg(line: list[Position], **maneuver: float) -> dict[str, Any]:
    """A leg of an answer: 120 m in 110 s."""
    maneuvers: list[dict[str, float]] = [{"type": 1, "length": 0.05}]
    maneuvers += [maneuver] if maneuver else []
    summary = {"length": 0.12, "time": 110}
    return {"shape": encode(line), "summary": summary, "maneuvers": maneuvers}


def answer(*legs: dict[str, Any]) -> bytes:
    """An answer to /route."""
    return json.dumps({"trip": {"legs": list(legs), "status": 0}}).encode()


TWO_LEGS = answer(
    answer_leg([at(0, 0), at(50, 1), at(100, 0)]),
    answer_leg([at(100, 0), at(100, 100)]),
)


@dataclass
class Server:
    """A pretended server: what it says, and what it was asked."""

    url: str = ""
    status: int = 200
    body: bytes = TWO_LEGS
    waits_for: Event | None = None
    asked: list[tuple[str, Any]] = field(default_factory=list)


@contextmanager
def listening(server: Server) -> Iterator[None]:
    """The server on the loopback, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            server.asked.append((self.path, json.loads(self.rfile.read(length))))
            if server.waits_for:
                server.waits_for.wait(10)
            with suppress(ConnectionError):  # one who would not wait has gone
                self.send_response(server.status)
                self.send_header("Content-Length", str(len(server.body)))
                self.end_headers()
                self.wfile.write(server.body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{http.server_port}/"
    thread = Thread(target=http.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that answers two legs."""
    made = Server()
    with listening(made):
        yield made


@pytest.fixture
def local(tmp_path: Path) -> StreetRouter:
    """The local router over two streets."""
    points = {"A": (0.0, 0.0), "B": (100.0, 0.0), "C": (100.0, 100.0)}
    return StreetRouter(Sketch(points).way("ABC").graph(tmp_path))


# What is asked --------------------------------------------------------------------


def test_all_stops_are_asked_at_once(server: Server) -> None:
    ValhallaRouter(server.url).route(STOPS)
    ((path, question),) = server.asked
    assert path == "/route"
    assert [(s["lon"], s["lat"]) for s in question["locations"]] == STOPS
    assert {s["search_cutoff"] for s in question["locations"]} == {60}
    assert question["costing"] == "pedestrian"


@pytest.mark.parametrize(
    ("profile", "kind", "speed"),
    [
        ("on-foot", "foot", 4),
        ("step-free", "wheelchair", 3),
        ("with-children", "foot", 3),
    ],
)
def test_the_profile_says_how_one_walks(
    server: Server, profile: str, kind: str, speed: int
) -> None:
    ValhallaRouter(server.url).route(STOPS, Profile(profile))
    walking = server.asked[0][1]["costing_options"]["pedestrian"]
    assert (walking["type"], walking["walking_speed"]) == (kind, speed)


def test_nothing_is_asked_for_a_single_stop(server: Server) -> None:
    router = ValhallaRouter(server.url)
    assert router.route(STOPS[:1]) == ()
    assert router.walking_seconds(STOPS[:1]) == ((0.0,),)
    assert router.walking_seconds([]) == ()
    assert not server.asked


@pytest.mark.parametrize(
    "url", ["ftp://map.example", "file:///etc/passwd", "valhalla:8002"]
)
def test_an_address_that_is_not_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=url):
        ValhallaRouter(url)


# What is answered -----------------------------------------------------------------


def test_legs_begin_and_end_at_the_stops(server: Server) -> None:
    found = ValhallaRouter(server.url).routed(STOPS)
    assert found.fallback_reason is None
    first, second = found.legs
    assert first.by == second.by == "street"
    assert (first.line[0], first.line[-1]) == (STOPS[0], STOPS[1])
    assert first.metres == pytest.approx(120 + 5, abs=0.3)
    assert first.seconds == pytest.approx(110 + 5 / (4 / 3.6), abs=0.3)
    assert first.step_free


@pytest.mark.parametrize(("number", "steps"), [(40, 100), (41, 0)])
def test_stairs_and_escalators_are_told(
    server: Server, number: int, steps: int
) -> None:
    server.body = answer(answer_leg([STOPS[0], STOPS[1]], type=number, length=0.036))
    (found,) = ValhallaRouter(server.url).route(STOPS[:2])
    assert found.steps == steps
    assert not found.step_free


def test_a_stop_put_on_a_street_far_away_is_named(server: Server) -> None:
    far = answer_leg([at(100, 0), at(100, 300)])
    server.body = answer(answer_leg(STOPS[:2]), far)
    found = ValhallaRouter(server.url).route(STOPS)
    assert [leg.by for leg in found] == ["street", "straight"]
    assert found[1].reason == Reason.FAR_FROM_STREET
    assert found[1].cut_off == (2,)


def test_times_come_as_a_table(server: Server) -> None:
    table = [[{"time": 10 * a + b} for b in range(3)] for a in range(3)]
    server.body = json.dumps({"sources_to_targets": table}).encode()
    found = ValhallaRouter(server.url).walking_seconds(STOPS)
    assert found == ((0, 1, 2), (10, 11, 12), (20, 21, 22))
    assert server.asked[0][0] == "/sources_to_targets"


# When it fails --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (400, b'{"error_code": 171}', FallbackReason.REFUSED),
        (404, b"", FallbackReason.REFUSED),
        (502, b"", FallbackReason.UNREACHABLE),
        (200, b"", FallbackReason.UNREADABLE),
        (200, b"<html>", FallbackReason.UNREADABLE),
        (200, b"[]", FallbackReason.UNREADABLE),
        (200, b'{"trip": {"legs": []}}', FallbackReason.UNREADABLE),
        (200, b'{"trip": {"legs": [1, 2]}}', FallbackReason.UNREADABLE),
        (200, TWO_LEGS.replace(b"0.12", b'"far"'), FallbackReason.UNREADABLE),
        (200, TWO_LEGS.replace(b"0.12", b"NaN"), FallbackReason.UNREADABLE),
        (200, b"[" * 100_000, FallbackReason.UNREADABLE),
    ],
)
def test_the_local_graph_answers_and_says_why(
    server: Server, local: StreetRouter, status: int, body: bytes, reason: str
) -> None:
    server.status, server.body = status, body
    router = ValhallaRouter(server.url, local)
    found = router.routed(STOPS)
    assert found.legs == local.route(STOPS)
    assert found.fallback_reason == reason
    assert router.walking_seconds(STOPS) == local.walking_seconds(STOPS)


def test_a_server_that_is_not_there_is_told(local: StreetRouter) -> None:
    gone = Server()
    with listening(gone):
        pass
    found = ValhallaRouter(gone.url, local).routed(STOPS)
    assert found.legs == local.route(STOPS)
    assert found.fallback_reason == FallbackReason.UNREACHABLE


def test_a_server_that_does_not_answer_in_time_is_told(
    server: Server, local: StreetRouter
) -> None:
    server.waits_for = Event()
    found = ValhallaRouter(server.url, local, timeout_s=0.05).routed(STOPS)
    server.waits_for.set()
    assert found.legs == local.route(STOPS)
    assert found.fallback_reason == FallbackReason.UNREACHABLE


def test_a_server_that_failed_is_left_in_peace_for_a_while(
    server: Server, local: StreetRouter
) -> None:
    now = 1000.0
    router = ValhallaRouter(server.url, local, clock=lambda: now)
    server.status = 503
    assert router.routed(STOPS).fallback_reason == FallbackReason.UNREACHABLE
    server.status = 200
    assert router.routed(STOPS).fallback_reason == FallbackReason.UNREACHABLE
    assert len(server.asked) == 1
    now += REST_S + 1
    assert router.routed(STOPS).fallback_reason is None


def test_times_with_a_hole_are_those_of_the_local_graph(
    server: Server, local: StreetRouter
) -> None:
    table = [[{"time": None} for _ in range(3)] for _ in range(3)]
    server.body = json.dumps({"sources_to_targets": table}).encode()
    found = ValhallaRouter(server.url, local).walking_seconds(STOPS)
    assert found == local.walking_seconds(STOPS)


def test_without_a_local_graph_lines_are_straight(server: Server) -> None:
    server.status = 500
    found = ValhallaRouter(server.url).routed(STOPS)
    assert found.legs == StraightRouter().route(STOPS)


# The encoded line -----------------------------------------------------------------

anywhere = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@given(st.lists(anywhere, min_size=1, max_size=20))
def test_an_encoded_line_is_read_as_it_was_written(line: list[Position]) -> None:
    again = decode_polyline(encode(line))
    assert len(again) == len(line)
    for before, after in zip(line, again, strict=True):
        assert distance_m(before, after) < 0.2


def test_the_example_of_the_format_is_read() -> None:
    # The example of Google's documentation, whose precision is five decimals.
    assert decode_polyline("_p~iF~ps|U_ulLnnqC_mqNvxq`@") == [
        (-12.02, 3.85),
        (-12.095, 4.07),
        (-12.6453, 4.3252),
    ]


@pytest.mark.parametrize("text", ["", "_p~iF", "_p~iF~ps|", "é~", "a b"])
def test_a_line_cut_short_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode_polyline(text)


@given(st.text(max_size=30))
def test_any_text_is_a_line_or_is_refused(text: str) -> None:
    found: list[Position] | None = None
    with suppress(ValueError):
        found = decode_polyline(text)
    assert found is None or len(found) > 0
