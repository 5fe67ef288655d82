"""Whether works may be published now, and until when: by their licence, or a grant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any, TypeVar

from django.db import models

from media_library import clock
from media_library.grants import GrantedPicture, GrantedRecording, RightsGrant
from media_library.licences import OPEN_CODES
from media_library.licensed import Licensed
from media_library.rights_period import (
    Period,
    covered_until,
    is_covered,
    next_change,
)

Key = TypeVar("Key")


@dataclass(frozen=True)
class Rights:
    """What may be done with a work at the moment.

    ``until``: when a right in force ends, None where it has no end. ``changes_at``:
    when the right ends, or one begins that is not there yet.
    """

    are_given: bool
    until: datetime | None = None
    changes_at: datetime | None = None


OPEN = Rights(are_given=True)


class RightsHeld(Licensed):
    """A work that is published while its licence or a grant allows it."""

    _rights: Rights | None = None

    class Meta:
        abstract = True

    @property
    def rights(self) -> Rights:
        """The rights at the moment when they were first asked for."""
        if self._rights is None:
            read_rights_of([self])
        return self._rights or OPEN


def read_rights_of(works: Iterable[Any]) -> None:
    """Reads the rights of works of both kinds: a query for each that needs grants."""
    now = clock.now()
    held: list[Any] = []
    for work in works:
        if work.licence in OPEN_CODES:
            work._rights = OPEN
        else:
            held.append(work)
    recordings = [each.pk for each in held if _is_recording(each)]
    pictures = [each.pk for each in held if not _is_recording(each)]
    periods: dict[tuple[bool, int], list[Period]] = {}
    granting = RightsGrant.objects.for_publication()
    for is_recording, keys, model in (
        (True, recordings, GrantedRecording),
        (False, pictures, GrantedPicture),
    ):
        name = "recording" if is_recording else "picture"
        found = model.objects.filter(**{f"{name}__in": keys}, grant__in=granting)
        for granted in found.select_related("grant") if keys else ():
            key = is_recording, getattr(granted, f"{name}_id")
            periods.setdefault(key, []).append(granted.grant.period)
    for work in held:
        work._rights = _rights(periods.get((_is_recording(work), work.pk), []), now)


def allowed(works: dict[Key, Any]) -> dict[Key, Any]:
    """Those of some works that may be published now."""
    read_rights_of(works.values())
    return {key: work for key, work in works.items() if work.rights.are_given}


def next_change_of(works: Iterable[Any]) -> datetime | None:
    """When the first of some works comes or goes by itself; None if none does."""
    found = (work.rights.changes_at for work in works)
    return min((each for each in found if each), default=None)


def turns() -> list[datetime]:
    """All instants at which a grant begins or ends, in order."""
    found = RightsGrant.objects.for_publication().values_list("begins_at", "ends_at")
    return sorted({each for each in chain.from_iterable(found) if each})


def _rights(periods: list[Period], now: datetime) -> Rights:
    if not is_covered(periods, now):
        return Rights(are_given=False, changes_at=next_change(periods, now))
    end = covered_until(periods, now)
    return Rights(are_given=True, until=end, changes_at=end)


def _is_recording(work: models.Model) -> bool:
    return work._meta.model_name == "recording"
