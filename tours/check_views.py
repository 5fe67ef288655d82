"""What the bench found in editors' browsers: kept for publication, and told again."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tours.bench import bench_fingerprint
from tours.composer_views import refuse_strangers
from tours.trigger_check import (
    CheckOutdated,
    CheckRefused,
    read_geometry,
    read_sent,
)
from tours.trigger_checks import keep, kept_for

# A track of 50,000 points takes half of it.
MAX_BODY_BYTES = 3_000_000


@require_POST
def keep_trigger_check(request: HttpRequest) -> JsonResponse:
    """Keeps the figures sent, for whoever may write or change trails."""
    return _answered(request, _kept)


@require_POST
def known_trigger_check(request: HttpRequest) -> JsonResponse:
    """The figures of the geometry sent; ``figures`` is null where nobody has looked."""
    return _answered(request, _known)


def _kept(body: bytes) -> dict[str, Any]:
    geometry, check = read_sent(body, bench_fingerprint())
    keep(geometry, check)
    return {"fingerprint": geometry.fingerprint}


def _known(body: bytes) -> dict[str, Any]:
    check = kept_for(read_geometry(body))
    return check.as_json() if check else {"figures": None}


def _answered(
    request: HttpRequest, answer: Callable[[bytes], dict[str, Any]]
) -> JsonResponse:
    refuse_strangers(request)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MAX_BODY_BYTES:
        words = _("This request is larger than %(limit)s kilobytes.")
        sentence = words % {"limit": MAX_BODY_BYTES // 1000}
        return JsonResponse({"error": sentence}, status=413)
    try:
        return JsonResponse(answer(request.body))
    except CheckOutdated:
        sentence = _(
            "These figures are not kept: the site’s bench has changed since this page"
            " was opened. Save your work, load the page again and check once more."
        )
        return JsonResponse({"error": sentence}, status=409)
    except CheckRefused as refusal:
        words = _("These figures are not kept: “%(field)s” cannot be read.")
        sentence = words % {"field": refusal.field}
        return JsonResponse({"error": sentence}, status=400)
