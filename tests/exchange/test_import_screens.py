"""The two screens of an import: send a file, see what it gives, have it made."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission, User
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from exchange.found import FileRefused, Reading, Remark, Where
from exchange.importing import import_trails
from exchange.models import KeptFile
from tests.conftest import BilingualSite
from tests.exchange.readings import found_stop, found_trail, reading
from tests.factories import PlaceFactory
from tours.models import TourPage

pytestmark = pytest.mark.screens

IMPORT = "/admin/trails/import/"


@pytest.fixture
def read_as(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], list[Any]]:
    """What every file gives from now on; returns the columns that were asked for."""

    def set_reading(result: Reading | FileRefused) -> list[Any]:
        asked: list[Any] = []

        def read_file(content: bytes, name: str, columns: Any = None) -> Reading:
            asked.append(columns)
            if isinstance(result, FileRefused):
                raise result
            return result

        monkeypatch.setattr("exchange.incoming.read_file", read_file)
        return asked

    return set_reading


def send(client: Client, content: bytes = b"<gpx/>") -> Any:
    file = SimpleUploadedFile("balade.gpx", content)
    return client.post(IMPORT, {"file": file})


def page_of(client: Client) -> Any:
    """The preview of the file that is kept."""
    return client.get(f"{IMPORT}{KeptFile.objects.get().token}/")


def content_of(kept: KeptFile) -> bytes:
    with kept.file.open() as file:
        return file.read()


def post(client: Client, **data: Any) -> Any:
    return client.post(f"{IMPORT}{KeptFile.objects.get().token}/", data)


def test_a_file_is_kept_and_shown_before_anything_is_made(
    site: BilingualSite, editor_client: Client, read_as: Any
) -> None:
    read_as(reading(remarks=(Remark("empty", Where("line", 7)),)))
    answer = send(editor_client)
    kept = KeptFile.objects.get()
    assert answer.url == f"{IMPORT}{kept.token}/"
    assert (kept.name, content_of(kept)) == ("balade.gpx", b"<gpx/>")
    shown = page_of(editor_client).content.decode()
    assert "De la mine au marché" in shown
    assert "Puits Couriot" in shown
    assert "2 stops, 380\u00a0m, line of 3 points" in shown
    assert "line 7: This file is empty." in shown
    assert not TourPage.objects.exists()


def test_what_is_agreed_to_becomes_a_draft_and_the_file_goes(
    site: BilingualSite, editor_client: Client, editor: User, read_as: Any
) -> None:
    read_as(reading())
    send(editor_client)
    answer = post(editor_client, action="import")
    page = TourPage.objects.get()
    assert answer.url == f"/admin/pages/{page.pk}/edit/"
    assert not page.live
    assert page.latest_revision.user == editor
    assert not KeptFile.objects.exists()
    form = editor_client.get(answer.url).content.decode()
    assert "is ready: read it through" in form


def test_of_several_trails_those_that_are_chosen_are_made(
    site: BilingualSite, editor_client: Client, read_as: Any
) -> None:
    trails = [found_trail(title=f"Balade {n}", identifier=str(n)) for n in range(3)]
    read_as(reading(*trails))
    send(editor_client)
    assert page_of(editor_client).content.decode().count('name="trail"') == 3
    none = post(editor_client, action="import")
    assert "Choose at least one trail." in none.content.decode()
    answer = post(editor_client, action="import", trail=["0", "2"])
    assert answer.url == f"/admin/pages/{site.home.pk}/"
    titles = set(TourPage.objects.values_list("title", flat=True))
    assert titles == {"Balade 0", "Balade 2"}


def test_the_language_may_be_chosen(
    site: BilingualSite, editor_client: Client, read_as: Any
) -> None:
    read_as(reading(found_trail(language="")))
    send(editor_client)
    english = str(site.english_home.pk)
    shown = post(editor_client, action="read", home=english).content.decode()
    assert "A draft in English will be made under “A city tells itself”." in shown
    post(editor_client, action="import", home=english)
    assert TourPage.objects.child_of(site.english_home).count() == 1


def test_an_update_is_told_and_may_be_refused_for_another_trail(
    site: BilingualSite, editor_client: Client, read_as: Any
) -> None:
    import_trails(reading())
    read_as(reading())
    send(editor_client)
    shown = page_of(editor_client).content.decode()
    assert "“De la mine au marché” is here already: it gets a new draft." in shown
    shown = post(editor_client, action="read", as_new="on").content.decode()
    assert "A draft in French will be made" in shown
    post(editor_client, action="import", as_new="on")
    assert TourPage.objects.count() == 2


def test_places_that_are_used_again_are_named(
    site: BilingualSite, editor_client: Client, read_as: Any
) -> None:
    PlaceFactory(name="Musée du puits Couriot", latitude=45.4397, longitude=4.3872)
    read_as(reading())
    send(editor_client)
    shown = page_of(editor_client).content.decode()
    assert "1 place that is here already is used again." in shown
    assert "at the place “Musée du puits Couriot”" in shown


def test_the_columns_of_a_table_are_confirmed_and_the_file_read_again(
    site: BilingualSite, editor_client: Client, read_as: Any
) -> None:
    table = reading(
        kind="table",
        columns={"Nom": "title", "Texte": "story"},
        headings=("Nom", "Texte", "Divers"),
    )
    asked = read_as(table)
    send(editor_client)
    shown = page_of(editor_client).content.decode()
    assert '<option value="title" selected>' in shown
    post(editor_client, action="read", column_0="title", column_1="", column_2="story")
    assert asked[-1] == {"Nom": "title", "Divers": "story"}
    post(
        editor_client, action="import", column_0="title", column_1="", column_2="story"
    )
    assert asked[-1] == {"Nom": "title", "Divers": "story"}
    assert TourPage.objects.count() == 1


def test_what_a_file_says_is_text_on_the_screen(
    site: BilingualSite, editor_client: Client, read_as: Any
) -> None:
    evil = "\"><img src=x onerror='x()'>"
    stop = found_stop(evil, story="<script>x()</script><p>Ici</p>")
    read_as(
        reading(
            found_trail(title=evil, stops=(stop,), city=evil),
            headings=(evil,),
            columns={evil: "title"},
        )
    )
    send(editor_client)
    shown = page_of(editor_client).content.decode()
    assert "<img src=x" not in shown
    assert "<script>x()" not in shown


@pytest.mark.parametrize(
    ("refused", "sentence"),
    [
        (FileRefused("empty"), "This file is empty."),
        (
            FileRefused("not_understood", Where("line", 3)),
            "line 3: This is none of the formats that are understood.",
        ),
    ],
)
def test_why_a_file_is_refused_stands_at_its_field(
    site: BilingualSite,
    editor_client: Client,
    read_as: Any,
    refused: FileRefused,
    sentence: str,
) -> None:
    read_as(refused)
    answer = send(editor_client)
    assert answer.status_code == 200
    assert answer.context["form"].errors == {"file": [sentence]}
    assert not KeptFile.objects.exists()


def test_no_file_and_one_too_big_are_told_too(
    site: BilingualSite, editor_client: Client, read_as: Any
) -> None:
    read_as(reading())
    answer = editor_client.post(IMPORT, {})
    assert answer.context["form"].errors == {"file": ["Choose a file."]}
    answer = send(editor_client, b"x" * 6_000_000)
    (sentence,) = answer.context["form"].errors["file"]
    assert sentence == "This file weighs 6.0 MB: the limit is 5 MB."


def test_sentences_are_in_the_editors_language(
    site: BilingualSite, editor: User, read_as: Any
) -> None:
    client = Client(headers={"accept-language": "fr"})
    client.force_login(editor)
    assert client.get(IMPORT).headers["content-language"] == "fr"


class TestTheKeptFile:
    """One for each person, for a day."""

    def test_another_person_does_not_see_it(
        self,
        site: BilingualSite,
        editor_client: Client,
        staff_client: Client,
        read_as: Any,
    ) -> None:
        read_as(reading())
        send(editor_client)
        answer = page_of(staff_client)
        assert answer.url == IMPORT
        assert KeptFile.objects.count() == 1

    def test_another_file_takes_its_place(
        self, site: BilingualSite, editor_client: Client, read_as: Any
    ) -> None:
        read_as(reading())
        send(editor_client)
        first = KeptFile.objects.get()
        send(editor_client, b"<kml/>")
        assert content_of(KeptFile.objects.get()) == b"<kml/>"
        assert editor_client.get(f"{IMPORT}{first.token}/").url == IMPORT

    def test_it_goes_after_a_day(
        self, site: BilingualSite, editor: User, staff: User
    ) -> None:
        kept = KeptFile.objects.keep(editor, "a.gpx", ContentFile(b"a", "a.gpx"))
        with time_machine.travel(timezone.now() + timedelta(hours=25)):
            with pytest.raises(FileRefused):
                KeptFile.objects.of(editor, kept.token)
            KeptFile.objects.keep(staff, "b.gpx", ContentFile(b"b", "b.gpx"))
        assert KeptFile.objects.get().user == staff

    def test_a_token_that_never_was_leads_back_with_a_sentence(
        self, site: BilingualSite, editor_client: Client
    ) -> None:
        answer = editor_client.get(f"{IMPORT}{uuid4()}/", follow=True)
        assert "This file is no longer kept here." in answer.content.decode()

    def test_a_second_click_imports_nothing_twice(
        self, site: BilingualSite, editor_client: Client, read_as: Any
    ) -> None:
        read_as(reading())
        send(editor_client)
        address = f"{IMPORT}{KeptFile.objects.get().token}/"
        editor_client.post(address, {"action": "import"})
        assert editor_client.post(address, {"action": "import"}).url == IMPORT
        assert TourPage.objects.count() == 1


class TestWhoMay:
    """Those who may add trails."""

    def test_strangers_are_led_to_the_login(self, site: BilingualSite) -> None:
        assert "/admin/login/" in Client().get(IMPORT).url

    def test_who_may_not_add_trails_does_not_import(
        self, site: BilingualSite, django_user_model: Any, read_as: Any
    ) -> None:
        user = django_user_model.objects.create_user("reader")
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client = Client(headers={"accept-language": "en"})
        client.force_login(user)
        assert client.get(IMPORT).status_code == 302
        read_as(reading())
        assert send(client).status_code == 302
        assert not KeptFile.objects.exists()
        assert IMPORT not in client.get("/admin/").content.decode()

    def test_editors_find_it_in_the_menu_and_beside_the_trails(
        self, site: BilingualSite, editor_client: Client
    ) -> None:
        assert IMPORT in editor_client.get("/admin/").content.decode()
        listing = editor_client.get(f"/admin/pages/{site.home.pk}/").content.decode()
        assert listing.count(IMPORT) > 1

    def test_what_stands_in_the_way_is_told_before(
        self, site: BilingualSite, editor_client: Client, read_as: Any
    ) -> None:
        group = Group.objects.get(name="Editors")
        group.permissions.remove(Permission.objects.get(codename="add_place"))
        read_as(reading())
        send(editor_client)
        assert "You may not add places" in page_of(editor_client).content.decode()
        answer = post(editor_client, action="import")
        assert answer.status_code == 200
        assert not TourPage.objects.exists()
        assert KeptFile.objects.exists()

    def test_a_form_from_elsewhere_is_refused(
        self, site: BilingualSite, editor: User, read_as: Any
    ) -> None:
        read_as(reading())
        client = Client(enforce_csrf_checks=True)
        client.force_login(editor)
        assert send(client).status_code == 403
