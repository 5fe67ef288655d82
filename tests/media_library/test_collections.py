"""Each organisation has its own recordings, in collections with permissions."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import Collection

from media_library.collected import GroupRecordingPermissions
from media_library.lacking import lacking_works
from media_library.models import Recording
from media_library.rights_warnings import warn_by_mail
from media_library.work_permissions import (
    changeable,
    collections_to_add,
    people_who_change_works,
    seen_recordings,
)
from tests import sounds
from tests.factories import PictureFactory, RecordingFactory, RightsGrantFactory

pytestmark = [pytest.mark.django_db, pytest.mark.screens]

SNIPPETS = "/admin/snippets/media_library/recording"
CHOOSER = "/admin/snippets/choose/media_library/recording"
ACTIONS = ("add", "change", "delete", "view")


@pytest.fixture
def archives() -> Collection:
    """The city archives' own collection."""
    return Collection.get_first_root_node().add_child(name="Archives")


@pytest.fixture
def museum() -> Collection:
    """Another organisation's."""
    return Collection.get_first_root_node().add_child(name="Musée")


@pytest.fixture
def archivist(archives: Collection) -> User:
    """Somebody of the archives, who may do all to their works and nothing else."""
    group = Group.objects.create(name="Archivists")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    codenames = [f"{action}_recording" for action in ACTIONS]
    for codename in (*codenames, "add_image", "change_image", "choose_image"):
        permission = Permission.objects.get(codename=codename)
        group.collection_permissions.create(collection=archives, permission=permission)
    user = User.objects.create_user("archivist", "archivist@example.org", "secret")
    user.groups.add(group)
    return user


@pytest.fixture
def desk(archivist: User) -> Client:
    """The archivist's browser."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(archivist)
    return client


@pytest.fixture
def theirs(museum: Collection) -> Recording:
    """A recording of the museum."""
    return RecordingFactory(title="Au musée", collection=museum)


@pytest.fixture
def ours(archives: Collection) -> Recording:
    """A recording of the archives, in a collection inside their own."""
    inside = archives.add_child(name="1926")
    return RecordingFactory(title="Aux archives", collection=inside)


def sent(name: str = "mine.wav", **changes: object) -> dict[str, object]:
    """What a form of a recording sends."""
    return {
        "title": "La mine",
        "original": SimpleUploadedFile(name, sounds.wav()),
        "language": "fr",
        "kind": "story",
        "telling": "full",
        "licence": "CC-BY-4.0",
        **changes,
    }


def is_refused(client: Client, address: str) -> bool:
    """Whether the admin says that one may not."""
    answer = client.get(address)
    return answer.status_code == 302 and answer["Location"] == "/admin/"


@pytest.mark.parametrize("screen", ["edit", "delete", "history", "usage"])
def test_screens_of_another_organisations_recording_are_closed(
    desk: Client, ours: Recording, theirs: Recording, screen: str
) -> None:
    assert desk.get(f"{SNIPPETS}/{screen}/{ours.pk}/").status_code == 200
    assert is_refused(desk, f"{SNIPPETS}/{screen}/{theirs.pk}/")


@pytest.mark.parametrize("part", ["desk/", "original/", "transcript.vtt"])
def test_so_is_its_desk(desk: Client, theirs: Recording, part: str) -> None:
    assert is_refused(desk, f"/admin/recordings/{theirs.pk}/{part}")


def test_nothing_of_it_is_changed_or_deleted(desk: Client, theirs: Recording) -> None:
    desk.post(f"{SNIPPETS}/edit/{theirs.pk}/", sent(title="À nous"))
    desk.post(f"{SNIPPETS}/delete/{theirs.pk}/")
    desk.post(
        f"/admin/bulk/media_library/recording/delete/?id={theirs.pk}",
        {"confirm": "true"},
    )
    assert Recording.objects.get(pk=theirs.pk).title == "Au musée"


def test_lists_and_choosers_show_their_own(
    desk: Client, ours: Recording, theirs: Recording
) -> None:
    for address in (f"{SNIPPETS}/", f"{CHOOSER}/", f"{CHOOSER}/results/"):
        html = desk.get(address).content.decode()
        assert "Aux archives" in html
        assert "Au musée" not in html
    assert desk.get(f"{CHOOSER}/chosen/{ours.pk}/").status_code == 200
    assert desk.get(f"{CHOOSER}/chosen/{theirs.pk}/").status_code != 200
    both = f"{CHOOSER}/chosen-multiple/?id={ours.pk}&id={theirs.pk}"
    assert "Au musée" not in desk.get(both).content.decode()


def test_a_trails_form_learns_nothing_of_others(
    desk: Client, ours: Recording, theirs: Recording
) -> None:
    asked = {"ids": f"{ours.pk},{theirs.pk}"}
    told = desk.get("/admin/recordings/durations/", asked).json()
    assert [each["title"] for each in told["recordings"]] == ["Aux archives"]


def test_what_they_send_stands_in_their_collection(
    desk: Client, archives: Collection, museum: Collection
) -> None:
    assert desk.post(f"{SNIPPETS}/add/", sent()).status_code == 302
    batch = {"files": [SimpleUploadedFile("puits.wav", sounds.wav())]}
    desk.post("/admin/recordings/add/", sent() | batch)
    dialog = {f"new-recording-{name}": value for name, value in sent().items()}
    desk.post(f"{CHOOSER}/create/", dialog)
    assert {each.collection for each in Recording.objects.all()} == {archives}
    assert Recording.objects.count() == 3


def test_a_collection_of_others_cannot_be_chosen(
    desk: Client, archives: Collection, museum: Collection
) -> None:
    archives.add_child(name="1926")  # now there is a choice
    answer = desk.post(f"{SNIPPETS}/add/", sent(collection=museum.pk))
    (sentence,) = answer.context["form"].errors["collection"]
    assert "not one of the available choices" in sentence
    assert not Recording.objects.exists()


def test_who_may_add_everywhere_chooses(
    editor_client: Client, museum: Collection
) -> None:
    assert (
        editor_client.post(f"{SNIPPETS}/add/", sent(collection=museum.pk)).status_code
        == 302
    )
    assert Recording.objects.get().collection == museum


def test_the_report_and_the_dashboard_tell_of_their_own(
    desk: Client, archivist: User, ours: Recording, theirs: Recording
) -> None:
    Recording.objects.update(transcript="")
    PictureFactory(title="Façade", description="")
    assert [work.title for work in lacking_works(archivist)] == ["Aux archives"]
    html = desk.get("/admin/works/lacking/").content.decode()
    assert "Aux archives" in html
    assert "Au musée" not in html


@pytest.fixture
def soon() -> Iterator[datetime]:
    """Ten days before the rights of the year end."""
    now = datetime(2026, 12, 21, 12, tzinfo=ZoneInfo("Europe/Paris"))
    with time_machine.travel(now, tick=False):
        yield now


def test_each_is_warned_of_their_own_works(
    soon: datetime, desk: Client, ours: Recording, theirs: Recording
) -> None:
    Recording.objects.update(licence="ALL-RIGHTS-RESERVED")
    RightsGrantFactory(works=[ours, theirs], end=date(2026, 12, 31))
    user = User.objects.create_user("staff", "staff@example.org", "secret")
    user.groups.add(Group.objects.get(name="Moderators"))
    assert warn_by_mail(soon) == 2
    told = {message.to[0]: message.body for message in mail.outbox}
    assert "Aux archives" in told["archivist@example.org"]
    assert "Au musée" not in told["archivist@example.org"]
    assert "Au musée" in told["staff@example.org"]
    html = desk.get("/admin/").content.decode()
    assert "Aux archives" in html
    assert "Au musée" not in html


def test_who_has_nothing_that_ends_gets_no_mail(
    archivist: User, theirs: Recording, soon: datetime
) -> None:
    Recording.objects.update(licence="ALL-RIGHTS-RESERVED")
    RightsGrantFactory(works=[theirs], end=date(2026, 12, 31))
    assert warn_by_mail(soon) == 0


def test_permissions_are_read_of_both_kinds_of_works(
    archivist: User, ours: Recording, theirs: Recording, archives: Collection
) -> None:
    picture = PictureFactory(collection=archives)
    others = PictureFactory()
    assert changeable(archivist, [others, picture, theirs, ours]) == [picture, ours]
    assert list(seen_recordings(archivist)) == [ours]
    assert list(people_who_change_works()) == [archivist]
    assert collections_to_add(archivist, Recording).first() == archives
    assert collections_to_add(None, Recording).first().is_root()


def test_a_collection_with_recordings_is_not_deleted(
    admin_client: Client, theirs: Recording, museum: Collection
) -> None:
    address = f"/admin/collections/{museum.pk}/delete/"
    html = admin_client.get(address, headers={"accept-language": "en"}).content.decode()
    assert "1 recording" in html
    admin_client.post(address)
    assert Recording.objects.filter(pk=theirs.pk).exists()


def test_an_administrator_gives_a_group_its_collection(
    admin_client: Client, archives: Collection
) -> None:
    group = Group.objects.create(name="Archivists")
    address, spoken = f"/admin/groups/edit/{group.pk}/", {"accept-language": "en"}
    html = admin_client.get(address, headers=spoken).content.decode()
    assert "Choose recordings for a trail" in html
    view = Permission.objects.get(codename="view_recording")
    sent = {
        "recording_permissions-TOTAL_FORMS": "1",
        "recording_permissions-INITIAL_FORMS": "0",
        "recording_permissions-0-collection": archives.pk,
        "recording_permissions-0-permissions": [view.pk],
    }
    permissions = GroupRecordingPermissions(sent, instance=group)
    assert permissions.is_valid()
    permissions.save()
    held = group.collection_permissions.get()
    assert (held.collection, held.permission) == (archives, view)
