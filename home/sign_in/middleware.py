"""No screen of the admin before the second factor, for those who have or need it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from home.sign_in.second_factor import is_required, is_set_up

ADMIN = "admin/"
# What one needs on the way there, and on the way out.
OPEN = {
    "second_factor",
    "second_factor_setup",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
}


class SecondFactorMiddleware:
    """Leads there whoever has signed in with a password alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, unchanged."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """The way to the code, or to its set-up; None where nothing is missing."""
        match = request.resolver_match
        if match is None or not match.route.startswith(ADMIN):
            return None
        user: Any = request.user
        if match.view_name in OPEN or not user.is_authenticated or user.is_verified():
            return None
        if is_set_up(user):
            asked = {"next": request.get_full_path()} if request.method == "GET" else {}
            return redirect(f"{reverse('second_factor')}?{urlencode(asked)}")
        return redirect("second_factor_setup") if is_required(user) else None
