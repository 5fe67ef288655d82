"""Asks whether a link still leads somewhere, and never a machine of our own network.

The host is resolved once, every address of it must be public, and the connection goes
to that very address: a name that answers otherwise a moment later leads nowhere else.
Each redirection is looked at in the same way. Nothing of an answer is read.
"""

import socket
import ssl
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urljoin, urlsplit, urlunsplit

from tours.link_rules import is_failure, is_outside, is_public

SECONDS = 10
MOST_REDIRECTIONS = 5
AGENT = "Mozilla/5.0 (compatible; Traboule link check)"


class LinkFailed(Exception):
    """Nothing is there; the reason is for logs."""


def ask(url: str) -> None:
    """Returns where a link leads somewhere. Raises LinkFailed where it does not."""
    for _hop in range(MOST_REDIRECTIONS + 1):
        status, location = _status(url)
        if location and status in {301, 302, 303, 307, 308}:
            url = urljoin(url, location)
            continue
        if is_failure(status):
            raise LinkFailed(str(status))
        return
    raise LinkFailed("redirections")


def _status(url: str) -> tuple[int, str]:
    """Of a HEAD; of a GET where a server does not answer HEAD well."""
    status, location = _answer(url, "HEAD")
    return _answer(url, "GET") if status >= 400 else (status, location)


def _answer(url: str, method: str) -> tuple[int, str]:
    if not is_outside(url):
        raise LinkFailed("scheme")
    parts = urlsplit(url)
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    headers = {"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"}
    connection = _PinnedConnection(parts.hostname or "", parts.port, parts.scheme)
    try:
        connection.request(method, target, headers=headers)
        answer: HTTPResponse = connection.getresponse()
        return answer.status, answer.headers.get("Location", "")
    except (OSError, HTTPException, ValueError) as error:
        raise LinkFailed(type(error).__name__) from error
    finally:
        connection.close()


class _PinnedConnection(HTTPConnection):
    """A connection to the address that was looked at, in the name of the host."""

    def __init__(self, host: str, port: int | None, scheme: str) -> None:
        self.is_secure = scheme == "https"
        self.default_port = 443 if self.is_secure else 80
        super().__init__(host, port, timeout=SECONDS)

    def connect(self) -> None:
        """To the first of its addresses. Raises LinkFailed for private ones."""
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        addresses = [str(each[4][0]) for each in found]
        if not is_public(addresses):
            raise LinkFailed("private")
        self.sock = socket.create_connection((addresses[0], self.port), SECONDS)
        if self.is_secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
