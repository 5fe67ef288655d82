"""Links of trails are asked, and those that lead nowhere become faults."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from tests.conftest import BilingualSite
from tests.factories import StopFactory, TourPageFactory, story
from tours import link_asking, links
from tours.link_asking import LinkFailed, ask
from tours.links import OutsideLink, ask_links, dead_link_sentences
from tours.models import TourPage

NOW = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)


class Answering(BaseHTTPRequestHandler):
    """A site: each path answers in its way."""

    asked: list[str] = []

    def _answer(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        statuses = {"/gone": 404, "/moved": 302, "/inside": 302, "/round": 302}
        status = statuses.get(self.path, 200)
        if self.path == "/get-only" and self.command == "HEAD":
            status = 405
        self.send_response(status)
        places = {"/moved": "/", "/inside": "http://10.0.0.1/", "/round": "/round"}
        if place := places.get(self.path):
            self.send_header("Location", place)
        self.end_headers()

    do_HEAD = do_GET = _answer

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site on this very machine, which passes for a public one."""
    server = HTTPServer(("127.0.0.1", 0), Answering)
    Answering.asked = []
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    is_public = link_asking.is_public
    monkeypatch.setattr(
        link_asking, "is_public", lambda a: a == ["127.0.0.1"] or is_public(a)
    )
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_what_answers_is_there_after_a_redirection_too(outside: str) -> None:
    ask(f"{outside}/")
    ask(f"{outside}/moved")
    ask(f"{outside}/get-only")
    assert Answering.asked == [
        "HEAD /",
        "HEAD /moved",
        "HEAD /",
        "HEAD /get-only",
        "GET /get-only",
    ]


def test_what_is_gone_turns_in_a_circle_or_leads_inside_fails(outside: str) -> None:
    for path, reason in (("gone", "404"), ("round", "redir"), ("inside", "private")):
        with pytest.raises(LinkFailed, match=reason):
            ask(f"{outside}/{path}")


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:9/", "http://localhost/", "http://[::1]/", "http://2130706433/"],
)
def test_our_own_machines_are_never_connected_to(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    def connect(*args: Any) -> None:
        pytest.fail("it connects")

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(LinkFailed):
        ask(url)


def test_the_connection_goes_to_the_address_that_was_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reached = []

    def connect(address: tuple[str, int], seconds: float) -> None:
        reached.append(address)
        raise ConnectionRefusedError

    found = [(2, 1, 6, "", ("93.184.216.34", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: found)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(LinkFailed, match="ConnectionRefused"):
        ask("http://example.org/")
    assert set(reached) == {("93.184.216.34", 80)}


@pytest.fixture
def trail(site: BilingualSite) -> TourPage:
    """With two links, one in a story."""
    link = '<p><a href="https://{}.example/">lien</a></p>'.format
    return TourPageFactory(
        parent=site.home,
        practical_information=link("pratique"),
        stops=[StopFactory(title="Le puits", story=story(("text", link("recit"))))],
    )


def test_two_failures_a_day_apart_are_a_fault_until_it_answers_again(
    trail: TourPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = {"https://pratique.example/", "https://recit.example/"}

    def answer(url: str) -> None:
        if url in dead:
            raise LinkFailed("404")

    monkeypatch.setattr(links, "ask", answer)
    assert ask_links([trail], NOW) == 2
    assert dead_link_sentences(trail) == []
    assert ask_links([trail], NOW + DAY / 2) == 0
    assert ask_links([trail], NOW + DAY) == 2
    assert dead_link_sentences(trail) == [
        "“practical information”: the link https://pratique.example/ leads nowhere"
        " any more.",
        "Stop 1, “Le puits”: the link https://recit.example/ leads nowhere any more.",
    ]
    dead.clear()
    ask_links([trail], NOW + 2 * DAY)
    assert dead_link_sentences(trail) == []


def test_links_that_no_trail_holds_are_forgotten(
    trail: TourPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "ask", lambda url: None)
    OutsideLink.objects.create(url="https://old.example/")
    ask_links([trail], NOW)
    assert OutsideLink.objects.count() == 2


def test_a_site_may_ask_nobody(
    trail: TourPage, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TRABOULE_CHECK_LINKS = False
    monkeypatch.setattr(links, "ask", lambda url: pytest.fail("it asks"))
    assert ask_links([trail], NOW) == 0
