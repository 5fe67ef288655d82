"""What editors and city staff may do."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from wagtail.models import Collection, GroupPagePermission
from wagtail.permissions import policy_registry

from home.roles import CONTRIBUTORS, EDITORS, STAFF, grant_roles, let_publish
from media_library.models import Picture, Recording
from tests.conftest import BilingualSite, account
from tests.factories import PictureFactory, TourPageFactory

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


def on_root(name: str) -> set[str]:
    """What a group may do with pages, anywhere in the tree."""
    held = GroupPagePermission.objects.filter(group__name=name, page__depth=1)
    return {each.permission.codename for each in held}


def test_on_a_new_site_city_staff_publishes_and_editors_submit(db: None) -> None:
    assert on_root(EDITORS) == {"add_page", "change_page"}
    assert on_root(STAFF) > {"add_page", "change_page", "publish_page"}
    assert on_root(CONTRIBUTORS) == {"add_page"}


def test_editors_who_published_before_still_do(db: None) -> None:
    let_publish(EDITORS)
    grant_roles()
    assert "publish_page" in on_root(EDITORS)


class TestContributor:
    @pytest.fixture
    def contributor(self, db: None) -> User:
        return account("contributor", CONTRIBUTORS)

    def test_writes_drafts_of_their_own_and_submits_them(
        self, contributor: User, site: BilingualSite
    ) -> None:
        own = TourPageFactory(parent=site.home, live=False, owner=contributor)
        anothers = TourPageFactory(parent=site.home, live=False)
        may = own.permissions_for_user(contributor)
        assert may.can_edit()
        assert may.can_submit_for_moderation()
        assert not may.can_publish()
        assert not anothers.permissions_for_user(contributor).can_edit()

    def test_makes_places_and_sends_works_and_changes_none_of_others(
        self, contributor: User
    ) -> None:
        assert contributor.has_perm("places.add_place")
        assert not contributor.has_perm("places.change_place")
        assert not contributor.has_perm("tours.add_notice")
        pictures = policy_registry.get_by_type(Picture)
        assert pictures.user_has_permission(contributor, "add")
        assert not pictures.user_has_permission_for_instance(
            contributor, "change", PictureFactory()
        )


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
