"""A tour package comes in as any other file: looked at first, then made a draft."""

import io
import json
import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from exchange import incoming
from exchange.archive import MAX_DIRECTORY_BYTES
from exchange.drawing import is_plain_drawing
from exchange.models import KeptFile
from exchange.writers import archive
from media_library.models import Picture, Recording
from places.models import Place
from tests.conftest import BilingualSite
from tests.exchange.test_adopting import Kept, forget, rich_trail
from tests.factories import StopFactory, ThemeFactory, TourPageFactory, story
from tours.models import Theme, TourPage
from tours.package import pictures_of, version

pytestmark = pytest.mark.screens

IMPORT = "/admin/trails/import/"
Change = Callable[[dict[str, Any]], Any]


def archived(kept: Kept, change: Change | None = None) -> bytes:
    """A .traboule of a package, changed and then sealed again."""
    if change:
        change(kept.document)
        kept.document["version"] = version(kept.document)
    target = BytesIO()
    archive.write(kept.document, kept.open_file, target)
    return target.getvalue()


@pytest.fixture
def kept(site: BilingualSite) -> Kept:
    """A package of a trail that is not here any more."""
    trail = rich_trail(site)
    kept = Kept(trail)
    forget(trail)
    Theme.objects.all().delete()
    return kept


@pytest.fixture
def import_trail(tmp_path: Path) -> Callable[..., tuple[dict[str, Any], int]]:
    """The command on a file of those bytes: its JSON, and its exit."""

    def run(content: bytes, *arguments: str) -> tuple[dict[str, Any], int]:
        path = tmp_path / "trail.traboule"
        path.write_bytes(content)
        out = io.StringIO()
        try:
            call_command(
                "import_trail", str(path), *arguments, format="json", stdout=out
            )
        except SystemExit as end:
            return json.loads(out.getvalue()), int(str(end.code))
        return json.loads(out.getvalue()), 0

    return run


def send(client: Client, content: bytes) -> Any:
    file = SimpleUploadedFile("tout.traboule", content)
    return client.post(IMPORT, {"file": file}, follow=True)


class TestFromTheCommandLine:
    """``manage.py import_trail``."""

    def test_a_draft_with_the_same_identifiers_is_made(
        self, kept: Kept, import_trail: Any
    ) -> None:
        report, status = import_trail(archived(kept))
        trail = TourPage.objects.get()
        assert (status, report["kind"], report["stops"]) == (0, "package", 3)
        assert report["warnings"] == []
        assert str(trail.translation_key) == kept.document["id"]
        assert not trail.live
        assert [str(stop.translation_key) for stop in trail.stops.all()] == [
            stop["id"] for stop in kept.document["stops"]
        ]
        assert Recording.objects.exists()
        assert Picture.objects.exists()

    def test_a_rehearsal_makes_nothing(self, kept: Kept, import_trail: Any) -> None:
        report, status = import_trail(archived(kept), "--dry-run")
        assert (status, report["ok"], report["made"]) == (0, True, [])
        for model in (TourPage, Place, Picture, Recording, Theme):
            assert not model.objects.exists()

    def test_the_same_package_again_is_an_update(
        self, kept: Kept, import_trail: Any
    ) -> None:
        content = archived(kept)
        import_trail(content)
        counts = [m.objects.count() for m in (Place, Picture, Recording)]
        import_trail(content)
        assert TourPage.objects.count() == 1
        assert [m.objects.count() for m in (Place, Picture, Recording)] == counts

    def test_it_stays_in_its_language(self, kept: Kept, import_trail: Any) -> None:
        report, status = import_trail(archived(kept), "--language", "en")
        assert status == 1
        assert report["errors"][0]["message"] == "This trail is in “fr”, and stays so."

    def test_it_may_weigh_more_than_other_files(
        self, kept: Kept, import_trail: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(incoming, "MAX_BYTES", 100)
        assert import_trail(archived(kept))[1] == 0
        report, _status = import_trail(b"<gpx>" + b" " * 100)
        assert report["errors"][0]["code"] == "too_big"
        monkeypatch.setattr(incoming, "MAX_UNPACKED_BYTES", 100)
        report, _status = import_trail(archived(kept))
        assert report["errors"][0]["code"] == "too_big"

    def test_a_kind_of_place_that_we_do_not_know_is_another(
        self, kept: Kept, import_trail: Any
    ) -> None:
        def change(document: dict[str, Any]) -> None:
            for stop in document["stops"]:
                stop["place"]["category"] = "lighthouse"

        import_trail(archived(kept, change))
        assert set(Place.objects.values_list("category", flat=True)) == {"other"}


class TestRefused:
    """Each with a sentence, and nothing made."""

    @pytest.fixture(autouse=True)
    def made_nothing(self, kept: Kept) -> Any:
        yield
        assert not Recording.objects.exists()
        assert not TourPage.objects.filter(translation_key=kept.document["id"]).exists()

    def refusal(self, import_trail: Any, content: bytes) -> str:
        report, status = import_trail(content)
        assert (status, report["ok"]) == (1, False)
        return str(report["errors"][0]["message"])

    def test_a_stop_that_is_another_trails(
        self, kept: Kept, import_trail: Any, site: BilingualSite
    ) -> None:
        key = kept.document["stops"][1]["id"]
        stop = StopFactory(title="La source", translation_key=key, story=story())
        TourPageFactory(parent=site.home, title="Un autre", stops=[stop])
        assert self.refusal(import_trail, archived(kept)) == (
            "The stop “La source” of this package is another trail’s here: “Un autre”."
        )

    def test_two_stops_of_one_identifier(self, kept: Kept, import_trail: Any) -> None:
        def change(document: dict[str, Any]) -> None:
            document["stops"][1]["id"] = document["stops"][0]["id"]

        assert self.refusal(import_trail, archived(kept, change)) == (
            "Two stops of this package have the same identifier."
        )

    def test_an_identifier_that_is_another_pages(
        self, kept: Kept, import_trail: Any, site: BilingualSite
    ) -> None:
        def change(document: dict[str, Any]) -> None:
            document["id"] = str(site.home.translation_key)

        content = archived(kept, change)
        assert "is here already, of another page: “La ville se raconte”" in (
            self.refusal(import_trail, content)
        )

    def test_a_language_without_a_home_page(
        self, kept: Kept, import_trail: Any
    ) -> None:
        content = archived(kept, lambda document: document.update(language="de"))
        assert "the site has no home page in it" in self.refusal(import_trail, content)

    def test_a_list_of_entries_that_would_fill_the_memory(
        self, kept: Kept, import_trail: Any
    ) -> None:
        content = archived(kept)
        at = content.rindex(b"PK\x05\x06") + 12
        long = struct.pack("<L", MAX_DIRECTORY_BYTES + 1)
        message = self.refusal(import_trail, content[:at] + long + content[at + 4 :])
        assert message.startswith("This archive is broken")


class TestInTheAdmin:
    """The two screens."""

    def test_it_is_shown_first_then_made(
        self, kept: Kept, editor_client: Client, editor: User
    ) -> None:
        shown = send(editor_client, archived(kept)).content.decode()
        assert "Tout d’un « parcours »" in shown
        assert "Où l’on part" in shown
        assert "A draft in French will be made under “La ville se raconte”." in shown
        pictures = sum(len([*pictures_of(s)]) for s in kept.document["stops"])
        recordings = sum(len(stop["recordings"]) for stop in kept.document["stops"])
        assert f"{pictures} picture" in shown
        assert f"{recordings} recording" in shown
        assert "with their credits and licences" in shown
        assert not TourPage.objects.exists()
        address = f"{IMPORT}{KeptFile.objects.get().token}/"
        editor_client.post(address, {"action": "import"})
        trail = TourPage.objects.get()
        assert (trail.live, trail.latest_revision.user) == (False, editor)
        assert not KeptFile.objects.exists()

    def test_an_update_says_which_stops_leave_and_offers_no_copy(
        self, kept: Kept, editor_client: Client, import_trail: Any
    ) -> None:
        import_trail(archived(kept))

        def change(document: dict[str, Any]) -> None:
            gone = document["stops"].pop(0)
            document["walking_seconds"] = [
                row[1:] for row in document["walking_seconds"][1:]
            ]
            document["title"] = f"Sans {gone['title']}"

        shown = send(editor_client, archived(kept, change)).content.decode()
        assert "is here already: it gets a new draft, as this package says." in shown
        assert (
            "that this package does not have leave the trail: “Où l’on part”" in shown
        )
        assert "Make another trail" not in shown
        address = f"{IMPORT}{KeptFile.objects.get().token}/"
        editor_client.post(address, {"action": "import"})
        draft = TourPage.objects.get().get_latest_revision_as_object()
        assert (draft.title, draft.stops.count()) == ("Sans Où l’on part", 2)

    def test_who_may_not_add_recordings_is_told(
        self, kept: Kept, editor_client: Client, editor: User
    ) -> None:
        group = Group.objects.get(name="Editors")
        held = group.collection_permissions
        held.filter(permission__codename="add_recording").delete()
        shown = send(editor_client, archived(kept)).content.decode()
        reason = "You may not add pictures or recordings, and this package brings some."
        assert reason in shown
        address = f"{IMPORT}{KeptFile.objects.get().token}/"
        answer = editor_client.post(address, {"action": "import"})
        assert reason in answer.content.decode()
        assert not TourPage.objects.exists()

    def test_who_may_not_add_themes_gets_those_that_are_here(
        self, kept: Kept, editor_client: Client
    ) -> None:
        group = Group.objects.get(name="Editors")
        group.permissions.remove(*Permission.objects.filter(codename="add_theme"))
        ThemeFactory(name="Eau")
        send(editor_client, archived(kept))
        address = f"{IMPORT}{KeptFile.objects.get().token}/"
        editor_client.post(address, {"action": "import"})
        draft = TourPage.objects.get().get_latest_revision_as_object()
        assert [theme.name for theme in draft.themes.all()] == ["Eau"]

    def test_a_damaged_package_is_refused_where_it_is_chosen(
        self, kept: Kept, editor_client: Client
    ) -> None:
        content = archived(kept)
        at = content.index(b"files/") + 60
        shown = send(editor_client, content[:at] + b"damaged" + content[at + 7 :])
        assert "is damaged. Fetch the archive again." in shown.content.decode()
        assert not KeptFile.objects.exists()

    def test_the_file_leaves_the_disk_with_its_row(
        self,
        kept: Kept,
        editor_client: Client,
        django_capture_on_commit_callbacks: Any,
    ) -> None:
        send(editor_client, archived(kept))
        file = KeptFile.objects.get()
        storage, name = file.file.storage, file.file.name
        assert storage.exists(name)
        with django_capture_on_commit_callbacks(execute=True):
            editor_client.post(f"{IMPORT}{file.token}/", {"action": "import"})
        assert not storage.exists(name)


@pytest.mark.parametrize(
    ("content", "is_plain"),
    [
        ('<rect width="1" height="2" fill="#fff"/><path d="M0 0L1 1"/>', True),
        ("<script>alert(1)</script>", False),
        ('<path d="M0 0" onload="alert(1)"/>', False),
        ('<a href="https://a.org"><path d="M0 0"/></a>', False),
        ('<rect fill="url(https://a.org/x)"/>', False),
        ("<style>*{fill:red}</style>", False),
        ("<!-- a word -->", False),
        ("<path", False),
    ],
)
def test_a_drawing_is_shapes_and_colours_alone(content: str, is_plain: bool) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{content}</svg>'
    assert is_plain_drawing(svg.encode()) is is_plain
    entity = '<!DOCTYPE svg [<!ENTITY a "b">]>' + svg
    assert not is_plain_drawing(entity.encode())
    styled = '<?xml-stylesheet href="a.css"?>' + svg
    assert not is_plain_drawing(styled.encode())
