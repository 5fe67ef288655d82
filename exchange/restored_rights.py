"""The rights of works that come back with a site of ours.

Contracts stay out of a copy: it tells only until when each work may be published.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from media_library.grants import GrantedPicture, GrantedRecording, RightsGrant
from media_library.models import Recording


def restore_rights(used: Iterable[tuple[Any, Mapping[str, Any]]]) -> None:
    """Grants for works that were published under some that are not here.

    One for each last day; city staff completes them. Works that have a right already,
    by their licence or a grant that is known here, need none.
    """
    grants: dict[date | None, RightsGrant] = {}
    for work, told in used:
        if work.rights.are_given:
            continue
        end = _last_day(told.get("until"))
        if end not in grants:
            grants[end] = RightsGrant.objects.create(
                title=_("As published in the site’s copy: to be completed"),
                purpose=_("As before"),
                territory=_("As before"),
                end=end,
            )
        _grant(grants[end], work)
        work._rights = None


def _last_day(until: str | None) -> date | None:
    if until is None:
        return None
    ends = timezone.localtime(
        datetime.fromisoformat(until), timezone.get_default_timezone()
    )
    return (ends - timedelta(seconds=1)).date()


def _grant(grant: RightsGrant, work: Any) -> None:
    if isinstance(work, Recording):
        GrantedRecording.objects.create(grant=grant, recording=work)
    else:
        GrantedPicture.objects.create(grant=grant, picture=work)
