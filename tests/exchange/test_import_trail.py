"""``manage.py import_trail``: told in sentences or in JSON, never a traceback."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from wagtail.models import Site

from exchange.found import FileRefused, Reading, Remark, Where
from tests.conftest import BilingualSite
from tests.exchange.readings import found_trail, reading
from tours.models import TourPage


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "balade.gpx"
    path.write_text("<gpx/>")
    return str(path)


@pytest.fixture
def read_as(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    """The reading, or the refusal, that every file gives."""

    def set_reading(result: Reading | FileRefused) -> None:
        def read_file(*args: Any, **kwargs: Any) -> Reading:
            if isinstance(result, FileRefused):
                raise result
            return result

        monkeypatch.setattr("exchange.incoming.read_file", read_file)

    return set_reading


def told(*arguments: str) -> tuple[dict[str, Any], int]:
    """The JSON that the command writes, and its exit."""
    out = io.StringIO()
    status = 0
    try:
        call_command("import_trail", *arguments, format="json", stdout=out)
    except SystemExit as end:
        status = end.code
    return json.loads(out.getvalue()), status


def test_json_tells_what_was_understood_and_made(
    site: BilingualSite, file: str, read_as: Any
) -> None:
    read_as(reading(remarks=(Remark("not_understood", Where("line", 12)),)))
    report, status = told(file)
    page = TourPage.objects.get()
    assert status == 0
    assert report == {
        "ok": True,
        "kind": "gpx",
        "title": "De la mine au marché",
        "stops": 2,
        "track_points": 3,
        "length_m": 381,
        "warnings": [
            {
                "code": "not_understood",
                "message": "This is none of the formats that are understood.",
                "where": "line 12",
            }
        ],
        "errors": [],
        "made": [
            {
                "title": "De la mine au marché",
                "url": f"http://testserver/admin/pages/{page.pk}/edit/",
            }
        ],
    }


def test_json_tells_why_a_file_is_refused(
    site: BilingualSite, file: str, read_as: Any
) -> None:
    read_as(FileRefused("empty"))
    report, status = told(file)
    assert status == 1
    assert report == {
        "ok": False,
        "kind": "",
        "title": "",
        "stops": 0,
        "track_points": 0,
        "length_m": 0,
        "warnings": [],
        "errors": [{"code": "empty", "message": "This file is empty.", "where": ""}],
    }


def test_a_rehearsal_changes_nothing(
    site: BilingualSite, file: str, read_as: Any
) -> None:
    read_as(reading())
    report, status = told(file, "--dry-run")
    assert (status, report["ok"], report["made"]) == (0, True, [])
    assert not TourPage.objects.exists()


def test_several_trails_are_each_told(
    site: BilingualSite, file: str, read_as: Any
) -> None:
    read_as(reading(found_trail(), found_trail(title="Autre", identifier="13")))
    report, _status = told(file)
    assert [each["title"] for each in report["trails"]] == [
        "De la mine au marché",
        "Autre",
    ]
    assert len(report["made"]) == 2


def test_the_language_may_be_given(
    site: BilingualSite, file: str, read_as: Any
) -> None:
    read_as(reading())
    told(file, "--language", "en")
    assert TourPage.objects.child_of(site.english_home).exists()


def test_the_account_that_imports_may_be_given(
    site: BilingualSite, file: str, read_as: Any, editor: User
) -> None:
    read_as(reading())
    told(file, "--user", "editor")
    assert TourPage.objects.get().owner == editor


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["missing.gpx"], "no_file"),
        (["{folder}"], "file_is_folder"),
        (["{big}"], "too_big"),
        (["bad\0name.gpx"], "file_unreadable"),
        (["/dev/null"], "file_unreadable"),
        (["{file}", "--user", "nobody"], "no_user"),
        (["{file}", "--user", "stranger"], "may_not_add_places"),
    ],
)
def test_whatever_is_wrong_is_told(
    site: BilingualSite,
    file: str,
    read_as: Any,
    tmp_path: Path,
    django_user_model: Any,
    arguments: list[str],
    code: str,
) -> None:
    django_user_model.objects.create_user("stranger")
    read_as(reading())
    big = tmp_path / "big.gpx"
    with big.open("wb") as opened:
        opened.truncate(30_000_000)
    names = {"folder": tmp_path, "big": big, "file": file}
    report, status = told(*(each.format(**names) for each in arguments))
    assert status == 1
    assert [each["code"] for each in report["errors"]] == [code]
    assert not TourPage.objects.exists()


def test_a_file_that_may_not_be_opened_is_told(
    site: BilingualSite, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, mode: str) -> Any:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    report, status = told(file)
    assert (status, report["errors"][0]["code"]) == (1, "file_unreadable")


def test_without_a_home_page_it_is_told(
    site: BilingualSite, file: str, read_as: Any
) -> None:
    Site.objects.all().delete()
    read_as(reading())
    report, status = told(file)
    assert (status, report["errors"][0]["code"]) == (1, "no_home")


def test_people_are_told_in_sentences(
    site: BilingualSite, file: str, read_as: Any
) -> None:
    out = io.StringIO()
    themes = found_trail(themes=("Inconnu",))
    read_as(reading(themes, remarks=(Remark("empty", Where("feature", 3)),)))
    call_command("import_trail", file, stdout=out)
    page = TourPage.objects.get()
    assert out.getvalue().splitlines() == [
        "De la mine au marché: 2 stops, 380\u00a0m, line of 3 points",
        "  A draft in French will be made under “La ville se raconte”.",
        "  2 places will be made.",
        "  ! The theme “Inconnu” is not one of this site’s themes: it is left out.",
        "! feature 3: This file is empty.",
        f"Draft “De la mine au marché”: http://testserver/admin/pages/{page.pk}/edit/",
    ]
    call_command("import_trail", file, "--dry-run", stdout=out)
    assert "it gets a new draft. Stops: 0 new, 0 changed, 2 the same." in out.getvalue()
    assert out.getvalue().endswith("Nothing was made: this was a rehearsal.\n")


def test_people_are_told_why_a_file_is_refused(
    site: BilingualSite, file: str, read_as: Any
) -> None:
    err = io.StringIO()
    read_as(FileRefused("empty", Where("line", 3)))
    with pytest.raises(SystemExit) as end:
        call_command("import_trail", file, stderr=err)
    assert end.value.code == 1
    assert err.getvalue() == "line 3: This file is empty.\n"
