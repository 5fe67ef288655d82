"""What editors and city staff may do, given once to Wagtail's two groups."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

EDITORS, STAFF = "Editors", "Moderators"
EDITED_MODELS = (
    ("places", "place"),
    ("media_library", "contributor"),
    ("tours", "theme"),
    ("tours", "notice"),
    ("tours", "problemreport"),
)
# In all collections; an administrator gives an organisation its own.
COLLECTED_MODELS = (("media_library", "recording"),)
# Contracts, sums, consents: for city staff alone.
STAFF_MODELS = (("media_library", "rightsgrant"),)
OUR_MODELS = {*EDITED_MODELS, *COLLECTED_MODELS, *STAFF_MODELS}
ACTIONS = ("add", "change", "view")


def grant_roles(**kwargs: object) -> None:
    """Let editors make what a trail needs and publish it; let staff delete too.

    Runs after migrations. A group that holds any of these permissions has been set up
    before, perhaps otherwise by an administrator: it is given only what is new, which
    no group holds yet.
    """
    known = _held_models(Permission.objects.exclude(group=None)) | _held_models(
        Permission.objects.exclude(groupcollectionpermission=None)
    )
    for name, actions, models in (
        (EDITORS, ACTIONS, (*EDITED_MODELS, *COLLECTED_MODELS)),
        (STAFF, (*ACTIONS, "delete"), tuple(OUR_MODELS)),
    ):
        group = Group.objects.filter(name=name).first()
        if group is None:
            continue
        held = _held_models(group.permissions.all())
        held |= _held_models(
            Permission.objects.filter(groupcollectionpermission__group=group)
        )
        wanted = set(models) - (known if held else held)
        given = _permissions(wanted, actions)
        if len(given) < len(wanted) * len(actions):
            continue  # the tables are not all made yet
        _give(group, given)
        if not held:
            _let_publish(group)
            if group.name == STAFF:
                _let_change_settings(group)


def _held_models(permissions: Any) -> set[tuple[str, str]]:
    """Those of our models that some of the permissions are for."""
    held = permissions.values_list("content_type__app_label", "content_type__model")
    return OUR_MODELS & set(held)


def _permissions(models: set[tuple[str, str]], actions: tuple[str, ...]) -> list[Any]:
    """To do these to each of the models; those that are there."""
    codenames = [f"{action}_{name}" for _app, name in models for action in actions]
    apps = {app for app, _name in models}
    return list(
        Permission.objects.filter(
            content_type__app_label__in=apps, codename__in=codenames
        ).select_related("content_type")
    )


def _give(group: Group, permissions: list[Any]) -> None:
    """To the group as such, or in all collections for what stands in some."""
    root = Collection.get_first_root_node()
    for permission in permissions:
        kind = permission.content_type
        if (kind.app_label, kind.model) in COLLECTED_MODELS:
            GroupCollectionPermission.objects.get_or_create(
                group=group, permission=permission, collection=root
            )
        else:
            group.permissions.add(permission)


def _let_publish(group: Group) -> None:
    """Publishing anywhere in the tree."""
    root = Page.get_first_root_node()
    publish = Permission.objects.filter(codename="publish_page").first()
    if root and publish:
        GroupPagePermission.objects.get_or_create(
            group=group, page=root, permission=publish
        )


def _let_change_settings(group: Group) -> None:
    """The site's own settings."""
    group.permissions.add(*Permission.objects.filter(codename="change_sitesettings"))
