"""Rights grants: kept apart, entered by city staff, told of before they end."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from wagtail.users.models import UserProfile

from media_library.grants import RightsGrant
from media_library.models import Picture, Recording
from media_library.rights_warnings import endings, warn_by_mail
from media_library.rights_words import rights_sentence
from tests.factories import (
    ContributorFactory,
    PictureFactory,
    RecordingFactory,
    RightsGrantFactory,
)

pytestmark = pytest.mark.django_db

RESERVED = "ALL-RIGHTS-RESERVED"
GRANTS = "/admin/snippets/media_library/rightsgrant/"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
NOW = datetime(2027, 6, 1, 12, tzinfo=UTC)
LAST_DAY = date(2027, 7, 14)


@pytest.fixture(autouse=True)
def _private_files(settings: Any, tmp_path: Any) -> None:
    """Contracts of tests lie in a folder of their own."""
    storages = {**settings.STORAGES}
    storages["kept"] = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path / "kept"},
    }
    settings.STORAGES = storages
    RightsGrant._meta.get_field("contract").storage = _storage(tmp_path / "kept")


def _storage(folder: Any) -> Any:
    from django.core.files.storage import FileSystemStorage

    return FileSystemStorage(location=folder)


def contract(content: bytes = PDF) -> SimpleUploadedFile:
    """A contract as it is sent."""
    return SimpleUploadedFile("contrat.pdf", content)


def grant_form(**changes: Any) -> dict[str, Any]:
    """What the form of a grant sends."""
    sound = RecordingFactory(licence=RESERVED)
    return {
        "title": "Voix de Couriot",
        "holder": ContributorFactory(name="Ana").pk,
        "gives_reproduction": "on",
        "gives_communication": "on",
        "purpose": "Balades",
        "territory": "Monde",
        "start": "2027-01-01",
        "end": "2027-12-31",
        "fee": "400",
        "currency": "EUR",
        "contract": contract(),
        "consent_given_on": "",
        "consent_record": "",
        "granted_recordings-TOTAL_FORMS": "1",
        "granted_recordings-INITIAL_FORMS": "0",
        "granted_recordings-0-recording": sound.pk,
        "granted_recordings-0-ORDER": "1",
        "granted_pictures-TOTAL_FORMS": "0",
        "granted_pictures-INITIAL_FORMS": "0",
        **changes,
    }


class TestTheForm:
    def test_city_staff_enters_a_grant_with_its_contract(
        self, staff_client: Client
    ) -> None:
        assert staff_client.get(f"{GRANTS}add/").status_code == 200
        answer = staff_client.post(f"{GRANTS}add/", grant_form())
        assert answer.status_code == 302
        grant = RightsGrant.objects.get()
        assert grant.begins_at == datetime(2026, 12, 31, 23, tzinfo=UTC)
        assert grant.ends_at == datetime(2027, 12, 31, 23, tzinfo=UTC)
        assert [type(work) for work in grant.works] == [Recording]
        shown = staff_client.get(f"{GRANTS}edit/{grant.pk}/").content.decode()
        assert f"/admin/grants/{grant.pk}/contract/" in shown
        assert grant.contract.name not in shown
        assert staff_client.get(GRANTS).status_code == 200

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"contract": SimpleUploadedFile("a.pdf", b"PK\x03\x04")}, "no PDF file"),
            ({"end": "2026-12-31"}, "The last day lies before the first."),
            ({"territory": ""}, "This field is required."),
            ({"fee": "-1"}, "greater than or equal to 0"),
        ],
    )
    def test_what_is_wrong_is_said(
        self, staff_client: Client, changes: dict[str, Any], sentence: str
    ) -> None:
        answer = staff_client.post(f"{GRANTS}add/", grant_form(**changes))
        assert answer.status_code == 200
        assert sentence in answer.content.decode()
        assert not RightsGrant.objects.exists()

    def test_editors_see_no_grant(self, editor_client: Client) -> None:
        grant = RightsGrantFactory(contract=contract())
        for address in (GRANTS, f"{GRANTS}edit/{grant.pk}/"):
            assert editor_client.get(address).status_code == 302
        assert editor_client.get(f"/admin/grants/{grant.pk}/contract/").status_code in (
            302,
            403,
        )


class TestTheContract:
    def test_only_who_may_see_grants_reads_it(
        self, staff_client: Client, phone: Client, media_root: Any
    ) -> None:
        grant = RightsGrantFactory(contract=contract())
        answer = staff_client.get(f"/admin/grants/{grant.pk}/contract/")
        assert b"".join(answer) == PDF
        assert "no-store" in answer["Cache-Control"]
        assert "attachment" in answer["Content-Disposition"]
        assert phone.get(f"/media/{grant.contract.name}").status_code == 404
        assert phone.get(f"/admin/grants/{grant.pk}/contract/").status_code == 302
        other = RightsGrantFactory()
        missing = staff_client.get(f"/admin/grants/{other.pk}/contract/", follow=True)
        assert missing.status_code == 404

    def test_it_goes_when_it_is_replaced_and_with_its_grant(self) -> None:
        grant = RightsGrantFactory(contract=contract())
        storage, first = grant.contract.storage, grant.contract.name
        grant = RightsGrant.objects.get()
        grant.contract = contract(PDF + b"2")
        grant.full_clean()
        grant.save()
        second = grant.contract.name
        assert (storage.exists(first), storage.exists(second)) == (False, True)
        RightsGrant.objects.all().delete()
        assert not storage.exists(second)

    def test_a_heavy_one_is_refused(self) -> None:
        grant = RightsGrantFactory.build(contract=contract(PDF + bytes(21 << 20)))
        with pytest.raises(ValidationError, match="20 MB"):
            grant.clean()


class TestWords:
    @pytest.mark.parametrize(
        ("licence", "facts", "sentence"),
        [
            ("CC-BY-4.0", None, ""),
            (RESERVED, None, "No right is in force today: a rights grant has to"),
            (RESERVED, {}, "Granted, without an end."),
            (RESERVED, {"end": LAST_DAY}, "Granted until July 14, 2027."),
            (RESERVED, {"start": date(2027, 6, 2)}, "one begins on June 2, 2027."),
        ],
    )
    def test_a_works_form_says_what_holds_today(
        self, licence: str, facts: dict[str, Any] | None, sentence: str
    ) -> None:
        with time_machine.travel(NOW, tick=False):
            sound = RecordingFactory(licence=licence)
            if facts is not None:
                RightsGrantFactory(works=[sound], **facts)
            told = rights_sentence(Recording.objects.get())
        assert sentence in told
        assert bool(sentence) is bool(told)


class TestWarnings:
    def works(self, **facts: Any) -> tuple[Recording, Picture]:
        """A recording and a picture whose right ends in six weeks."""
        sound = RecordingFactory(title="La voix", licence=RESERVED)
        picture = PictureFactory(title="La photo", licence=RESERVED)
        RightsGrantFactory(works=[sound, picture], end=LAST_DAY, **facts)
        return sound, picture

    @pytest.mark.parametrize(
        ("days", "told", "over"), [(-61, 0, 0), (-59, 2, 0), (1, 2, 2), (61, 0, 0)]
    )
    def test_works_are_told_sixty_days_before_and_after(
        self, days: int, told: int, over: int
    ) -> None:
        self.works()
        now = datetime(2027, 7, 14, 22, tzinfo=UTC) + timedelta(days=days)
        with time_machine.travel(now, tick=False):
            found = endings(now)
        assert len(found) == told
        assert sum(each.is_over for each in found) == over
        assert all(each.last_day == "July 14, 2027" for each in found)

    def test_a_work_that_another_grant_takes_over_is_not_told(self) -> None:
        sound, picture = self.works()
        RightsGrantFactory(works=[sound], start=date(2027, 7, 15))
        Picture.objects.filter(pk=picture.pk).update(licence="CC0-1.0")
        with time_machine.travel(NOW, tick=False):
            assert endings(NOW) == []

    def test_editors_are_written_to_once_in_their_language(
        self, editor: Any, staff: Any
    ) -> None:
        self.works()
        for person, language in ((editor, "fr"), (staff, "en")):
            person.email = f"{person.username}@example.org"
            person.save()
            profile = UserProfile.get_for_user(person)
            profile.preferred_language = language
            profile.save()
        with time_machine.travel(NOW, tick=False):
            call_command("watch_rights", verbosity=0)
            call_command("watch_rights", verbosity=0)
        assert len(mail.outbox) == 2
        [english] = [each for each in mail.outbox if staff.email in each.to]
        assert english.subject == "2 works leave the site soon"
        assert "La voix, until July 14, 2027" in english.body
        assert "/admin/images/" in english.body
        [french] = [each for each in mail.outbox if editor.email in each.to]
        assert "14 juillet 2027" in french.body

    def test_another_last_day_is_warned_of_anew(self, editor: Any) -> None:
        editor.email = "e@example.org"
        editor.save()
        self.works()
        with time_machine.travel(NOW, tick=False):
            assert warn_by_mail(NOW) == 1
            grant = RightsGrant.objects.get()
            grant.end = date(2027, 7, 20)
            grant.save()
            assert warn_by_mail(NOW) == 1
            assert warn_by_mail(NOW) == 0

    def test_without_an_address_it_is_tried_again(self, editor: Any) -> None:
        editor.email = ""
        editor.save()
        self.works()
        with time_machine.travel(NOW, tick=False):
            assert warn_by_mail(NOW) == 0
        assert RightsGrant.objects.get().warned_at is None

    def test_a_mail_server_that_is_down_is_tried_again(
        self, editor: Any, monkeypatch: Any
    ) -> None:
        def refuse(*args: Any, **kwargs: Any) -> None:
            raise ConnectionRefusedError

        editor.email = "e@example.org"
        editor.save()
        self.works()
        with time_machine.travel(NOW, tick=False), monkeypatch.context() as patched:
            patched.setattr("django.core.mail.EmailMessage.send", refuse)
            assert warn_by_mail(NOW) == 0
        with time_machine.travel(NOW, tick=False):
            assert warn_by_mail(NOW) == 1

    def test_the_dashboard_tells_editors(self, editor: Any, client: Client) -> None:
        sound, picture = self.works()
        with time_machine.travel(NOW, tick=False):
            client.force_login(editor)
            shown = client.get("/admin/").content.decode()
        assert 'id="rights-endings' in shown
        assert "14 juillet 2027" in shown
        assert f"/recording/edit/{sound.pk}/" in shown
        assert f"/admin/images/{picture.pk}/" in shown

    def test_a_dashboard_with_nothing_to_tell_is_left_alone(
        self, editor_client: Client
    ) -> None:
        RecordingFactory()
        assert "rights-endings" not in editor_client.get("/admin/").content.decode()
