"""What each role may do, given once to Wagtail's groups.

Contributors, editors, translators of a language, city staff. Administrators are those
whom Django calls superusers, and hold everything without a group.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.utils.translation import get_language_info
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from home.review import Review, set_up_review

EDITORS, STAFF, CONTRIBUTORS = "Editors", "Moderators", "Contributors"

ADD, CHANGE, VIEW, DELETE = "add", "change", "view", "delete"
MAKE = (ADD, CHANGE, VIEW)
ALL = (*MAKE, DELETE)
PLACE, THEME = ("places", "place"), ("tours", "theme")
CREDITED = ("media_library", "contributor")
RECORDING = ("media_library", "recording")
NOTICE, PROBLEM = ("tours", "notice"), ("tours", "problemreport")
# Contracts, sums, consents: for city staff alone.
GRANT = ("media_library", "rightsgrant")
# Everybody's own but for city staff, who see all.
FIELD_WALK = ("field", "fieldwalk")
OUR_MODELS = {PLACE, THEME, CREDITED, RECORDING, NOTICE, PROBLEM, GRANT, FIELD_WALK}
# Given in all collections; an administrator gives an organisation its own.
COLLECTED_MODELS = {
    RECORDING,
    ("wagtailimages", "image"),
    ("wagtaildocs", "document"),
}
Model = tuple[str, str]


@dataclass(frozen=True)
class Role:
    """What a group may do to works and places, and on pages.

    ``may``: actions by model. ``also``: permissions that are no action on a model of
    ours. ``on_pages``: what Wagtail has not given its own groups itself.
    """

    may: Mapping[Model, tuple[str, ...]]
    also: tuple[Model, ...] = ()
    on_pages: tuple[str, ...] = ()


EDITED = dict.fromkeys((PLACE, CREDITED, THEME, NOTICE, PROBLEM, RECORDING), MAKE)
SIGNED_IN = ("wagtailadmin", "access_admin")
# What they send they may change as well: Wagtail says so of whoever adds a picture.
UPLOADS = (
    ("wagtailimages", "add_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "choose_document"),
)
EDITOR = Role(EDITED)
CITY_STAFF = Role(
    dict.fromkeys(OUR_MODELS, ALL),
    also=(("home", "change_sitesettings"),),
    on_pages=("publish_page",),
)
CONTRIBUTOR = Role(
    {
        PLACE: (ADD, VIEW),
        CREDITED: (ADD, VIEW),
        THEME: (VIEW,),
        RECORDING: (ADD, VIEW),
    },
    also=(SIGNED_IN, *UPLOADS),
    on_pages=("add_page",),
)
TRANSLATOR = Role(
    {
        PLACE: (CHANGE, VIEW),
        CREDITED: (ADD, VIEW),
        THEME: (CHANGE, VIEW),
        RECORDING: (ADD, VIEW),
    },
    also=(SIGNED_IN, *UPLOADS),
    on_pages=("change_page",),
)


# The people of one organisation: its trails, and its works in its collection.
ORGANISATION = Role(
    {
        PLACE: MAKE,
        CREDITED: MAKE,
        THEME: (VIEW,),
        RECORDING: MAKE,
    },
    also=(
        SIGNED_IN,
        *UPLOADS,
        ("wagtailimages", "change_image"),
        ("wagtaildocs", "change_document"),
        ("wagtail_localize", "submit_translation"),
    ),
    on_pages=("add_page",),
)


def translators(language: str) -> str:
    """The group of those who translate into a language, such as “Translators: fr”."""
    try:
        name = get_language_info(language)["name"]
    except KeyError:
        name = language
    return f"Translators: {name}"


def grant_roles(**kwargs: object) -> None:
    """Let every group that has not been set up do what its role says.

    Runs after migrations. A group that holds any permission on our models has been set
    up before, perhaps otherwise by an administrator: it is given only what is new,
    which no group holds yet. On a site that is set up now city staff publishes, after
    two reviews; where editors published before, they still do.
    """
    root = Page.get_first_root_node()
    known = _held_models(Permission.objects.exclude(group=None)) | _held_models(
        Permission.objects.exclude(groupcollectionpermission=None)
    )
    _grant(EDITORS, EDITOR, root, known)
    if _grant(STAFF, CITY_STAFF, root, known):
        _set_up_review(root)
    _grant(CONTRIBUTORS, CONTRIBUTOR, root, known)
    for home in Page.objects.filter(depth=2).select_related("locale"):
        _grant(translators(home.locale.language_code), TRANSLATOR, home, known)


def make_translators(home: Page) -> None:
    """The group of a language's translators, once, as its home page is made."""
    name = translators(home.locale.language_code)
    if Group.objects.get_or_create(name=name)[1]:
        _grant(name, TRANSLATOR, home, set())


def let_publish(name: str) -> None:
    """Let a group publish anywhere in the tree."""
    give_pages(
        Group.objects.get(name=name), ("publish_page",), Page.get_first_root_node()
    )


def _set_up_review(root: Page | None) -> None:
    groups = Group.objects.in_bulk((EDITORS, STAFF), field_name="name")
    if root is not None and len(groups) == 2 and not Review.objects.exists():
        set_up_review(groups[EDITORS], groups[STAFF])


def _grant(name: str, role: Role, page: Page | None, known: set[Model]) -> bool:
    """Whether the group was there, and is set up now for the first time."""
    group = Group.objects.filter(name=name).first()
    if group is None:
        return False
    held = _held_models(group.permissions.all())
    held |= _held_models(
        Permission.objects.filter(groupcollectionpermission__group=group)
    )
    wanted = set(role.may) - (known if held else held)
    named = _named(role, wanted)
    given = _permissions(named)
    if len(given) < len(named):
        return False  # the tables are not all made yet
    if held:
        _give(group, given, Collection.get_first_root_node())
        return False
    set_up_group(group, role, page, Collection.get_first_root_node())
    return True


def set_up_group(
    group: Group, role: Role, page: Page | None, collection: Collection | None
) -> None:
    """Give a group its whole role: on a page and in a collection, and below them."""
    _give(group, _permissions([*_named(role, role.may), *role.also]), collection)
    give_pages(group, role.on_pages, page)


def _named(role: Role, models: Iterable[Model]) -> list[Model]:
    """The permissions of a role on some models, each as its app and codename."""
    return [
        (model[0], f"{action}_{model[1]}")
        for model in models
        for action in role.may[model]
    ]


def _held_models(permissions: Any) -> set[Model]:
    """Those of our models that some of the permissions are for."""
    held = permissions.values_list("content_type__app_label", "content_type__model")
    return OUR_MODELS & set(held)


def _permissions(named: Any) -> list[Permission]:
    """Those of some apps and codenames; as many as are there."""
    asked = set(named)
    found = Permission.objects.filter(
        content_type__app_label__in={app for app, _name in asked},
        codename__in={name for _app, name in asked},
    ).select_related("content_type")
    return [one for one in found if (one.content_type.app_label, one.codename) in asked]


def _give(
    group: Group, permissions: list[Permission], collection: Collection | None
) -> None:
    """To the group as such, or in a collection and below for what stands in some."""
    for permission in permissions:
        kind = permission.content_type
        if (kind.app_label, kind.model) in COLLECTED_MODELS:
            GroupCollectionPermission.objects.get_or_create(
                group=group, permission=permission, collection=collection
            )
        else:
            group.permissions.add(permission)


def give_pages(group: Group, codenames: tuple[str, ...], page: Page | None) -> None:
    """On a page and all below it."""
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codenames
    ):
        if page is not None:
            GroupPagePermission.objects.get_or_create(
                group=group, page=page, permission=permission
            )
