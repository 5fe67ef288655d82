"""What editors and city staff may do."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from wagtail.models import Collection, GroupPagePermission, Page
from wagtail.permissions import policy_registry

from home.roles import EDITORS, STAFF, grant_roles
from media_library.models import Recording
from tests.conftest import BilingualSite
from tests.factories import TourPageFactory

MADE = (
    "places.{}_place",
    "media_library.{}_contributor",
    "tours.{}_theme",
    "tours.{}_notice",
)


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("action", ["add", "change", "view"])
def test_an_editor_makes_all_that_a_trail_needs(
    editor: User, made: str, action: str
) -> None:
    assert editor.has_perm(made.format(action))


@pytest.mark.parametrize("made", MADE)
def test_only_city_staff_deletes(editor: User, staff: User, made: str) -> None:
    assert staff.has_perm(made.format("delete"))
    assert not editor.has_perm(made.format("delete"))


@pytest.mark.parametrize("action", ["add", "change", "view", "delete"])
def test_recordings_are_given_in_all_collections(
    editor: User, staff: User, action: str
) -> None:
    root = Collection.get_first_root_node()
    recordings = policy_registry.get_by_type(Recording)
    for user, is_given in ((staff, True), (editor, action != "delete")):
        found = recordings.collections_user_has_permission_for(user, action)
        assert (root in found) is is_given


def test_an_organisation_with_a_collection_of_its_own_keeps_to_it(db: None) -> None:
    group = Group.objects.get(name=EDITORS)
    group.permissions.clear()
    group.collection_permissions.all().delete()
    archives = Collection.get_first_root_node().add_child(name="Archives")
    group.collection_permissions.create(
        collection=archives, permission=Permission.objects.get(codename="add_recording")
    )
    grant_roles()
    held = group.collection_permissions.filter(
        permission__content_type__model="recording"
    )
    assert [each.collection for each in held] == [archives]


def test_only_city_staff_changes_the_site(editor: User, staff: User) -> None:
    assert staff.has_perm("home.change_sitesettings")
    assert not editor.has_perm("home.change_sitesettings")


@pytest.mark.parametrize("name", [EDITORS, STAFF])
def test_both_publish_anywhere(db: None, name: str) -> None:
    root = Page.get_first_root_node()
    held = GroupPagePermission.objects.filter(group__name=name, page=root)
    assert "publish_page" in {each.permission.codename for each in held}


def test_an_editor_publishes_a_trail(editor: User, site: BilingualSite) -> None:
    trail = TourPageFactory(parent=site.home, live=False)
    assert trail.permissions_for_user(editor).can_publish()
    assert trail.permissions_for_user(editor).can_edit()


def test_an_editor_is_no_administrator(
    editor_client: Client, editor: User, db: None
) -> None:
    assert not editor.is_superuser
    for address in ("/admin/users/", "/admin/sites/", "/admin/groups/"):
        response = editor_client.get(address)
        assert response.status_code == 302
        assert response["Location"] == "/admin/"


def test_pictures_are_added_by_editors(editor_client: Client, db: None) -> None:
    assert editor_client.get("/admin/images/add/").status_code == 200


def test_what_an_administrator_changed_is_left_alone(db: None) -> None:
    group = Group.objects.get(name=EDITORS)
    group.permissions.remove(Permission.objects.get(codename="add_place"))
    before = set(group.permissions.values_list("codename", flat=True))
    grant_roles()
    assert set(group.permissions.values_list("codename", flat=True)) == before


def test_a_group_that_was_deleted_is_not_made_again(db: None) -> None:
    Group.objects.filter(name=EDITORS).delete()
    grant_roles()
    assert not Group.objects.filter(name=EDITORS).exists()


def test_a_group_emptied_on_purpose_or_new_gets_its_role(db: None) -> None:
    Group.objects.filter(name=EDITORS).delete()
    group = Group.objects.create(name=EDITORS)
    grant_roles()
    names = set(group.permissions.values_list("codename", flat=True))
    assert {"add_place", "change_contributor", "view_theme"} <= names
    assert group.collection_permissions.filter(
        permission__codename="change_recording"
    ).exists()


def test_before_the_tables_are_ready_nothing_is_granted(db: None) -> None:
    group = Group.objects.get(name=EDITORS)
    group.permissions.clear()
    Permission.objects.filter(codename="view_theme").delete()
    grant_roles()
    assert not group.permissions.exists()
