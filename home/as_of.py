"""The public pages as of another day, for those who work in the admin.

`?as-of=2026-12-08T18:00` on any page; its links lead on as of the same moment. Anybody
else gets the page of now: nothing of what is to come is told before its time.
"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import urlencode
from wagtail.models import Site

from home.sign_in.second_factor import is_required, is_set_up
from media_library import clock

NAME = "as-of"
YEARS = range(2000, 2101)
# The links of a page to pages of the site: an address without query.
_LINK = re.compile(r"""(<a\b[^>]*?\bhref=")(/(?:[a-z-]+/)[^"#?]*/)(?=["#])""")
# What the page's script would make of now: its list of notices, its offline worker.
_OF_NOW = re.compile(r' data-(?:notices(?=[ >])|worker="[^"]*")')
_BODY = re.compile(r"<body\b[^>]*>")


class AsOfMiddleware:
    """Shows a page as of the moment that its address asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page as of then, told to be that; else the page as it is."""
        moment = asked(request)
        if moment is None:
            return self.get_response(request)
        with clock.as_of(moment):
            response = self.get_response(request)
        response.headers["Cache-Control"] = "private, no-store"
        if response.headers.get("Content-Type", "").startswith("text/html"):
            _tell(response, request, moment)
        return response


def asked(request: HttpRequest) -> datetime | None:
    """The moment that the address asks for; None for those who may not look ahead."""
    written = request.GET.get(NAME, "")
    if not written or not _is_public_page(request) or not _may_look(request.user):
        return None
    try:
        moment = datetime.fromisoformat(written)
        if moment.year not in YEARS:
            return None
        return timezone.make_aware(moment, timezone.get_default_timezone())
    except (ValueError, OverflowError):
        return None


def _is_public_page(request: HttpRequest) -> bool:
    """Whether it is only looked at: what builds or stores something knows now alone."""
    prefixes = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)
    is_page = request.path.startswith(prefixes) and request.path.endswith("/")
    return request.method == "GET" and is_page


def _may_look(user: Any) -> bool:
    """Those who may be in the admin, with their second factor where they need one."""
    if not user.has_perm("wagtailadmin.access_admin"):
        return False
    return user.is_verified() or not (is_set_up(user) or is_required(user))


def _tell(response: HttpResponse, request: HttpRequest, moment: datetime) -> None:
    """Write on top of the page as of when it is, and lead its links on."""
    html = _OF_NOW.sub("", response.content.decode())
    query = urlencode({NAME: f"{moment:%Y-%m-%dT%H:%M}"})
    html = _LINK.sub(rf"\1\2?{query}", html)
    banner = render_to_string(
        "home/as_of.html", {"moment": moment, "now_url": request.path}, request
    )
    response.content = _BODY.sub(lambda found: found[0] + banner, html, count=1)


class MomentForm(forms.Form):
    """A day and an hour by the city's clocks."""

    day = forms.DateField()
    hour = forms.TimeField()


def as_of(request: HttpRequest) -> HttpResponse:
    """From the calendar's form to the home page as of then."""
    form = MomentForm(request.GET)
    if not form.is_valid():
        return redirect("trail_calendar")
    site = Site.find_for_request(request)
    home = site.root_page.localized.url if site else "/"
    moment = datetime.combine(form.cleaned_data["day"], form.cleaned_data["hour"])
    query = urlencode({NAME: f"{moment:%Y-%m-%dT%H:%M}"})
    return HttpResponseRedirect(f"{home}?{query}")
