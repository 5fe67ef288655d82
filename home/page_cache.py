"""Whole pages kept for anonymous readers, renewed when content changes.

Pages are kept under a *content version*: publishing anything raises it, and every
kept page is then read no more. A page is kept only when its answer depends on its
address alone: no cookie, no query, no private page.
"""

import hashlib
import time
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response

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
        kept = cache.get(key)
        if kept is None:
            return self._answer_and_keep(request, key)
        body, headers = kept
        if request.headers.get("If-None-Match") == headers["ETag"]:
            return HttpResponseNotModified(headers={"ETag": headers["ETag"]})
        return HttpResponse(body, headers={**headers, "X-Cache": "hit"})

    def _answer_and_keep(self, request: HttpRequest, key: str) -> HttpResponse:
        response = self.get_response(request)
        if not _may_keep(response):
            return response
        digest = hashlib.sha256(response.content).hexdigest()[:20]
        response["ETag"] = f'W/"{digest}"'
        response["Cache-Control"] = BROWSER_CACHE
        names = ("Content-Type", "Content-Language", "ETag", "Cache-Control")
        headers = {name: response[name] for name in names if name in response}
        cache.set(key, (response.content, headers), KEPT_SECONDS)
        response["X-Cache"] = "miss"
        return get_conditional_response(
            request, etag=response["ETag"], response=response
        )


def _may_keep(response: HttpResponse) -> bool:
    """Whole, successful, the same for everybody."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Cache-Control")
    )
