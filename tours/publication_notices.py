"""What an editor is told when a trail goes live, whichever way publishing came.

The form, an approval, several pages at once, a translation: all end in Wagtail's
signal, which knows no request. So the request of the moment is remembered here; the
schedule and commands have none, and publish in silence.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages

from tours.trigger_words import trigger_warnings

_asking: ContextVar[HttpRequest | None] = ContextVar("asking", default=None)


class PublicationNoticesMiddleware:
    """Remembers who is asking while the answer is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, unchanged."""
        before = _asking.set(request)
        try:
            return self.get_response(request)
        finally:
            _asking.reset(before)


def warn_of_stories(instance: Any, **kwargs: object) -> None:
    """A trail whose stories may not start on time is live, and its editor told."""
    request = _asking.get()
    sentences = trigger_warnings(instance) if request else []
    if not sentences:
        return
    head = _("“%(title)s”: stories that may not start on time.")
    title = instance.get_admin_display_title()
    items = format_html_join("", "<li>{}</li>", ((each,) for each in sentences))
    message = format_html("{}<ul>{}</ul>", head % {"title": title}, items)
    messages.warning(request, message)


def warn_of_crop(instance: Any, **kwargs: object) -> None:
    """A cover is cut to the shape of cards, which some licences do not allow."""
    request, cover = _asking.get(), instance.cover
    terms = cover and cover.licence_terms
    if (
        not request
        or not terms
        or terms.gives_adaptation
        or not terms.gives_publication
    ):
        return
    sentence = _(
        "“%(picture)s” is a cover, which cards show cropped: its licence, %(licence)s,"
        " allows no change. Choose another cover, or ask whoever made it."
    )
    facts = {"picture": cover.title, "licence": cover.licence_name}
    messages.warning(request, sentence % facts)
