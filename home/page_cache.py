"""Whole pages kept for anonymous readers, renewed when content changes.

Pages are kept under a *content version*: publishing anything raises it, and every
kept page is then read no more. It changes by itself at the instants when rights or
notices begin or end, or seasons: pages then show other works, notices, stops. A page is
kept only when its answer depends on its address alone: no cookie, no query, no
private page.
"""

import gzip
import hashlib
import re
import time
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import brotli
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone

from frontend.release import release
from media_library import rights
from tours import notices, told_seasons

VERSION_KEY = "content-version"
KEPT_SECONDS = 3600
VERSION_SECONDS = 1.0  # how long a process trusts the version it has read
RECENT_PAGES = 100  # some ten megabytes in each process
RECENT_SECONDS = 30.0
BROTLI_QUALITY = 11
# The templates' indentation is for those who write them; no public page has a <pre>.
INDENTATION = re.compile(rb"\n\s+")
REFUSED_WEIGHTS = {"q=0", "q=0.0", "q=0.00", "q=0.000"}
# Kept, and asked about each time (RFC 9111, 5.2.2.4): a longer way to say it costs
# bytes that a page of ten packets has not.
BROWSER_CACHE = "public, no-cache"


class _Version:
    """The content version, looked up at most once a second in each process."""

    def __init__(self) -> None:
        self.value: str | None = None
        self.read_at = 0.0

    def get(self) -> str:
        now = time.monotonic()
        if self.value is None or now - self.read_at > VERSION_SECONDS:
            published = cache.get_or_set(VERSION_KEY, _new_version, None)
            known = cache.get_or_set(f"turns:{published}", _turns, KEPT_SECONDS)
            self.value = f"{published}-{_last_turn(known, timezone.now()):x}"
            self.read_at = now
        return self.value

    def bump(self) -> None:
        cache.set(VERSION_KEY, _new_version(), None)
        self.value = None


def _turns() -> list[datetime]:
    """The instants at which pages change by themselves, in order.

    All those of rights and notices; those of seasons, which have no end, about now.
    """
    return sorted({*rights.turns(), *notices.turns(), *told_seasons.turns()})


def _last_turn(known: list[datetime], now: datetime) -> int:
    """The last turn that is over, in seconds: another one means other pages.

    Not its number: seasons are counted about now, and their number may come again.
    """
    over = bisect_right(known, now)
    return int(known[over - 1].timestamp()) if over else 0


def _new_version() -> str:
    """A version never used before, without a counter to lose."""
    return f"{time.time_ns():x}"


content_version = _Version()


def kept_part(name: str, make: Callable[[], Any]) -> Any:
    """A part that every page shows, made once for each content version."""
    return cache.get_or_set(f"part:{content_version.get()}:{name}", make, KEPT_SECONDS)


def is_keepable(request: HttpRequest) -> bool:
    """Whether the answer can depend on the address alone."""
    return (
        request.method in {"GET", "HEAD"}
        and request.path.startswith(
            tuple(f"/{code}/" for code, _ in settings.LANGUAGES)
        )
        and not request.META.get("QUERY_STRING")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )


def _key(request: HttpRequest) -> str:
    address = f"{request.scheme}://{request.get_host()}{request.path}"
    digest = hashlib.sha256(address.encode()).hexdigest()[:40]
    # A kept page names the scripts and styles of its release.
    return f"page:{release()}:{content_version.get()}:{digest}"


class PageCacheMiddleware:
    """Answers from the kept page when there is one; keeps what may be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The kept page, or the view's answer, which is kept when it may be."""
        if not is_keepable(request):
            return self.get_response(request)
        key = _key(request)
        kept = _recent.get(key)
        state = "hit"
        if kept is None:
            response = self.get_response(request)
            if not _may_keep(response):
                return response
            kept = keep(response)
            # A HEAD answer has no body to keep for those who will GET.
            if request.method == "GET":
                cache.set(key, kept, KEPT_SECONDS)
            state = "miss"
        elif "br" not in kept.bodies and cache.add(f"{key}:packing", True, 60):
            # Read twice: worth a tenth of a second, once and by one process.
            kept = kept.packed()
            cache.set(key, kept, KEPT_SECONDS)
            _recent.forget(key)
        return _answer(request, kept, state)


@dataclass(frozen=True)
class KeptPage:
    """A page's bytes, plain and compressed, with the headers that are its own."""

    bodies: dict[str, bytes]  # by content coding, the best first
    headers: dict[str, str]

    def packed(self) -> "KeptPage":
        """The same page in the smallest coding too."""
        smallest = brotli.compress(self.bodies["identity"], quality=BROTLI_QUALITY)
        return KeptPage({"br": smallest, **self.bodies}, self.headers)


class _Recent:
    """The kept pages that this process has answered last, without file or network.

    It holds only what the cache has given, under keys that carry the content version.
    """

    def __init__(self) -> None:
        self.pages: dict[str, tuple[float, KeptPage]] = {}

    def get(self, key: str) -> KeptPage | None:
        now = time.monotonic()
        until, page = self.pages.get(key, (0.0, None))
        if page is not None and now < until:
            return page
        page = cache.get(key)
        if page is not None:
            if len(self.pages) >= RECENT_PAGES:
                self.pages.clear()
            self.pages[key] = (now + RECENT_SECONDS, page)
        return page

    def forget(self, key: str) -> None:
        self.pages.pop(key, None)


_recent = _Recent()


def keep(response: HttpResponse) -> KeptPage:
    """The page as it will be answered: the same content has the same ETag."""
    content = INDENTATION.sub(b"\n", response.content)
    digest = hashlib.sha256(content).hexdigest()[:20]
    own = ("Content-Type", "Content-Language")
    return KeptPage(
        bodies={
            "gzip": gzip.compress(content, mtime=0),
            "identity": content,
        },
        headers={
            **{name: response[name] for name in own if name in response},
            "ETag": f'W/"{digest}"',
            "Cache-Control": BROWSER_CACHE,
            "Vary": "Accept-Encoding",
        },
    )


def _answer(request: HttpRequest, page: KeptPage, state: str) -> HttpResponse:
    """The page in the encoding that the reader accepts, or 304."""
    if request.headers.get("If-None-Match") == page.headers["ETag"]:
        return HttpResponseNotModified(headers=page.headers)
    headers = {**page.headers, "X-Cache": state}
    coding = _best_coding(request.headers.get("Accept-Encoding", ""), page.bodies)
    if coding != "identity":
        headers["Content-Encoding"] = coding
    return HttpResponse(page.bodies[coding], headers=headers)


def _best_coding(accepted: str, codings: Iterable[str]) -> str:
    """The first of our codings that an Accept-Encoding header allows."""
    asked = [part.partition(";") for part in accepted.lower().split(",")]
    allowed = {
        name.strip()
        for name, _semicolon, weight in asked
        if weight.replace(" ", "") not in REFUSED_WEIGHTS
    }
    return next((coding for coding in codings if coding in allowed), "identity")


def _may_keep(response: HttpResponse) -> bool:
    """Whole, successful, the same for everybody."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Cache-Control")
    )
