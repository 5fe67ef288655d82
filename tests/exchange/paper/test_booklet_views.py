"""The booklet beside its trail: kept, made anew, never made twice at once."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from exchange.paper import kept_booklets
from exchange.paper.typesetter import Work
from exchange.paper.typesetting import TypesettingFailed
from tests.conftest import BilingualSite
from tests.exchange.paper.prints import words
from tests.exchange.test_adopting import rich_trail
from tests.tours.test_rights import AFTER, BEFORE, Contracted, at
from tours import packages
from tours.models import TourPage

pytestmark = pytest.mark.screens


@pytest.fixture(autouse=True)
def kept_folder(settings: Any, tmp_path: Path) -> Path:
    """What is kept goes away with the test."""
    folder = tmp_path / "kept"
    kept = settings.STORAGES["kept"] | {"OPTIONS": {"location": folder}}
    settings.STORAGES = settings.STORAGES | {"kept": kept}
    return folder


@pytest.fixture
def trail(site: BilingualSite) -> TourPage:
    made = rich_trail(site)
    packages.renew(made.pk)
    return made


@pytest.fixture
def works(monkeypatch: pytest.MonkeyPatch) -> list[Work]:
    """The works that are set, without a typesetter."""
    given: list[Work] = []

    def set_apart(work: Work, files: dict[str, bytes]) -> bytes:
        given.append(work)
        return f"%PDF {len(given)}".encode()

    monkeypatch.setattr(kept_booklets, "set_apart", set_apart)
    return given


def test_it_is_a_pdf_beside_the_page(trail: TourPage, phone: Client) -> None:
    answer = phone.get(f"{trail.url}booklet.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="{trail.slug}.pdf"'
    assert answer["Content-Language"] == "fr"
    said = words(answer.content)
    assert "Tout d’un « parcours »" in said
    assert f"testserver/s/{trail.code}" in said


def test_it_is_made_once_for_each_version(
    trail: TourPage, phone: Client, works: list[Work], kept_folder: Path
) -> None:
    first = phone.get(f"{trail.url}booklet.pdf")
    assert phone.get(f"{trail.url}booklet.pdf").content == first.content
    etag = {"if-none-match": first["ETag"]}
    assert phone.get(f"{trail.url}booklet.pdf", headers=etag).status_code == 304
    assert len(works) == 1
    trail.title = "Autre titre"
    trail.save_revision().publish()
    packages.renew(trail.pk)
    again = phone.get(f"{trail.url}booklet.pdf", headers=etag)
    assert again.content != first.content
    assert [work.data["title"] for work in works][1:] == ["Autre titre"]
    assert len(list(kept_folder.rglob("*.pdf"))) == 1


def test_other_software_sets_it_anew(
    trail: TourPage, phone: Client, works: list[Work], monkeypatch: Any
) -> None:
    phone.get(f"{trail.url}booklet.pdf")
    monkeypatch.setattr(kept_booklets, "PRINTERS", "other")
    phone.get(f"{trail.url}booklet.pdf")
    assert len(works) == 2


def test_who_asks_while_it_is_made_is_asked_to_come_back(
    trail: TourPage, phone: Client, works: list[Work], monkeypatch: Any
) -> None:
    address = f"{trail.url}booklet.pdf"
    meanwhile: list[Any] = []

    def set_apart(work: Work, files: dict[str, bytes]) -> bytes:
        meanwhile.append(phone.get(address))
        return b"%PDF"

    monkeypatch.setattr(kept_booklets, "set_apart", set_apart)
    assert phone.get(address).content == b"%PDF"
    [answer] = meanwhile
    assert answer.status_code == 503
    assert answer["Retry-After"] == "3"
    assert answer["Cache-Control"] == "no-store"
    assert f'href="{address}"' in answer.content.decode()


def test_after_a_failure_it_is_tried_again_a_minute_later(
    trail: TourPage, phone: Client, works: list[Work], monkeypatch: Any
) -> None:
    def fail(work: Work, files: dict[str, bytes]) -> bytes:
        works.append(work)
        msg = "no memory"
        raise TypesettingFailed(msg)

    monkeypatch.setattr(kept_booklets, "set_apart", fail)
    address = f"{trail.url}booklet.pdf"
    assert [phone.get(address).status_code for _ in range(3)] == [503] * 3
    assert len(works) == 1
    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        phone.get(address)
    assert len(works) == 2


def test_a_trail_shown_no_more_has_none(
    trail: TourPage, phone: Client, works: list[Work], kept_folder: Path, committed: Any
) -> None:
    phone.get(f"{trail.url}booklet.pdf")
    with committed():
        trail.unpublish()
    assert phone.get(f"{trail.url}booklet.pdf").status_code == 404
    assert list(kept_folder.rglob("*.pdf")) == []


def test_a_work_whose_right_has_ended_is_not_printed_any_more(
    site: BilingualSite, phone: Client, works: list[Work]
) -> None:
    contracted = Contracted(site)
    address = f"{contracted.trail.url}booklet.pdf"
    with at(BEFORE):
        packages.renew(contracted.trail.pk)
        before = phone.get(address).content
    with at(AFTER):
        assert phone.get(address).content != before
    printed, left = works
    assert printed.pictures
    assert left.pictures == ()
    assert len(printed.data["credits"]) > len(left.data["credits"])
