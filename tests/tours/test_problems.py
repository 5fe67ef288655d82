"""Walkers report a problem: no account, no cookie; the desk has a task of it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core import mail, signing
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from home.models import SiteSettings
from media_library.picture_metadata import has_personal_metadata
from tests.conftest import BilingualSite
from tests.factories import StopFactory, TourPageFactory
from tests.media_library.test_picture_privacy import photograph
from tours.models import ProblemReport, Stop, TourPage
from tours.problem_form import MOST_IN_AN_HOUR, SALT
from tours.problems import KEPT_FOR, let_old_ones_go

pytestmark = [pytest.mark.django_db, pytest.mark.screens]

NOW = datetime(2027, 3, 28, 12, tzinfo=UTC)
LIST = "/admin/snippets/tours/problemreport/"
NOTICE = "/admin/snippets/tours/notice/add/"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that tests move."""
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def trail(site: BilingualSite) -> TourPage:
    """A published trail with a stop."""
    stops = [StopFactory(title="Le puits")]
    return TourPageFactory(parent=site.home, title="La mine", stops=stops)


@pytest.fixture
def stop(trail: TourPage) -> Stop:
    """Its stop."""
    return trail.stops.get()


def address(thing: Any) -> str:
    """Where a problem of it is reported."""
    return f"/fr/report/{thing.code}/"


def send(client: Client, thing: Any, seconds: float = 30, **changes: Any) -> Any:
    """The form as somebody sends it who has taken some time to write."""
    with time_machine.travel(datetime.now(UTC) - timedelta(seconds=seconds)):
        shown_at = signing.dumps("", salt=SALT)
    facts = {"kind": "way", "text": "La rue est barrée.", "shown_at": shown_at}
    return client.post(address(thing), {**facts, **changes})


def test_a_walker_reports_a_problem_of_a_stop(phone: Client, stop: Stop) -> None:
    shown = phone.get(address(stop))
    assert "Le puits" in shown.content.decode()
    assert not shown.cookies
    answer = send(phone, stop)
    assert answer.status_code == 302
    assert "Merci" in phone.get(answer["Location"]).content.decode()
    report = ProblemReport.objects.get()
    assert (report.kind, report.text) == ("way", "La rue est barrée.")
    assert str(report.subject) == f"stop:{stop.translation_key}"
    assert (report.state, report.language) == ("new", "fr")


def test_pages_of_trails_and_stops_lead_there(
    phone: Client, trail: TourPage, stop: Stop
) -> None:
    for page, thing in ((trail.url, trail), (f"{trail.url}stop/{stop.code}/", stop)):
        assert f'href="{address(thing)}"' in phone.get(page).content.decode()


def test_the_form_is_made_anew_for_everybody(phone: Client, trail: TourPage) -> None:
    answer = phone.get(address(trail))
    assert "no-store" in answer["Cache-Control"]
    assert "X-Cache" not in answer


@pytest.mark.parametrize("code", ["AAAAAAAA", "nothing"])
def test_what_is_not_there_has_no_form(
    phone: Client, site: BilingualSite, code: str
) -> None:
    assert phone.get(f"/fr/report/{code}/").status_code == 404


def test_a_private_trail_says_nothing_of_itself(
    phone: Client, trail: TourPage, stop: Stop
) -> None:
    restriction = PageViewRestriction.LOGIN
    PageViewRestriction.objects.create(page=trail, restriction_type=restriction)
    for where in (address(trail), address(stop), f"{trail.url}notices.json"):
        assert phone.get(where).status_code == 404


def test_a_draft_has_none(phone: Client, trail: TourPage, stop: Stop) -> None:
    trail.unpublish()
    assert phone.get(address(trail)).status_code == 404
    assert phone.get(address(stop)).status_code == 404


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": ""}, "Champ requis"),
        ({"text": "x" * 2001}, "2000"),
        ({"text": "<a href='x'>y</a>"}, "texte"),
        ({"kind": "spam"}, "choix valide"),
        ({"picture": SimpleUploadedFile("a.jpg", b"no picture")}, "image"),
    ],
    ids=["empty", "long", "html", "kind", "picture"],
)
def test_what_is_wrong_is_told_in_its_place(
    phone: Client, stop: Stop, changes: dict[str, Any], words: str
) -> None:
    answer = send(phone, stop, **changes)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not ProblemReport.objects.exists()


@pytest.mark.parametrize("seconds", [1, 25 * 3600])
def test_too_soon_or_too_late_asks_once_more(
    phone: Client, stop: Stop, clock: Any, seconds: int
) -> None:
    answer = send(phone, stop, seconds)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "La rue est barrée." in html  # nothing of it is lost
    assert not ProblemReport.objects.exists()
    clock.shift(10)
    told = answer.context["form"]["shown_at"].value()
    assert send(phone, stop, shown_at=told).status_code == 302


def test_a_machine_is_thanked_and_nothing_is_kept(phone: Client, stop: Stop) -> None:
    assert send(phone, stop, website="https://example.org").status_code == 302
    assert not ProblemReport.objects.exists()


def test_few_are_taken_from_one_address_in_an_hour(
    phone: Client, stop: Stop, settings: Any
) -> None:
    settings.CLIENT_ADDRESS_KEY = "HTTP_X_REAL_IP"
    here, there = {"X-Real-IP": "192.0.2.1"}, {"X-Real-IP": "192.0.2.2"}
    for number in range(MOST_IN_AN_HOUR + 1):
        answer = send(Client(headers=here), stop)
        assert (answer.status_code == 302) is (number < MOST_IN_AN_HOUR)
    assert send(Client(headers=there), stop).status_code == 302
    cache.clear()  # an hour later
    assert send(Client(headers=here), stop).status_code == 302


def test_a_picture_is_cleaned_and_shown_to_the_desk_alone(
    phone: Client, editor_client: Client, stop: Stop
) -> None:
    send(phone, stop, picture=SimpleUploadedFile("ici.jpg", photograph()))
    report = ProblemReport.objects.get()
    where = reverse("problem_picture", args=[report.pk])
    assert phone.get(where).status_code == 302
    content = b"".join(editor_client.get(where).streaming_content)
    assert content.startswith(b"\xff\xd8")
    assert not has_personal_metadata(content)


def test_the_desk_reads_it_and_says_how_far_it_is(
    phone: Client, editor_client: Client, stop: Stop
) -> None:
    send(phone, stop)
    report = ProblemReport.objects.get()
    assert "1 problem that nobody" in editor_client.get("/admin/").content.decode()
    assert "La mine · Stop 1, Le puits" in editor_client.get(LIST).content.decode()
    form = f"{LIST}edit/{report.pk}/"
    assert "La rue est barrée." in editor_client.get(form).content.decode()
    answer = editor_client.post(form, {"state": "done", "note": "Vu", "text": "x"})
    assert answer.status_code == 302
    report.refresh_from_db()
    assert (report.state, report.text) == ("done", "La rue est barrée.")
    assert "that nobody" not in editor_client.get("/admin/").content.decode()


def test_nobody_writes_one_at_the_desk(
    admin_client: Client, editor_client: Client, trail: TourPage
) -> None:
    for client in (admin_client, editor_client):
        assert client.get(f"{LIST}add/").status_code == 302


def test_a_notice_is_made_of_it(
    phone: Client, editor_client: Client, stop: Stop
) -> None:
    send(phone, stop)
    report = ProblemReport.objects.get()
    html = editor_client.get(f"{LIST}edit/{report.pk}/").content.decode()
    link = unescape(html.split(f'href="{NOTICE}')[1].split('"')[0])
    form = editor_client.get(f"{NOTICE}{link}")
    assert "La rue est barrée." in form.content.decode()
    assert form.context["form"]["about"].value() == report.about


def test_the_sites_address_is_told_without_its_words(
    phone: Client, stop: Stop, site: BilingualSite, committed: Any
) -> None:
    SiteSettings.objects.update_or_create(
        site=site.site, defaults={"contact_email": "ville@example.org"}
    )
    with committed():
        send(phone, stop)
    (message,) = mail.outbox
    assert message.to == ["ville@example.org"]
    assert f"{LIST}edit/" in message.body
    assert "barrée" not in message.body


def test_half_a_year_after_it_is_closed_it_goes_with_its_picture(
    phone: Client, stop: Stop, clock: Any, committed: Any
) -> None:
    send(phone, stop, picture=SimpleUploadedFile("ici.jpg", photograph()))
    send(phone, stop)
    with_picture = ProblemReport.objects.exclude(picture="").get()
    with_picture.state = ProblemReport.State.REFUSED
    with_picture.save()
    name, storage = with_picture.picture.name, with_picture.picture.storage
    for later, is_there in ((KEPT_FOR, True), (timedelta(seconds=1), False)):
        clock.shift(later)
        with committed():
            let_old_ones_go()
        assert ProblemReport.objects.filter(pk=with_picture.pk).exists() is is_there
        assert storage.exists(name) is is_there
    assert ProblemReport.objects.count() == 1  # what nobody has closed stays


def test_only_city_staff_deletes(editor: User, staff: User) -> None:
    assert staff.has_perm("tours.delete_problemreport")
    assert not editor.has_perm("tours.delete_problemreport")
