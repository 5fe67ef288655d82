"""Links that lead out of the site: which ones there are, and when one is dead. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum
from html.parser import HTMLParser
from ipaddress import ip_address
from urllib.parse import urlsplit

CHECKED_EVERY = timedelta(days=7)
# A server may be down for an hour: two failures so far apart make a link dead.
APART = timedelta(days=1)
MAX_LENGTH = 1000


class Refused(Enum):
    """Why an address is not asked at all."""

    SCHEME = "scheme"
    PRIVATE = "private"


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def links_in(html: str) -> list[str]:
    """The addresses out of the site in a text, each once, in their order."""
    parser = _Links()
    parser.feed(html)
    parser.close()
    return [url for url in dict.fromkeys(parser.found) if is_outside(url)]


def is_outside(url: str) -> bool:
    """Whether an address is one that we could ask: http or https, with a host."""
    if len(url) > MAX_LENGTH:
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    is_web = parts.scheme in {"http", "https"} and port != 0
    return is_web and bool(parts.hostname)


def is_public(addresses: Iterable[str]) -> bool:
    """Whether every address that a host has lies in the public internet.

    A link could lead our server to machines that only it can reach: loopback,
    private and link-local networks are refused (OWASP, server-side request forgery).
    """
    found = [ip_address(each.split("%")[0]) for each in addresses]
    return bool(found) and all(
        each.is_global
        and not each.is_multicast
        and not each.is_reserved
        # An IPv6 address may carry one of IPv4 inside.
        and is_inner_public(each.packed)
        for each in found
    )


def is_inner_public(packed: bytes) -> bool:
    """Whether what an IPv6 address carries is public too: mapped, 6to4, NAT64."""
    if len(packed) != 16:
        return True
    inner = None
    if packed[:12] in (bytes(10) + b"\xff\xff", bytes(12)):
        inner = packed[12:]
    elif packed[:2] == b"\x20\x02":
        inner = packed[2:6]
    elif packed[:12] == b"\x00\x64\xff\x9b" + bytes(8):
        inner = packed[12:]
    return inner is None or ip_address(inner).is_global


def is_failure(status: int) -> bool:
    """Whether an answer says that nothing is there.

    Some sites refuse machines (401, 403, 429): people may well get through.
    """
    return status in {404, 410} or status >= 500


def is_to_check(
    checked_at: datetime | None, failing_since: datetime | None, now: datetime
) -> bool:
    """Whether it is to be asked: once a week, daily while it fails."""
    if checked_at is None:
        return True
    return now - checked_at >= (APART if failing_since else CHECKED_EVERY)


def is_dead(failing_since: datetime | None, checked_at: datetime | None) -> bool:
    """Whether it has failed, and failed again a day later."""
    if failing_since is None or checked_at is None:
        return False
    return checked_at - failing_since >= APART
