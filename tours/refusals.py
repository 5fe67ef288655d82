"""What happens when a trail may not be published, whichever way publishing came.

The trail's own form says each fault at its place. Everything else that publishes (a
workflow's approval, several pages at once, a translation, the schedule) knows nothing
of the rules: it meets ``PublicationRefused``, which becomes a message instead of a
broken page.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin import messages
from wagtail.admin.mail import send_mail
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.log_actions import log

logger = logging.getLogger(__name__)

SCHEDULED = "wagtail.publish.scheduled"
LOGGED_AS = "tours.publication_refused"


class PublicationRefused(Exception):
    """A trail has faults that would fail the walker; each has its sentence."""

    def __init__(self, tour: Any, sentences: list[str]) -> None:
        super().__init__(f"{tour}: {' '.join(sentences)}")
        self.tour = tour
        self.sentences = sentences


class PublicationRefusedMiddleware:
    """Leads the editor to the trail's form, with every fault in one message."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, unchanged."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """A message for a refusal; nothing for any other exception."""
        if not isinstance(exception, PublicationRefused):
            return None
        messages.error(request, _message(exception))
        address = reverse("wagtailadmin_pages:edit", args=[exception.tour.pk])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # A dialog, such as “approve with comment”, waits for where to go next.
            step = {"step": "success", "redirect": address}
            return render_modal_workflow(request, None, None, json_data=step)
        return redirect(address)


def _message(refusal: PublicationRefused) -> str:
    title = refusal.tour.get_admin_display_title()
    return format_html(
        "{}<ul>{}</ul>",
        _("“%(title)s” was not published.") % {"title": title},
        format_html_join("", "<li>{}</li>", ((each,) for each in refusal.sentences)),
    )


def give_up_schedule(revision: Any, refusal: PublicationRefused) -> None:
    """Take a faulty trail off the schedule, so that the others go live.

    It had no fault when it was scheduled: a place or a recording has changed since.
    The reason stands in the trail's history, and goes by mail to who scheduled it.
    """
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    log(
        instance=refusal.tour,
        action=LOGGED_AS,
        revision=revision,
        data={"sentences": refusal.sentences},
    )
    logger.error("not published on schedule: %s", refusal)
    editor = revision.user
    if editor is None or not editor.email:
        return
    profile = getattr(editor, "wagtail_userprofile", None)
    language = profile.get_preferred_language() if profile else settings.LANGUAGE_CODE
    with override(language):
        subject = _("“%(title)s” was not published.") % {"title": refusal.tour}
        send_mail(subject, "\n".join(refusal.sentences), [editor.email])
