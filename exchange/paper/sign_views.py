"""Signs and QR codes of a trail, in the admin: for whoever may edit it."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from exchange.paper.panels import (
    SIZES,
    SignedTrail,
    code_work,
    panels_work,
    sign_with,
)
from exchange.paper.qr_code import qr_png, qr_svg
from exchange.paper.signs import signed_trail
from exchange.paper.typesetter import Work
from exchange.paper.typesetting import TypesettingFailed, set_apart
from tours.models import TourPage
from tours.package_building import PackageIncomplete

logger = logging.getLogger(__name__)

PDF = "application/pdf"
Made = tuple[Work, dict[str, bytes]]


def editable_trail(request: HttpRequest, page_id: int) -> TourPage:
    """The trail, for whoever may edit it. Raises Http404, PermissionDenied."""
    trails = TourPage.objects.select_related("locale")
    page: TourPage = get_object_or_404(trails, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def _signed(request: HttpRequest, page: TourPage) -> SignedTrail:
    try:
        return signed_trail(page, opens_in(request))
    except PackageIncomplete as error:
        raise Http404 from error


def opens_in(request: HttpRequest) -> str:
    """The language that the codes are to open; empty for the reader's own."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else ""


class SignsView(WagtailAdminTemplateMixin, TemplateView):
    """Every code of a trail, and its panels in every size."""

    template_name = "exchange/signs.html"
    header_icon = "qr-code"
    page_title = gettext_lazy("Signs and QR codes")

    @cached_property
    def trail(self) -> TourPage:
        """Whose signs they are."""
        return editable_trail(self.request, self.kwargs["page_id"])

    def get_page_subtitle(self) -> str:
        """The trail's name."""
        return str(self.trail.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The trail's form, then here."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.trail.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.get_page_subtitle()},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The signs, and how they may be asked for."""
        return super().get_context_data(
            **kwargs,
            trail=self.trail,
            signs=_signed(self.request, self.trail).signs,
            sizes=list(SIZES),
            languages=settings.LANGUAGES,
            opens_in=opens_in(self.request),
        )


@require_safe
def sign_file(
    request: HttpRequest, page_id: int, code: str, form: str
) -> HttpResponseBase:
    """One code as SVG, PNG or PDF."""
    page = editable_trail(request, page_id)
    trail = _signed(request, page)
    sign = sign_with(trail.signs, code)
    if sign is None:
        raise Http404
    if form == "pdf":
        return _printed(request, page, lambda: code_work(trail, sign), f"{code}.pdf")
    write, media_type = DRAWN[form]
    return _file(write(sign.address, colour=trail.colour), media_type, f"{code}.{form}")


DRAWN: dict[str, tuple[Callable[..., bytes], str]] = {
    "svg": (qr_svg, "image/svg+xml"),
    "png": (qr_png, "image/png"),
}


@require_safe
def panels_pdf(request: HttpRequest, page_id: int, size: str) -> HttpResponseBase:
    """A panel of that size for the trail and for each of its stops."""
    page = editable_trail(request, page_id)
    if size not in SIZES:
        raise Http404
    trail = _signed(request, page)
    name = f"{page.slug}-{size}.pdf"
    return _printed(request, page, lambda: panels_work(trail, size), name)


def _printed(
    request: HttpRequest, page: TourPage, made: Callable[[], Made], name: str
) -> HttpResponseBase:
    """A document; back to the screen with a sentence where none was made."""
    try:
        return _file(set_apart(*made()), PDF, name)
    except (TypesettingFailed, OSError) as error:
        logger.error("%s was not made: %s", name, error)
        sentence = _("The file could not be made. Try again in a minute.")
        messages.error(request, sentence)
        return redirect("trail_signs", page.pk)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=False, filename=name
    )
    return response


sign_paths: list[URLPattern] = [
    path("trails/<int:page_id>/signs/", SignsView.as_view(), name="trail_signs"),
    *(
        path(
            f"trails/<int:page_id>/signs/<slug:code>.{form}",
            sign_file,
            {"form": form},
            name=f"trail_sign_{form}",
        )
        for form in ("svg", "png", "pdf")
    ),
    path(
        "trails/<int:page_id>/panels/<slug:size>.pdf", panels_pdf, name="trail_panels"
    ),
]
