"""Who may do what to works: by the collections of their organisations.

Recordings and pictures stand in Wagtail's collections, each organisation's in its own.
A group may add, change, delete or see works in a collection and in those below it.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from media_library.models import Picture, Recording

WORKS = (Recording, Picture)
# Whoever may do any of these to a recording may also choose it.
SEEING = ("add", "change", "delete", "view")


def may(user: Any, action: str, model: type) -> bool:
    """Whether somebody may do it to works of a kind, in one collection at least."""
    return bool(policy_registry.get_by_type(model).user_has_permission(user, action))


def may_any(user: Any, actions: Iterable[str], work: Any) -> bool:
    """Whether somebody may do any of these to a work."""
    policy = policy_registry.get_by_type(type(work))
    asked = list(actions)
    return bool(policy.user_has_any_permission_for_instance(user, asked, work))


def seen_recordings(user: Any) -> QuerySet[Recording]:
    """Recordings that somebody may choose for a trail."""
    policy = policy_registry.get_by_type(Recording)
    found = policy.instances_user_has_any_permission_for(user, list(SEEING))
    return found  # type: ignore[no-any-return]


def changeable(user: Any, works: Iterable[Any]) -> list[Any]:
    """Those of some works, of both kinds, that somebody may change; in order."""
    told = list(works)
    keys = {model: {w.pk for w in told if isinstance(w, model)} for model in WORKS}
    kept: set[tuple[type, int]] = set()
    for model, wanted in keys.items():
        policy = policy_registry.get_by_type(model)
        found = policy.instances_user_has_any_permission_for(user, ["change"])
        named = found.filter(pk__in=wanted).values_list("pk", flat=True)
        kept |= {(model, key) for key in named}
    return [work for work in told if (type(work), work.pk) in kept]


def people_who_change_works() -> QuerySet[Any]:
    """Whoever may change works of some kind in some collection, each once."""
    asked = (policy_registry.get_by_type(model) for model in WORKS)
    found = [policy.users_with_any_permission(["change"]) for policy in asked]
    keys = {key for people in found for key in people.values_list("pk", flat=True)}
    everybody: QuerySet[Any] = get_user_model().objects.filter(pk__in=keys)
    return everybody.order_by("pk")


def collections_to_add(user: Any, model: type) -> QuerySet[Collection]:
    """Where somebody may add works of a kind; nobody in particular: everywhere."""
    if user is None:
        return Collection.objects.all()
    policy = policy_registry.get_by_type(model)
    found = policy.collections_user_has_permission_for(user, "add")
    return found  # type: ignore[no-any-return]
