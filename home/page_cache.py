"""Whole pages kept for anonymous readers, renewed when content changes.

Pages are kept under a *content version*: publishing anything raises it, and every
kept page is then read no more. A page is kept only when its answer depends on its
address alone: no cookie, no query, no private page.
"""

import gzip
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

VERSION_KEY = "content-version"
KEPT_SECONDS = 3600
VERSION_SECONDS = 1.0  # how long a process trusts the version it has read
BROWSER_CACHE = "public, max-age=0, must-revalidate"


class _Version:
    """The content version, looked up at most once a second in each process."""

    def __init__(self) -> None:
        self.value: str | None = None
        self.read_at = 0.0

    def get(self) -> str:
        now = time.monotonic()
        if self.value is None or now - self.read_at > VERSION_SECONDS:
            self.value = cache.get_or_set(VERSION_KEY, _new_version, None)
            self.read_at = now
        return self.value

    def bump(self) -> None:
        cache.set(VERSION_KEY, _new_version(), None)
        self.value = None


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
    return f"page:{content_version.get()}:{digest}"


class PageCacheMiddleware:
    """Answers from the kept page when there is one; keeps what may be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The kept page, or the view's answer, which is kept when it may be."""
        if not is_keepable(request):
            return self.get_response(request)
        key = _key(request)
        kept: KeptPage | None = cache.get(key)
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
        return _answer(request, kept, state)


@dataclass(frozen=True)
class KeptPage:
    """A page's bytes, plain and compressed, with the headers that are its own."""

    body: bytes
    compressed: bytes
    headers: dict[str, str]


def keep(response: HttpResponse) -> KeptPage:
    """The page as it will be answered: the same content has the same ETag."""
    digest = hashlib.sha256(response.content).hexdigest()[:20]
    own = ("Content-Type", "Content-Language")
    return KeptPage(
        body=response.content,
        compressed=gzip.compress(response.content, 6, mtime=0),
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
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        encoded = {**headers, "Content-Encoding": "gzip"}
        return HttpResponse(page.compressed, headers=encoded)
    return HttpResponse(page.body, headers=headers)


def _may_keep(response: HttpResponse) -> bool:
    """Whole, successful, the same for everybody."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Cache-Control")
    )
