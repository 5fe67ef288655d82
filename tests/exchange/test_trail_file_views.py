"""A trail in every format, beside its page, for whoever may see the page."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from exchange.archive import read_archive
from tests.conftest import BilingualSite
from tests.exchange.schemas import complaints, gpx_schemas
from tests.exchange.test_adopting import rich_trail
from tours import packages
from tours.models import TourPage

pytestmark = pytest.mark.screens

TYPES = {
    "trail.gpx": "application/gpx+xml",
    "trail.kml": "application/vnd.google-earth.kml+xml",
    "trail.geojson": "application/geo+json",
    "trail.schema_randonnee.json": "application/geo+json",
    "trail.datatourisme.jsonld": "application/ld+json",
    "trail.traboule": "application/zip",
}
every_file = pytest.mark.parametrize("name", TYPES)


@pytest.fixture
def trail(site: BilingualSite) -> TourPage:
    made = rich_trail(site)
    packages.renew(made.pk)
    return made


def fetch(phone: Client, address: str, **headers: str) -> tuple[Any, bytes]:
    """An answer and all that it says; a file that it holds open is closed."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = phone.get(address, headers=names)
    return answer, b"".join(answer) if answer.streaming else answer.content


def status(phone: Client, address: str) -> int:
    return fetch(phone, address)[0].status_code


@every_file
def test_it_lies_beside_the_page_open_to_every_site(
    trail: TourPage, phone: Client, name: str
) -> None:
    answer, content = fetch(phone, f"{trail.url}{name}")
    assert answer.status_code == 200
    assert content
    assert answer["Content-Type"] == TYPES[name]
    assert answer["Content-Language"] == "fr"
    assert answer["Access-Control-Allow-Origin"] == "*"
    saved_as = f"{trail.slug}.{name.partition('.')[2]}"
    assert answer["Content-Disposition"] == f'attachment; filename="{saved_as}"'


@every_file
def test_who_has_it_is_told_so(trail: TourPage, phone: Client, name: str) -> None:
    etag = fetch(phone, f"{trail.url}{name}")[0]["ETag"]
    again, content = fetch(phone, f"{trail.url}{name}", if_none_match=etag)
    assert (again.status_code, content) == (304, b"")
    assert again["ETag"] == etag


def test_no_two_formats_share_a_mark(trail: TourPage, phone: Client) -> None:
    names = [*TYPES, "package.json"]
    marks = {fetch(phone, f"{trail.url}{name}")[0]["ETag"] for name in names}
    assert len(marks) == len(names)


@every_file
def test_other_software_writes_it_anew(
    trail: TourPage, phone: Client, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    etag = fetch(phone, f"{trail.url}{name}")[0]["ETag"]
    monkeypatch.setattr("exchange.trail_file_views.WRITERS", "0")
    again, _content = fetch(phone, f"{trail.url}{name}", if_none_match=etag)
    assert again.status_code == 200


@every_file
def test_it_changes_with_the_trail(trail: TourPage, phone: Client, name: str) -> None:
    etag = fetch(phone, f"{trail.url}{name}")[0]["ETag"]
    trail.title = "Autre titre"
    trail.save_revision().publish()
    packages.renew(trail.pk)
    again, _content = fetch(phone, f"{trail.url}{name}", if_none_match=etag)
    assert again.status_code == 200
    assert again["ETag"] != etag


def test_a_gpx_is_valid_and_compressed_on_its_way(
    trail: TourPage, phone: Client
) -> None:
    answer = phone.get(f"{trail.url}trail.gpx")
    assert complaints(answer.content, gpx_schemas()) == []
    packed = phone.get(f"{trail.url}trail.gpx", headers={"accept-encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(answer.content)


def test_an_archive_is_whole_and_its_length_known(
    trail: TourPage, phone: Client
) -> None:
    address = f"{trail.url}trail.traboule"
    answer, content = fetch(phone, address, accept_encoding="gzip")
    assert answer.streaming
    assert int(answer["Content-Length"]) == len(content)
    document, _open_file, remarks = read_archive(content)
    assert remarks == ()
    assert document["version"] == packages.current(trail).version
    assert ZipFile(BytesIO(content)).testzip() is None


def test_a_file_that_is_gone_gives_no_half_archive(
    trail: TourPage, phone: Client
) -> None:
    package = packages.current(trail)
    default_storage.delete(f"packages/files/{package.record.files[0]}")
    assert status(phone, f"{trail.url}trail.traboule") == 404
    assert status(phone, f"{trail.url}trail.gpx") == 200


@every_file
class TestWhoMayNotSeeThePage:
    def test_a_draft(self, trail: TourPage, phone: Client, name: str) -> None:
        trail.unpublish()
        assert status(phone, f"/fr/{trail.slug}/{name}") == 404

    def test_a_private_trail(self, trail: TourPage, phone: Client, name: str) -> None:
        PageViewRestriction.objects.create(
            page=trail, restriction_type=PageViewRestriction.LOGIN
        )
        assert status(phone, f"{trail.url}{name}") == 404

    def test_an_expired_trail(self, trail: TourPage, phone: Client, name: str) -> None:
        TourPage.objects.update(expire_at=timezone.now() + timedelta(hours=1))
        assert status(phone, f"{trail.url}{name}") == 200
        with time_machine.travel(timezone.now() + timedelta(hours=2)):
            assert status(phone, f"{trail.url}{name}") == 404

    def test_no_trail(self, site: BilingualSite, phone: Client, name: str) -> None:
        for path in ("", "rien/", "opendata/"):
            assert status(phone, f"/fr/{path}{name}") == 404

    def test_a_stop(self, trail: TourPage, phone: Client, name: str) -> None:
        code = trail.stops.first().code
        assert status(phone, f"{trail.url}stop/{code}/{name}") == 404

    def test_nothing_can_be_sent(
        self, trail: TourPage, phone: Client, name: str
    ) -> None:
        assert phone.post(f"{trail.url}{name}").status_code == 405
