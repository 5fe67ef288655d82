"""Signs and QR codes in the admin: who gets them, and where they lead."""

from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse
from PIL import Image

from exchange.paper import sign_views
from exchange.paper.typesetting import TypesettingFailed
from tests.conftest import BilingualSite
from tests.exchange.paper.prints import codes, read_codes, words
from tests.exchange.test_adopting import rich_trail
from tours.models import TourPage

pytestmark = pytest.mark.screens


@pytest.fixture
def trail(site: BilingualSite) -> TourPage:
    return rich_trail(site)


def address(trail: TourPage, name: str = "signs", *more: str) -> str:
    return reverse(f"trail_{name}", args=[trail.pk, *more])


def test_it_is_reached_from_the_trail(trail: TourPage, editor_client: Client) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[trail.pk])
    html = editor_client.get(edit).content.decode()
    assert address(trail) in html
    home = reverse("wagtailadmin_pages:edit", args=[trail.get_parent().pk])
    assert address(trail) not in editor_client.get(home).content.decode()


def test_it_is_reached_from_the_list_of_pages(
    trail: TourPage, editor_client: Client
) -> None:
    home = reverse("wagtailadmin_explore", args=[trail.get_parent().pk])
    assert address(trail) in editor_client.get(home).content.decode()


def test_it_shows_the_trail_and_every_stop(
    trail: TourPage, editor_client: Client
) -> None:
    answer = editor_client.get(address(trail))
    assert answer.status_code == 200
    html = answer.content.decode()
    for code in (trail.code, *(stop.code for stop in trail.stops.all())):
        assert f"testserver/s/{code}" in html
        for form in ("svg", "png", "pdf"):
            assert address(trail, f"sign_{form}", code) in html
    assert "is not public" not in html


def test_a_draft_has_its_codes_already(trail: TourPage, editor_client: Client) -> None:
    trail.unpublish()
    assert "is not public" in editor_client.get(address(trail)).content.decode()


@pytest.mark.parametrize(
    ("asked", "ending"), [("", ""), ("?language=en", "/en"), ("?language=xx", "")]
)
def test_a_code_may_open_one_language(
    trail: TourPage, editor_client: Client, asked: str, ending: str
) -> None:
    code = trail.stops.first().code
    answer = editor_client.get(address(trail, "sign_png", code) + asked)
    assert answer["Content-Type"] == "image/png"
    [said] = read_codes(Image.open(BytesIO(answer.content)))
    assert said == f"http://testserver/s/{code}{ending}"
    assert Client().get(said).status_code == 302


def test_its_files_are_what_they_say(trail: TourPage, editor_client: Client) -> None:
    svg = editor_client.get(address(trail, "sign_svg", trail.code))
    assert svg["Content-Type"] == "image/svg+xml"
    assert svg.content.startswith(b"<?xml")
    pdf = editor_client.get(address(trail, "sign_pdf", trail.code))
    assert pdf["Content-Type"] == "application/pdf"
    assert codes(pdf.content) == [f"http://testserver/s/{trail.code}"]


def test_the_panels_are_of_the_trail_and_its_stops(
    trail: TourPage, editor_client: Client
) -> None:
    pdf = editor_client.get(address(trail, "panels", "a5")).content
    found = [trail.code, *(stop.code for stop in trail.stops.all())]
    assert codes(pdf) == [f"http://testserver/s/{code}" for code in found]
    assert "Où l’on part" in words(pdf)


def test_what_there_is_not_is_not_found(trail: TourPage, editor_client: Client) -> None:
    for missing in (
        address(trail, "panels", "a0"),
        address(trail, "sign_svg", "nothing"),
        reverse("trail_signs", args=[trail.get_parent().pk]),
    ):
        assert editor_client.get(missing, follow=True).status_code == 404


def test_a_failure_leads_back_with_a_sentence(
    trail: TourPage, editor_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*work: Any) -> bytes:
        raise TypesettingFailed

    monkeypatch.setattr(sign_views, "set_apart", fail)
    answer = editor_client.get(address(trail, "panels", "a5"), follow=True)
    assert answer.redirect_chain[-1][0] == address(trail)
    assert "could not be made" in answer.content.decode()


class TestWhoMayNotEditTheTrail:
    def all_addresses(self, trail: TourPage) -> list[str]:
        forms = ("sign_svg", "sign_png", "sign_pdf")
        return [
            address(trail),
            address(trail, "panels", "a5"),
            *(address(trail, form, trail.code) for form in forms),
        ]

    def test_nobody_signed_in(self, trail: TourPage, phone: Client) -> None:
        for each in self.all_addresses(trail):
            assert phone.get(each)["Location"].startswith("/admin/login/")

    def test_who_may_only_enter_the_admin(self, trail: TourPage) -> None:
        group = Group.objects.create(name="guests")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        guest = User.objects.create_user("guest")
        guest.groups.add(group)
        client = Client()
        client.force_login(guest)
        for each in self.all_addresses(trail):
            assert client.get(each)["Location"] == reverse("wagtailadmin_home")
