"""What editors and city staff may do, given once to Wagtail's two groups."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

EDITORS, STAFF = "Editors", "Moderators"
EDITED_MODELS = (
    ("places", "place"),
    ("media_library", "recording"),
    ("tours", "theme"),
)
ACTIONS = ("add", "change", "view")


def grant_roles(**kwargs: object) -> None:
    """Let editors make what a trail needs and publish it; let staff delete too.

    Runs after migrations. A group that holds any of these permissions already has
    been set up before, perhaps otherwise by an administrator: it is left alone.
    """
    for name, actions in ((EDITORS, ACTIONS), (STAFF, (*ACTIONS, "delete"))):
        group = Group.objects.filter(name=name).first()
        wanted = [
            Permission.objects.filter(
                content_type__app_label=app, codename=f"{action}_{model}"
            ).first()
            for app, model in EDITED_MODELS
            for action in actions
        ]
        if group is None or None in wanted:
            continue
        if group.permissions.filter(pk__in=[item.pk for item in wanted]).exists():
            continue
        group.permissions.add(*wanted)
        _let_publish(group)
        if name == STAFF:
            _let_change_settings(group)


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
