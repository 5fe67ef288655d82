"""Who may take field notes, and whose walks somebody sees."""

from typing import Any

from django.db.models import QuerySet

from exchange.import_views import may_add_trails
from field.models import FieldWalk


def may_take_notes(user: Any) -> bool:
    """Whether somebody may: whoever may add a trail somewhere."""
    return may_add_trails(user)


def sees_all(user: Any) -> bool:
    """Whether somebody sees everybody's walks: city staff."""
    return bool(user.has_perm("field.view_fieldwalk"))


def walks_of(user: Any) -> QuerySet[FieldWalk]:
    """The walks that somebody may look at, turn into a trail and delete.

    They are one's own: where somebody went is theirs. City staff sees all.
    """
    walks = FieldWalk.objects.select_related("user", "draft")
    return walks if sees_all(user) else walks.filter(user=user)


def name_of(user: Any) -> str:
    """How somebody is called, as they wrote it in their account."""
    return str(user.get_full_name() or user.get_username())
