"""Rights that end soon: told to editors on their dashboard, and once by mail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext

from media_library.grants import RightsGrant
from media_library.lacking import uses
from media_library.licences import OPEN_CODES
from media_library.mails import write_to
from media_library.rights import read_rights_of
from media_library.rights_words import last_day
from media_library.work_permissions import changeable, people_who_change_works
from media_library.work_urls import work_url

NOTICE = timedelta(days=60)


@dataclass(frozen=True)
class Ending:
    """A work whose right ends soon, or has ended lately; by how much it is used."""

    work: Any
    ends_at: datetime
    is_over: bool
    uses: int

    @property
    def last_day(self) -> str:
        """Its last day with a right, in the reader's language."""
        return last_day(self.ends_at)

    @property
    def edit_url(self) -> str:
        """Where the work is edited."""
        return work_url(self.work)


def endings(now: datetime) -> list[Ending]:
    """Works whose last right ends within sixty days, or ended so long ago; in order.

    A work that another grant takes over, or that has an open licence by now, is none.
    """
    return _endings(_ending_grants(now - NOTICE, now + NOTICE), now)


def endings_for(user: Any, found: list[Ending]) -> list[Ending]:
    """Those of works that somebody may change; in the same order."""
    kept = changeable(user, [each.work for each in found])
    return [each for each in found if each.work in kept]


def warn_by_mail(now: datetime) -> int:
    """Writes once to editors about each grant that ends soon; how many mails went.

    Each reads of the works of their own collections.
    A mail that cannot be sent is tried again with the next call.
    """
    grants = list(_ending_grants(now, now + NOTICE).filter(warned_at=None))
    found = [each for each in _endings(grants, now) if not each.is_over]
    sent = sum(_tell(person, found) for person in _editors()) if found else 0
    if sent or not found:
        keys = [grant.pk for grant in grants]
        RightsGrant.objects.filter(pk__in=keys).update(warned_at=now)
    return sent


def _ending_grants(after: datetime, until: datetime) -> QuerySet[RightsGrant]:
    found = RightsGrant.objects.for_publication()
    return found.filter(ends_at__gt=after, ends_at__lte=until)


def _endings(grants: Iterable[RightsGrant], now: datetime) -> list[Ending]:
    last: dict[tuple[type, int], tuple[Any, datetime]] = {}
    for grant in grants:
        for work in grant.works:
            key = type(work), work.pk
            if grant.ends_at and (key not in last or last[key][1] < grant.ends_at):
                last[key] = work, grant.ends_at
    read_rights_of([work for work, _end in last.values()])
    counted = {
        kind: uses(kind, [key for each, key in last if each is kind])
        for kind in {kind for kind, _key in last}
    }
    found = [
        Ending(
            work,
            work.rights.until or ends_at,
            is_over=not work.rights.are_given,
            uses=counted[type(work)].get(str(work.pk), 0),
        )
        for work, ends_at in last.values()
        if _ends(work, now)
    ]
    return sorted(found, key=lambda each: (each.ends_at, each.work.title))


def _ends(work: Any, now: datetime) -> bool:
    if work.licence in OPEN_CODES:
        return False
    rights = work.rights
    return not rights.are_given or bool(rights.until and rights.until <= now + NOTICE)


def _editors() -> list[Any]:
    """Whoever may change works and has an address, each once."""
    return [each for each in people_who_change_works() if each.email]


def _tell(person: Any, found: list[Ending]) -> bool:
    """Whether a mail went; none does to whom nothing of it concerns."""
    theirs = endings_for(person, found)
    return bool(theirs) and _write(person, theirs)


def _write(person: Any, found: list[Ending]) -> bool:
    """Whether the mail went."""

    def compose() -> tuple[str, str]:
        subject = ngettext(
            "A work leaves the site soon",
            "%(count)s works leave the site soon",
            len(found),
        ) % {"count": len(found)}
        context = {
            "endings": found,
            "root": settings.WAGTAILADMIN_BASE_URL,
            "report": reverse("wagtailadmin_home"),
        }
        return subject, render_to_string("media_library/mail/rights_end.txt", context)

    return write_to(person, compose)
