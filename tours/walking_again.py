"""Trails to be walked again: who may do something about it is told, once a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Min, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from wagtail.permissions import page_permission_policy

from media_library.mails import write_to
from tours.models import TourPage
from tours.notices import today
from tours.site_walk_rules import due_on, is_to_remind
from tours.site_walks import WalkReminder, last_walks


@dataclass(frozen=True)
class DueWalk:
    """A published trail, and when it is to be walked again."""

    page: Any
    walked_on: date | None
    due_on: date

    @property
    def is_due(self) -> bool:
        """Whether that day has come in the city."""
        return self.due_on <= today()

    @property
    def walks_url(self) -> str:
        """Where one says that it was walked."""
        return reverse("site_walks", args=[self.page.pk])


def trails_of(user: Any) -> QuerySet[TourPage]:
    """Published trails, in every language, that somebody may edit."""
    may = page_permission_policy.instances_user_has_permission_for(user, "change")
    found: QuerySet[TourPage] = TourPage.objects.live().filter(pk__in=may.values("pk"))
    heavy = ("track", "basemap", "provenance")
    return found.select_related("locale").defer(*heavy).order_by("title", "pk")


def walks_due(pages: Iterable[TourPage]) -> list[DueWalk]:
    """When each trail is to be walked again, in two queries; one row for each page."""
    known = list(pages)
    keys = {page.translation_key for page in known}
    walked, published = last_walks(keys), _first_days(keys)
    found = [
        (page, walked.get(key), due_on(walked.get(key), published.get(key)))
        for page in known
        if (key := page.translation_key)
    ]
    return [DueWalk(page, last, due) for page, last, due in found if due]


def once_each(found: Iterable[DueWalk]) -> list[DueWalk]:
    """Those that are due now, the longest first: each trail in one language.

    In the reader's where there is one.
    """
    read = get_language() or settings.LANGUAGE_CODE
    known: dict[UUID, DueWalk] = {}
    for each in found:
        key, language = each.page.translation_key, each.page.locale.language_code
        if each.is_due and (key not in known or language == read.split("-")[0]):
            known[key] = each
    return sorted(known.values(), key=lambda each: each.due_on)


def remind_by_mail() -> int:
    """Writes about trails that are to be walked again; how many mails went.

    Once a year for each trail. What could not be sent is tried with the next call.
    """
    due = once_each(walks_due(TourPage.objects.live().select_related("locale")))
    told = dict(WalkReminder.objects.values_list("trail_key", "sent_on"))
    key = "translation_key"
    fresh = [
        each
        for each in due
        if is_to_remind(each.due_on, told.get(getattr(each.page, key)), today())
    ]
    if not fresh:
        return 0
    sent, reminded = 0, set()
    for person in _editors():
        may = set(trails_of(person).values_list(key, flat=True))
        theirs = [each for each in fresh if each.page.translation_key in may]
        if theirs and _write(person, theirs):
            sent += 1
            reminded |= {each.page.translation_key for each in theirs}
    for trail_key in reminded:
        WalkReminder.objects.update_or_create(
            trail_key=trail_key, defaults={"sent_on": today()}
        )
    return sent


def _first_days(keys: Iterable[UUID]) -> dict[UUID, date]:
    """The city's day on which each trail first went live in any language."""
    found = TourPage.objects.filter(translation_key__in=set(keys)).order_by()
    grouped = found.values("translation_key").annotate(first=Min("first_published_at"))
    zone = timezone.get_default_timezone()
    return {
        key: timezone.localdate(first, timezone=zone)
        for key, first in grouped.values_list("translation_key", "first")
        if first
    }


def _editors() -> list[Any]:
    """Whoever may edit some page and has an address."""
    people = page_permission_policy.users_with_permission("change")
    keys = people.values("pk")
    found = get_user_model().objects.filter(pk__in=keys, is_active=True)
    return [each for each in found.order_by("pk") if each.email]


def _write(person: Any, found: list[DueWalk]) -> bool:
    def compose() -> tuple[str, str]:
        subject = ngettext(
            "A trail is to be walked again",
            "%(count)s trails are to be walked again",
            len(found),
        ) % {"count": len(found)}
        context = {"due": found, "root": settings.WAGTAILADMIN_BASE_URL}
        return subject, render_to_string("tours/mail/walk_again.txt", context)

    return write_to(person, compose)
