"""Takes in what the bench found in an editor's browser, so that publication knows."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tours.composer_views import refuse_strangers
from tours.trigger_check import CheckRefused, read_sent
from tours.trigger_checks import keep

# A track of 50,000 points takes half of it.
MAX_BODY_BYTES = 3_000_000


@require_POST
def keep_trigger_check(request: HttpRequest) -> JsonResponse:
    """Keeps the figures sent, for whoever may write or change trails."""
    refuse_strangers(request)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MAX_BODY_BYTES:
        words = _("This request is larger than %(limit)s kilobytes.")
        sentence = words % {"limit": MAX_BODY_BYTES // 1000}
        return JsonResponse({"error": sentence}, status=413)
    try:
        geometry, check = read_sent(request.body)
    except CheckRefused as refusal:
        words = _("These figures are not kept: “%(field)s” cannot be read.")
        sentence = words % {"field": refusal.field}
        return JsonResponse({"error": sentence}, status=400)
    keep(geometry, check)
    return JsonResponse({"fingerprint": geometry.fingerprint})
