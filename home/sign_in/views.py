"""Where the second factor is asked for, and where it is set up."""

from base64 import b32encode, b64encode
from typing import Any
from urllib.parse import quote

import django_otp
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from exchange.paper.qr_code import PAPER, qr_svg
from home.models import SiteSettings
from home.sign_in.forms import CodeForm
from home.sign_in.second_factor import (
    confirm,
    devices,
    forget,
    is_required,
    is_set_up,
    new_recovery_codes,
    unconfirmed,
)


@never_cache
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for the code, then lead on to where one was going."""
    asked = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, request.get_host())
    onward = asked if is_ours else reverse("wagtailadmin_home")
    user: Any = request.user
    if user.is_verified() or not is_set_up(user):
        return redirect(onward)
    form = CodeForm(request.POST or None, devices=devices(user))
    if request.method == "POST" and form.is_valid():
        django_otp.login(request, form.device)
        return redirect(onward)
    status = 400 if form.errors else 200
    context = {"form": form}
    return render(request, "home/admin/second_factor.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Show the secret and take the first code; once that is done, new recovery codes.

    Taking it away asks for nothing more: whoever is here has given a code.
    """
    user: Any = request.user
    if is_set_up(user):
        return _kept(request)
    device = unconfirmed(user)
    form = CodeForm(request.POST or None, devices=[device])
    if request.method == "POST" and form.is_valid():
        codes = confirm(form.device)
        django_otp.login(request, form.device)
        return _page(request, codes=codes)
    secret = b32encode(device.bin_key).decode()
    picture = b64encode(qr_svg(_address(device, request), error=PAPER)).decode()
    told = {
        "form": form,
        "qr": f"data:image/svg+xml;base64,{picture}",
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
    }
    return _page(request, 400 if form.errors else 200, **told)


def _kept(request: HttpRequest) -> HttpResponse:
    """What may be done once it is set up."""
    user: Any = request.user
    if not user.is_verified():
        return redirect("second_factor")
    if "renew" in request.POST:
        return _page(request, codes=new_recovery_codes(user))
    if "forget" in request.POST and not is_required(user):
        forget(user)
        messages.success(request, _("You sign in with your password alone again."))
        return redirect("wagtailadmin_account")
    return _page(request)


def _page(request: HttpRequest, status: int = 200, **told: Any) -> HttpResponse:
    context = {
        "page_title": _("Two-step sign-in"),
        "header_icon": "lock",
        "is_required": is_required(request.user),
        **told,
    }
    return render(
        request, "home/admin/second_factor_setup.html", context, status=status
    )


def _address(device: Any, request: HttpRequest) -> str:
    """What the application on the phone reads: whose secret it is, and the secret."""
    site = Site.find_for_request(request)
    name = SiteSettings.for_site(site).name if site else "Traboule"
    issuer = quote(name.replace(":", " "))
    return f"{device.config_url}&issuer={issuer}"
